package demo_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli/demo"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// performance is a demo that went as simulated; each test plants one thing into it.
type performance struct {
	expected  []followup.Story
	messages  []demo.Message
	snapshots map[string]events.Snapshot
}

var (
	evening = time.Date(2026, 3, 3, 23, 0, 0, 0, time.UTC)
	morning = time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)
	closing = time.Date(2026, 3, 9, 18, 0, 0, 0, time.UTC)
)

func flawless() *performance {
	plan := []events.Reminder{
		{ID: "int-1.thank_you.1", Kind: events.ThankYou, N: 1, State: events.Due, DueAt: evening, ExpiresAt: evening.Add(21 * time.Hour)},
		{ID: "int-1.thank_you.2", Kind: events.ThankYou, N: 2, State: events.Skipped, DueAt: evening.Add(19 * time.Hour), Rule: "note_sent"},
		{ID: "int-1.check_in.1", Kind: events.CheckIn, N: 1, State: events.Due, DueAt: morning, ExpiresAt: morning.Add(96 * time.Hour)},
	}
	return &performance{
		expected: []followup.Story{{Followup: "int-1", Outcome: events.Offer, ClosedAt: closing, Reminders: plan}},
		messages: []demo.Message{
			{Channel: events.Email, Reminder: "int-1.thank_you.1", AcceptedAt: evening.Add(2 * time.Minute)},
			{Channel: events.Email, Reminder: "int-1.check_in.1", AcceptedAt: morning.Add(30 * time.Minute)},
		},
		snapshots: map[string]events.Snapshot{
			"int-1": {Followup: "int-1", Stage: events.Closed, Outcome: events.Offer, ClosedAt: closing, Plan: slices.Clone(plan)},
		},
	}
}

func (p *performance) verdict() demo.Verdict {
	return demo.Compare(p.expected, p.messages, p.snapshots)
}

func TestAFlawlessPerformanceHasNoDifference(t *testing.T) {
	t.Parallel()
	want := demo.Verdict{Followups: 1, Reminders: 2, Latest: 30 * time.Minute}
	got := flawless().verdict()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("verdict differs (-want +got):\n%s", diff)
	}
	if line := got.String(); line != "1 follow-ups, 2 reminders, 0 lost, 0 doubled" {
		t.Errorf("the summary is %q", line)
	}
}

func TestTheSameReminderOnTwoChannelsIsNotDoubled(t *testing.T) {
	t.Parallel()
	p := flawless()
	p.messages = append(p.messages, demo.Message{Channel: events.SMS, Reminder: "int-1.check_in.1", AcceptedAt: morning})
	if v := p.verdict(); v.Doubled != 0 || v.Reminders != 2 || len(v.Differences) != 0 {
		t.Errorf("verdict is %+v", v)
	}
}

func TestEveryPlantedFaultIsFound(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		plant         func(*performance)
		lost, doubled int
		want          string
	}{
		"lost": {
			func(p *performance) { p.messages = p.messages[:1] },
			1, 0, "int-1.check_in.1 was due at 2026-03-06T14:00:00Z and was never sent",
		},
		"doubled": {
			func(p *performance) { p.messages = append(p.messages, p.messages[0]) },
			0, 1, "int-1.thank_you.1 was sent by email a second time",
		},
		"in three copies": {
			func(p *performance) { p.messages[0].Copies = 3 },
			0, 2, "int-1.thank_you.1 was sent by email in 3 copies",
		},
		"skipped and sent all the same": {
			func(p *performance) {
				p.messages = append(p.messages, demo.Message{Channel: events.SMS, Reminder: "int-1.thank_you.2", AcceptedAt: closing})
			},
			0, 0, "int-1.thank_you.2 was sent by sms at 2026-03-09T18:00:00Z and should not have been",
		},
		"unknown": {
			func(p *performance) {
				p.messages = append(p.messages, demo.Message{Channel: events.Email, Reminder: "int-9.move_on.1"})
			},
			0, 0, "int-9.move_on.1 was sent by email",
		},
		"early": {
			func(p *performance) { p.messages[1].AcceptedAt = morning.Add(-time.Second) },
			0, 0, "before it was due",
		},
		"so late that it had expired": {
			func(p *performance) { p.messages[0].AcceptedAt = evening.Add(21 * time.Hour) },
			0, 0, "after it had expired",
		},
		"served at another instant": {
			func(p *performance) { p.snapshots["int-1"].Plan[2].DueAt = morning.Add(24 * time.Hour) },
			0, 0, "int-1.check_in.1 was due at 2026-03-07T14:00:00Z and should have been due at 2026-03-06T14:00:00Z",
		},
		"another outcome": {
			func(p *performance) {
				s := p.snapshots["int-1"]
				s.Outcome = events.NoResponse
				p.snapshots["int-1"] = s
			},
			0, 0, `ended as "no_response" and should have ended as "offer"`,
		},
		"never closed": {
			func(p *performance) {
				s := p.snapshots["int-1"]
				s.ClosedAt = time.Time{}
				p.snapshots["int-1"] = s
			},
			0, 0, "closed at no time",
		},
		"unknown to the server": {
			func(p *performance) { delete(p.snapshots, "int-1") },
			0, 0, "int-1 is not known to the server",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := flawless()
			tt.plant(p)
			v := p.verdict()
			if v.Lost != tt.lost || v.Doubled != tt.doubled {
				t.Errorf("%d lost and %d doubled, want %d and %d", v.Lost, v.Doubled, tt.lost, tt.doubled)
			}
			if len(v.Differences) != 1 || !strings.Contains(v.Differences[0], tt.want) {
				t.Errorf("differences are %q, want one that says %q", v.Differences, tt.want)
			}
		})
	}
}
