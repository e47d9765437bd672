package portal

import (
	"html/template"
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
	"github.com/afterword-io/afterword/services/portal/words"
)

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
