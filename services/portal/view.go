package portal

import (
	"html/template"
	"path"
	"slices"
	"strconv"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
	"github.com/afterword-io/afterword/services/portal/words"
)

// This file is the contract between the handlers and the templates: what a template is executed with, the routes,
// and the names of the fields in the forms. Texts of the page are none of it; they are words.Words.
//
// The templates have one function beside the built-in ones: fill is words.Fill.

// The templates. All are parsed as one set, so that each may use the blocks of the others.
const (
	// pageTemplate shows a Page: GET /f/{token}, and the answer 422 to a form with mistakes.
	pageTemplate = "page.html"
	// noteTemplate shows a Note: the answer to POST note when htmx asks (HX-Request: true). page.html uses it too.
	noteTemplate = "note.html"
	// promiseTemplate shows a Reading: the answer to POST promise when htmx asks. page.html uses it too.
	promiseTemplate = "promise.html"
	// cardTemplate shows a CardPage: GET card/{interviewer}, and POST note with the button FieldCard.
	cardTemplate = "card.html"
	// unsubscribeTemplate shows an UnsubscribePage.
	unsubscribeTemplate = "unsubscribe.html"
	// refusedTemplate shows a Frame, 404: a link that does not work, whatever the reason.
	refusedTemplate = "refused.html"
	// foreignTemplate shows a Frame, 403: a form that was sent from another site.
	foreignTemplate = "foreign.html"
	// limitedTemplate shows a Frame, 429: too many requests.
	limitedTemplate = "limited.html"
	// brokenTemplate shows a Frame, 500.
	brokenTemplate = "broken.html"
	// deletedTemplate shows a Frame: the data are deleted.
	deletedTemplate = "deleted.html"
	// unavailableTemplate shows an Unavailable, 503: nothing was saved, and here is what was typed.
	unavailableTemplate = "unavailable.html"
)

// The routes under /f/{token}/ that a form is sent to. All are POST; note and promise change nothing.
const (
	actDebrief     = "debrief"
	actSent        = "sent"
	actNote        = "note"
	actPromise     = "promise"
	actCheckin     = "checkin"
	actOutcome     = "outcome"
	actSnooze      = "snooze"
	actPreferences = "preferences"
	actUndo        = "undo"
	actDelete      = "delete"
)

// The names of the fields in the forms.
const (
	// fieldNonce is hidden in every form: Form.Nonce.
	fieldNonce = "nonce"

	// Debrief: topics and strengths are textareas, one entry a line; said is the promise as spoken, by a date
	// (2006-01-02) that outweighs it. note may be in the same way in the forms of check-in and promise.
	fieldTopics    = "topics"
	fieldStrengths = "strengths"
	fieldSaid      = "said"
	fieldBy        = "by"

	// Promise: which form asks, formDebrief or formCheckin; it is hidden in both, so that the whole form can be sent.
	fieldForm = "form"

	// Note desk, one form for all notes. note-<Ref> is the text, method-<Ref> how it goes. The buttons carry a Ref:
	// check and card go to POST note, sent to POST sent. sent=all says that every note is sent.
	fieldNotePrefix   = "note-"
	fieldMethodPrefix = "method-"
	fieldCheck        = "check"
	fieldCard         = "card"
	fieldSent         = "sent"

	// Check-in: result is the name of the buttons, one of the words of events.CheckinResult: offer, rejection,
	// still_deciding, call_back, will_contact, no_answer; method is call or email; said and by belong to
	// still_deciding, by also to call_back.
	fieldResult = "result"
	fieldMethod = "method"

	// Outcome: offer, rejection, advanced or withdrawn; respond_by a date, for an offer.
	fieldOutcome   = "outcome"
	fieldRespondBy = "respond_by"

	// Snooze: until is the name of the buttons: tomorrow, three_days or date, which reads on.
	fieldUntil = "until"
	fieldOn    = "on"

	// Preferences: channel is a checkbox for each Channel.Slug; first is the Slug of the one to try first; from and to
	// are times of day (15:04); language a tag; zone an IANA name; handwriting a checkbox, "yes".
	fieldChannel     = "channel"
	fieldFirst       = "first"
	fieldFrom        = "from"
	fieldTo          = "to"
	fieldLanguage    = "language"
	fieldZone        = "zone"
	fieldHandwriting = "handwriting"

	// Undo: fact is Told.Fact.
	fieldFact = "fact"

	// Delete: word is what was typed, to be words.Delete.Word, in upper or lower case.
	fieldWord = "word"

	// Unsubscribe: stop or back, the name of the buttons is do.
	fieldDo = "do"
)

