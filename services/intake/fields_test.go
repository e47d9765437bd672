package intake

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// change sets the value at a location such as interviewers[0].name in doc; nil removes it.
func change(t *testing.T, doc map[string]any, location string, value any) {
	t.Helper()
	for _, p := range places(doc, "") {
		if p.location == location {
			if value == nil {
				p.remove()
				return
			}
			p.set(value)
			return
		}
	}
	parent, name := doc, location
	if i := strings.LastIndex(location, "."); i >= 0 {
		object, ok := at(doc, location[:i]).(map[string]any)
		if !ok {
			t.Fatalf("%s is nowhere", location)
		}
		parent, name = object, location[i+1:]
	}
	parent[name] = value
}

func long(n int) string { return strings.Repeat("ä", n) }

func list(n int, value any) []any { return slices.Repeat([]any{value}, n) }

// Every rule of DESIGN.md section 9 about the fields of an interview.
func TestEveryFieldAtFaultIsNamed(t *testing.T) {
	d := openDoor(t)
	ahead := testNow().AddDate(0, 0, 1).Add(1e9).Format("2006-01-02T15:04:05Z")
	back := testNow().AddDate(-1, 0, -1).Format("2006-01-02T15:04:05Z")
	for _, c := range []struct {
		location string
		value    any
		named    string // where it differs from location
	}{
		{location: "interview", value: nil},
		{location: "interview.id", value: nil},
		{location: "interview.id", value: ""},
		{location: "interview.id", value: "-a"},
		{location: "interview.id", value: "a b"},
		{location: "interview.id", value: strings.Repeat("a", 129)},
		{location: "interview.ended_at", value: nil},
		{location: "interview.ended_at", value: "yesterday"},
		{location: "interview.ended_at", value: ahead},
		{location: "interview.ended_at", value: back},
		{location: "interview.ended_at", value: "2026-03-03T19:00:00Z"},
		{location: "interview.application_id", value: "ä"},
		{location: "candidate", value: nil},
		{location: "candidate.id", value: "a b"},
		{location: "candidate.name", value: nil},
		{location: "candidate.name", value: ""},
		{location: "candidate.name", value: long(201)},
		{location: "candidate.name", value: "Ada\nPark"},
		{location: "candidate.email", value: "Ada <ada@example.com>"},
		{location: "candidate.email", value: "ada"},
		{location: "candidate.email", value: `"a b"@example.com`},
		{location: "candidate.phone", value: "415 555 0123"},
		{location: "candidate.time_zone", value: nil},
		{location: "candidate.time_zone", value: ""},
		{location: "candidate.time_zone", value: "Local"},
		{location: "candidate.time_zone", value: "../etc/passwd"},
		{location: "candidate.time_zone", value: "America/Nowhere"},
		{location: "candidate.channels", value: []any{"fax"}, named: "candidate.channels[0]"},
		{location: "candidate.allowed", value: map[string]any{"from": "20:00", "to": "08:00"}},
		{location: "candidate.allowed", value: map[string]any{"from": "8", "to": "20:00"}, named: "candidate.allowed.from"},
		{location: "employer", value: nil},
		{location: "employer.name", value: nil},
		{location: "employer.time_zone", value: "Mars/Olympus"},
		{location: "employer.calendar", value: "XX"},
		{location: "employer.calendar", value: "US-ZZ"},
		{location: "employer.closures", value: []any{"2026-02-30"}, named: "employer.closures[0]"},
		{location: "employer.closures", value: list(367, "2026-03-17")},
		{location: "position.title", value: long(201)},
		{location: "position.required", value: list(51, "a")},
		{location: "interviewers", value: nil},
		{location: "interviewers", value: []any{}},
		{location: "interviewers", value: list(21, map[string]any{"name": "A"})},
		{location: "interviewers[0].name", value: nil},
		{location: "interviewers[0].name", value: ""},
		{location: "interviewers[0].email", value: "finn"},
		{location: "interviewers[0].phone", value: "1"},
		{location: "topics", value: list(51, "a")},
		{location: "topics[0]", value: long(501)},
		{location: "strengths", value: list(51, "a")},
		{location: "strengths[0]", value: ""},
		{location: "promise", value: map[string]any{}},
		{location: "promise", value: map[string]any{"by": "2026-03-05", "said": "by Thursday"}},
		{location: "promise", value: map[string]any{"by": "5 March"}, named: "promise.by"},
		{location: "position.titel", value: "a typo"},
	} {
		doc := document(t)
		change(t, doc, c.location, c.value)
		r := d.post("/v1/interviews", encode(t, doc))
		want := orDefault(c.named, c.location)
		named := r.locations(t)
		within := func(n string) bool { return n == want || strings.HasPrefix(n, want+".") }
		if r.StatusCode != http.StatusUnprocessableEntity || !slices.ContainsFunc(named, within) {
			t.Errorf("%s = %.60v: status %d, named %q, want %s\n%s", c.location, c.value, r.StatusCode, named, want, r.text)
		}
	}
	if n := len(d.facts(0)); n != 0 {
		t.Errorf("FACTS holds %d facts", n)
	}
}

