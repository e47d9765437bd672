package conversation

import (
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// The limits of what is kept.
const (
	// MaxTexts is how many texts, the latest, are kept.
	MaxTexts = 10
	// MaxReplies is how many replies, the latest, are kept.
	MaxReplies = 40
	// Day is how far back answers are counted, as the clock shows it.
	Day = 24 * time.Hour
	// UndoWithin is for how long a report may be taken back.
	UndoWithin = 7 * Day
)

// Text is one text that was sent.
type Text struct {
	Tenant   string      `json:"tenant"`
	Followup string      `json:"followup"`
	Kind     events.Kind `json:"kind"`
	N        int         `json:"n"`
	// Reminder is the reminder's id.
	Reminder string `json:"reminder"`
	// Locale is the candidate's, a BCP 47 tag: the language in which an answer is expected.
	Locale string `json:"locale,omitempty"`
	// At is when it was sent, UTC.
	At time.Time `json:"at"`
}

// Reply is what was made of one text that came.
type Reply struct {
	// ID is the provider's id of the message, and of the fact that it became.
	ID string `json:"id"`
	// Answer names what was said to it; empty if nothing was.
	Answer string `json:"answer,omitempty"`
	// Tenant and Followup are what it was about; empty if nothing is known of that.
	Tenant   string `json:"tenant,omitempty"`
	Followup string `json:"followup,omitempty"`
	// Kind is that of the text it was the answer to.
	Kind   events.Kind `json:"kind,omitempty"`
	Locale string      `json:"locale,omitempty"`
	// Fact is the type of the event, with the same id, that it became; empty for none that can be taken back.
	Fact events.Type `json:"fact,omitempty"`
	// Retracts is the id of the reply that it took back.
	Retracts string `json:"retracts,omitempty"`
	// Retracted reports that a later reply has taken it back.
	Retracted bool `json:"retracted,omitempty"`
	// At is when it came, UTC.
	At time.Time `json:"at"`
}

// Conversation is what was said between one sender and one number. The zero value is one in which nothing was.
type Conversation struct {
	// Texts are what was sent, the latest last.
	Texts []Text `json:"texts,omitempty"`
	// Replies are what came, the latest last.
	Replies []Reply `json:"replies,omitempty"`
	// Answered are the instants, UTC, of the answers of the last day.
	Answered []time.Time `json:"answered,omitempty"`
	// StopConfirmed is when STOP was last confirmed, UTC.
	StopConfirmed time.Time `json:"stop_confirmed,omitzero"`
}

// Latest is the text that a reply is taken to be about, and false if none was sent.
func (c *Conversation) Latest() (Text, bool) {
	if len(c.Texts) == 0 {
		return Text{}, false
	}
	return c.Texts[len(c.Texts)-1], true
}

// Followups are the texts, the latest of each follow-up, that the conversation is about, the latest last.
func (c *Conversation) Followups() []Text {
	var latest []Text
	for _, t := range c.Texts {
		latest = slices.DeleteFunc(latest, func(o Text) bool { return o.Tenant == t.Tenant && o.Followup == t.Followup })
		latest = append(latest, t)
	}
	return latest
}

// Reply returns the reply with this id, and false if there is none.
func (c *Conversation) Reply(id string) (Reply, bool) {
	i := slices.IndexFunc(c.Replies, func(r Reply) bool { return r.ID == id })
	if i < 0 {
		return Reply{}, false
	}
	return c.Replies[i], true
}

// Undo marks the last report that may still be taken back at now, and returns it.
func (c *Conversation) Undo(now time.Time) (Reply, bool) {
	for i := len(c.Replies) - 1; i >= 0; i-- {
		r := &c.Replies[i]
		if r.Fact != "" && !r.Retracted && now.Sub(r.At) <= UndoWithin {
			r.Retracted = true
			return *r, true
		}
	}
	return Reply{}, false
}

// Add remembers a reply.
func (c *Conversation) Add(r Reply) {
	c.Replies = latest(append(c.Replies, r), MaxReplies)
}

// Answer counts one answer at now, unless limit of them have been given within a day; then it returns false.
func (c *Conversation) Answer(now time.Time, limit int) bool {
	c.Answered = slices.DeleteFunc(c.Answered, func(at time.Time) bool { return now.Sub(at) >= Day })
	if len(c.Answered) >= limit {
		return false
	}
	c.Answered = append(c.Answered, now)
	return true
}

// ConfirmStop reports whether a STOP at now is to be confirmed, which it is once a day, and remembers it.
func (c *Conversation) ConfirmStop(now time.Time) bool {
	if !c.StopConfirmed.IsZero() && now.Sub(c.StopConfirmed) < Day {
		return false
	}
	c.StopConfirmed = now
	return true
}

// note adds a text at its instant, or moves it there: one that is noted late, or again, is not the latest for that.
func (c *Conversation) note(t Text) {
	c.Texts = slices.DeleteFunc(c.Texts, func(o Text) bool { return o.Tenant == t.Tenant && o.Reminder == t.Reminder })
	c.Texts = append(c.Texts, t)
	slices.SortStableFunc(c.Texts, func(a, b Text) int { return a.At.Compare(b.At) })
	c.Texts = latest(c.Texts, MaxTexts)
}

// latest keeps the last n.
func latest[T any](list []T, n int) []T {
	return slices.Delete(list, 0, max(0, len(list)-n))
}
