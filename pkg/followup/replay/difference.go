package replay

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// Kind is what a change does to the candidate's story.
type Kind string

// The kinds of changes.
const (
	// Removed: a reminder would not be sent.
	Removed Kind = "removed"
	// Added: a reminder would be sent that was not.
	Added Kind = "added"
	// Moved: it would be sent at another instant.
	Moved Kind = "moved"
	// Rule: it is not sent either way, but another rule drops it.
	Rule Kind = "rule"
	// Outcome: the follow-up would end in another way.
	Outcome Kind = "outcome"
	// Closed: it would close at another instant, or not at all.
	Closed Kind = "closed"
)

// Change is one thing that the new policy does otherwise.
type Change struct {
	Kind Kind `json:"change"`
	// Reminder is empty for changes of the follow-up as a whole.
	Reminder events.Reminder `json:"-"`
	ID       string          `json:"reminder,omitempty"`
	// From and To are instants for all kinds but Rule and Outcome, where they are words. One that there is not is empty.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Why is the rule by which the new policy drops a reminder, if it does.
	Why string `json:"rule,omitempty"`
	// Reason is the sentence that the new policy gives, OldReason that of the old one. A reminder that one of them
	// does not know has none there.
	Reason    string `json:"reason,omitempty"`
	OldReason string `json:"old_reason,omitempty"`
	// FromAt and ToAt are the instants of From and To.
	FromAt time.Time `json:"-"`
	ToAt   time.Time `json:"-"`
}

// Difference is what would change in one follow-up.
type Difference struct {
	Followup string `json:"followup"`
	// Zone is the employer's, an IANA name.
	Zone    string   `json:"time_zone,omitempty"`
	Changes []Change `json:"changes"`
}

// Compare returns what the new story does otherwise, in the order in which it would happen. A
// reminder is known by its kind and number.
func Compare(before, after followup.Story) []Change {
	was, is := byID(before), byID(after)
	var changes []Change
	for _, old := range before.Reminders {
		if c, ok := changeOf(old, is[old.ID]); ok {
			changes = append(changes, c)
		}
	}
	for _, now := range after.Reminders {
		if _, known := was[now.ID]; !known && now.State == events.Due {
			changes = append(changes, Change{Kind: Added, Reminder: now, ToAt: now.DueAt, Reason: now.Reason})
		}
	}
	slices.SortStableFunc(changes, func(a, b Change) int { return a.when().Compare(b.when()) })
	if before.Outcome != after.Outcome {
		changes = append(changes, Change{Kind: Outcome, From: string(before.Outcome), To: string(after.Outcome)})
	}
	if !before.ClosedAt.Equal(after.ClosedAt) {
		changes = append(changes, Change{Kind: Closed, FromAt: before.ClosedAt, ToAt: after.ClosedAt})
	}
	for i := range changes {
		changes[i].spell()
	}
	return changes
}

func byID(s followup.Story) map[string]events.Reminder {
	all := make(map[string]events.Reminder, len(s.Reminders))
	for _, r := range s.Reminders {
		all[r.ID] = r
	}
	return all
}

// changeOf compares a reminder of the old story with that of the new one, which is empty if there is none.
func changeOf(old, now events.Reminder) (Change, bool) {
	sent, sending := old.State == events.Due, now.State == events.Due
	switch {
	case sent && sending && !old.DueAt.Equal(now.DueAt):
		return Change{Kind: Moved, Reminder: now, FromAt: old.DueAt, ToAt: now.DueAt, Reason: now.Reason, OldReason: old.Reason}, true
	case sent && !sending:
		return Change{Kind: Removed, Reminder: old, FromAt: old.DueAt, Why: now.Rule, Reason: now.Reason, OldReason: old.Reason}, true
	case !sent && sending:
		return Change{Kind: Added, Reminder: now, ToAt: now.DueAt, Reason: now.Reason, OldReason: old.Reason}, true
	case !sent && now.ID != "" && old.Rule != now.Rule:
		return Change{
			Kind: Rule, Reminder: now, From: old.Rule, To: now.Rule, FromAt: old.DueAt, ToAt: now.DueAt,
			Reason: now.Reason, OldReason: old.Reason,
		}, true
	}
	return Change{}, false
}

// when is when the change is seen first.
func (c Change) when() time.Time {
	if c.FromAt.IsZero() || !c.ToAt.IsZero() && c.ToAt.Before(c.FromAt) {
		return c.ToAt
	}
	return c.FromAt
}

// spell writes the instants for programs.
func (c *Change) spell() {
	c.ID = c.Reminder.ID
	if c.Kind == Rule || c.Kind == Outcome {
		return
	}
	if !c.FromAt.IsZero() {
		c.From = c.FromAt.UTC().Format(time.RFC3339)
	}
	if !c.ToAt.IsZero() {
		c.To = c.ToAt.UTC().Format(time.RFC3339)
	}
}