func TestTheLimitsThemselvesAreAllowed(t *testing.T) {
	d := openDoor(t)
	doc := document(t)
	change(t, doc, "interview.id", "a"+strings.Repeat("_", 127))
	change(t, doc, "candidate.name", long(200))
	change(t, doc, "position.title", long(200))
	change(t, doc, "position.required", list(50, long(200)))
	change(t, doc, "topics", list(50, long(500)))
	change(t, doc, "interviewers", list(20, map[string]any{"name": "A"}))
	change(t, doc, "interview.ended_at", testNow().AddDate(0, 0, 1).Format("2006-01-02T15:04:05Z"))
	if r := d.post("/v1/interviews", encode(t, doc)); r.StatusCode != http.StatusAccepted {
		t.Errorf("status %d: %s", r.StatusCode, r.text)
	}
}

func TestAllFieldsAtFaultAreNamedAtOnce(t *testing.T) {
	d := openDoor(t)
	doc := document(t)
	want := []string{"candidate.email", "candidate.name", "employer.time_zone", "interviewers[0].name", "topics[0]"}
	for _, location := range want {
		change(t, doc, location, "\u0007")
	}
	r := d.post("/v1/interviews", encode(t, doc))
	named := r.locations(t)
	slices.Sort(named)
	if diff := cmp.Diff(want, slices.Compact(named)); r.StatusCode != http.StatusUnprocessableEntity || diff != "" {
		t.Errorf("status %d (-want +got):\n%s", r.StatusCode, diff)
	}
}

func TestEveryFieldOfAFactIsNamed(t *testing.T) {
	d := openDoor(t)
	for _, c := range []struct{ fact, body, want string }{
		{"thankyou.sent", `{"method":"fax"}`, "method"},
		{"thankyou.sent", `{"interviewer_ids":["a b"]}`, "interviewer_ids[0]"},
		{"thankyou.sent", `{"at":"yesterday"}`, "at"},
		{"thankyou.sent", `{"interviewers":["iv-1"]}`, "interviewers"},
		{"checkin.made", `{}`, "result"},
		{"checkin.made", `{"result":"maybe"}`, "result"},
		{"checkin.made", `{"result":"still_deciding","promise":{}}`, "promise"},
		{"outcome.recorded", ``, "outcome"},
		{"outcome.recorded", `{"outcome":"no_response"}`, "outcome"},
		{"outcome.recorded", `{"outcome":"offer","reported_by":"gossip"}`, "reported_by"},
		{"outcome.recorded", `{"outcome":"offer","respond_by":"soon"}`, "respond_by"},
		{"interview.cancelled", `{"reason":"rain"}`, "reason"},
		{"reminder.snoozed", `{}`, "until"},
		{"candidate.updated", `{"time_zone":"Local"}`, "time_zone"},
		{"candidate.updated", `{"phone":"(415) 555-2671","time_zone":"America/Denver"}`, "phone"},
		{"consent.changed", `{"allowed":true}`, "channel"},
		{"candidate.erased", `{"why":1}`, "why"},
		{"fact.retracted", `{"id":"evt-1"}`, "source"},
		{"fact.retracted", `{"source":"/ats"}`, "id"},
		{"fact.retracted", `{"source":"/ats","id":"evt 1"}`, "id"},
	} {
		r := d.post("/v1/followups/int-42/facts/"+c.fact, c.body)
		if named := r.locations(t); r.StatusCode != http.StatusUnprocessableEntity || !slices.Contains(named, c.want) {
			t.Errorf("%s %s: status %d, named %q, want %s", c.fact, c.body, r.StatusCode, named, c.want)
		}
	}
}

func TestFaultsOfABatchAreCountedAndCutShort(t *testing.T) {
	d := openDoor(t)
	r := d.post("/v1/events", batchOf(t, 150, func(_ int, e map[string]any) { e["data"] = json.RawMessage(`{}`) }), "Content-Type", "application/cloudevents-batch+json")
	p := r.problem(t)
	if r.StatusCode != http.StatusUnprocessableEntity || len(p.Errors) != maxFaults || !strings.HasPrefix(p.Detail, fmt.Sprint(150)) {
		t.Errorf("status %d, %d errors, %q", r.StatusCode, len(p.Errors), p.Detail)
	}
}
