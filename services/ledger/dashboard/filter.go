package dashboard

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// filter reads what a list is narrowed by from the address of the page, and is the form that asks for it: both come of
// the same calls. What is asked for lives in the address alone, so that it can be kept and passed on.
type filter struct {
	// Path is the page; Fields are what is asked, Chips what is set.
	Path   string
	Fields []field
	Chips  []chip
	// Wrong reports that a value in the address is not one of those that can be asked for.
	Wrong bool

	values url.Values
	// now is what the stretches of time are reckoned from. On a following page it is still that of the first one, since the
	// address carries it: else every page would be of another question.
	now time.Time
	// part is the book's own cursor, empty for the first part of a list.
	part string
}

// form is how a field is asked.
type form string

const (
	asSearch form = "search"
	asBoxes  form = "boxes"
	asChoice form = "choice"
	asDate   form = "date"
	asHidden form = "hidden"
)

// field is one thing that is asked.
type field struct {
	Name, Label, Hint string
	Form              form
	Value             string
	Choices           []choice
}

// choice is one answer of several.
type choice struct {
	Value, Text string
	On          bool
}

// chip is a filter that is set, and the address without it.
type chip struct{ Label, Text, Without string }

// queryCursor names a part of a list; another filter begins the list anew.
const queryCursor = "cursor"

// newFilter reads the address of a request. Empty values, which a form sends for what was left out, count as not there.
func newFilter(r *http.Request, now time.Time) *filter {
	f := &filter{Path: r.URL.EscapedPath(), values: url.Values{}, now: now.Truncate(time.Millisecond)}
	for name, list := range r.URL.Query() {
		if kept := slices.DeleteFunc(list, func(v string) bool { return strings.TrimSpace(v) == "" }); len(kept) > 0 {
			f.values[name] = kept
		}
	}
	if cursor := f.values.Get(queryCursor); cursor != "" {
		began, part, ok := strings.Cut(cursor, ".")
		millis, err := strconv.ParseInt(began, 36, 64)
		f.Wrong = !ok || err != nil
		f.now, f.part = time.UnixMilli(millis), part
	}
	return f
}

// tidy sends a browser to the address without what says nothing, so that it can be read and passed on. It
// reports whether it did.
func (f *filter) tidy(w http.ResponseWriter, r *http.Request) bool {
	for _, list := range r.URL.Query() {
		for _, v := range list {
			if strings.TrimSpace(v) == "" {
				http.Redirect(w, r, f.address(f.values), http.StatusSeeOther)
				return true
			}
		}
	}
	return false
}

func (f *filter) address(values url.Values) string {
	if len(values) == 0 {
		return f.Path
	}
	return f.Path + "?" + values.Encode()
}

// without is the address when one value is taken back.
func (f *filter) without(name, value string) string {
	left := url.Values{}
	for n, list := range f.values {
		for _, v := range list {
			if n != queryCursor && (n != name || v != value) {
				left.Add(n, v)
			}
		}
	}
	return f.address(left)
}

// set marks a value as one that narrows the list.
func (f *filter) set(name, label, value, text string) {
	f.Chips = append(f.Chips, chip{Label: label, Text: text, Without: f.without(name, value)})
}

// search asks for words.
func (f *filter) search(name, label, hint string) string {
	words := strings.TrimSpace(f.values.Get(name))
	f.Fields = append(f.Fields, field{Name: name, Label: label, Hint: hint, Form: asSearch, Value: words})
	if words != "" {
		f.set(name, label, f.values.Get(name), words)
	}
	return words
}

// hidden takes what a link set and no field asks for; named says it to people, and may be empty for the value itself.
func (f *filter) hidden(name, label string, named func(value string) string) string {
	value := f.values.Get(name)
	if value == "" {
		return ""
	}
	f.Fields = append(f.Fields, field{Name: name, Form: asHidden, Value: value})
	f.set(name, label, value, named(value))
	return value
}

