package audit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/record"
)

const (
	tenant  = "acme"
	subject = "int-42"
	// grace is that of the tests, as the clock shows it.
	grace = 2 * time.Minute
)

// ended is the end of DOMAIN.md's worked example: Tuesday 3 March 2026, 15:00 in New York.
var ended = time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC)

// story is a follow-up that went as it should: what was said, planned and sent, as the ledger has it.
type story struct {
	t       testing.TB
	policy  followup.Policy
	entries []record.Entry
	rounds  []events.Event
	status  *events.Snapshot
	facts   []events.Event
	emitted []followup.Emitted
	now     time.Time
	next    uint64
	skipped map[string]bool
	// lead is how long before its instant a reminder is handed over, at most; held are those that are out, by their message id.
	lead time.Duration
	held map[string]events.Reminder
}

func newStory(t testing.TB) *story {
	s := &story{t: t, policy: followup.DefaultPolicy(), skipped: map[string]bool{}, held: map[string]events.Reminder{}}
	s.say(events.InterviewCompleted, ended, meeting())
	return s
}

func meeting() events.Meeting {
	return events.Meeting{
		Interview:    events.Interview{ID: subject, StartsAt: ended.Add(-time.Hour), EndedAt: ended, Round: 1, ApplicationID: "app-7"},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: "America/New_York"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		Promise:      &events.Promise{By: events.NewDate(2026, time.March, 5)},
	}
}

// entry puts one event into the ledger.
func (s *story) entry(kind events.Type, source, id string, at time.Time, data any) *record.Entry {
	text, err := json.Marshal(data)
	if err != nil {
		s.t.Fatal(err)
	}
	stream := events.StreamFollowups
	switch {
	case kind.IsFact():
		stream = events.StreamFacts
	case strings.HasPrefix(kind.Name(), "delivery."):
		stream = events.StreamDeliveries
	}
	s.next++
	s.entries = append(s.entries, record.Entry{
		Tenant: tenant, Followup: subject, Stream: stream, Sequence: s.next, StoredAt: at, Time: record.At(at).Time(), Type: kind, Source: source, ID: id, Data: text,
	})
	return &s.entries[len(s.entries)-1]
}

// say makes a fact known at its time.
func (s *story) say(kind events.Type, at time.Time, data any) { s.hear(kind, at, at, data) }

// hear makes a fact known later than it was said. Until then the story goes on without it.
func (s *story) hear(kind events.Type, said, heard time.Time, data any) {
	if !s.now.IsZero() {
		s.until(heard)
	}
	e := s.entry(kind, "/ats/test", fmt.Sprintf("evt-%d", s.next+1), said, data)
	fact := FactOf(*e)
	fact.Time = said // The ledger keeps microseconds.
	s.facts = append(s.facts, fact)
	s.now = heard
	s.decide()
}

// until lets the story go on to an instant.
func (s *story) until(at time.Time) *story {
	for {
		next := s.decide()
		if next.IsZero() || next.After(at) || !next.After(s.now) {
			break
		}
		s.now = next
	}
	if at.After(s.now) {
		s.now = at
		s.decide()
	}
	return s
}

// decide is one decision of the workflow, and the notifier's part of it. What is to be said of a reminder that was called back
// is said at its instant.
func (s *story) decide() time.Time {
	d := followup.Evaluate(s.policy, subject, append(slices.Clone(s.facts), s.rounds...), s.emitted, s.now)
	revision := 1
	if s.status != nil {
		revision = s.status.Revision + 1
	}
	d.Snapshot.Revision, d.Snapshot.PlannedWith = revision, followup.Basis(s.policy)
	s.entry(events.FollowupPlanned, "/afterword/workflow", fmt.Sprint("planned/", revision), s.now, record.Changes{
		Stage: d.Snapshot.Stage, Outcome: d.Snapshot.Outcome, Facts: d.Snapshot.Facts, Revision: revision, EvaluatedAt: s.now,
		Changes: s.changes(d.Snapshot),
	})
	s.status, s.emitted = &d.Snapshot, d.Emitted
	for _, r := range d.Due {
		s.handOver(r)
		delete(s.held, events.ReminderMsgID(tenant, r.ID, r.DueAt))
		s.deliver(events.DeliverySent, r, s.now.Add(time.Second), nil)
	}
	for _, r := range d.Ahead {
		if !r.DueAt.After(s.now.Add(s.lead)) {
			s.handOver(r)
		}
	}
	next := d.NextWake
	for id, r := range s.held {
		switch {
		case d.Snapshot.Wants(r.ID, r.DueAt):
		case r.DueAt.After(s.now):
			if next.IsZero() || r.DueAt.Before(next) {
				next = r.DueAt
			}
		default:
			delete(s.held, id)
			s.deliver(events.DeliverySkipped, r, s.now, func(d *events.Delivery) { d.Rule = withdrawn })
		}
	}
	for _, r := range d.Snapshot.Plan {
		if r.State == events.Skipped && !r.DueAt.After(s.now) && !s.skipped[r.ID] {
			s.skipped[r.ID] = true
			s.entry(events.ReminderSkipped, "/afterword/workflow", "skipped/"+r.ID, s.now, events.ReminderNotice{Reminder: r})
		}
	}
	return next
}

