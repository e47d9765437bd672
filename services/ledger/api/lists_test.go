package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

func sortStrings() cmp.Option { return cmpopts.SortSlices(strings.Compare) }

// idsAt follows a list to its end, by the Link header or by the cursor.
func (d *desk) idsAt(path string, byLink bool) []string {
	d.t.Helper()
	var ids []string
	for next := path; next != ""; {
		r := d.get(next)
		var page Followups
		r.into(d.t, &page)
		if r.StatusCode != http.StatusOK {
			d.t.Fatalf("%s: %d\n%s", next, r.StatusCode, r.text)
		}
		for _, f := range page.Followups {
			ids = append(ids, f.ID)
		}
		link, _, _ := strings.Cut(strings.TrimPrefix(r.Header.Get("Link"), "<"), ">; rel=\"next\"")
		if (link == "") != (page.Next == "") {
			d.t.Fatalf("next is %q, Link is %q", page.Next, r.Header.Get("Link"))
		}
		if next = link; !byLink && page.Next != "" {
			next = path + "&cursor=" + page.Next
		}
	}
	return ids
}

func TestListsArePaged(t *testing.T) {
	d := openDesk(t)
	var want []string
	for i := range 7 {
		id := fmt.Sprintf("int-%d", i)
		d.put(record.Followup{Tenant: "acme", ID: id, Candidate: "Ada Park", Stage: events.OwesNotes, EndedAt: testNow().Add(-time.Duration(i) * time.Hour)})
		want = append(want, id)
	}
	for _, byLink := range []bool{true, false} {
		if diff := cmp.Diff(want, d.idsAt("/v1/followups?limit=3&q=ada+p&stage=owes_notes,closed", byLink)); diff != "" {
			t.Errorf("by link %v (-want +got):\n%s", byLink, diff)
		}
	}
	r := d.get("/v1/followups?limit=3&cursor=nonsense")
	if diff := cmp.Diff([]string{"cursor"}, r.faults(t)); r.StatusCode != http.StatusUnprocessableEntity || diff != "" {
		t.Errorf("a cursor of nothing: %d (-want +got):\n%s", r.StatusCode, diff)
	}
}

func TestWhatIsOverdueStaysSoFromPageToPage(t *testing.T) {
	d := openDesk(t)
	for i := range 5 {
		d.put(record.Followup{
			Tenant: "acme", ID: fmt.Sprintf("late-%d", i), Stage: events.OwesNotes, EndedAt: testNow(),
			NextDueAt: testNow().Add(-time.Hour + time.Duration(i)*time.Minute), NextKind: events.ThankYou,
		})
	}
	d.put(record.Followup{Tenant: "acme", ID: "in-grace", Stage: events.OwesNotes, EndedAt: testNow(), NextDueAt: testNow().Add(-4 * time.Minute), NextKind: events.ThankYou})
	d.put(record.Followup{Tenant: "acme", ID: "closed", Stage: events.Closed, EndedAt: testNow()})

	const path = "/v1/followups?overdue=true&sort=due&limit=2"
	var first Followups
	r := d.get(path)
	r.into(t, &first)
	d.clock.set(testNow().Add(10 * time.Minute)) // by now, in-grace is overdue too
	ids := append([]string{first.Followups[0].ID, first.Followups[1].ID}, d.idsAt(path+"&cursor="+first.Next, true)...)
	if diff := cmp.Diff([]string{"late-0", "late-1", "late-2", "late-3", "late-4"}, ids); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if ids := d.idsAt("/v1/followups?overdue=true", true); !slices.Contains(ids, "in-grace") || slices.Contains(ids, "closed") {
		t.Errorf("after the grace: %v", ids)
	}
	// Time passes without any event, and the answer is another one.
	if again := d.get(path, "If-None-Match", r.Header.Get("ETag")); again.StatusCode != http.StatusOK {
		t.Errorf("ten minutes later: %d", again.StatusCode)
	}
	for _, forged := range []string{"x", "x.y", "."} {
		if r := d.get(path + "&cursor=" + forged); r.StatusCode != http.StatusUnprocessableEntity {
			t.Errorf("cursor %s: %d", forged, r.StatusCode)
		}
	}
}

