package intake

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestAnInterviewThatIsOverBecomesADurableFact(t *testing.T) {
	d := openDoor(t)
	r := d.post("/v1/interviews", meeting(t))
	if r.StatusCode != http.StatusAccepted {
		t.Fatalf("status %d: %s", r.StatusCode, r.text)
	}
	if got := r.Header.Get("Location"); got != "/v1/followups/int-42" {
		t.Errorf("Location = %q", got)
	}
	var receipt Receipt
	r.into(t, &receipt)
	facts := d.facts(1)
	want := events.Event{
		ID: receipt.Event, Source: "/intake/acme", Type: events.InterviewCompleted, Subject: "int-42", Time: testNow(), Tenant: "acme",
	}
	got := facts[0]
	data := got.Data
	got.Data, got.DataContentType, got.Extensions = nil, "", nil
	if diff := cmp.Diff(want, got); diff != "" || len(facts) != 1 {
		t.Errorf("%d facts; the first differs (-want +got):\n%s", len(facts), diff)
	}
	m, err := events.DataOf[events.Meeting](events.Event{Type: events.InterviewCompleted, Data: data})
	if err != nil || m.Candidate.Name != "Ada Park" || !m.Interview.EndedAt.Equal(testNow().Add(-60*60*1e9)) {
		t.Errorf("the fact carries %+v, %v", m.Interview, err)
	}
	if diff := cmp.Diff(Receipt{ID: "int-42", Followup: "/v1/followups/int-42", Event: got.ID}, receipt); diff != "" {
		t.Errorf("receipt (-want +got):\n%s", diff)
	}
}

func TestAnInterviewWithAPlannedEndOnlyIsAnAnnouncement(t *testing.T) {
	d := openDoor(t)
	body := meeting(t, func(m *events.Meeting) {
		m.Interview.StartsAt, m.Interview.EndsAt, m.Interview.EndedAt = testNow().AddDate(0, 0, 2), testNow().AddDate(0, 0, 2).Add(1e9*3600), testNow().AddDate(-9, 0, 0)
	})
	body = strings.Replace(body, `"ended_at":"2017-03-03T21:00:00Z",`, "", 1)
	if r := d.post("/v1/interviews", body); r.StatusCode != http.StatusAccepted {
		t.Fatalf("status %d: %s", r.StatusCode, r.text)
	}
	if got := d.facts(1)[0].Type; got != events.InterviewScheduled {
		t.Errorf("type = %s", got)
	}
}

func TestTheSameInterviewPostedTwiceIsOneFact(t *testing.T) {
	d := openDoor(t)
	var first, second Receipt
	d.post("/v1/interviews", meeting(t)).into(t, &first)
	spaced := strings.ReplaceAll(meeting(t), `,"`, ` , "`)
	d.post("/v1/interviews", spaced).into(t, &second)
	if first.Event != second.Event || first.Duplicate || !second.Duplicate {
		t.Errorf("first %+v, second %+v", first, second)
	}
	if n := len(d.facts(1)); n != 1 {
		t.Errorf("FACTS holds %d facts", n)
	}
	other := d.post("/v1/interviews", meeting(t, func(m *events.Meeting) { m.Topics = []string{"the night shift"} }))
	var third Receipt
	other.into(t, &third)
	if third.Event == first.Event || third.Duplicate {
		t.Errorf("another content is %+v after %+v", third, first)
	}
}