// boxes asks for any of some words.
func boxes[T ~string](f *filter, name, label string, all []T) []T {
	asked := field{Name: name, Label: label, Form: asBoxes}
	var chosen []T
	for _, word := range all {
		on := slices.Contains(f.values[name], string(word))
		asked.Choices = append(asked.Choices, choice{Value: string(word), Text: say(word), On: on})
		if on {
			chosen = append(chosen, word)
			f.set(name, label, string(word), say(word))
		}
	}
	for _, v := range f.values[name] {
		f.Wrong = f.Wrong || !slices.Contains(all, T(v))
	}
	f.Fields = append(f.Fields, asked)
	return chosen
}

// choose asks for one of some answers; the first is what holds when nothing is chosen, and is no chip.
func (f *filter) choose(name, label string, answers ...choice) string {
	value := f.values.Get(name)
	known := false
	for i, a := range answers {
		answers[i].On = a.Value == value
		if a.Value != value {
			continue
		}
		known = true
		if value != "" {
			f.set(name, label, value, a.Text)
		}
	}
	f.Wrong = f.Wrong || !known
	f.Fields = append(f.Fields, field{Name: name, Label: label, Form: asChoice, Value: value, Choices: answers})
	return value
}

// date asks for a day; zero is none.
func (f *filter) date(name, label string) events.Date {
	value := f.values.Get(name)
	f.Fields = append(f.Fields, field{Name: name, Label: label, Form: asDate, Value: value})
	if value == "" {
		return events.Date{}
	}
	d, err := events.ParseDate(value)
	if err != nil {
		f.Wrong = true
		return events.Date{}
	}
	f.set(name, label, value, day(d))
	return d
}

// cursor is the part of the list that is asked for.
func (f *filter) cursor() string { return f.part }

// pager leads on and back.
type pager struct {
	// Next is the address of the following part, Start that of the first one; both are empty where there is nothing to lead to.
	Next, Start string
}

func (f *filter) pager(next string) pager {
	var p pager
	rest := url.Values{}
	for name, list := range f.values {
		if name != queryCursor {
			rest[name] = list
		}
	}
	if f.cursor() != "" {
		p.Start = f.address(rest)
	}
	if next != "" {
		onward := url.Values{queryCursor: {strconv.FormatInt(f.now.UnixMilli(), 36) + "." + next}}
		for name, list := range rest {
			onward[name] = list
		}
		p.Next = f.address(onward)
	}
	return p
}

// elsewhere is another page about the same question.
func (f *filter) elsewhere(path string) string {
	same := filter{Path: path, values: f.values}
	return same.without(queryCursor, "")
}

// midnight is the beginning of a day in UTC; zero for no day.
func midnight(d events.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// dayAfter is the end of a day in UTC; zero for no day.
func dayAfter(d events.Date) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return midnight(d.AddDays(1))
}

// span is a stretch of time that begins or ends now, by the word that stands for it in an address, so that the address
// means the same tomorrow.
type span string

const (
	anyTime  span = ""
	overdue  span = "overdue"
	inTime   span = "in_time"
	nextDay  span = "next_day"
	nextWeek span = "next_week"
	today    span = "today"
)

// bounds are from (included) and to (not included); zero is none.
func (s span) bounds(now time.Time) (from, to time.Time) {
	switch s {
	case overdue:
		return time.Time{}, now.Add(-overdueAfter)
	case inTime:
		return now.Add(-overdueAfter), time.Time{}
	case nextDay:
		return now.Add(-overdueAfter), now.Add(24 * time.Hour)
	case nextWeek:
		return now.Add(-overdueAfter), now.Add(7 * 24 * time.Hour)
	case today:
		return now.UTC().Truncate(24 * time.Hour), time.Time{}
	default:
		return time.Time{}, time.Time{}
	}
}

// spans asks for one of some stretches of time.
func (f *filter) spans(name, label string, offered ...span) span {
	text := map[span]string{
		anyTime: "any time", overdue: fmt.Sprintf("overdue by more than %s", spanOf(overdueAfter)), inTime: "from now on", nextDay: "in the next 24 hours",
		nextWeek: "in the next 7 days", today: "since midnight, UTC",
	}
	var answers []choice
	for _, s := range append([]span{anyTime}, offered...) {
		answers = append(answers, choice{Value: string(s), Text: text[s]})
	}
	return span(f.choose(name, label, answers...))
}
