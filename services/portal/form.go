package portal

import (
	"crypto/rand"
	"errors"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// form is a new form of the page, with a number of its own.
func (v *visit) form(act string) Form {
	return Form{W: v.words, Action: v.path + "/" + act, Nonce: newNonce()}
}

// newNonce is 130 bits of randomness in 26 letters and digits.
func newNonce() string { return rand.Text() }

// isNonce reports what newNonce makes.
func isNonce(text string) bool { return regexp.MustCompile(`^[A-Z2-7]{26}$`).MatchString(text) }

// input is a form as it was sent, and the mistakes that were found in it.
type input struct {
	url.Values
	faults []Fault
}

func (in *input) fault(field string, code FaultCode, limit int) {
	in.faults = append(in.faults, Fault{Field: field, Code: code, Limit: limit})
}

func (in *input) wrong() bool { return len(in.faults) > 0 }

// line reads a field of one line; what breaks lines becomes a space.
func (in *input) line(field string, limit int) string {
	text := oneLine(in.Get(field))
	if utf8.RuneCountInString(text) > limit {
		in.fault(field, FaultTooLong, limit)
		return ""
	}
	return text
}

// lines reads a textarea with an entry a line. Marks of a list in front of an entry are left out, and so are entries said twice.
func (in *input) lines(field string) []string {
	var list []string
	for raw := range strings.Lines(in.Get(field)) {
		text := oneLine(strings.TrimLeft(oneLine(raw), "-*•– "))
		if text == "" || slices.Contains(list, text) {
			continue
		}
		if utf8.RuneCountInString(text) > events.MaxText {
			in.fault(field, FaultTooLong, events.MaxText)
			return nil
		}
		list = append(list, text)
	}
	if len(list) > events.MaxTexts {
		in.fault(field, FaultTooMany, events.MaxTexts)
		return nil
	}
	return list
}

// date reads a date that may be missing.
func (in *input) date(field string) events.Date {
	text := oneLine(in.Get(field))
	if text == "" {
		return events.Date{}
	}
	d, err := events.ParseDate(text)
	if err != nil {
		in.fault(field, FaultDate, 0)
	}
	return d
}

// choice reads a field that must be one of the words.
func choice[T ~string](in *input, field string, words ...T) T {
	given := T(in.Get(field))
	switch {
	case given == "":
		in.fault(field, FaultEmpty, 0)
	case !slices.Contains(words, given):
		in.fault(field, FaultChoice, 0)
		return ""
	}
	return given
}

// chosen is choice for a field that may be missing.
func chosen[T ~string](in *input, field string, words ...T) T {
	if in.Get(field) == "" {
		return ""
	}
	return choice(in, field, words...)
}

// oneLine makes one line of a text: without control characters, with single spaces.
func oneLine(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

// Errors of readForm.
var (
	errFormType = errors.New("a form must be sent as application/x-www-form-urlencoded or multipart/form-data")
	errFormSize = errors.New("the form is too large")
	errFormText = errors.New("the form cannot be read")
)

// readForm reads the body of a POST. The query is no part of it: it would end up in logs elsewhere.
func (s *Service) readForm(w http.ResponseWriter, r *http.Request) (url.Values, error) {
	r.Body = http.MaxBytesReader(w, r.Body, s.limits.Body)
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return nil, errFormType
	}
	switch media {
	case "application/x-www-form-urlencoded":
		err = r.ParseForm()
	case "multipart/form-data":
		// Nothing goes to disk: all of the body may be in memory.
		err = r.ParseMultipartForm(s.limits.Body)
	default:
		return nil, errFormType
	}
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, errFormSize
	case err != nil:
		return nil, errFormText
	}
	return r.PostForm, nil
}

// again is a form for the page that says to press once more. What was typed is shown, the rest is hidden.
func again(action string, sent url.Values) *Again {
	a := &Again{Action: action}
	typed := func(name string) bool {
		return strings.HasPrefix(name, fieldNotePrefix) || slices.Contains([]string{fieldTopics, fieldStrengths, fieldSaid}, name)
	}
	for _, name := range slices.Sorted(maps.Keys(sent)) {
		for _, value := range sent[name] {
			if f := (Field{Name: name, Value: value}); typed(name) && value != "" {
				a.Typed = append(a.Typed, f)
			} else {
				a.Hidden = append(a.Hidden, f)
			}
		}
	}
	return a
}
