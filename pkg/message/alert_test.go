package message_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// rules are all by which a channel may end.
func rules() []string {
	return []string{
		"opted_out", "no_address", "no_words", "expired", "refused", "undelivered",
		events.RuleStop, events.RuleComplaint, events.RuleUnsubscribe, events.RuleBounce, events.RuleOperator,
	}
}

func alert(kind events.Kind, tag events.Language, ends ...events.ChannelEnd) message.AlertSituation {
	for _, sample := range message.SamplesIn(tag) {
		if s := sample.Situation; s.Reminder.Kind == kind {
			return message.AlertSituation{Reminder: s.Reminder, Brief: s.Brief, Locale: string(tag), Now: s.Now, Ends: ends}
		}
	}
	return message.AlertSituation{}
}

func TestAlerts(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		var b strings.Builder
		write := func(a message.AlertSituation) message.Message {
			m, err := ts.Alert(a)
			if err != nil {
				t.Fatal(err)
			}
			for _, breach := range message.Tone(tag, m) {
				t.Errorf("the %s %s", breach.Block, breach)
			}
			if found := odd.FindString(marks.ReplaceAllString(m.Text, "")); found != "" || utf8.RuneCountInString(m.Subject) > message.MaxSubject {
				t.Errorf("%q in, or too long: %s\n%s", found, m.Subject, m.Text)
			}
			fmt.Fprintf(&b, "Subject: %s\nPreheader: %s\n\n%s\n", m.Subject, m.Preheader, m.Text)
			return m
		}
		said := map[string]bool{}
		for _, rule := range rules() {
			a := alert(events.CheckIn, tag, events.ChannelEnd{Channel: events.Email, Rule: rule})
			m, err := ts.Alert(a)
			if err != nil || strings.Contains(m.Text, rule+"\n") && strings.Contains(rule, "_") {
				t.Errorf("%s: %v\n%s", rule, err, m.Text)
			}
			said[m.Text] = true
		}
		// Undelivered and bounced is the same to an adviser.
		if len(said) != len(rules())-1 {
			t.Errorf("%d rules are told in %d ways", len(rules()), len(said))
		}
		m := write(alert(events.CheckIn, tag, events.ChannelEnd{Channel: events.Email, Rule: events.RuleBounce}, events.ChannelEnd{Channel: events.SMS, Rule: events.RuleStop}))
		golden(t, filepath.Join(string(tag), "alert.html"), m.HTML)
		if !strings.Contains(m.HTML, `href="tel:&#43;14155550123"`) || len(m.Calendar) > 0 {
			t.Error("the adviser cannot call, or is given a calendar entry")
		}
		silent := alert(events.ThankYou, tag)
		silent.Brief.Meeting.Candidate.Phone = ""
		write(silent)
		silent.Brief.Meeting.Candidate.Email = ""
		write(silent)
		about := map[string]bool{}
		for _, kind := range events.Kinds() {
			m, err := ts.Alert(alert(kind, tag, events.ChannelEnd{Channel: events.SMS, Rule: "expired"}))
			if err != nil {
				t.Fatal(err)
			}
			line := m.Text[:strings.Index(m.Text, "\n- ")]
			about[line] = true
			fmt.Fprintf(&b, "%s: %s\n", kind, strings.Join(strings.Fields(line), " "))
		}
		// The two kinds of thank-you are one to an adviser.
		if len(about) != len(events.Kinds())-1 {
			t.Errorf("%d kinds are told in %d ways", len(events.Kinds()), len(about))
		}
		golden(t, filepath.Join(string(tag), "alerts.txt"), b.String())
	})
}

// An alert is somebody else's letter: it must not open the candidate's page.
func TestAnAlertHasNoLinks(t *testing.T) {
	m, err := templates(t).Alert(alert(events.CheckIn, events.English))
	if err != nil || strings.Contains(m.HTML, "https:") || strings.Contains(m.Text, "https:") {
		t.Errorf("%v\n%s", err, m.Text)
	}
}
