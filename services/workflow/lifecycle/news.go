package lifecycle

import (
	"slices"
	"strconv"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// item is one system event to publish. Its key makes its id: the same news has the same, and a plan that was made again
// after a crash, when one more fact was known, is other news.
type item struct {
	kind events.Type
	key  string
	data any
}

// news compares two snapshots of one follow-up and says what is new for the record.
func news(before, after events.Snapshot, first bool) []item {
	var items []item
	version := strconv.Itoa(after.Revision) + "/" + strconv.Itoa(after.Facts)
	if first {
		items = append(items, item{events.FollowupOpened, "opened", after})
	}
	if first || planChanged(before, after) {
		items = append(items, item{events.FollowupPlanned, "planned/" + version, after})
	}
	for _, r := range after.Plan {
		if settled(after, r) && !settledIn(before, r.ID) {
			items = append(items, item{events.ReminderSkipped, "skipped/" + r.ID, events.ReminderNotice{Reminder: r}})
		}
	}
	if after.Stage == events.Closed && (before.Stage != events.Closed || before.Outcome != after.Outcome) {
		items = append(items, item{events.FollowupClosed, "closed/" + version, after})
	}
	return items
}

// settled reports whether it is certain that a reminder is skipped: until its instant comes, or the
// follow-up closes, a new fact may bring it back.
func settled(s events.Snapshot, r events.Reminder) bool {
	return r.State == events.Skipped && (s.Stage == events.Closed || !r.DueAt.After(s.EvaluatedAt))
}

func settledIn(s events.Snapshot, id string) bool {
	return slices.ContainsFunc(s.Plan, func(r events.Reminder) bool { return r.ID == id && settled(s, r) })
}

// planChanged reports whether anything but the passing of time is different.
func planChanged(before, after events.Snapshot) bool {
	return before.Stage != after.Stage || before.Outcome != after.Outcome || before.NotesOwed != after.NotesOwed ||
		before.PromisedBy != after.PromisedBy || before.Facts != after.Facts ||
		!slices.EqualFunc(before.Plan, after.Plan, sameReminder)
}

func sameReminder(a, b events.Reminder) bool {
	return a.ID == b.ID && a.State == b.State && a.DueAt.Equal(b.DueAt) && a.ExpiresAt.Equal(b.ExpiresAt) && a.Rule == b.Rule
}

// key of a withdrawal: the reminder at that due instant.
func (h Handed) key() string {
	return "withdrawn/" + h.Reminder.ID + "/" + h.Reminder.DueAt.UTC().Format(time.RFC3339)
}