// The forms that ask what a promise means.
const (
	formDebrief = "debrief"
	formCheckin = "checkin"
)

// Frame is what every page has.
type Frame struct {
	// W are the texts in the reader's language.
	W words.Words
	// Language is the tag for the html element: en, de, es or fr.
	Language string
	Brand    Brand
	Assets   Assets
	// Clock is the time that is shown in time-lapse, such as "Friday 6 March, 9:00 in New York"; empty in real time.
	Clock string
}

// Brand is how the tenant looks.
type Brand struct {
	// Name is who signs, never empty.
	Name string
	// Logo is an https address of an image, or empty.
	Logo string
	// Footer is by lines; it may be empty.
	Footer []string
}

// Assets are the paths of the embedded files. Their names change with their content; they may be kept for ever.
type Assets struct {
	// Style is page.css. Script is page.js, HTMX is htmx.min.js; both are deferred and may be missing to the page.
	Style, Script, HTMX string
	// Colors is a stylesheet with the tenant's colour, to be linked after Style: --brand, as the tenant has it, and --on-brand, black or
	// white, whichever can be read on it; --brand-ink, the same hue as a text that can be read on white, and on
	// near black in the dark scheme (contrast 4.5 or more on each).
	Colors string
}

// Page is the candidate's page.
type Page struct {
	Frame
	// Path is that of the page itself, /f/<token>.
	Path string
	// Name is how the candidate is greeted.
	Name string
	// Employer and Position as they were reported; Position may be empty.
	Employer, Position string
	// Met names the interviewers in a row, as spoken: "Mr. Finn and Ada Lang".
	Met string
	// Next is one sentence: what comes next and when. Never empty.
	Next string
	// Why is the reason of that reminder, a sentence; empty if nothing comes.
	Why string
	// Main says which card stands first.
	Main Main
	// Outcome is empty while there is none.
	Outcome events.Outcome
	// Assumed reports that nobody has confirmed the interview's end.
	Assumed bool
	// Open reports that the follow-up is not closed.
	Open bool
	// Over reports that the interview has taken place: then there is a debrief, a note desk and so on. Before, only
	// the Brief, Preferences, Snooze and Delete make sense.
	Over bool
	// Notice tells what the last form did; nil if there is none.
	Notice *Notice
	// Wrong reports that a form has mistakes: the page is the answer 422. The form's Faults say which.
	Wrong bool

	Brief       Brief
	Debrief     Debrief
	Notes       NoteDesk
	Waiting     Waiting
	Checkin     Checkin
	Result      Result
	Plan        []Planned
	Told        []Told
	Snooze      Snooze
	Preferences Preferences
	Calendar    Calendar
	Delete      Delete
	// Undo only carries the Faults of an undo that came too late; each entry of Told has its own form.
	Undo Form
}

// Main is the card that matters most at the stage where the follow-up is.
type Main string

// The main cards. The rest of the page stays within reach.
const (
	// MainBrief: the interview lies ahead; Page.Brief.
	MainBrief Main = "brief"
	// MainNotes: notes are owed and their 24 hours run, or are just over; Page.Notes, and Page.Debrief beside it.
	MainNotes Main = "notes"
	// MainWaiting: the employer's day has not come; Page.Waiting.
	MainWaiting Main = "waiting"
	// MainCheckin: it is time to ask, or an answer is due; Page.Checkin.
	MainCheckin Main = "checkin"
	// MainOffer: there is an offer; Page.Result.
	MainOffer Main = "offer"
	// MainEnd: any other end; Page.Outcome says which.
	MainEnd Main = "end"
)

// Notice tells what was done. It is shown once, at the top, and announced to screen readers.
type Notice struct {
	// Saved is the action: debrief, sent, checkin, outcome, snooze, preferences, undo, or stay (unsubscribing undone).
	Saved string
	// Pending reports that it is saved and not yet part of what the page shows.
	Pending bool
}

