package message_test

import (
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// Below every email in every language there are both links, in both parts, where there is something to link to.
func TestTheLinksBelowAnEmail(t *testing.T) {
	const page, unsubscribe = "https://afterword.example.org/f/token", "https://afterword.example.org/unsubscribe/token"
	eachSample(t, func(t *testing.T, ts *message.Templates, sample message.Sample) {
		s := unlinked(sample.Situation)
		if bare := render(t, ts, s, events.Email); strings.Contains(bare.HTML, "<a href=\"http") || strings.Contains(bare.Text, "\n-- \n") {
			t.Errorf("without links there is something below the letter:\n%s", bare.Text)
		}
		s.Page, s.Unsubscribe, s.Brand.Footer = page, unsubscribe, "1 Main Street"
		m := render(t, ts, s, events.Email)
		for _, want := range []string{`<a href="` + page + `#preferences"`, `<a href="` + unsubscribe + `"`} {
			if strings.Count(m.HTML, want) != 1 {
				t.Errorf("the page does not have one %s", want)
			}
		}
		_, below, _ := strings.Cut(m.Text, "\n-- \n1 Main Street\n")
		lines := strings.Split(below, "\n")
		if len(lines) != 3 || !strings.HasSuffix(lines[0], " <"+page+"#preferences>") || !strings.HasSuffix(lines[1], " <"+unsubscribe+">") {
			t.Errorf("below the text there is %q", below)
		}
	})
}

// What is no address of a page does not become one, and what would leave the attribute does not leave it.
func TestALinkStaysALink(t *testing.T) {
	ts := templates(t)
	s := sampleNamed(t, "debrief")
	s.Page = `https://afterword.example.org/f/a"><script>alert(1)</script>`
	s.Unsubscribe = `https://afterword.example.org/u/"onmouseover="alert(1)`
	if m := render(t, ts, s, events.Email); strings.Contains(m.HTML, "<script") || strings.Contains(m.HTML, `"onmouseover=`) {
		t.Error("an address has left its attribute")
	}
	s.Page, s.Unsubscribe = "javascript:alert(1)", "javascript:alert(1)"
	if m := render(t, ts, s, events.Email); strings.Contains(m.HTML, "javascript:") {
		t.Error("a script has become a link")
	}
}

// The calendar may be read by others: what opens the page, or ends the emails, is not in its entry.
func TestTheCalendarEntryHasNoLinks(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		for _, sample := range message.SamplesIn(tag) {
			if sample.Situation.Reminder.Kind != events.CheckIn || sample.Situation.Page == "" {
				continue
			}
			entry := strings.ReplaceAll(string(render(t, ts, sample.Situation, events.Email).Calendar), "\r\n ", "")
			if entry == "" || strings.Contains(entry, "https:") {
				t.Errorf("%s: the entry is missing, or has a link:\n%s", sample.Name, entry)
			}
		}
	})
}
