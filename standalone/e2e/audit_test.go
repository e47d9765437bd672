package e2e

import (
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

var (
	// followups and perSecond say how many follow-ups TestTheAuditOfAHealthyRunFindsNothing lives through, and how many begin in a
	// second of real time.
	followups = flag.Int("followups", 200, "how many follow-ups the audited run has")
	perSecond = flag.Float64("per-second", 5, "how many of them begin in a second")
)

// audited is the report of GET /v1/audit, as far as stories ask.
type audited struct {
	Followups int            `json:"followups"`
	Judged    int            `json:"judged"`
	ByRecord  int            `json:"by_record"`
	Compared  int            `json:"compared"`
	Counts    map[string]int `json:"counts"`
	Findings  []finding      `json:"findings"`
	Repaired  []struct {
		Finding finding `json:"finding"`
		Mended  bool    `json:"mended"`
		Did     string  `json:"did"`
	} `json:"repaired"`
}

type finding struct {
	Kind     string `json:"kind"`
	Followup string `json:"followup"`
	Reminder string `json:"reminder"`
	Detail   string `json:"detail"`
}

// audit asks for an audit, or for a repair.
func (a api) audit(method, path string) (report audited, err error) {
	request, err := http.NewRequest(method, a.base+path, http.NoBody)
	if err != nil {
		return report, err
	}
	request.Header.Set("Authorization", "Bearer "+a.key)
	// An audit takes its time: a minute for ten thousand follow-ups.
	client := http.Client{Timeout: 10 * time.Minute}
	response, err := client.Do(request)
	if err != nil {
		return report, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return report, fmt.Errorf("%s %s: %s", method, path, response.Status)
	}
	return report, json.NewDecoder(response.Body).Decode(&report)
}

// tellAll posts facts as one batch.
func (a api) tellAll(facts []events.Event) error {
	body, err := json.Marshal(facts)
	if err != nil {
		return err
	}
	_, err = a.post("/v1/events", "application/cloudevents-batch+json", body)
	return err
}

// Many follow-ups live through their days in time-lapse, as fast as real servers follow. Then the record is audited: nothing was
// lost, nothing was doubled, nothing else is found. `make audit` does it with ten thousand.
func TestTheAuditOfAHealthyRunFindsNothing(t *testing.T) {
	stories := manyStories(t, *followups, time.Duration(float64(time.Second) / *perSecond * lapseSpeed))
	run := &lapse{t: t, binary: shared.path(t, module+"standalone/cmd/afterword-standalone"), data: t.TempDir(), begin: stories[0].facts[0].Time.Add(-time.Hour)}
	run.start()
	began := time.Now()
	run.tell(scripted(stories))
	told := time.Since(began)

	var report audited
	deadline := time.Now().Add(10 * time.Minute)
	for {
		var err error
		if report, err = run.api.audit(http.MethodGet, "/v1/audit"); err != nil {
			t.Fatal(err)
		}
		waiting := report.Counts["due"] + report.Counts["held"]
		if waiting == 0 && report.Followups == len(stories) && report.Judged >= 4*len(stories) && run.now().After(latest(stories)) || time.Now().After(deadline) {
			break
		}
		run.reach(run.now().Add(6 * time.Hour))
	}
	whole := time.Since(began)
	t.Logf("%d follow-ups, %d reminders judged, %d messages compared, in %s (told in %s): %d sent, %d skipped, %d lost, %d doubled",
		report.Followups, report.Judged, report.Compared, whole.Round(time.Second), told.Round(time.Second),
		report.Counts["sent"], report.Counts["skipped"], report.Counts["lost"], report.Counts["doubled"])
	if report.Followups != len(stories) || report.Counts["sent"] < 3*len(stories) {
		t.Errorf("%d follow-ups and %d messages prove little; there are %d stories", report.Followups, report.Counts["sent"], len(stories))
	}
	if report.ByRecord != 0 {
		t.Errorf("%d follow-ups were judged by their own record", report.ByRecord)
	}
	for i, f := range report.Findings {
		if i == 20 {
			t.Errorf("and %d more", len(report.Findings)-i)
			break
		}
		t.Errorf("%s %s %s: %s", f.Kind, f.Followup, f.Reminder, f.Detail)
	}
	run.process.stop(t)
}

// tell posts each fact when the clock shows its time, what is due at once in one batch.
func (l *lapse) tell(facts []events.Event) {
	l.t.Helper()
	for len(facts) > 0 {
		l.reach(facts[0].Time)
		shown := l.now()
		n := slices.IndexFunc(facts, func(e events.Event) bool { return e.Time.After(shown) })
		if n < 0 {
			n = len(facts)
		}
		batch := facts[:min(n, 500)]
		eventually(l.t, fmt.Sprintf("tell %d facts", len(batch)), l.process, func() error { return l.api.tellAll(batch) })
		facts = facts[len(batch):]
	}
}

func latest(stories []story) time.Time {
	last := stories[0].closed
	for _, s := range stories {
		if s.closed.After(last) {
			last = s.closed
		}
	}
	return last
}

// manyStories are follow-ups that begin one after the other. A third thanks in time, a third late, a third not at all; each hears of the
// decision two or three days after the interview, some after a check-in.
func manyStories(t *testing.T, n int, apart time.Duration) []story {
	t.Helper()
	begin := time.Date(2026, time.March, 3, 15, 0, 0, 0, time.UTC)
	stories := make([]story, n)
	for i := range stories {
		id := fmt.Sprintf("int-%d", i+1)
		ended := begin.Add(time.Duration(i) * apart).Truncate(time.Second)
		meeting := events.Meeting{
			Interview: events.Interview{ID: id, EndedAt: ended},
			Candidate: events.Candidate{
				Name: "Ada Park", Email: fmt.Sprintf("ada%d@example.com", i+1), Phone: "+14155550123",
				TimeZone: []string{"America/New_York", "Europe/Berlin", "Asia/Tokyo"}[i%3],
			},
			Employer:     events.Employer{Name: fmt.Sprintf("Finn Logistics %d", i%50), TimeZone: "America/New_York", Calendar: "US"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
			Promise:      &events.Promise{By: events.DateOf(ended.AddDate(0, 0, i%2))},
		}
		if i%4 == 3 {
			meeting.Candidate.Channels = []events.Channel{events.SMS, events.Email}
		}
		s := story{id: id, facts: []events.Event{fact(t, id, 0, events.InterviewCompleted, ended.Add(5*time.Minute), meeting)}}
		if hours := []int{2, 26, 0}[i%3]; hours > 0 {
			s.facts = append(s.facts, fact(t, id, 1, events.ThankyouSent, ended.Add(time.Duration(hours)*time.Hour+17*time.Minute), events.Thankyou{Method: events.ByEmail}))
		}
		decided := ended.Add(time.Duration(50+i%30) * time.Hour)
		outcome := events.OutcomeReport{Outcome: []events.Outcome{events.Offer, events.Rejection}[i%2]}
		s.facts = append(s.facts, fact(t, id, 2, events.OutcomeRecorded, decided, outcome))
		told := followup.Simulate(followup.DefaultPolicy(), s.facts, time.Time{})
		if told.ClosedAt.IsZero() {
			t.Fatalf("%s never closes", id)
		}
		s.closed = told.ClosedAt
		stories[i] = s
	}
	return stories
}