// Form is what every form has.
type Form struct {
	// W are the texts, for fragments that are given only the form.
	W words.Words
	// Action is the path to POST to.
	Action string
	// Nonce is the value of the hidden field "nonce".
	Nonce string
	// Faults are the mistakes of what was sent, in the order of the fields. Empty unless Page.Wrong.
	Faults []Fault
}

// Fault is one mistake.
type Fault struct {
	// Field is the name of the field, such as topics; empty if it is about the whole form.
	Field string
	Code  FaultCode
	// Limit is the number that the code speaks of, if it does.
	Limit int
}

// FaultCode says what is wrong; words.Words puts it in words.
type FaultCode string

// The codes.
const (
	// FaultEmpty: nothing was typed or chosen where something is needed.
	FaultEmpty FaultCode = "empty"
	// FaultTooMany: more than Limit lines.
	FaultTooMany FaultCode = "too_many"
	// FaultTooLong: more than Limit characters in a line, or in a note.
	FaultTooLong FaultCode = "too_long"
	// FaultUnclear: the promise cannot be read; a date is asked for.
	FaultUnclear FaultCode = "unclear"
	// FaultDate: no date, or one that cannot be meant.
	FaultDate FaultCode = "date"
	// FaultPast: the date lies in the past.
	FaultPast FaultCode = "past"
	// FaultTime: no time of day, or not within 07:00 to 22:00.
	FaultTime FaultCode = "time"
	// FaultOrder: the end is not after the beginning.
	FaultOrder FaultCode = "order"
	// FaultChoice: none of what can be chosen.
	FaultChoice FaultCode = "choice"
	// FaultZone: no time zone.
	FaultZone FaultCode = "zone"
	// FaultWord: not the word that the page names.
	FaultWord FaultCode = "word"
	// FaultGone: what was to be undone is undone already, or cannot be.
	FaultGone FaultCode = "gone"
	// FaultStale: the form did not come from this page, or something is missing in it; pressing again helps.
	FaultStale FaultCode = "stale"
)

// Fault returns the mistake in a field, or nil.
func (f Form) Fault(field string) *Fault {
	for i := range f.Faults {
		if f.Faults[i].Field == field {
			return &f.Faults[i]
		}
	}
	return nil
}

// Name is the last part of Action, such as debrief: the ids of the form's elements begin with it.
func (f Form) Name() string { return path.Base(f.Action) }

// Mistake is what is wrong with a field in a sentence; empty if nothing is.
func (f Form) Mistake(field string) string {
	fault := f.Fault(field)
	if fault == nil {
		return ""
	}
	return words.Fill(f.W.Fault.Texts[string(fault.Code)], "n", strconv.Itoa(fault.Limit))
}

// Brief is what to say and to ask before the interview ends.
type Brief struct {
	// Starts is when it begins: "Tuesday 3 March, 14:00 in New York"; empty if unknown.
	Starts string
	// Needs are the skills the position needs, Strengths what the candidate brings.
	Needs, Strengths []string
	// PromiseKnown reports that a day is known already, so that nobody needs to ask.
	PromiseKnown bool
}

// Debrief is the form for what was said. It only ever adds; what was told before is in Page.Told.
type Debrief struct {
	Form
	// Topics and Strengths are what is in the textareas, as typed.
	Topics, Strengths string
	// Known are the topics on record, KnownStrengths the strengths.
	Known, KnownStrengths []string
	// Said and By are what is in the fields.
	Said, By string
	// MinBy is the earliest date that can be meant, MaxBy the latest.
	MinBy, MaxBy string
	// Reading is what Said and By mean; nil if nothing was typed, or nothing was asked yet.
	Reading *Reading
}

// Reading is how a promise was understood: the fragment "promise.html". It stands in an element with the id
// "reading-" + Form.
type Reading struct {
	W words.Words
	// Form is debrief or checkin.
	Form string
	// Understood reports that it means a day. If not, the template asks to fill in the date (field "by").
	Understood bool
	// Empty reports that nothing was typed: the fragment shows nothing.
	Empty bool
	// Day is the employer's day as spoken: "Thursday 5 March". Empty unless Understood.
	Day string
	// Reason is the sentence that explains it, or says why not; in the candidate's language.
	Reason string
	// At is when we would remind: "Friday 6 March, 9:00 in New York", for "so we will remind you on <At>". Empty unless
	// Understood, and when there would be no check-in.
	At string
	// MinBy and MaxBy bound the date picker.
	MinBy, MaxBy string
}

