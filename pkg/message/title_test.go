package message_test

import (
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// What only an advertisement says is not said in a sentence, in any language.
func TestTitlesAreSpoken(t *testing.T) {
	ts := templates(t)
	for title, want := range map[string]string{
		"Disponent (m/w/d)":                   "Disponent",
		"Disponent*in (m/w/d) Nachtschicht":   "Disponent*in Nachtschicht",
		"Fahrer [w|m|x]":                      "Fahrer",
		"Referentin m/w/divers":               "Referentin",
		"Software Engineer (all genders)":     "Software Engineer",
		"Comptable H/F":                       "Comptable",
		"Engineer (Go)":                       "Engineer (Go)",
		"Head of R/D":                         "Head of R/D",
		"Area manager (Minden/Westfalen)":     "Area manager (Minden/Westfalen)",
		"Sales, D/A/CH":                       "Sales, D/A/CH",
		"Dispatcher (part time, night / day)": "Dispatcher (part time, night / day)",
		"(m/w/d)":                             "(m/w/d)",
	} {
		for _, tag := range []string{"en", "de"} {
			s := sampleNamed(t, "congratulations")
			s.Locale, s.Brief.Meeting.Position.Title = tag, title
			said := map[string]string{"en": " the position of " + want + ". ", "de": " als " + want + " an. "}[tag]
			if text := render(t, ts, s, events.Email).Text; !strings.Contains(text, said) {
				t.Errorf("%s: %q is not said as %q:\n%s", tag, title, want, text)
			}
		}
	}
}
