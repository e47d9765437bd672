package message_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

// results are what a check-in that was told by text may have brought.
func results() []events.CheckinResult {
	return []events.CheckinResult{"", events.StillDeciding, events.NoAnswer, events.CallBack, events.WillContact}
}

// repliesOf are the situations of a kind of reply: with everything and with nothing.
func repliesOf(ts *message.Templates, tag events.Language, kind message.ReplyKind) []message.ReplySituation {
	var all []message.ReplySituation
	for _, r := range message.ReplySamplesIn(tag) {
		if r.Employer != "" {
			snapshot, brief := planned(events.CheckIn)
			r.Next = ts.Next(snapshot, brief, string(tag), tuesday)
			if kind == message.RecordedSnooze {
				r.When = message.When(snapshot.Plan[0].DueAt, brief, tag, tuesday)
			}
		}
		if kind != message.RecordedCheckin {
			all = append(all, r)
			continue
		}
		for _, result := range results() {
			r.Result = result
			all = append(all, r)
		}
	}
	return all
}

func TestReplies(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		var b strings.Builder
		for _, kind := range message.ReplyKinds() {
			fmt.Fprintf(&b, "%s\n", kind)
			for _, r := range repliesOf(ts, tag, kind) {
				text, err := ts.Reply(kind, r)
				if err != nil {
					t.Fatal(err)
				}
				size := segment.Of(text)
				if size.Encoding != segment.GSM7 || size.Segments < 1 || size.Segments > message.MaxSegments || strings.Contains(text, "...") {
					t.Errorf("%s: %+v: %s", kind, size, text)
				}
				for _, breach := range message.Tone(tag, message.Message{Text: text}) {
					t.Errorf("%s %s: %s", kind, breach, text)
				}
				if found := odd.FindString(text); found != "" {
					t.Errorf("%s: there is %q in %q", kind, found, text)
				}
				fmt.Fprintf(&b, "  %s (%d)\n", text, size.Segments)
			}
		}
		golden(t, filepath.Join(string(tag), "replies.txt"), b.String())
	})
}

// Whatever is recorded can be taken back, and the answer says by which word.
func TestARecordSaysHowToUndoIt(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		for _, kind := range message.ReplyKinds() {
			for _, r := range repliesOf(ts, tag, kind) {
				text, err := ts.Reply(kind, r)
				if err != nil {
					t.Fatal(err)
				}
				if strings.HasPrefix(string(kind), "recorded_") && !strings.Contains(text, message.ReplyWords(tag).Undo) {
					t.Errorf("%s does not say how to undo it: %s", kind, text)
				}
			}
		}
	})
}

// STOP is confirmed with who it was and how to come back; HELP says who writes and how it ends.
func TestRepliesThatTheRulesAskFor(t *testing.T) {
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		for kind, wants := range map[message.ReplyKind][]string{
			message.Stopped: {"Acme Careers", "START"}, message.Started: {"Acme Careers", "STOP", "HELP"}, message.HelpText: {"Acme Careers", "STOP"},
		} {
			text, err := ts.Reply(kind, message.ReplySituation{Locale: string(tag), Sender: "Acme Careers"})
			if err != nil {
				t.Fatal(err)
			}
			for _, want := range wants {
				if !strings.Contains(text, want) {
					t.Errorf("%s lacks %q: %s", kind, want, text)
				}
			}
		}
	})
}

// Whatever the names are, a reply has at most two segments, its link is whole and the word that undoes it is there.
func TestRepliesAreShortWhateverTheNames(t *testing.T) {
	ts := templates(t)
	name := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("abc def ghi.")), 0, 200, -1),
		rapid.StringOfN(rapid.RuneFrom([]rune("Иван 李 😀 €{}")), 0, 200, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		tag := rapid.SampledFrom(events.Languages()).Draw(t, "language")
		kind := rapid.SampledFrom(message.ReplyKinds()).Draw(t, "kind")
		r := message.ReplySituation{
			Locale: string(tag), Employer: name.Draw(t, "employer"), Sender: name.Draw(t, "sender"), Next: name.Draw(t, "next"),
			Page: rapid.SampledFrom([]string{"", longPage}).Draw(t, "page"), Result: rapid.SampledFrom(results()).Draw(t, "result"),
		}
		text, err := ts.Reply(kind, r)
		if err != nil {
			t.Fatal(err)
		}
		if size := segment.Of(text); size.Segments < 1 || size.Segments > message.MaxSegments {
			t.Fatalf("%d segments: %q", size.Segments, text)
		}
		if strings.Contains(text, "https:") && !strings.Contains(text+" ", " "+longPage+" ") {
			t.Fatalf("the link is not whole: %q", text)
		}
		if strings.HasPrefix(string(kind), "recorded_") && !strings.Contains(text, message.ReplyWords(tag).Undo) {
			t.Fatalf("it does not say how to undo it: %q", text)
		}
	})
}

// What comes next is left out where there is no room for it, whole.
func TestNextIsLeftOutOfAReply(t *testing.T) {
	ts := templates(t)
	long := message.ReplySituation{Employer: "Finn Logistics", Next: strings.Repeat("Next ", 60) + "."}
	with, err := ts.Reply(message.RecordedSent, long)
	if err != nil {
		t.Fatal(err)
	}
	long.Next = ""
	if without, _ := ts.Reply(message.RecordedSent, long); with != without {
		t.Errorf("got %q", with)
	}
}

func TestAReplyOfNoKind(t *testing.T) {
	for _, kind := range []message.ReplyKind{"", "party", "undo"} {
		if text, err := templates(t).Reply(kind, message.ReplySituation{}); !errors.Is(err, message.ErrUnknown) {
			t.Errorf("%q: %q, %v", kind, text, err)
		}
	}
}

// tuesday is when the interview of the samples has just ended.
var tuesday = time.Date(2026, 3, 3, 21, 0, 0, 0, time.UTC)

// planned is a follow-up whose next reminder, at 9:00 in New York on Friday, is of a kind.
func planned(kind events.Kind) (events.Snapshot, events.Brief) {
	return events.Snapshot{
		Followup: "int-42", Stage: events.AwaitingDecision,
		Plan: []events.Reminder{
			{ID: "int-42.debrief.1", Kind: events.DebriefPrompt, N: 1, State: events.Due, DueAt: tuesday},
			{ID: "int-42.thank_you.1", Kind: events.ThankYou, N: 1, State: events.Skipped, DueAt: tuesday.Add(2 * time.Hour)},
			{ID: "int-42." + string(kind) + ".1", Kind: kind, N: 1, State: events.Planned, DueAt: time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)},
			{ID: "int-42.move_on.1", Kind: events.MoveOn, N: 1, State: events.Planned, DueAt: time.Date(2026, 5, 6, 14, 0, 0, 0, time.UTC)},
		},
	}, message.Samples()[0].Situation.Brief
}
