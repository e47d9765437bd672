package notifier_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// scenario is a way in which a reminder goes out.
type scenario struct {
	name   string
	policy string
	// from is when it is handed over, and pause how long each wait takes.
	from  time.Time
	pause time.Duration
	// answers are the providers'; empty means that they take it.
	answers map[events.Channel][]error
}

func scenarios() []scenario {
	later := &channel.Temporary{Fault: channel.Fault{Code: "451"}}
	lost := &channel.Ambiguous{Fault: channel.Fault{Code: "lost"}}
	never := &channel.Permanent{Fault: channel.Fault{Code: "550"}, Suppress: events.RuleBounce}
	night := time.Date(2026, 3, 7, 4, 0, 0, 0, time.UTC) // 23:00 in New York
	return []scenario{
		{name: "two channels at once", policy: `{"fan_out":"all"}`, from: morning, pause: time.Hour},
		{name: "fallback", from: morning, pause: time.Hour, answers: map[events.Channel][]error{events.Email: {never}}},
		{
			name: "retries, then fallback", from: morning, pause: 10 * time.Minute,
			answers: map[events.Channel][]error{events.Email: {later, later, never}, events.SMS: {later}},
		},
		{name: "a lost answer", from: morning, pause: time.Hour, answers: map[events.Channel][]error{events.Email: {lost}}},
		{name: "held until due", from: morning.Add(-time.Hour), pause: time.Hour, policy: `{"fan_out":"all"}`},
		{name: "held through the night", from: night, pause: 10 * time.Hour, policy: `{"fan_out":"all"}`},
	}
}

// effect is what a fact does to a follow-up that is on its way.
type effect struct {
	name string
	make func(*theatre, part)
	// seenBy is the stage of the last look that finds it.
	seenBy string
}

func effects() []effect {
	return []effect{
		{"the reminder is not wanted any more", func(th *theatre, p part) { th.knows(p, events.Snapshot{}) }, "still wanted"},
		{"the reminder is of no use any more", func(th *theatre, p part) {
			th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}, Moot: map[string]string{p.reminder.ID: "answered"}})
		}, "still wanted"},
		{"the candidate refuses both channels", func(th *theatre, p part) {
			th.knows(p, events.Snapshot{
				Plan: []events.Reminder{p.reminder}, Consents: map[events.Channel]bool{events.Email: false, events.SMS: false},
			})
		}, "still wanted"},
		{"the addresses are suppressed", func(th *theatre, p part) {
			list := suppression.Open(th.bus)
			for key, rule := range map[string]string{
				suppression.OfTenant(slug, events.Email, p.address(events.Email)): events.RuleUnsubscribe,
				suppression.OfSender(events.SMS, number, p.address(events.SMS)):   events.RuleStop,
			} {
				if _, err := list.Add(th.t.Context(), key, events.Suppression{Rule: rule, At: th.clock.Now()}); err != nil {
					th.t.Fatal(err)
				}
			}
		}, "not suppressed"},
	}
}

// run takes a new follow-up through the scenario and lets the effect appear at boundary number at, counted over all
// that the messages come to. It returns those boundaries, and where one message too many has left.
func (s scenario) run(th *theatre, p part, e effect, at int) (boundaries []notifier.Boundary, wrong []string) {
	th.t.Helper()
	th.clock.Set(s.from)
	th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	for ch, puppet := range th.puppets {
		puppet.answers = slices.Clone(s.answers[ch])
	}
	_, look := th.notifier.Stages()
	left := map[events.Channel]int{}
	allowed := map[events.Channel]int{}
	th.see = func(b notifier.Boundary) {
		if len(boundaries) == at {
			e.make(th, p)
			for ch, puppet := range th.puppets {
				left[ch] = puppet.left(p.address(ch))
			}
			// What this message asked for the last time is behind it: its bytes are as good as on their way.
			if b.Look && slices.Index(look, b.Stage) > slices.Index(look, e.seenBy) {
				allowed[b.Channel] = 1
			}
		}
		boundaries = append(boundaries, b)
	}
	th.due(p)
	th.play(s.pause)
	if at < 0 || at >= len(boundaries) {
		return boundaries, nil
	}
	for ch, puppet := range th.puppets {
		if more := puppet.left(p.address(ch)) - left[ch]; more > allowed[ch] {
			wrong = append(wrong, fmt.Sprintf("%s: at boundary %d, %+v, %s: %d more by %s", s.name, at, boundaries[at], e.name, more, ch))
		}
	}
	return boundaries, wrong
}

// sweep lets every effect appear at every boundary of a scenario.
func (s scenario) sweep(t *testing.T, blind ...string) (seen []notifier.Boundary, wrong []string) {
	t.Helper()
	th := newTheatre(t, s.policy, nil)
	for _, stage := range blind {
		th.notifier.LookAway(stage)
	}
	th.notifier.Probe(func(b notifier.Boundary) { th.see(b) })
	run := 0
	next := func(e effect, at int) []string {
		run++
		var found []string
		seen, found = s.run(th, newPart(run), e, at)
		return found
	}
	for _, e := range effects() {
		next(e, -1)
		undisturbed := seen
		for at := range undisturbed {
			wrong = append(wrong, next(e, at)...)
		}
		seen = undisturbed
	}
	return seen, wrong
}

// Whatever a fact does, and whenever it comes, nothing leaves after it that had not begun to. The boundaries are those
// that the stages themselves make: a new one is tried without being named here.
func TestNothingLeavesOnceItIsKnownToBeOfNoUse(t *testing.T) {
	for _, s := range scenarios() {
		t.Run(s.name, func(t *testing.T) {
			seen, wrong := s.sweep(t)
			for _, w := range wrong {
				t.Error(w)
			}
			th := newTheatre(t, s.policy, nil)
			way, look := th.notifier.Stages()
			for _, ch := range []events.Channel{events.Email, events.SMS} {
				if s.name == "a lost answer" && ch == events.SMS {
					continue
				}
				for i, stage := range slices.Concat(way, look) {
					if b := (notifier.Boundary{Channel: ch, Look: i >= len(way), Stage: stage}); !slices.Contains(seen, b) {
						t.Errorf("no message came to %+v", b)
					}
				}
			}
		})
	}
}

// The positive control: without any one of the questions of the last look there are boundaries at which a fact comes
// too late.
func TestWithoutTheLastLookAFactComesTooLate(t *testing.T) {
	for _, question := range []string{"still wanted", "consent", "not suppressed"} {
		if _, wrong := scenarios()[0].sweep(t, question); len(wrong) == 0 {
			t.Errorf("nothing leaves too late though %q is not asked", question)
		}
	}
}
