package dashboard

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	// Says is what it says in a few words, without anything personal.
	Says string
	// By and Data are the event's source and its data. They are personal, and empty for who may not see that.
	By, Data string
	Erased   bool
}

// toldOf tells a timeline.
func toldOf(entries []record.Entry, seen sight) []told {
	list := make([]told, 0, len(entries))
	for _, e := range entries {
		t := told{
			Name: nameOfType(e.Type), Group: groupOf(e.Type), Time: e.Time, Place: fmt.Sprintf("%s %d", e.Stream, e.Sequence),
			Erased: e.Type.IsFact() && e.Type != events.CandidateErased && isNothing(e.Data),
		}
		if !e.Type.IsFact() {
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
		return string(bytes.ReplaceAll([]byte(name), []byte("."), []byte(" ")))
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

// systemWords says what an event of Afterword's own speaks of. It reads the fields that are words of the domain and no
// others, so that nothing personal comes along.
func systemWords(e record.Entry) string {
	var d struct {
		Stage    events.Stage    `json:"stage"`
		Outcome  events.Outcome  `json:"outcome"`
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
	var inner events.Reminder
	if json.Unmarshal(d.Reminder, &inner) == nil && inner.Kind != "" {
		d.Kind, d.N, d.Rule, d.Reason = inner.Kind, inner.N, inner.Rule, inner.Reason
	}
	words := ""
	add := func(format string, arg any, there bool) {
		if there {
			if words != "" {
				words += ", "
			}
			words += fmt.Sprintf(format, arg)
		}
	}
	add("%s", say(d.Stage), d.Stage != "")
	add("outcome %s", say(d.Outcome), d.Outcome != "")
	add("%s", fmt.Sprintf("%s %d", say(d.Kind), d.N), d.Kind != "")
	add("by %s", say(d.Channel), d.Channel != "")
	add("%s", say(d.Class), d.Class != "")
	add("%s", say(d.State), d.State != "" && d.Kind != "")
	add("rule %s", say(d.Rule), d.Rule != "")
	if d.Reason != "" {
		if words != "" {
			words += ". "
		}
		words += d.Reason
	}
	return words
}

// indented is data for people who read JSON; empty if there is none.
func indented(data []byte) string {
	var b bytes.Buffer
	if isNothing(data) || json.Indent(&b, data, "", "  ") != nil {
		return ""
	}
	return b.String()
}
