package events

import (
	"bytes"
	"reflect"
	"slices"
	"strconv"
	"time"
)

// Normalize returns the fact in the form in which it is kept: its time and every instant in
// its data in UTC, and an id for every interviewer without one: iv-1, iv-2 and so on, free ones in the
// order of the list. Everything else in the data stays as it was, byte for byte. What cannot be read
// stays as it is; Validate says what is wrong with it.
func Normalize(e Event) Event {
	e.Time = e.Time.UTC()
	root, err := dataOrNothing(e.Data)
	if err != nil || root.kind != isObject {
		return e
	}
	var edits []edit
	d := decoder{onTime: func(n *node, t time.Time) { edits = append(edits, inUTC(n, t)...) }}
	switch e.Type {
	case InterviewScheduled, InterviewCompleted:
		d.decode(root, "", reflect.ValueOf(&Meeting{}).Elem())
		edits = append(edits, nameInterviewers(root.member("interviewers"))...)
	case ThankyouSent:
		d.decode(root, "", reflect.ValueOf(&Thankyou{}).Elem())
	case CheckinMade:
		d.decode(root, "", reflect.ValueOf(&Checkin{}).Elem())
	case ReminderSnoozed:
		d.decode(root, "", reflect.ValueOf(&Snooze{}).Elem())
	}
	e.Data = apply(e.Data, edits)
	return e
}

// edit replaces length bytes at start.
type edit struct {
	start, length int
	text          string
}

func inUTC(n *node, t time.Time) []edit {
	text, err := t.UTC().MarshalJSON()
	if err != nil || bytes.Equal(text, n.raw) {
		return nil
	}
	return []edit{{n.start, len(n.raw), string(text)}}
}

func nameInterviewers(list *node) []edit {
	if list == nil {
		return nil
	}
	taken := map[string]bool{}
	for i := range list.values {
		if id := list.values[i].member("id"); id != nil {
			taken[id.text] = true
		}
	}
	var edits []edit
	next := 1
	for i := range list.values {
		person := &list.values[i]
		if person.kind != isObject || person.member("id") != nil {
			continue
		}
		for taken["iv-"+strconv.Itoa(next)] {
			next++
		}
		id := strconv.Quote("iv-" + strconv.Itoa(next))
		next++
		edits = append(edits, insertID(person, id))
	}
	return edits
}

// insertID puts the id first, or in the place of a null.
func insertID(person *node, id string) edit {
	if i := slices.Index(person.names, "id"); i >= 0 {
		return edit{person.values[i].start, len(person.values[i].raw), id}
	}
	text := `"id":` + id
	if len(person.names) > 0 {
		text += ","
	}
	return edit{person.start + 1, 0, text}
}

func apply(data []byte, edits []edit) []byte {
	if len(edits) == 0 {
		return data
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.start - b.start })
	var out []byte
	done := 0
	for _, e := range edits {
		out = append(append(out, data[done:e.start]...), e.text...)
		done = e.start + e.length
	}
	return append(out, data[done:]...)
}
