package words

import "github.com/afterword-io/afterword/pkg/events"

// Words are the texts of the page in one language. None of them is empty.
type Words struct {
	// Tag is the language's BCP 47 tag, for the page's lang attribute.
	Tag string

	Page        Page
	Next        Next
	Brief       Brief
	Debrief     Debrief
	Note        Note
	Card        Card
	Waiting     Waiting
	Checkin     Checkin
	Outcome     Outcome
	Plan        Plan
	Told        Told
	Snooze      Snooze
	Preferences Preferences
	Calendar    Calendar
	Delete      Delete
	Notice      Notice
	Fault       Fault
	Unsubscribe Unsubscribe

	// Refused is for a link that does not work, Foreign for a form that came from another site, Limited for too many
	// requests, Broken for a fault of ours, Deleted for afterwards.
	Refused, Foreign, Limited, Broken, Deleted Answer
	// Unavailable is for what could not be stored.
	Unavailable Unavailable
}

// Page is the frame of every page.
type Page struct {
	// Title is the browser's title and the heading: "Your interview at {employer}".
	Title string
	// With names the interviewers: "With {names}".
	With string
	// Skip is the link past the header.
	Skip string
	// Private says who can open the page.
	Private string
	// Aside is the heading of what is within reach but not for now.
	Aside string
	// Copy and Copied are the button that copies a text, before and after.
	Copy, Copied string
	// Back leads to the page again.
	Back string
	// Clock says that the time is not the reader's: "Time-lapse: it is {when}.".
	Clock string
}

// Next is the top of the page.
type Next struct {
	// Heading is above the one sentence that says what comes next; Why above the reason.
	Heading, Why string
	// Ended is the heading by outcome once there is one, EndedText the sentence below it.
	Ended, EndedText map[events.Outcome]string
	// Assumed says that nobody confirmed the interview's end.
	Assumed string
}

// Brief is the card before the interview.
type Brief struct {
	Heading string
	// Starts is "Begins: {when}".
	Starts string
	// Wish, Sum and Ask are what to say; Needs and Bring are above what the position needs and the reader brings.
	Wish, Sum, Ask string
	Needs, Bring   string
	// Known says that there is no need to ask.
	Known string
}

// Debrief is the form after the interview.
type Debrief struct {
	Heading, Intro string
	// More is the heading once something is known.
	More string
	// Known is above what is known.
	Known                    string
	Topics, TopicsHint       string
	Strengths, StrengthsHint string
	Said, SaidHint           string
	By, ByHint               string
	// Check asks what the promise means. Read is the answer, "So we will remind you on {when}."; Unread the other one.
	Check, Read, Unread string
	Save                string
}

// Note is the desk where a thank-you note is written.
type Note struct {
	// Heading is above all notes; To above one: "Your note to {name}".
	Heading, To string
	// Intro says what a note needs; Deadline until when: "Best sent by {when}."; Late stands there afterwards.
	Intro, Deadline, Late string
	// Carry says when a card can be carried to the office: "{from}" and "{until}".
	Carry string
	// Sent marks who has been thanked, Owed who has not.
	Sent, Owed string
	Text, Hint string
	// Topics is above what could be mentioned.
	Topics string
	Check  string
	// Marked is above the note with its marked words; See is the link from there: "See {n}".
	Marked, See string
	// Ready, NeedsWork and Generic are the verdicts; Score is "{score} of 100".
	Ready, NeedsWork, Generic, Score string
	// Nothing says that nothing was found.
	Nothing string
	// Error, Warn and Tip are the severities.
	Error, Warn, Tip string
	Mail, Card       string
	// Subject is that of the email with the note.
	Subject string
	// MailHint says that the email goes out of the reader's own program; Cut that the text is too long for that.
	MailHint, Cut string
	// Method asks how it was sent; the four after it are the answers.
	Method, ByEmail, ByHand, ByPost, ByOther string
	ISentIt, AllSent                         string
	// AllDone stands where no note is owed.
	AllDone string
}

// Card is the page to print and write by hand from.
type Card struct {
	Heading, Intro string
	// Thanks, Topic, Value and Wish are the four sentences of a note.
	Thanks, Topic, Value, Wish string
	// Yours is above the reader's own text.
	Yours string
	// Print says how to print; Carry how it gets there.
	Print, Carry string
}

// Waiting is the card while the employer's day has not come.
type Waiting struct {
	Heading string
	// Promised is "They want to decide by {day}."; Open stands there when no day is known.
	Promised, Open string
	// Rest says that there is nothing to do.
	Rest string
}

