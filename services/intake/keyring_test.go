package intake

import (
	"net/http"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/tenants"
)

func TestKeysAreAddedRotatedAndRemovedLive(t *testing.T) {
	d := openDoor(t)
	const oldKey, newKey = "aw_old", "aw_new"
	accepted := func(key string) bool {
		switch status := d.request(http.MethodGet, "/v1/followups/int-0", key, "").StatusCode; status {
		case http.StatusNotFound:
			return true
		case http.StatusUnauthorized:
			return false
		default:
			t.Fatalf("status %d", status)
			return false
		}
	}
	if accepted(oldKey) {
		t.Fatal("a key is accepted before it exists")
	}
	d.putTenant(tenant("third", events.APIKey{Hash: sha(oldKey)}))
	eventually(t, "an added key is accepted", func() bool { return accepted(oldKey) })

	d.putTenant(tenant("third", events.APIKey{Hash: sha(oldKey), ExpiresAt: time.Now().Add(time.Hour)}, events.APIKey{Hash: sha(newKey)}))
	eventually(t, "the new key is accepted", func() bool { return accepted(newKey) })
	if !accepted(oldKey) {
		t.Error("the old key is refused before it expires")
	}
	d.putTenant(tenant("third", events.APIKey{Hash: sha(oldKey), ExpiresAt: time.Now().Add(100 * time.Millisecond)}, events.APIKey{Hash: sha(newKey)}))
	eventually(t, "the old key expires", func() bool { return !accepted(oldKey) })
	if !accepted(newKey) {
		t.Error("the new key went with the old one")
	}
	if err := bus.OpenBucket[events.Tenant](d.bus, bus.TenantsBucket).Delete(t.Context(), "third"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the removed tenant's key is refused", func() bool { return !accepted(newKey) })
	if !accepted(acmeKey) {
		t.Error("another tenant's key is refused")
	}
}

// A key for reading looks at everything and changes nothing; trying out a plan or a note changes nothing.
func TestAKeyForReadingChangesNothing(t *testing.T) {
	d := openDoor(t)
	const readKey = "aw_read"
	d.putTenant(tenant("third", events.APIKey{Hash: sha(readKey), Scope: events.ScopeRead}))
	eventually(t, "the key is known", func() bool {
		return d.request(http.MethodGet, "/v1/followups/int-0", readKey, "").StatusCode == http.StatusNotFound
	})
	for path, body := range map[string]string{
		"/v1/interviews": meeting(t),
		"/v1/followups/int-42/facts/thankyou.sent": "{}",
		"/v1/events": "{}",
	} {
		r := d.request(http.MethodPost, path, readKey, body)
		if p := r.problem(t); r.StatusCode != http.StatusForbidden || p.Type != "/docs#problem-read-only-key" {
			t.Errorf("%s answers %d %s", path, r.StatusCode, p.Type)
		}
	}
	if state, err := d.bus.State(t.Context(), events.StreamFacts); err != nil || state.Messages != 0 {
		t.Errorf("%d facts were stored, %v", state.Messages, err)
	}
	for _, path := range []string{"/v1/simulate", "/v1/notes/check"} {
		if r := d.request(http.MethodPost, path, readKey, "{}"); r.StatusCode != http.StatusUnprocessableEntity && r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s answers %d: it is not read", path, r.StatusCode)
		}
	}
}

func TestBeforeTheTenantsAreKnownNobodyIsTurnedAway(t *testing.T) {
	d := openDoor(t)
	d.service.tenants = tenants.New(d.bus)
	r := d.request(http.MethodGet, "/v1/followups/int-0", acmeKey, "")
	if p := r.problem(t); r.StatusCode != http.StatusServiceUnavailable || r.Header.Get("Retry-After") == "" {
		t.Errorf("status %d: %+v", r.StatusCode, p)
	}
}

func TestNoByteCrossesATenant(t *testing.T) {
	d := openDoor(t)
	status := bus.OpenBucket[events.Snapshot](d.bus, bus.StatusBucket)
	for _, slug := range []string{"acme", "other"} {
		snapshot := events.Snapshot{Followup: "int-42", Stage: events.OwesNotes, PromiseReason: "of " + slug}
		if _, err := status.Put(t.Context(), bus.Key(slug, "int-42"), snapshot); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := status.Put(t.Context(), bus.Key("other", "int-7"), events.Snapshot{Followup: "int-7"}); err != nil {
		t.Fatal(err)
	}
	keys := map[string]string{"acme": acmeKey, "other": otherKey}
	for slug, key := range keys {
		var got events.Snapshot
		d.request(http.MethodGet, "/v1/followups/int-42", key, "").into(t, &got)
		if got.PromiseReason != "of "+slug {
			t.Errorf("%s reads the snapshot %q", slug, got.PromiseReason)
		}
		r := d.request(http.MethodPost, "/v1/interviews", key, meeting(t), "Idempotency-Key", "the-same")
		if r.StatusCode != http.StatusAccepted {
			t.Errorf("%s: status %d: %s", slug, r.StatusCode, r.text)
		}
	}
	if r := d.request(http.MethodGet, "/v1/followups/int-7", acmeKey, ""); r.StatusCode != http.StatusNotFound {
		t.Errorf("acme reads a follow-up of other: %d", r.StatusCode)
	}
	owners := map[string]int{}
	for _, e := range d.facts(2) {
		owners[e.Tenant]++
	}
	if owners["acme"] != 1 || owners["other"] != 1 {
		t.Errorf("facts by tenant: %v", owners)
	}
	foreign := d.request(http.MethodPost, "/v1/events", acmeKey, `{"result":"no_answer"}`,
		"ce-specversion", "1.0", "ce-id", "1", "ce-source", "/x", "ce-type", string(events.CheckinMade), "ce-subject", "int-7", "ce-tenant", "other")
	if foreign.StatusCode != http.StatusForbidden {
		t.Errorf("a fact for other with acme's key: %d", foreign.StatusCode)
	}
}
