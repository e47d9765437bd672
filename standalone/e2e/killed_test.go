package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

const (
	// lapseSpeed is a day a minute: the tightest reminder, the last call of two hours, is then good for five seconds.
	lapseSpeed = 1440
	kills      = 10
)

// Ten times, at moments spread over the whole run, the process is killed and started again on its
// data. Nobody's reminder may be lost, doubled or sent after the answer came.
func TestKilledTenTimesEveryReminderArrivesOnce(t *testing.T) {
	binary := shared.path(t, module+"standalone/cmd/afterword-standalone")
	stories := killedStories(t)
	begin := stories[0].facts[0].Time.Add(-time.Hour)
	end := begin
	for _, s := range stories {
		if s.closed.After(end) {
			end = s.closed
		}
	}

	run := &lapse{t: t, binary: binary, data: t.TempDir(), begin: begin}
	run.start()
	pending := scripted(stories)
	seed := uint64(time.Now().UnixNano())
	t.Logf("the moments of the kills come from seed %d", seed)
	moments := killMoments(rand.New(rand.NewPCG(seed, 0)), begin, end, dueInstants(stories))

	for len(pending) > 0 || len(moments) > 0 {
		shown := run.now()
		switch {
		case len(moments) > 0 && !shown.Before(moments[0]):
			t.Logf("kill %d at %s", kills-len(moments)+1, shown.Format(time.RFC3339))
			moments = moments[1:]
			run.process.kill()
			run.start()
		case len(pending) > 0 && !shown.Before(pending[0].Time):
			fact := pending[0]
			eventually(t, "tell "+fact.Type.Name(), run.process, func() error { return run.api.tell(fact) })
			pending = pending[1:]
		default:
			next := end
			if len(pending) > 0 {
				next = pending[0].Time
			}
			if len(moments) > 0 && moments[0].Before(next) {
				next = moments[0]
			}
			run.reach(next)
		}
	}

	for _, s := range stories {
		eventually(t, "close "+s.id, run.process, func() error {
			snapshot, err := run.api.followup(s.id)
			if err == nil && snapshot.Stage != events.Closed {
				err = fmt.Errorf("%s is at %s", s.id, snapshot.Stage)
			}
			return err
		})
	}
	// A follow-up closes before its last message has left.
	eventually(t, "receive the last message", run.process, func() error {
		got, err := run.api.outbox()
		if err != nil {
			return err
		}
		for id := range wanted(stories) {
			if !slices.ContainsFunc(got, func(m message) bool { return m.Reminder == id }) {
				return fmt.Errorf("%s is lost", id)
			}
		}
		return nil
	})
	// What would come twice would come soon after: three hours on this clock are seven seconds.
	run.reach(run.now().Add(3 * time.Hour))
	got, err := run.api.outbox()
	if err != nil {
		t.Fatal(err)
	}
	run.process.stop(t)
	checkOutbox(t, stories, got)
}

// lapse is one standalone in time-lapse on one data directory, through all its restarts.
type lapse struct {
	t       *testing.T
	binary  string
	data    string
	begin   time.Time
	process *process
	api     api
}

func (l *lapse) start() {
	l.t.Helper()
	connect := filepath.Join(l.data, "connect.json")
	if err := os.Remove(connect); err != nil && !os.IsNotExist(err) {
		l.t.Fatal(err)
	}
	l.process = start(l.t, nil, l.binary, "--data", l.data, "--listen", "127.0.0.1:0",
		"--speed", fmt.Sprint(lapseSpeed), "--start", l.begin.Format(time.RFC3339))
	eventually(l.t, "start", l.process, func() error {
		where, err := reach(l.data)
		if err != nil {
			return err
		}
		l.api = where
		return l.api.ready()
	})
}

func (l *lapse) now() time.Time {
	l.t.Helper()
	shown, err := l.api.clock()
	if err != nil {
		l.t.Fatalf("read the clock: %v\n%s", err, l.process.tail(4000))
	}
	return shown
}

// reach waits until the clock shows an instant.
func (l *lapse) reach(instant time.Time) {
	l.t.Helper()
	eventually(l.t, "wait for "+instant.Format(time.RFC3339), l.process, func() error {
		if shown := l.now(); shown.Before(instant) {
			return fmt.Errorf("the clock shows %s", shown.Format(time.RFC3339))
		}
		return nil
	})
}

// killMoments are in turn anywhere within a tenth of the run, and right around the instant at which a
// reminder is due: up to ten minutes before or after it, less than half a second of real time.
func killMoments(random *rand.Rand, begin, end time.Time, due []time.Time) []time.Time {
	part := end.Sub(begin) / kills
	moments := make([]time.Time, kills)
	for i := range moments {
		moments[i] = begin.Add(time.Duration(i) * part).Add(time.Duration(random.Int64N(int64(part))))
		if i%2 == 1 {
			near := due[(i*len(due))/kills]
			moments[i] = near.Add(time.Duration(random.Int64N(int64(20*time.Minute))) - 10*time.Minute)
		}
	}
	slices.SortFunc(moments, time.Time.Compare)
	return moments
}