// Checkin is the card for asking about the decision.
type Checkin struct {
	Heading string
	// Hours is "Office hours: {hours}".
	Hours string
	// Call is "Call {name}"; Nobody stands there when no number and no address is known.
	Call, Nobody string
	// Script, SomebodyElse and Draft are above the words to say and to write.
	Script, SomebodyElse, Draft string
	Subject, Mail               string
	// What asks what happened, How by which way it was asked.
	What, How, ByCall, ByEmail string
	// Results are the answers.
	Results map[events.CheckinResult]string
	// When is above the fields for a new day, Said asks for it in their words.
	When           string
	Said, SaidHint string
}

// Outcome is where the reader says how it ended.
type Outcome struct {
	Heading, Intro string
	// Offer is the heading once there is an offer.
	Offer string
	// Results are the buttons: offer, rejection, advanced and withdrawn.
	Results map[events.Outcome]string
	// RespondBy asks until when the offer wants an answer; RespondDay says it: "They hope for your answer by {day}.".
	RespondBy, RespondByHint, RespondDay string
	// Save keeps that date.
	Save string
}

// Plan is the list of what was sent and what is planned.
type Plan struct {
	Heading, Empty string
	// Kinds name what is sent; States how it stands.
	Kinds  map[events.Kind]string
	States map[events.ReminderState]string
}

// Told is the list of what the reader has told, each with its way back.
type Told struct {
	Heading, Empty string
	// Debrief, Postponed and Preferences are what was told; Sent is "Note sent to {names}", Checkin and Outcome
	// end in ": {result}", Snooze in "{when}", On and Off are "{channel}" switched.
	Debrief, Sent, SentAll, Checkin, Postponed, Outcome, Snooze, Preferences, On, Off string
	// Topics, Strengths, Decision and Answer are above the words of an entry.
	Topics, Strengths, Decision, Answer string
	// Changed names the fields of the preferences.
	Changed map[string]string
	// ByText marks what came as a text message.
	ByText string
	Undo   string
	// Hint explains what undo does.
	Hint string
}

// Snooze puts off what comes next.
type Snooze struct {
	Heading, Intro string
	// Held is "On hold until {when}.".
	Held string
	// Tomorrow and ThreeDays are the usual choices; On is a day of the reader's own.
	Tomorrow, ThreeDays, On string
	Save                    string
}

// Preferences are how and when the reader is written to.
type Preferences struct {
	Heading, Intro     string
	Channels           string
	ChannelNames       map[events.Channel]string
	First              string
	Hours, HoursHint   string
	From, To           string
	Language           string
	Zone, ZoneHint     string
	Notes, Handwriting string
	Save               string
	// Blocked says by rule why nothing comes by a channel; the one for stop names the {number} to text to.
	Blocked map[string]string
	// Start is how a stop is lifted where the number is not known.
	Start string
}

// Calendar is the feed.
type Calendar struct {
	Heading, Intro string
	// Subscribe opens a calendar program; Address is above the link to copy.
	Subscribe, Address string
}

// Delete removes everything.
type Delete struct {
	Heading, Intro string
	// Type asks for the word: "Type {word} to confirm"; Word is that word.
	Type, Word string
	Button     string
}

// Notice is what the page says right after something was done.
type Notice struct {
	// Saved says what was done, by action.
	Saved map[string]string
	// Pending says that it shows soon.
	Pending string
}

// Fault says what to look at in a form that was sent.
type Fault struct {
	// Heading is above the list.
	Heading string
	// Texts are the mistakes by code; {n} is the limit.
	Texts map[string]string
}

// Unsubscribe is the page behind the link in the footer of an email.
type Unsubscribe struct {
	Heading, Intro, Button string
	// Done is the heading afterwards, DoneText its sentence.
	Done, DoneText string
	// Back takes it back; Again is the heading after that, AgainText its sentence.
	Back, Again, AgainText string
	// Held says that it cannot be taken back here.
	Held string
}

// Answer is a page with nothing but a heading and a sentence.
type Answer struct{ Heading, Text string }

// Unavailable is the page for what could not be stored or shown at the moment.
type Unavailable struct {
	// Heading and Text are above what was typed, Typed names it, Again sends it once more.
	Heading, Text, Typed, Again string
	// Show is the sentence when the page was only to be shown, Retry the link to try again.
	Show, Retry string
}

// Result is the answer with a name, such as call_back: templates have names only.
func (c Checkin) Result(name string) string { return c.Results[events.CheckinResult(name)] }

// Result is the button with a name, such as offer.
func (o Outcome) Result(name string) string { return o.Results[events.Outcome(name)] }

// Of returns the texts of a language; one that is not spoken here gets English.
func Of(language events.Language) Words {
	switch language {
	case events.German:
		return german()
	case events.Spanish:
		return spanish()
	case events.French:
		return french()
	default:
		return english()
	}
}
