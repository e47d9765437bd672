package intake

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestTheSnapshotIsReadBackAndRevalidated(t *testing.T) {
	d := openDoor(t)
	missing := d.request(http.MethodGet, "/v1/followups/app%2F7", acmeKey, "")
	if p := missing.problem(t); missing.StatusCode != http.StatusNotFound || p.Type != "/docs#problem-no-such-followup" || missing.Header.Get("Retry-After") != "1" {
		t.Errorf("before the first snapshot: %d %+v", missing.StatusCode, p)
	}
	status := bus.OpenBucket[events.Snapshot](d.bus, bus.StatusBucket)
	want := events.Snapshot{
		Followup: "app/7", Stage: events.AwaitingDecision, PromisedBy: events.NewDate(2026, 3, 5), EvaluatedAt: testNow(), Revision: 3, Facts: 2,
		Plan: []events.Reminder{{ID: "app/7.check_in.1", Kind: events.CheckIn, N: 1, State: events.Planned, DueAt: testNow(), ExpiresAt: testNow(), Reason: "Because."}},
	}
	put := func(s events.Snapshot) {
		if _, err := status.Put(t.Context(), bus.Key("acme", "app/7"), s); err != nil {
			t.Fatal(err)
		}
	}
	put(want)
	r := d.request(http.MethodGet, "/v1/followups/app%2F7", acmeKey, "")
	var got events.Snapshot
	r.into(t, &got)
	if diff := cmp.Diff(want, got); r.StatusCode != http.StatusOK || diff != "" {
		t.Errorf("status %d (-want +got):\n%s", r.StatusCode, diff)
	}
	tag := r.Header.Get("ETag")
	for _, given := range []string{tag, "W/" + tag, `"0", ` + tag, "*"} {
		if r := d.request(http.MethodGet, "/v1/followups/app%2F7", acmeKey, "", "If-None-Match", given); r.StatusCode != http.StatusNotModified || r.text != "" || r.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: %d", given, r.StatusCode)
		}
	}
	if head := d.request(http.MethodHead, "/v1/followups/app%2F7", acmeKey, ""); head.StatusCode != http.StatusOK || head.text != "" {
		t.Errorf("HEAD: %d %q", head.StatusCode, head.text)
	}
	put(events.Snapshot{Followup: "app/7", Stage: events.Closed})
	r = d.request(http.MethodGet, "/v1/followups/app%2F7", acmeKey, "", "If-None-Match", tag)
	if r.StatusCode != http.StatusOK || r.Header.Get("ETag") == tag {
		t.Errorf("after a change: %d, ETag %s", r.StatusCode, r.Header.Get("ETag"))
	}
	var plain map[string]any
	r.into(t, &plain)
	if plan, ok := plain["plan"].([]any); !ok || len(plan) != 0 {
		t.Errorf("an empty plan is %v", plain["plan"])
	}
}