func TestAnswersAreRevalidated(t *testing.T) {
	d := openDesk(t)
	d.plant("acme", "one", "int-1")
	d.plant("other", "two", "int-1")
	for _, path := range []string{"/v1/followups?q=ada", "/v1/followups/int-1/timeline", "/v1/reminders", "/v1/deliveries", "/v1/stats"} {
		first := d.get(path)
		tag := first.Header.Get("ETag")
		if first.StatusCode != http.StatusOK || tag == "" || first.Header.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: %d, ETag %q, Cache-Control %q", path, first.StatusCode, tag, first.Header.Get("Cache-Control"))
		}
		for _, given := range []string{tag, "W/" + tag, `"0", ` + tag, "*"} {
			if r := d.get(path, "If-None-Match", given); r.StatusCode != http.StatusNotModified || r.text != "" || r.Header.Get("ETag") != tag {
				t.Errorf("%s with If-None-Match %s: %d", path, given, r.StatusCode)
			}
		}
		if r := d.request(http.MethodGet, path, otherKey, "If-None-Match", tag); r.StatusCode != http.StatusOK {
			t.Errorf("%s: the ETag is good for another tenant: %d", path, r.StatusCode)
		}
		d.changed("other")
		if r := d.get(path, "If-None-Match", tag); r.StatusCode != http.StatusNotModified {
			t.Errorf("%s after a change of another tenant: %d", path, r.StatusCode)
		}
		d.changed("acme")
		if r := d.get(path, "If-None-Match", tag); r.StatusCode != http.StatusOK || r.Header.Get("ETag") == tag {
			t.Errorf("%s after a change: %d", path, r.StatusCode)
		}
	}
	one, two := d.get("/v1/followups?limit=3&q=ada").Header.Get("ETag"), d.get("/v1/followups?q=ada&limit=3").Header.Get("ETag")
	if other := d.get("/v1/followups?q=bob&limit=3").Header.Get("ETag"); one != two || one == other {
		t.Errorf("ETags %s and %s of one question, %s of another", one, two, other)
	}
}

func TestTheTimelineHoldsEverything(t *testing.T) {
	d := openDesk(t)
	d.plant("acme", "one", "app/7:2")
	var got Timeline
	r := d.get("/v1/followups/app%2F7:2/timeline")
	r.into(t, &got)
	if r.StatusCode != http.StatusOK || got.Followup.ID != "app/7:2" || len(got.Entries) != 1 || string(got.Entries[0].Data) != `{"topics":["one"]}` ||
		len(got.Reminders) != 1 || got.Reminders[0].Reason != "Because one" || len(got.Deliveries) != 1 || got.Deliveries[0].MessageID != "message-one" {
		t.Errorf("status %d\n%s", r.StatusCode, r.text)
	}
	if r := d.get("/v1/followups/app%2F8/timeline", "If-None-Match", "*"); r.StatusCode != http.StatusNotFound || !strings.HasSuffix(r.problem(t).Type, "no-such-followup") {
		t.Errorf("one that is not there: %d %s", r.StatusCode, r.text)
	}
}

// A search is by names, and names are no business of the log's.
func TestTheLogHoldsNothingOfAQuery(t *testing.T) {
	d := openDesk(t)
	d.get("/v1/followups?q=Ada+Secretname")
	d.get("/v1/followups?cursor=Secretname")
	d.get("/v1/followups?Secretname=1")
	d.get("/v1/followups/Secretname/timeline")
	if d.logs.Len() == 0 {
		t.Error("nothing is logged")
	}
	for _, line := range d.logs.All() {
		if said := fmt.Sprint(line.Message, line.ContextMap()); strings.Contains(said, "Secretname") {
			t.Errorf("the log says %s", said)
		}
	}
}
