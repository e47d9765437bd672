package message

import (
	"fmt"
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

// ReplyKind is what is answered to a candidate's text.
type ReplyKind string

// The kinds of replies.
const (
	// RecordedSent: the thank-you notes are sent.
	RecordedSent ReplyKind = "recorded_sent"
	// RecordedCheckin: the employer was asked, with Result.
	RecordedCheckin ReplyKind = "recorded_checkin"
	// RecordedPostponed: the employer decides later, by When.
	RecordedPostponed ReplyKind = "recorded_postponed"
	// RecordedSnooze: nothing is sent before When.
	RecordedSnooze ReplyKind = "recorded_snooze"
	// RecordedOffer and RecordedRejection: the employer has decided.
	RecordedOffer     ReplyKind = "recorded_offer"
	RecordedRejection ReplyKind = "recorded_rejection"
	// Undone: the last report is taken back. NothingToUndo: there is none that could be.
	Undone        ReplyKind = "undone"
	NothingToUndo ReplyKind = "nothing_to_undo"
	// HelpText says what can be answered, and who writes.
	HelpText ReplyKind = "help"
	// Stopped and Started confirm STOP and START.
	Stopped ReplyKind = "stopped"
	Started ReplyKind = "started"
	// Unclear: it was not understood.
	Unclear ReplyKind = "unclear"
	// DebriefLink: what there is to tell about an interview is told on the page.
	DebriefLink ReplyKind = "debrief_link"
)

// ReplyKinds lists the kinds of replies.
func ReplyKinds() []ReplyKind {
	return []ReplyKind{
		RecordedSent, RecordedCheckin, RecordedPostponed, RecordedSnooze, RecordedOffer, RecordedRejection,
		Undone, NothingToUndo, HelpText, Stopped, Started, Unclear, DebriefLink,
	}
}

// ReplySituation is all that a reply is made of. Only Locale has to be set.
type ReplySituation struct {
	// Locale is a BCP 47 tag.
	Locale string
	// Employer is whose interview it is about.
	Employer string
	// Sender is the brand's name.
	Sender string
	// Page is the link to the candidate's page.
	Page string
	// Result is what a check-in brought: empty, or as in RecordedCheckin's fact.
	Result events.CheckinResult
	// When is what was understood of a day or an instant: a Language's DayName to go after "by" for RecordedCheckin and
	// RecordedPostponed, When for RecordedSnooze. Empty means that none was named, or that it was not understood.
	When string
	// Next is the sentence of Templates.Next. It is left out where there is no room for it.
	Next string
}

// replyView is what the templates of replies may name.
type replyView struct {
	Employer, Sender, Page, When, Next string
	Last                               events.CheckinResult
	// W are the words to answer with.
	W AnswerWords
}

// Reply writes the answer to a text. It has at most MaxSegments segments, whatever the names are.
func (t *Templates) Reply(kind ReplyKind, r ReplySituation) (string, error) {
	b := t.book(r.Locale)
	if !slices.Contains(ReplyKinds(), kind) {
		return "", fmt.Errorf("%w for a reply %q", ErrUnknown, kind)
	}
	var text string
	for _, next := range []string{r.Next, ""} {
		for _, limit := range limits() {
			v := replyView{
				Employer: shorten(r.Employer, limit), Sender: shorten(r.Sender, limit), Page: r.Page, When: r.When, Next: next,
				Last: r.Result, W: ReplyWords(events.Language(b.language.Tag())),
			}
			if v.Sender == "" {
				v.Sender = defaultSender
			}
			var err error
			if text, err = line(b.parts[repliesPart], string(kind), v); err != nil {
				return "", err
			}
			if fitsSMS(text) {
				return segment.Plain(text), nil
			}
		}
	}
	text, _ = clip(text, r.Page, "")
	return segment.Plain(text), nil
}
