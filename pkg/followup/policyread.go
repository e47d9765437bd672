package followup

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// ReadPolicy lays a policy that somebody wrote, as JSON, over base: what is left out keeps
// base's value. Unlike ParsePolicy it refuses what a tenant's record forgives: a field
// that nobody knows is a typo, which would change nothing, silently. The error joins all
// mistakes, each of them a *FieldError (see FieldErrors).
func ReadPolicy(base Policy, data []byte) (Policy, error) {
	r := reading{policy: base, unread: map[string]bool{}}
	r.object("", data)
	if err := r.policy.validate(r.unread); err != nil {
		r.found = append(r.found, err)
	}
	if len(r.found) > 0 {
		return base, errors.Join(r.found...)
	}
	return r.policy, nil
}

// reading is a policy that is being read.
type reading struct {
	policy Policy
	// unread are the fields whose value could not be read.
	unread map[string]bool
	found  []error
}

func (r *reading) fault(name, reason string) {
	r.unread[name] = true
	r.found = append(r.found, &FieldError{Field: name, Reason: reason})
}

// object reads the policy, group "", or one of its groups.
func (r *reading) object(group string, data []byte) {
	list, err := membersOf(data)
	if err != nil {
		r.fault(group, err.Error())
		return
	}
	seen := map[string]bool{}
	for _, m := range list {
		name := m.name
		if group != "" {
			name = group + "." + name
		}
		switch f, known := policyField(name); {
		case seen[name]:
			r.fault(name, "is there twice")
		case known:
			if reason := f.read(&r.policy, m.value); reason != "" {
				r.fault(name, reason)
			}
		case group == "" && isGroup(name):
			r.object(name, m.value)
		default:
			r.fault(name, "is not known"+meantField(name))
		}
		seen[name] = true
	}
}

type memberOf struct {
	name  string
	value json.RawMessage
}

// membersOf takes an object apart, in its order.
func membersOf(data []byte) ([]memberOf, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return nil, fmt.Errorf("must be an object of fields; it is %s", excerpt(data))
	}
	var list []memberOf
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil, fmt.Errorf("must be JSON: %w", err)
		}
		m := memberOf{name: fmt.Sprint(name)}
		if err := decoder.Decode(&m.value); err != nil {
			return nil, fmt.Errorf("must be JSON: %w", err)
		}
		list = append(list, m)
	}
	if _, err := decoder.Token(); err != nil {
		return nil, fmt.Errorf("must be JSON: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("must be one object with nothing after it")
	}
	return list, nil
}

func policyField(name string) (PolicyField, bool) {
	i := slices.IndexFunc(policyFields, func(f PolicyField) bool { return f.Name == name })
	if i < 0 {
		return PolicyField{}, false
	}
	return policyFields[i], true
}

func isGroup(name string) bool {
	return slices.ContainsFunc(PolicyGroups(), func(g PolicyGroup) bool { return g.Name == name })
}

// durationForm is how a policy writes an elapsed time; the schema has the same pattern.
var durationForm = regexp.MustCompile(`^(0|(([0-9]+(\.[0-9]+)?)(h|m|s|ms|us|µs|ns))+)$`)

// read stores a value in the field. It returns what is wrong with its form, empty for nothing.
func (f PolicyField) read(p *Policy, value json.RawMessage) string {
	switch target := f.at(p).(type) {
	case *int:
		// 5.0 and 5e0 are the same number in JSON.
		number, err := strconv.ParseFloat(string(value), 64)
		if err != nil || number != math.Trunc(number) {
			return f.wanted(value)
		}
		*target = int(max(math.MinInt32, min(number, math.MaxInt32)))
		return ""
	case *bool:
		if word := string(value); word != "true" && word != "false" {
			return f.wanted(value)
		}
		*target = string(value) == "true"
		return ""
	case *[]string:
		var list []*string
		if value[0] != '[' || json.Unmarshal(value, &list) != nil || slices.Contains(list, nil) {
			return "must be " + f.addresses()
		}
		*target = nil
		for _, address := range list {
			*target = append(*target, *address)
		}
		return ""
	}
	var text string
	if value[0] != '"' || json.Unmarshal(value, &text) != nil {
		return f.wanted(value)
	}
	switch target := f.at(p).(type) {
	case *Duration:
		if !durationForm.MatchString(text) || target.UnmarshalText([]byte(text)) != nil {
			return f.wanted(value)
		}
	case *events.TimeOfDay:
		if target.UnmarshalText([]byte(text)) != nil {
			return f.wanted(value)
		}
	case *FanOut:
		*target = FanOut(text)
	case *events.Language:
		*target = events.Language(text)
	case *string:
		*target = text
	}
	return ""
}

// wanted says what the field must be and what it is.
func (f PolicyField) wanted(value json.RawMessage) string {
	what := ""
	switch f.Form {
	case FormDuration:
		what = "a duration such as 2h or 90m"
	case FormNumber:
		what = "a whole number"
	case FormClock:
		what = `a time of day such as "08:00"`
	case FormFlag:
		what = "true or false"
	case FormChoice:
		what = f.alternatives()
	case FormCode:
		what = anyCode
	}
	return fmt.Sprintf("must be %s; it is %s", what, excerpt(value))
}

// alternatives names the words of a choice.
func (f PolicyField) alternatives() string {
	words := slices.DeleteFunc(slices.Clone(f.Choices), func(word string) bool { return word == "" })
	list := strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
	if len(words) < len(f.Choices) {
		list += ", or left out"
	}
	return list
}

// excerpt is a value as far as it belongs into a sentence.
func excerpt(value []byte) string {
	const most = 40
	text := strings.Join(strings.Fields(strings.ToValidUTF8(string(value), "\uFFFD")), " ")
	switch {
	case text == "":
		return "empty"
	case text == "null":
		return "left empty"
	case utf8.RuneCountInString(text) > most:
		return string([]rune(text)[:most]) + "…"
	}
	return text
}

// meantField says which name was probably meant, if one is near.
func meantField(name string) string {
	nearest, least := "", max(2, len(name)/4)+1
	try := func(known string) {
		if d := editDistance(lettersOf(name), lettersOf(known)); d < least {
			nearest, least = known, d
		}
	}
	for _, f := range policyFields {
		try(f.Name)
	}
	for _, g := range PolicyGroups() {
		try(g.Name)
	}
	if nearest == "" {
		return ""
	}
	return "; did you mean " + nearest + "?"
}

// lettersOf leaves of a name what people remember of it.
func lettersOf(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(name))
}

// editDistance is how many letters have to be put in, left out or changed to make b of a.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			corner, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, corner+cost)
		}
	}
	return row[len(b)]
}
