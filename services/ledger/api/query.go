package api

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// asked are the parameters of a query, each checked against what the OpenAPI document says of it: the document is the
// one place where a parameter is written down.
type asked struct {
	values map[string][]string
}

// readQuery reads a query. Every parameter that there is not, and every value that is not as described, is named.
// A parameter without a value is as if it were not there, which is how forms send empty fields.
func readQuery(raw string, described []*huma.Param) (asked, error) {
	given, err := url.ParseQuery(raw)
	if err != nil {
		return asked{}, httpapi.Refuse(httpapi.Malformed, "The query is not of the form name=value&name=value, percent-encoded.")
	}
	refusal := httpapi.Refuse(httpapi.Invalid, "The query has parameters that there are not, or values that cannot be.")
	faulty := false
	fault := func(name, format string, args ...any) {
		faulty = true
		refusal = refusal.At(name, fmt.Sprintf(format, args...))
	}
	a := asked{values: map[string][]string{}}
	for _, name := range sorted(given) {
		at := slices.IndexFunc(described, func(p *huma.Param) bool { return p.In == "query" && p.Name == name })
		if at < 0 {
			fault(shortened(name), "is no parameter of this path; there are %s", parameterNames(described))
			continue
		}
		schema := described[at].Schema
		values := slices.DeleteFunc(given[name], func(v string) bool { return v == "" })
		if schema.Type == huma.TypeArray {
			values = strings.FieldsFunc(strings.Join(values, ","), func(r rune) bool { return r == ',' })
			schema = schema.Items
		} else if len(values) > 1 {
			fault(name, "must be given once")
			continue
		}
		for _, value := range values {
			if wrong := mismatch(value, schema); wrong != "" {
				fault(name, "%s", wrong)
				break
			}
		}
		a.values[name] = values
	}
	if faulty {
		return asked{}, refusal
	}
	return a, nil
}

// mismatch completes the sentence that begins with the parameter's name, and is empty if the value fits.
func mismatch(value string, schema *huma.Schema) string {
	switch {
	case len(schema.Enum) > 0:
		if slices.Contains(schema.Enum, any(value)) {
			return ""
		}
		words := make([]string, len(schema.Enum))
		for i, w := range schema.Enum {
			words[i] = fmt.Sprint(w)
		}
		return "must be one of " + strings.Join(words, ", ")
	case schema.Type == huma.TypeBoolean:
		if value != "true" && value != "false" {
			return "must be true or false"
		}
	case schema.Type == huma.TypeInteger:
		n, err := strconv.Atoi(value)
		if err != nil || float64(n) < *schema.Minimum || float64(n) > *schema.Maximum {
			return fmt.Sprintf("must be a whole number from %.0f to %.0f", *schema.Minimum, *schema.Maximum)
		}
	case schema.Format == formatDate:
		if _, err := events.ParseDate(value); err != nil {
			return "must be a date of the form 2006-01-02"
		}
	case len(schema.AnyOf) > 0: // an instant is the only thing that is written in two ways
		if _, err := parseInstant(value); err != nil {
			return "must be an instant such as 2006-01-02T15:04:05Z, with its + percent-encoded if it has one, or a date, which begins at midnight UTC"
		}
	case !utf8.ValidString(value):
		return "must be UTF-8"
	case strings.ContainsRune(value, 0):
		return "must be text"
	case utf8.RuneCountInString(value) > *schema.MaxLength:
		return fmt.Sprintf("must have at most %d characters", *schema.MaxLength)
	}
	return ""
}

// parseInstant reads RFC 3339, or a date.
func parseInstant(value string) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return t.UTC(), nil
	}
	return time.Parse(time.DateOnly, value)
}

func (a asked) has(name string) bool { return len(a.values[name]) > 0 }

func (a asked) text(name string) string {
	if !a.has(name) {
		return ""
	}
	return a.values[name][0]
}

func (a asked) flag(name string) bool { return a.text(name) == "true" }

// number returns standard if nothing was asked for.
func (a asked) number(name string, standard int) int {
	if n, err := strconv.Atoi(a.text(name)); err == nil {
		return n
	}
	return standard
}

// instant is zero if nothing was asked for.
func (a asked) instant(name string) time.Time {
	t, err := parseInstant(a.text(name))
	if err != nil {
		return time.Time{}
	}
	return t
}

// day is zero if nothing was asked for.
func (a asked) day(name string) events.Date {
	d, err := events.ParseDate(a.text(name))
	if err != nil {
		return events.Date{}
	}
	return d
}

// wordsAsked are the values of a parameter that takes several words.
func wordsAsked[T ~string](a asked, name string) []T {
	var words []T
	for _, value := range a.values[name] {
		words = append(words, T(value))
	}
	return words
}

// canonical is the query in one writing: what asks the same reads the same.
func (a asked) canonical() string { return url.Values(a.values).Encode() }

// with is the query with one value changed.
func (a asked) with(name, value string) string {
	changed := url.Values{}
	for n, values := range a.values {
		changed[n] = values
	}
	changed.Set(name, value)
	return changed.Encode()
}

func parameterNames(described []*huma.Param) string {
	var names []string
	for _, p := range described {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	if len(names) == 0 {
		return "none"
	}
	return strings.Join(names, ", ")
}

// shortened keeps an answer from growing with what was sent.
func shortened(name string) string {
	if runes := []rune(strings.ToValidUTF8(name, "?")); len(runes) > 64 {
		return string(runes[:64])
	}
	return strings.ToValidUTF8(name, "?")
}

func sorted(values url.Values) []string {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
