package message_test

import (
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// What the samples do not show: each message asks for what is missing, and for nothing else.
func TestEnglishSaysWhatFits(t *testing.T) {
	ts := templates(t)
	for name, test := range map[string]struct {
		sample  string
		change  func(n *int, b *events.Brief)
		channel events.Channel
		has     string
		hasNot  string
	}{
		"the topics are known": {
			"debrief", func(_ *int, b *events.Brief) { b.Meeting.Topics = []string{"the depot"} }, events.Email,
			"make a note of one thing:\n\n- The day they said", "thank-you note",
		},
		"the topics are known, by SMS": {
			"debrief", func(_ *int, b *events.Brief) { b.Meeting.Topics = []string{"the depot"} }, events.SMS,
			"write down the day they said they'd decide by.", "talked about",
		},
		"the notes are sent": {
			"debrief", func(_ *int, b *events.Brief) { b.Unthanked = nil }, events.Email, "write it down.", "thank-you note",
		},
		"the first time they are asked": {
			"check_in", func(*int, *events.Brief) {}, events.Email, "fine to ask.", "again.",
		},
		"silence after the day they named": {
			"check_in", func(n *int, _ *events.Brief) { *n = 2 }, events.Email, "fine to ask again.", "I especially enjoyed",
		},
		"only an address": {
			"check_in", func(_ *int, b *events.Brief) { b.Meeting.Interviewers[0].Phone = "" }, events.SMS,
			"Write to Mr. Finn: finn@example.com.", "Call",
		},
		"an address for everybody": {
			"thank_you", func(*int, *events.Brief) {}, events.Email, "Email is fine.", "If you have no email address",
		},
		"no address for one of two": {
			"thank_you_late-panel", func(*int, *events.Brief) {}, events.Email, "If you have no email address for them, ask whoever invited you", "timing.\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := sampleNamed(t, test.sample)
			test.change(&s.Reminder.N, &s.Brief)
			text := render(t, ts, s, test.channel).Text
			if !strings.Contains(text, test.has) || strings.Contains(text, test.hasNot) {
				t.Errorf("want %q and not %q in:\n%s", test.has, test.hasNot, text)
			}
		})
	}
}
