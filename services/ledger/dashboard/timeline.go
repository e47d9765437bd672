package dashboard

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// told is one event as the timeline tells it.
type told struct {
	// Name is the type's short name in words; Group is where it comes from: fact, plan or delivery.
	Name, Group string
	Time        time.Time
	// Place is where it lies on the bus.
	Place string
	// Says is what it says in a few words, without anything personal; Changes is what changed in the plan by it.
	Says    string
	Changes []planChange
	// By and Data are the event's source and its data. They are personal, and empty for who may not see that.
	By, Data string
	Erased   bool
}

// planChange is what changed of one reminder, and the reason, in the language in which reasons are told.
type planChange struct{ Says, Reason string }

// toldOf tells a timeline.
func toldOf(entries []record.Entry, seen sight) []told {
	list := make([]told, 0, len(entries))
	for _, e := range entries {
		t := told{
			Name: nameOfType(e.Type), Group: groupOf(e.Type), Time: e.Time, Place: fmt.Sprintf("%s %d", e.Stream, e.Sequence),
			Erased: e.Type.IsFact() && e.Type != events.CandidateErased && isNothing(e.Data),
		}
		switch {
		case e.Type.IsFact():
		case e.Type == events.FollowupOpened, e.Type == events.FollowupPlanned, e.Type == events.FollowupClosed:
			t.Says, t.Changes = planWords(e)
		default:
			t.Says = systemWords(e)
		}
		if seen.personal {
			t.By, t.Data = e.Source, indented(e.Data)
		}
		list = append(list, t)
	}
	return list
}

// nameOfType says a type in words: "interview completed".
func nameOfType(t events.Type) string {
	if name := t.Name(); name != "" {
		return strings.ReplaceAll(name, ".", " ")
	}
	return "unknown event"
}

func groupOf(t events.Type) string {
	switch t {
	case events.DeliveryRequested, events.DeliverySent, events.DeliveryFailed, events.DeliverySkipped, events.DeliveryReceipt:
		return "delivery"
	case events.FollowupOpened, events.FollowupPlanned, events.FollowupClosed, events.ReminderDue, events.ReminderSkipped, events.ReminderWithdrawn:
		return "plan"
	default:
		return "fact"
	}
}

// planWords says what is so, and what changed in the plan.
func planWords(e record.Entry) (says string, changes []planChange) {
	var c record.Changes
	if json.Unmarshal(e.Data, &c) != nil {
		return "", nil
	}
	var words phrase
	words.add("%s", say(c.Stage), c.Stage != "")
	words.add("outcome %s", say(c.Outcome), c.Outcome != "")
	words.add("promised by %s", day(c.PromisedBy), !c.PromisedBy.IsZero())
	words.add("%s", count(c.NotesOwed, "note owed", "notes owed"), c.NotesOwed > 0)
	for _, change := range c.Changes {
		changes = append(changes, planChange{changeWords(e.Followup, change), change.Reason})
	}
	return words.String(), changes
}

// changeWords says what changed of one reminder.
func changeWords(followup string, c record.Change) string {
	words := phrase{say(strings.ReplaceAll(strings.TrimPrefix(c.Reminder, followup+"."), ".", " "))}
	switch {
	case c.Is == "":
		words.add("%s", "no longer in the plan", true)
	case c.Was == "":
		words.add("%s", say(c.Is)+" for "+stamp(c.DueAt), true)
	case !c.WasDueAt.IsZero() && !c.WasDueAt.Equal(c.DueAt):
		words.add("%s", say(c.Is)+", moved from "+stamp(c.WasDueAt)+" to "+stamp(c.DueAt), true)
	default:
		words.add("%s", say(c.Was)+" before, now "+say(c.Is), true)
	}
	words.add("rule %s", say(c.Rule), c.Rule != "")
	return words.String()
}

// systemWords says what an event about one reminder speaks of. It reads the fields that are words of the domain and no
// others, so that nothing personal comes along.
func systemWords(e record.Entry) string {
	var d struct {
		Kind     events.Kind     `json:"kind"`
		N        int             `json:"n"`
		Channel  events.Channel  `json:"channel"`
		Class    string          `json:"class"`
		State    string          `json:"state"`
		Rule     string          `json:"rule"`
		Reason   string          `json:"reason"`
		Reminder json.RawMessage `json:"reminder"`
	}
	if json.Unmarshal(e.Data, &d) != nil {
		return ""
	}
	// The plan's events and the orders hold the reminder, the others name it.
	var inner events.Reminder
	if json.Unmarshal(d.Reminder, &inner) == nil && inner.Kind != "" {
		d.Kind, d.N, d.Rule, d.Reason = inner.Kind, inner.N, inner.Rule, inner.Reason
	}
	var words phrase
	words.add("%s", fmt.Sprintf("%s %d", say(d.Kind), d.N), d.Kind != "")
	words.add("by %s", say(d.Channel), d.Channel != "")
	words.add("%s", say(d.Class), d.Class != "")
	words.add("%s", say(d.State), d.State != "")
	words.add("rule %s", say(d.Rule), d.Rule != "")
	return words.with(d.Reason)
}

// phrase is words with commas between them.
type phrase []string

func (p *phrase) add(format, word string, there bool) {
	if there {
		*p = append(*p, fmt.Sprintf(format, word))
	}
}

func (p phrase) String() string { return strings.Join(p, ", ") }

// with adds a sentence.
func (p phrase) with(sentence string) string {
	if sentence == "" || len(p) == 0 {
		return p.String() + sentence
	}
	return p.String() + ". " + sentence
}

// indented is data for people who read JSON; empty if there is none.
func indented(data []byte) string {
	var b bytes.Buffer
	if isNothing(data) || json.Indent(&b, data, "", "  ") != nil {
		return ""
	}
	return b.String()
}