// dueInstants are those of all reminders that must be sent, in order.
func dueInstants(stories []story) []time.Time {
	var due []time.Time
	for _, s := range stories {
		for _, r := range followup.Simulate(followup.DefaultPolicy(), s.facts, time.Time{}).Reminders {
			if r.State == events.Due {
				due = append(due, r.DueAt)
			}
		}
	}
	slices.SortFunc(due, time.Time.Compare)
	return due
}

func scripted(stories []story) []events.Event {
	var all []events.Event
	for _, s := range stories {
		all = append(all, s.facts...)
	}
	slices.SortStableFunc(all, func(a, b events.Event) int { return a.Time.Compare(b.Time) })
	return all
}

// wanted are the reminders that must arrive, by id.
func wanted(stories []story) map[string]events.Reminder {
	want := map[string]events.Reminder{}
	for _, s := range stories {
		for _, r := range followup.Simulate(followup.DefaultPolicy(), s.facts, time.Time{}).Reminders {
			if r.State == events.Due {
				want[r.ID] = r
			}
		}
	}
	return want
}

// checkOutbox compares what arrived with what the domain says must arrive.
func checkOutbox(t *testing.T, stories []story, got []message) {
	t.Helper()
	want := wanted(stories)
	if len(want) < 4*len(stories) {
		t.Fatalf("the stories promise only %d reminders; that proves little", len(want))
	}
	seen := map[string]int{}
	for _, m := range got {
		seen[m.Reminder]++
		due, ok := want[m.Reminder]
		switch {
		case !ok:
			t.Errorf("unexpected: %s by %s, %q", m.Reminder, m.Channel, m.Subject)
		case seen[m.Reminder] > 1:
			t.Errorf("doubled: %s by %s", m.Reminder, m.Channel)
		case m.AcceptedAt.Before(due.DueAt):
			t.Errorf("early: %s at %s, due %s", m.Reminder, m.AcceptedAt, due.DueAt)
		case !m.AcceptedAt.Before(due.ExpiresAt):
			t.Errorf("stale: %s at %s, expired %s", m.Reminder, m.AcceptedAt, due.ExpiresAt)
		}
	}
	for id, r := range want {
		if seen[id] == 0 {
			t.Errorf("lost: %s, due %s", id, r.DueAt)
		}
	}
	t.Logf("%d follow-ups, %d reminders, %d kills", len(stories), len(want), kills)
}

// story is one follow-up with the facts that happen in it.
type story struct {
	id     string
	facts  []events.Event
	closed time.Time
}

// killedStories are eight follow-ups over two and a half days, so that at any moment
// something is being waited for, handed over, held or sent, on both channels.
func killedStories(t *testing.T) []story {
	t.Helper()
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	tuesday := time.Date(2026, time.March, 3, 10, 0, 0, 0, newYork)
	stories := make([]story, 8)
	for i := range stories {
		id := fmt.Sprintf("int-%d", i+1)
		ended := tuesday.Add(time.Duration(i) * 47 * time.Minute)
		meeting := events.Meeting{
			Interview:    events.Interview{ID: id, EndedAt: ended.UTC()},
			Candidate:    events.Candidate{Name: "Ada Park", Email: fmt.Sprintf("ada%d@example.com", i+1), Phone: fmt.Sprintf("+1415555010%d", i), TimeZone: "America/New_York"},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
			Promise:      &events.Promise{By: events.NewDate(2026, time.March, 4)},
		}
		if i%3 == 2 {
			meeting.Candidate.Channels = []events.Channel{events.SMS, events.Email}
		}
		s := story{id: id, facts: []events.Event{fact(t, id, 0, events.InterviewCompleted, ended.Add(5*time.Minute), meeting)}}
		if i%2 == 0 {
			s.facts = append(s.facts, fact(t, id, 1, events.ThankyouSent, ended.Add(26*time.Hour), events.Thankyou{Method: events.ByEmail}))
		}
		outcome := events.OutcomeReport{Outcome: []events.Outcome{events.Offer, events.Rejection}[i%2]}
		decided := time.Date(2026, time.March, 5, 14, 7*i, 0, 0, newYork)
		s.facts = append(s.facts, fact(t, id, 2, events.OutcomeRecorded, decided, outcome))
		told := followup.Simulate(followup.DefaultPolicy(), s.facts, time.Time{})
		if told.ClosedAt.IsZero() {
			t.Fatalf("%s never closes: %+v", id, told)
		}
		s.closed = told.ClosedAt
		stories[i] = s
	}
	return stories
}

func fact(t *testing.T, id string, n int, kind events.Type, at time.Time, data any) events.Event {
	t.Helper()
	e, err := events.New(kind, "/e2e", fmt.Sprintf("%s-%d", id, n), "", id, at, data)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// reach reads where a standalone listens, and its key, from its data directory.
func reach(data string) (api, error) {
	var where struct {
		HTTP string `json:"http"`
	}
	if err := readJSON(filepath.Join(data, "connect.json"), &where); err != nil {
		return api{}, err
	}
	key, err := os.ReadFile(filepath.Join(data, "api-key"))
	if err != nil {
		return api{}, err
	}
	return api{base: where.HTTP, key: strings.TrimSpace(string(key))}, nil
}