// NoteDesk is one form with all the notes.
type NoteDesk struct {
	Form
	// Check is the path of POST note, Form.Action that of POST sent.
	Check string
	Notes []Note
	// Owed counts the notes that are not sent.
	Owed int
	// Deadline is the end of the 24 hours: "Wednesday 4 March, 15:00 in New York"; Late reports that it has passed.
	Deadline string
	Late     bool
	// ByHand says when a handwritten note can be carried to the office: "Wednesday 4 March, 9:00 in New York". Empty: better by email.
	ByHand, ByHandUntil string
	Handwriting         bool
}

// Checked reports that a note was looked at, or was too long to be.
func (d NoteDesk) Checked() bool {
	return slices.ContainsFunc(d.Notes, func(n Note) bool { return n.Review != nil || n.TooLong })
}

// Note is one interviewer's: the fragment "note.html". It stands in an element with the id "note-" + Ref.
type Note struct {
	W words.Words
	// Ref names the interviewer in fields and paths; it tells nothing of them.
	Ref                       string
	Name, Title, Email, Phone string
	// Check is the path of POST note; Card that of the printable card.
	Check, Card string
	// Sent reports that this note is sent.
	Sent bool
	// Text and Method are what is in the fields. Method is email, hand, post or other.
	Text   string
	Method events.Method
	// TooLong reports a text of more than Limit characters: it was not looked at.
	TooLong bool
	Limit   int
	// Topics are what could be mentioned.
	Topics []string
	// Review is what the coach says; nil if it was not asked.
	Review *Review
	// Mailto opens the reader's mail program with address, subject and the text; empty without an address. With a text that is too
	// long for it, it has no body, and MailtoCut is true: the text is to be copied.
	Mailto    template.URL
	MailtoCut bool
}

// Review is what the coach says of a note.
type Review struct {
	Verdict coach.Verdict
	// Score is 0 to 100.
	Score    int
	Findings []Finding
	// Pieces are the whole text, in order, in parts.
	Pieces []Piece
}

// Finding is one thing that can be done better.
type Finding struct {
	// Number counts from 1; the pieces refer to it.
	Number   int
	Code     coach.Code
	Severity coach.Severity
	// Message is a sentence in the candidate's language.
	Message string
	// Marked reports that it speaks of a part of the text.
	Marked bool
}

// Piece is a part of a note.
type Piece struct {
	Text string
	// Severity is the worst of the findings that speak of it, or empty.
	Severity coach.Severity
	// Numbers are those findings.
	Numbers []int
}

// Waiting is what the employer said.
type Waiting struct {
	// Promised is the employer's day: "Thursday 5 March"; empty if unknown.
	Promised string
	// Reason explains how that was understood, or why not; it may be empty.
	Reason string
}

// Checkin is the card for asking how the decision is coming along, and for what came of it.
type Checkin struct {
	Form
	// Asked reports that the candidate was reminded to check in and has not said what came of it.
	Asked bool
	// Contact is whom to ask; Tel and Mailto are empty if there is no number or address.
	Contact Contact
	Tel     template.URL
	Mailto  template.URL
	// Script is what to say on the phone, SomebodyElse what to say to whoever else answers; both may have several lines.
	Script, SomebodyElse string
	// DraftSubject and DraftBody are an email instead of the call.
	DraftSubject, DraftBody string
	// Hours is when the employer can be called, as spoken.
	Hours string
	// Method is call or email. Said and By are what is in the fields.
	Method       events.Method
	Said, By     string
	MinBy, MaxBy string
	Reading      *Reading
}

// Contact is a person at the employer.
type Contact struct{ Name, Title, Email, Phone string }

// Result is the form for how it ends.
type Result struct {
	Form
	// RespondBy is what is in the field, a date.
	RespondBy string
	// RespondDay is the day an offer wants an answer by, as spoken; empty if unknown.
	RespondDay string
	MinBy      string
	MaxBy      string
}

// Planned is one reminder that was sent, dropped, or is to come. They are in the order of time.
type Planned struct {
	Kind  events.Kind
	State events.ReminderState
	// At is when: "Friday 6 March, 9:00 in New York".
	At string
	// Reason is a sentence: why, or why not.
	Reason string
}