// changes says how the plan differs from the one before.
func (s *story) changes(is events.Snapshot) (changes []record.Change) {
	for _, r := range is.Plan {
		if was, _ := planned(s.status, r.ID); was.State != r.State || !was.DueAt.Equal(r.DueAt) {
			changes = append(changes, record.Change{Reminder: r.ID, Was: was.State, Is: r.State, DueAt: r.DueAt, WasDueAt: was.DueAt})
		}
	}
	return changes
}

// handOver gives a reminder to the notifier, once for each due instant.
func (s *story) handOver(r events.Reminder) {
	id := events.ReminderMsgID(tenant, r.ID, r.DueAt)
	if _, out := s.held[id]; out {
		return
	}
	s.held[id] = r
	s.entry(events.ReminderDue, "/afterword/workflow", id, s.now, events.ReminderNotice{Reminder: r})
	s.entry(events.DeliveryRequested, "/afterword/notifier", fmt.Sprint(r.ID, ".", r.DueAt.Unix(), ".requested"), s.now, record.Order{Reminder: r, Channel: events.Email})
}

// takeBack takes back the last fact, and retraction is what says so of one.
func (s *story) takeBack(at time.Time) {
	s.say(events.FactRetracted, at, retraction(s.facts[len(s.facts)-1]))
}

func retraction(f events.Event) events.Retraction {
	return events.Retraction{Source: f.Source, ID: f.ID}
}

// deliver says what became of a reminder by email.
func (s *story) deliver(kind events.Type, r events.Reminder, at time.Time, change func(*events.Delivery)) *record.Entry {
	d := events.Delivery{Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.Email, DueAt: r.DueAt, At: at, MessageID: "m-" + r.ID, Class: events.Accepted}
	if change != nil {
		change(&d)
	}
	return s.entry(kind, "/afterword/notifier", fmt.Sprint(r.ID, ".", r.DueAt.Unix(), ".", kind.Name()), at, d)
}

// drop takes out the entries of a type that speak of a reminder.
func (s *story) drop(reminder string, kinds ...events.Type) {
	s.entries = slices.DeleteFunc(s.entries, func(e record.Entry) bool {
		return slices.Contains(kinds, e.Type) && strings.Contains(string(e.Data), `"`+reminder+`"`)
	})
}

// dropAt takes out those that speak of it for its due instant.
func (s *story) dropAt(r events.Reminder, kinds ...events.Type) {
	due, err := json.Marshal(r.DueAt)
	if err != nil {
		s.t.Fatal(err)
	}
	s.entries = slices.DeleteFunc(s.entries, func(e record.Entry) bool {
		text := string(e.Data)
		return slices.Contains(kinds, e.Type) && strings.Contains(text, `"`+r.ID+`"`) && strings.Contains(text, `"due_at":`+string(due))
	})
}

// dropAgain takes out those that were said after an instant.
func (s *story) dropAgain(reminder string, after time.Time, kinds ...events.Type) {
	s.entries = slices.DeleteFunc(s.entries, func(e record.Entry) bool {
		return slices.Contains(kinds, e.Type) && e.Time.After(after) && strings.Contains(string(e.Data), `"`+reminder+`"`)
	})
}

// change edits the entries of a type that speak of a reminder.
func (s *story) change(reminder string, kind events.Type, from, to string) {
	changed := false
	for i, e := range s.entries {
		if e.Type == kind && strings.Contains(string(e.Data), `"`+reminder+`"`) && strings.Contains(string(e.Data), from) {
			s.entries[i].Data = json.RawMessage(strings.ReplaceAll(string(e.Data), from, to))
			changed = true
		}
	}
	if !changed {
		s.t.Fatalf("no %s of %s says %s", kind.Name(), reminder, from)
	}
}

func (s *story) reminder(id string) events.Reminder {
	s.t.Helper()
	r, ok := planned(s.status, id)
	if !ok {
		s.t.Fatalf("%s is not in the plan", id)
	}
	return r
}