func TestFactsOfAFollowup(t *testing.T) {
	d := openDoor(t)
	for fact, body := range map[string]string{
		"thankyou.sent":       `{"interviewer_ids":["iv-1"],"method":"email"}`,
		"checkin.made":        `{"result":"still_deciding"}`,
		"decision.postponed":  `{"promise":{"by":"2026-03-09"}}`,
		"outcome.recorded":    `{"outcome":"offer","reported_by":"candidate"}`,
		"interview.cancelled": ``,
		"interview.completed": meeting(t),
		"debrief.recorded":    `{"topics":["the depot"]}`,
		"reminder.snoozed":    `{"until":"2026-03-05T10:00:00Z"}`,
		"candidate.updated":   `{"time_zone":"Europe/Berlin"}`,
		"consent.changed":     `{"channel":"sms","allowed":false}`,
		"candidate.erased":    ``,
		"fact.retracted":      `{"source":"/afterword/portal","id":"portal-7"}`,
	} {
		t.Run(fact, func(t *testing.T) {
			r := d.post("/v1/followups/int-42/facts/"+fact, body)
			if r.StatusCode != http.StatusAccepted {
				t.Fatalf("status %d: %s", r.StatusCode, r.text)
			}
			var receipt Receipt
			r.into(t, &receipt)
			for _, e := range d.facts(1) {
				if e.ID == receipt.Event {
					if e.Type.Name() != fact || e.Subject != "int-42" || e.Tenant != "acme" || !e.Time.Equal(testNow()) {
						t.Errorf("the fact is %s of %s by %s at %s", e.Type, e.Subject, e.Tenant, e.Time)
					}
					return
				}
			}
			t.Errorf("event %s is not in FACTS", receipt.Event)
		})
	}
}

func TestAFactThatNobodyKnowsIsNamed(t *testing.T) {
	d := openDoor(t)
	for _, fact := range []string{"coffee.made", "reminder.due", "thankyou", "io.afterword.thankyou.sent.v1", "a.b.c", "%20"} {
		r := d.post("/v1/followups/int-42/facts/"+fact, `{}`)
		if diff := cmp.Diff([]string{"path.fact"}, r.locations(t)); r.StatusCode != http.StatusUnprocessableEntity || diff != "" {
			t.Errorf("%s: status %d, locations (-want +got):\n%s", fact, r.StatusCode, diff)
		}
	}
}

func TestTheSameWordsOnAnotherDayAreAnotherFact(t *testing.T) {
	d := openDoor(t)
	for range 2 {
		d.post("/v1/followups/int-42/facts/checkin.made", `{"result":"no_answer"}`)
	}
	if n := len(d.facts(2)); n != 2 {
		t.Errorf("FACTS holds %d facts, want 2", n)
	}
}

func TestIDsArePercentEncodedInPaths(t *testing.T) {
	d := openDoor(t)
	for _, c := range []struct{ path, id, location string }{
		{"app%2F7:2", "app/7:2", "/v1/followups/app%2F7:2"},
		{"app%2f7%3A2", "app/7:2", "/v1/followups/app%2F7:2"},
		{"a%2F%2Fb", "a//b", "/v1/followups/a%2F%2Fb"},
		{"a%2F..%2Fb", "a/../b", "/v1/followups/a%2F..%2Fb"},
		{"ada@x_1.b-2", "ada@x_1.b-2", "/v1/followups/ada@x_1.b-2"},
	} {
		r := d.post("/v1/followups/"+c.path+"/facts/thankyou.sent", `{}`)
		var receipt Receipt
		r.into(t, &receipt)
		if r.StatusCode != http.StatusAccepted || receipt.ID != c.id || r.Header.Get("Location") != c.location {
			t.Errorf("%s: status %d, id %q, Location %q", c.path, r.StatusCode, receipt.ID, r.Header.Get("Location"))
		}
		// The Location leads back to the same follow-up.
		if p := d.request(http.MethodGet, r.Header.Get("Location"), acmeKey, "").problem(t); !strings.HasSuffix(p.Type, "#problem-no-such-followup") {
			t.Errorf("%s: the Location answers %s", c.path, p.Type)
		}
	}
	for _, path := range []string{"%20", "-a", "a%00", "a%0Ab", strings.Repeat("a", 129), "%C3%A9"} {
		r := d.post("/v1/followups/"+path+"/facts/thankyou.sent", `{}`)
		if diff := cmp.Diff([]string{"path.id"}, r.locations(t)); r.StatusCode != http.StatusUnprocessableEntity || diff != "" {
			t.Errorf("%s: status %d, locations (-want +got):\n%s", path, r.StatusCode, diff)
		}
	}
}