// Told is one thing that the candidate has said here or by text, with its undo. The newest is first.
type Told struct {
	Form
	// Fact is the value of the hidden field "fact".
	Fact string
	// Kind is debrief, sent, checkin, postponed, outcome, snooze, preferences or consent.
	Kind string
	// At is when: "Tuesday 3 March, 16:05".
	At string
	// ByText reports that it came as a text message.
	ByText bool
	// Topics, Strengths and the promise (Said as spoken, or By, a day as spoken) of a debrief, check-in or postponement.
	Topics, Strengths []string
	Said, By          string
	// Names are the interviewers whose notes were sent; empty means all. Method is how, or how a check-in was made.
	Names  []string
	Method events.Method
	// Result is that of a check-in.
	Result events.CheckinResult
	// Outcome and RespondBy, a day as spoken, are of an outcome.
	Outcome   events.Outcome
	RespondBy string
	// Until is of a snooze: "Friday 6 March, 8:00".
	Until string
	// Channel and Allowed are of a consent.
	Channel events.Channel
	Allowed bool
	// Changed are the fields of a preferences entry: channels, hours, language, zone, prefers, contact.
	Changed []string
}

// Snooze is the form that puts reminders off.
type Snooze struct {
	Form
	// Until is until when they are put off: "Friday 6 March, 8:00"; empty if they are not.
	Until string
	// Tomorrow and ThreeDays say what these buttons mean: "Friday 6 March, 8:00".
	Tomorrow, ThreeDays string
	// On is the date in the field; MinOn and MaxOn bound it.
	On, MinOn, MaxOn string
}

// Preferences is the form for how and when we write.
type Preferences struct {
	Form
	// Channels are those for which there is an address, the preferred one first.
	Channels []Channel
	// From and To are times of day, 15:04, within 07:00 to 22:00.
	From, To string
	// Language is the tag of the language in use; Languages are all of them.
	Language  string
	Languages []Language
	// Zone is an IANA name; Zones are all of them, for a list of suggestions.
	Zone  string
	Zones []string
	// Handwriting: the candidate likes to write notes by hand.
	Handwriting bool
}

// Channel is a way to reach the candidate.
type Channel struct {
	// Slug is email or sms.
	Slug events.Channel
	// Address is the address or number, so that the candidate sees where messages go.
	Address string
	// On: messages may come this way. First: this way is tried first.
	On, First bool
	// Blocked is why nothing comes this way, whatever is chosen here: stop, complaint, bounce, operator or unsubscribe; empty
	// if nothing blocks it. stop can only be lifted by texting START to Sender; unsubscribe is lifted by switching the channel on.
	Blocked string
	// Sender is the number that texts come from, if known.
	Sender string
}

// Language is one that can be chosen.
type Language struct{ Tag, Name string }

// Calendar is the feed.
type Calendar struct {
	// URL is the https address to copy; App the same for calendar programs (webcal:).
	URL string
	App template.URL
}

// Delete is the form that deletes everything.
type Delete struct {
	Form
	// Word is what was typed.
	Word string
}

// CardPage is the printable card for writing one note by hand.
type CardPage struct {
	Frame
	// Back is the path of the page.
	Back string
	Note Note
	// From is the candidate's name.
	From               string
	Employer, Position string
	Topics, Strengths  []string
	// Lines is the note's text by lines; empty for an empty card.
	Lines []string
}

// UnsubscribePage asks, and tells what was done.
type UnsubscribePage struct {
	Frame
	Form
	// Done reports that no more emails go to the address; the form's button is then "back", else "stop".
	Done bool
	// Back reports that this was just taken back.
	Back bool
	// Held reports that it cannot be taken back here: the address is also blocked for another reason.
	Held bool
}

// Unavailable says that nothing could be saved or shown at the moment.
type Unavailable struct {
	Frame
	// Again is the form to send once more; nil if the page was only to be shown.
	Again *Again
	// Path is that of the page that was asked for.
	Path string
}

// Again is a form as it was sent.
type Again struct {
	Action string
	// Typed are the fields that somebody typed into, Hidden all the others; both are to be sent.
	Typed, Hidden []Field
}

// Field is one value of a form.
type Field struct{ Name, Value string }
