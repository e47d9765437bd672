package message_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// The page shows the words of the email, so that nobody has to wonder which to use.
func TestTheCardIsThatOfTheEmail(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		var b strings.Builder
		for _, sample := range message.SamplesIn(tag) {
			s := sample.Situation
			if s.Reminder.Kind != events.CheckIn {
				continue
			}
			card, err := ts.Card(s)
			if err != nil {
				t.Fatal(err)
			}
			mail := strings.ReplaceAll(render(t, ts, s, events.Email).Text, "  |\n", "  | \n")
			for _, part := range []string{card.Script, card.DraftSubject, card.DraftBody} {
				if part == "" || !strings.Contains(mail, strings.ReplaceAll(part, "\n", "\n  | ")) {
					t.Errorf("%s: the email does not say %q:\n%s", sample.Name, part, mail)
				}
			}
			for _, part := range []string{card.Script, card.SomebodyElse, card.DraftSubject} {
				if strings.Contains(part, "\n") || odd.MatchString(part) {
					t.Errorf("%s: %q", sample.Name, part)
				}
			}
			if !strings.Contains(card.SomebodyElse, "Ada Park") || !strings.Contains(card.SomebodyElse, "?") {
				t.Errorf("%s: what to say to somebody else is %q", sample.Name, card.SomebodyElse)
			}
			fmt.Fprintf(&b, "## %s\n%s\n\n%s\n\n%s\n\n%s\n\n", sample.Name, card.Script, card.SomebodyElse, card.DraftSubject, card.DraftBody)
		}
		nobody := sampleNamed(t, "check_in-bare")
		nobody.Locale, nobody.Brief.Meeting.Interviewers = string(tag), nil
		card, err := ts.Card(nobody)
		if err != nil || odd.MatchString(card.SomebodyElse) {
			t.Errorf("with nobody to ask for: %q, %v", card.SomebodyElse, err)
		}
		fmt.Fprintf(&b, "## nobody\n%s\n\n%s\n", card.Script, card.SomebodyElse)
		golden(t, filepath.Join(string(tag), "cards.txt"), b.String())
	})
}
