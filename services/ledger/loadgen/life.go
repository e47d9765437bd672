package loadgen

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// The sources of what is said.
const (
	sourceATS      = "/ats/greenhouse"
	sourcePortal   = "/afterword/portal"
	sourceWorkflow = "/afterword/workflow"
	sourceNotifier = "/afterword/notifier"
)

// lead is how long before its instant a reminder is handed over.
const lead = 20 * time.Minute

// said is one event of a life, on its stream.
type said struct {
	stream string
	event  events.Event
	// key makes the id of what the workflow says; empty if the event has its id already.
	key string
}

// life is one follow-up being lived through, fact by fact and wake by wake, as the workflow, the notifier and the candidate
// would.
type life struct {
	chance *rand.Rand
	policy followup.Policy
	basis  string
	plot   plot
	facts  []events.Event
	// pending are the facts that will become known, by time.
	pending []events.Event
	emitted []followup.Emitted
	before  events.Snapshot
	handed  map[string]events.Reminder
	told    []said
	count   int
}

// live lives a plot through to its end and returns what was said, by time.
func live(chance *rand.Rand, p plot) []said {
	policy := followup.DefaultPolicy()
	l := &life{chance: chance, policy: policy, basis: followup.Basis(policy), plot: p, handed: map[string]events.Reminder{}}
	l.plot.begin(l)
	for now := l.pending[0].Time; !now.IsZero(); {
		l.hear(now)
		now = l.advance(now)
	}
	slices.SortStableFunc(l.told, func(a, b said) int { return a.event.Time.Compare(b.event.Time) })
	return l.told
}

// happen notes a fact that will become known at an instant.
func (l *life) happen(t events.Type, source string, at time.Time, data any) {
	l.count++
	e := l.event(t, source, markFollowup+"-"+strconv.Itoa(l.count), at.Truncate(time.Second), data)
	l.pending = append(l.pending, e)
	slices.SortStableFunc(l.pending, func(a, b events.Event) int { return a.Time.Compare(b.Time) })
}

func (l *life) event(t events.Type, source, id string, at time.Time, data any) events.Event {
	e, err := events.New(t, source, id, "", markFollowup, at, data)
	if err != nil {
		// The data are of package events and made up here: they can be written.
		panic(err)
	}
	return e
}

// hear takes in the facts that are known by now.
func (l *life) hear(now time.Time) {
	for len(l.pending) > 0 && !l.pending[0].Time.After(now) {
		l.facts = append(l.facts, l.pending[0])
		l.told = append(l.told, said{stream: events.StreamFacts, event: l.pending[0]})
		l.pending = l.pending[1:]
	}
}

// advance evaluates, says what is new and returns when to wake next, zero at the end.
func (l *life) advance(now time.Time) time.Time {
	d := followup.Evaluate(l.policy, markFollowup, l.facts, l.emitted, now)
	l.emitted = d.Emitted
	d.Snapshot.PlannedWith, d.Snapshot.Revision = l.basis, l.before.Revision+1
	l.tell(now, d)
	l.before = d.Snapshot

	next := d.NextWake
	for id, r := range l.handed {
		ahead := func(o events.Reminder) bool { return o.ID == id && o.DueAt.Equal(r.DueAt) }
		if r.DueAt.After(now) && !slices.ContainsFunc(d.Ahead, ahead) && !slices.ContainsFunc(d.Due, ahead) {
			l.withdraw(now, r)
			delete(l.handed, id)
		}
	}
	for _, r := range d.Due {
		l.hand(now, r, d.Brief)
	}
	for _, r := range d.Ahead {
		if from := r.DueAt.Add(-lead); from.After(now) {
			next = earliest(next, from)
		} else {
			l.hand(now, r, d.Brief)
		}
	}
	if len(l.pending) > 0 {
		next = earliest(next, l.pending[0].Time)
	}
	return next
}

// earliest returns the earlier instant; a zero one is never.
func earliest(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

// tell says what is new in the record, as the workflow does.
func (l *life) tell(now time.Time, d followup.Decision) {
	s := d.Snapshot
	version := strconv.Itoa(s.Revision) + "/" + strconv.Itoa(s.Facts)
	first := l.before.Revision == 0
	if first {
		l.say(events.FollowupOpened, "opened", now, s)
	}
	if first || changed(l.before, s) {
		l.say(events.FollowupPlanned, "planned/"+version, now, s)
	}
	for _, r := range s.Plan {
		if settled(s, r) && !slices.ContainsFunc(l.before.Plan, func(o events.Reminder) bool { return o.ID == r.ID && settled(l.before, o) }) {
			l.say(events.ReminderSkipped, "skipped/"+r.ID, now, events.ReminderNotice{Reminder: r})
		}
	}
	if s.Stage == events.Closed && (l.before.Stage != events.Closed || l.before.Outcome != s.Outcome) {
		l.say(events.FollowupClosed, "closed/"+version, now, s)
	}
}

func (l *life) say(t events.Type, key string, at time.Time, data any) {
	l.told = append(l.told, said{stream: events.StreamFollowups, event: l.event(t, sourceWorkflow, "", at, data), key: key})
}

// settled reports whether it is certain that a reminder is skipped.
func settled(s events.Snapshot, r events.Reminder) bool {
	return r.State == events.Skipped && (s.Stage == events.Closed || !r.DueAt.After(s.EvaluatedAt))
}

// changed reports whether anything but the passing of time is different.
func changed(a, b events.Snapshot) bool {
	return cmp.Compare(a.Stage, b.Stage) != 0 || a.Outcome != b.Outcome || a.NotesOwed != b.NotesOwed || a.PromisedBy != b.PromisedBy ||
		a.Facts != b.Facts || !slices.EqualFunc(a.Plan, b.Plan, func(x, y events.Reminder) bool {
		return x.ID == y.ID && x.State == y.State && x.DueAt.Equal(y.DueAt) && x.ExpiresAt.Equal(y.ExpiresAt) && x.Rule == y.Rule
	})
}

// hand gives a reminder to the notifier, which sends it at its instant, unless it has it already.
func (l *life) hand(now time.Time, r events.Reminder, brief events.Brief) {
	if had, ok := l.handed[r.ID]; ok && had.DueAt.Equal(r.DueAt) {
		return
	}
	l.handed[r.ID] = r
	due := said{
		stream: events.StreamFollowups, key: "due/" + r.ID + "/" + mark(r.DueAt),
		event: l.event(events.ReminderDue, sourceWorkflow, "", now, events.ReminderNotice{Reminder: r, Brief: &brief}),
	}
	l.told = append(l.told, due)
	l.deliver(now, r, brief)
	l.plot.answer(l, r)
}

func (l *life) withdraw(now time.Time, r events.Reminder) {
	l.say(events.ReminderWithdrawn, "withdrawn/"+r.ID+"/"+mark(r.DueAt), now, events.ReminderNotice{Reminder: r})
	// What the notifier would have said of it later it does not say, but that it did not send.
	l.told = slices.DeleteFunc(l.told, func(s said) bool {
		return s.stream == events.StreamDeliveries && s.event.Time.After(now) && s.key == "" && isOf(s, r)
	})
	l.report(events.DeliverySkipped, r, l.plot.channel, r.DueAt, events.Delivery{Rule: "not_wanted", Reason: "the plan does not want it any more"})
}

// mark stands for an instant in an id; a copy moves it.
func mark(t time.Time) string { return fmt.Sprintf("zz@%dzz", t.Unix()) }