func (s *story) judge() Judgement {
	return Judge(Case{
		Tenant: tenant, Followup: subject, Policy: s.policy, Entries: s.entries, Rounds: s.rounds, Status: s.status,
		Now: s.now, Grace: grace,
	})
}

// judgeByRecord judges it as if the policy had changed once.
func (s *story) judgeByRecord() Judgement {
	status := *s.status
	status.PlannedSince = ended
	return Judge(Case{Tenant: tenant, Followup: subject, Policy: s.policy, Entries: s.entries, Rounds: s.rounds, Status: &status, Now: s.now, Grace: grace})
}

// told writes findings as lines.
func told(j Judgement) []string {
	var lines []string
	for _, f := range j.Findings {
		lines = append(lines, strings.TrimSpace(string(f.Kind)+" "+f.Reminder))
	}
	return lines
}

const (
	thank  = "int-42.thank_you.1"
	check  = "int-42.check_in.1"
	result = "int-42.check_in_result.1"

	congratulations = "int-42.congratulations.1"
)

// Each story is lived through to the end of April, or as far as it says; then it is told what was found.
func TestStories(t *testing.T) {
	var (
		dueThank = ended.Add(3 * time.Hour)
		dueCheck = time.Date(2026, time.March, 6, 14, 0, 0, 0, time.UTC)
		later    = time.Date(2026, time.April, 30, 0, 0, 0, 0, time.UTC)
		// postponed moves what has not been sent to the week after.
		postponed = events.Postponement{Promise: &events.Promise{By: events.NewDate(2026, time.March, 12)}}
	)
	for name, c := range map[string]struct {
		live func(*story)
		want []string
	}{
		"nothing is wrong": {live: func(s *story) { s.until(later) }},
		"the note was sent, an offer came": {live: func(s *story) {
			s.say(events.ThankyouSent, ended.Add(2*time.Hour), events.Thankyou{})
			s.say(events.OutcomeRecorded, ended.Add(50*time.Hour), events.OutcomeReport{Outcome: events.Offer})
			s.until(later)
		}},
		"an offer came between two microseconds": {live: func(s *story) {
			s.say(events.OutcomeRecorded, ended.Add(50*time.Hour+30*time.Minute+123456789), events.OutcomeReport{Outcome: events.Offer})
			s.until(later)
		}},
		"an offer came between two microseconds, and the reader has said no": {live: func(s *story) {
			s.say(events.OutcomeRecorded, ended.Add(20*time.Hour+123456789), events.OutcomeReport{Outcome: events.Offer})
			s.until(later)
			s.drop(congratulations, events.DeliverySent)
			s.deliver(events.DeliverySkipped, s.reminder(congratulations), s.reminder(congratulations).DueAt, func(d *events.Delivery) { d.Rule = "opted_out" })
		}},
		"what was said before a reminder is heard after it": {live: func(s *story) {
			s.hear(events.ThankyouSent, dueThank.Add(-time.Hour), dueThank.Add(time.Hour), events.Thankyou{})
			s.until(later)
		}},
		"a promise is heard when its day has gone": {live: func(s *story) {
			s.hear(events.DecisionPostponed, dueCheck.Add(-time.Hour), dueCheck.Add(2*time.Hour), events.Postponement{
				Promise: &events.Promise{By: events.NewDate(2026, time.March, 20)},
			})
			s.until(later)
		}},
		"a note that was not sent after all": {live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.takeBack(dueThank.Add(10 * time.Minute))
			s.until(later)
		}},
		"it is heard late that a note was not sent after all": {live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.hear(events.FactRetracted, dueThank.Add(-time.Minute), dueThank.Add(10*time.Minute), retraction(s.facts[1]))
			s.until(later)
		}},
		"a check-in that had been handed over is moved": {live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.DecisionPostponed, dueCheck.Add(-2*time.Minute), postponed)
			s.until(later)
		}},

		"it is still on its way": {live: func(s *story) {
			s.until(dueThank.Add(time.Minute))
			s.drop(thank, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		}},
		"it waits for its provider": {live: func(s *story) {
			s.until(dueThank.Add(time.Hour))
			s.drop(thank, events.DeliverySent)
		}},
		"the provider refused it": {live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
			s.deliver(events.DeliveryFailed, s.reminder(check), dueCheck, func(d *events.Delivery) { d.Class, d.Code = events.Permanent, "550" })
		}},
		"the reader has said no": {live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
			s.deliver(events.DeliverySkipped, s.reminder(check), dueCheck, func(d *events.Delivery) { d.Rule = "opted_out" })
		}},
		"a result is said twice": {live: func(s *story) {
			s.until(later)
			s.deliver(events.DeliverySent, s.reminder(check), s.sentAt(check), nil)
		}},
		"it was sent late, and in time": {live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
			s.deliver(events.DeliverySent, s.reminder(check), dueCheck.Add(5*time.Hour), nil)
		}},
		"an adviser was told": {live: func(s *story) {
			s.until(later)
			s.deliver(events.DeliverySent, s.reminder(check), dueCheck.Add(5*time.Hour), func(d *events.Delivery) { d.Channel = events.Adviser })
		}},
		"an outage until it had expired": {live: func(s *story) {
			s.until(ended.Add(time.Hour))
			s.now = ended.Add(30 * time.Hour) // Nobody was awake meanwhile.
			s.until(later)
		}},

		"an outage, until it was overtaken": {live: func(s *story) {
			s.until(dueCheck.Add(time.Hour))
			s.facts = append(s.facts, FactOf(*s.entry(events.OutcomeRecorded, "/ats/test", "evt-99", dueCheck.Add(2*time.Hour), events.OutcomeReport{Outcome: events.Offer})))
			s.now = dueCheck.AddDate(0, 0, 4) // The result was to be asked for a day ago.
			s.decide()
			s.until(later)
		}},
		"an outage, until the note was sent": {live: func(s *story) {
			s.until(ended.Add(30 * time.Minute))
			s.facts = append(s.facts, FactOf(*s.entry(events.ThankyouSent, "/ats/test", "evt-99", ended.Add(45*time.Minute), events.Thankyou{})))
			s.now = dueThank.Add(time.Hour)
			s.decide()
			s.until(later)
		}},

		"nobody handed it over": {want: []string{"lost " + check}, live: func(s *story) {
			s.until(later)
			s.drop(check, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		}},
		"the notifier is silent": {want: []string{"undelivered " + thank}, live: func(s *story) {
			s.until(dueThank.Add(time.Hour))
			s.drop(thank, events.DeliveryRequested, events.DeliverySent)
		}},
		"the notifier was silent for too long": {want: []string{"lost " + thank}, live: func(s *story) {
			s.until(later)
			s.drop(thank, events.DeliveryRequested, events.DeliverySent)
		}},
		"an order was forgotten": {want: []string{"lost " + check}, live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
		}},
		"it was withdrawn by mistake": {want: []string{"lost " + check}, live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
			s.deliver(events.DeliverySkipped, s.reminder(check), dueCheck, func(d *events.Delivery) { d.Rule = "withdrawn" })
		}},
		"it was withdrawn, is wanted again, and nobody handed it over": {want: []string{"lost " + thank}, live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.takeBack(dueThank.Add(10 * time.Minute))
			s.until(later)
			s.dropAt(s.reminder(thank), events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		}},
		"it was withdrawn, is wanted again, and the notifier is silent": {want: []string{"undelivered " + thank}, live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.takeBack(dueThank.Add(10 * time.Minute))
			s.until(dueThank.Add(time.Hour))
			s.dropAt(s.reminder(thank), events.DeliveryRequested, events.DeliverySent)
		}},
		"it was withdrawn, is wanted again, and the order was forgotten": {want: []string{"lost " + thank}, live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.takeBack(dueThank.Add(10 * time.Minute))
			s.until(later)
			s.dropAt(s.reminder(thank), events.DeliverySent)
		}},
		"it was skipped, is wanted again, and nobody handed it over": {want: []string{"lost " + thank}, live: func(s *story) {
			s.say(events.ThankyouSent, dueThank.Add(-time.Hour), events.Thankyou{})
			s.takeBack(dueThank.Add(10 * time.Minute))
			s.until(later)
			s.dropAt(s.reminder(thank), events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		}},
		"it was withdrawn, is wanted again for the same instant, and nobody handed it over": {want: []string{"lost " + thank}, live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.hear(events.FactRetracted, dueThank.Add(-time.Minute), dueThank.Add(10*time.Minute), retraction(s.facts[1]))
			s.until(later)
			s.dropAgain(thank, dueThank, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		}},
		"it was skipped, is wanted again for the same instant, and nobody handed it over": {want: []string{"lost " + thank}, live: func(s *story) {
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.hear(events.FactRetracted, dueThank.Add(-time.Minute), dueThank.Add(10*time.Minute), retraction(s.facts[1]))
			s.until(later)
			s.drop(thank, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
		}},
		"it was withdrawn, is wanted again for the same instant, and waits for its provider": {live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.ThankyouSent, dueThank.Add(-2*time.Minute), events.Thankyou{})
			s.hear(events.FactRetracted, dueThank.Add(-time.Minute), dueThank.Add(10*time.Minute), retraction(s.facts[1]))
			s.until(dueThank.Add(time.Hour))
			s.drop(thank, events.DeliverySent)
		}},
		"it was moved, and is lost at its new instant": {want: []string{"lost " + check}, live: func(s *story) {
			s.lead = 10 * time.Minute
			s.say(events.DecisionPostponed, dueCheck.Add(-2*time.Minute), postponed)
			s.until(later)
			s.dropAt(s.reminder(check), events.DeliverySent)
		}},
		"it was skipped by mistake": {want: []string{"lost " + check}, live: func(s *story) {
			s.until(later)
			r := s.reminder(check)
			s.drop(check, events.ReminderDue, events.DeliveryRequested, events.DeliverySent)
			r.State, r.Rule = events.Skipped, "expired"
			s.entry(events.ReminderSkipped, "/afterword/workflow", "skipped/"+r.ID, dueCheck, events.ReminderNotice{Reminder: r})
		}},
		"it was sent twice": {want: []string{"doubled " + check}, live: func(s *story) {
			s.until(later)
			s.deliver(events.DeliverySent, s.reminder(check), dueCheck.Add(time.Hour), func(d *events.Delivery) { d.MessageID = "m-other" })
		}},
		"an adviser was told twice": {want: []string{"doubled " + check}, live: func(s *story) {
			s.until(later)
			for _, at := range []time.Time{dueCheck, dueCheck.Add(time.Minute)} {
				s.deliver(events.DeliverySent, s.reminder(check), at, func(d *events.Delivery) { d.Channel, d.MessageID = events.Adviser, "m-ada" })
			}
		}},
		"it was sent before its instant": {want: []string{"early " + check}, live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
			s.deliver(events.DeliverySent, s.reminder(check), dueCheck.Add(-time.Hour), nil)
		}},
		"it was sent when it had expired": {want: []string{"late " + check}, live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
			s.deliver(events.DeliverySent, s.reminder(check), s.reminder(check).ExpiresAt.Add(time.Hour), nil)
		}},
		"it was sent for another instant": {want: []string{"wrong_time " + check}, live: func(s *story) {
			s.until(later)
			for _, kind := range []events.Type{events.ReminderDue, events.DeliverySent, events.DeliveryRequested} {
				s.change(check, kind, `"due_at":"2026-03-06T14:00:00Z"`, `"due_at":"2026-03-06T13:00:00Z"`)
			}
		}},
		"it was sent after the answer had come": {want: []string{"unexpected " + result}, live: func(s *story) {
			s.say(events.OutcomeRecorded, dueCheck.Add(2*time.Hour), events.OutcomeReport{Outcome: events.Offer})
			s.until(later)
			r := events.Reminder{ID: result, Kind: events.CheckInResult, N: 1, DueAt: dueCheck.AddDate(0, 0, 3), ExpiresAt: dueCheck.AddDate(0, 0, 5)}
			s.entry(events.ReminderDue, "/afterword/workflow", "due", r.DueAt, events.ReminderNotice{Reminder: r})
			s.deliver(events.DeliverySent, r, r.DueAt, nil)
		}},
		"nobody knows whether it was sent": {want: []string{"ambiguous " + check}, live: func(s *story) {
			s.until(later)
			s.drop(check, events.DeliverySent)
			s.deliver(events.DeliveryFailed, s.reminder(check), dueCheck, func(d *events.Delivery) { d.Class = events.Ambiguous })
		}},
		"the workflow has not heard of a fact": {want: []string{"unheard"}, live: func(s *story) {
			s.until(dueThank.Add(time.Hour))
			s.entry(events.CandidateUpdated, "/ats/test", "evt-9", dueThank.Add(time.Minute), events.CandidateUpdate{})
		}},
		"the workflow never woke": {want: []string{"asleep", "lost " + thank}, live: func(s *story) {
			s.until(ended.Add(2 * time.Hour))
			s.now = dueThank.Add(4 * time.Hour)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStory(t)
			c.live(s)
			j := s.judge()
			got := told(j)
			slices.Sort(got)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			if j.ByRecord {
				t.Error("it was judged by its record alone")
			}
		})
	}
}

// sentAt returns when a reminder was sent.
func (s *story) sentAt(id string) time.Time {
	s.t.Helper()
	for _, e := range s.entries {
		if e.Type == events.DeliverySent {
			if d, ok := deliveryOf(e); ok && d.Reminder == id {
				return d.At
			}
		}
	}
	s.t.Fatalf("%s was not sent", id)
	return time.Time{}
}
