package demo

import (
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// Message is one message of the outbox, as GET /outbox/messages tells it.
type Message struct {
	Channel events.Channel `json:"channel"`
	To      string         `json:"to"`
	Subject string         `json:"subject"`
	Text    string         `json:"text"`
	// AcceptedAt is what the server's clock showed when the message was taken.
	AcceptedAt time.Time `json:"accepted_at"`
	// Reminder is the id of the reminder it carries.
	Reminder string `json:"reminder"`
	// Copies counts how often the very same message arrived; 0 and 1 are once.
	Copies int `json:"copies"`
}

// Verdict is what came of the demo.
type Verdict struct {
	Followups int
	// Reminders counts the distinct reminders that were sent.
	Reminders int
	// Lost reminders should have been sent and were not.
	Lost int
	// Doubled messages carry a reminder that had been sent on the same channel before, or are copies.
	Doubled int
	// Latest is the longest time by the server's clock between a due instant and its message.
	Latest time.Duration
	// Differences are sentences, one for everything that was not as simulated.
	Differences []string
}

// String is the summary's one line.
func (v Verdict) String() string {
	return fmt.Sprintf("%d follow-ups, %d reminders, %d lost, %d doubled", v.Followups, v.Reminders, v.Lost, v.Doubled)
}

// Compare holds what happened, the messages and the last snapshot of each
// follow-up, against what was expected. It is pure.
func Compare(expected []followup.Story, messages []Message, snapshots map[string]events.Snapshot) Verdict {
	v := Verdict{Followups: len(expected)}
	wanted := map[string]events.Reminder{}
	for _, s := range expected {
		for _, r := range s.Reminders {
			if r.State == events.Due {
				wanted[r.ID] = r
			}
		}
	}
	sent := v.messages(messages, wanted)
	v.Reminders = len(sent)
	for _, s := range expected {
		for _, r := range s.Reminders {
			if r.State == events.Due && !sent[r.ID] {
				v.Lost++
				v.differ("%s was due at %s and was never sent", r.ID, stamp(r.DueAt))
			}
		}
		v.snapshot(s, snapshots)
	}
	return v
}

// messages judges each message and returns the reminders that were sent.
func (v *Verdict) messages(messages []Message, wanted map[string]events.Reminder) map[string]bool {
	sent := map[string]bool{}
	onChannel := map[string]bool{}
	for _, m := range slices.SortedFunc(slices.Values(messages), func(a, b Message) int { return a.AcceptedAt.Compare(b.AcceptedAt) }) {
		r, ok := wanted[m.Reminder]
		if !ok {
			v.differ("%s was sent by %s at %s and should not have been", m.Reminder, m.Channel, stamp(m.AcceptedAt))
		}
		sent[m.Reminder] = true
		key := m.Reminder + " " + string(m.Channel)
		if onChannel[key] {
			v.Doubled++
			v.differ("%s was sent by %s a second time at %s", m.Reminder, m.Channel, stamp(m.AcceptedAt))
			continue
		}
		onChannel[key] = true
		if m.Copies > 1 {
			v.Doubled += m.Copies - 1
			v.differ("%s was sent by %s in %d copies", m.Reminder, m.Channel, m.Copies)
		}
		if !ok {
			continue
		}
		late := m.AcceptedAt.Sub(r.DueAt)
		v.Latest = max(v.Latest, late)
		switch {
		case late < 0:
			v.differ("%s was sent at %s, before it was due at %s", m.Reminder, stamp(m.AcceptedAt), stamp(r.DueAt))
		case !m.AcceptedAt.Before(r.ExpiresAt):
			v.differ("%s was sent at %s, after it had expired at %s", m.Reminder, stamp(m.AcceptedAt), stamp(r.ExpiresAt))
		}
	}
	return sent
}

// snapshot compares how the server ended a follow-up, and which due instants it served.
func (v *Verdict) snapshot(s followup.Story, snapshots map[string]events.Snapshot) {
	got, ok := snapshots[s.Followup]
	if !ok {
		v.differ("%s is not known to the server", s.Followup)
		return
	}
	if got.Outcome != s.Outcome {
		v.differ("%s ended as %q and should have ended as %q", s.Followup, got.Outcome, s.Outcome)
	}
	if !got.ClosedAt.Equal(s.ClosedAt) {
		v.differ("%s closed at %s and should have closed at %s", s.Followup, stamp(got.ClosedAt), stamp(s.ClosedAt))
	}
	due := map[string]time.Time{}
	for _, r := range got.Plan {
		if r.State == events.Due {
			due[r.ID] = r.DueAt
		}
	}
	for _, r := range s.Reminders {
		if r.State != events.Due {
			continue
		}
		if at, ok := due[r.ID]; ok && !at.Equal(r.DueAt) {
			v.differ("%s was due at %s and should have been due at %s", r.ID, stamp(at), stamp(r.DueAt))
		}
	}
}

func (v *Verdict) differ(format string, args ...any) {
	v.Differences = append(v.Differences, fmt.Sprintf(format, args...))
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return "no time"
	}
	return t.UTC().Format(time.RFC3339)
}
