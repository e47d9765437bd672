package intake

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// withPhoneHints names in every fault of a phone number the E.164 form that was probably
// meant, where the country can be guessed and makes the number a valid one.
func withPhoneHints(err error, data json.RawMessage) error {
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) {
		return err
	}
	hinted := &events.InvalidError{Fields: slices.Clone(bad.Fields)}
	for i, f := range hinted.Fields {
		if f.Location != "phone" && !strings.HasSuffix(f.Location, ".phone") {
			continue
		}
		if meant := meantPhone(data, f.Location); meant != "" {
			rule, _, _ := strings.Cut(f.Message, ";")
			hinted.Fields[i].Message = rule + "; " + meant + " is probably meant"
		}
	}
	return hinted
}

// meantPhone returns the E.164 form, or "" if the number fits none of the likely countries.
func meantPhone(data json.RawMessage, location string) string {
	var doc any
	if json.Unmarshal(data, &doc) != nil {
		return ""
	}
	location = strings.TrimPrefix(strings.TrimPrefix(location, "data"), ".")
	given, ok := at(doc, location).(string)
	if !ok || len(given) > 40 {
		return ""
	}
	for _, country := range likelyCountries(doc, location) {
		number, err := phonenumbers.Parse(given, country)
		if err == nil && phonenumbers.IsValidNumber(number) {
			return phonenumbers.Format(number, phonenumbers.E164)
		}
	}
	return ""
}

// likelyCountries: a candidate's number is of the country of their zone, an interviewer's of
// the employer's calendar or zone; each falls back to the other.
func likelyCountries(doc any, location string) []string {
	text := func(path string) string {
		s, _ := at(doc, path).(string)
		return s
	}
	candidate := []string{calendar.CountryOfZone(text("candidate.time_zone")), calendar.CountryOfZone(text("time_zone"))}
	employer := []string{calendar.CountryOf(text("employer.calendar")), calendar.CountryOfZone(text("employer.time_zone"))}
	likely := append(candidate, employer...)
	if strings.HasPrefix(location, "interviewers") {
		likely = append(employer, candidate...)
	}
	var countries []string
	for _, c := range likely {
		if c != "" {
			countries = append(countries, c)
		}
	}
	// A number that begins with + says its country itself.
	return append(countries, phonenumbers.UNKNOWN_REGION)
}

// at follows a location such as interviewers[0].phone into a decoded document.
func at(doc any, location string) any {
	for step := range strings.FieldsFuncSeq(location, func(c rune) bool { return c == '.' || c == '[' || c == ']' }) {
		switch d := doc.(type) {
		case map[string]any:
			doc = d[step]
		case []any:
			doc = element(d, step)
		default:
			return nil
		}
	}
	return doc
}

func element(list []any, step string) any {
	i := 0
	for _, c := range step {
		if c < '0' || c > '9' || i > len(list) {
			return nil
		}
		i = i*10 + int(c-'0')
	}
	if i >= len(list) {
		return nil
	}
	return list[i]
}
