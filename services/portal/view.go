package portal

import (
	"path"
	"strconv"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/portal/words"
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
	// Icon is the page's small picture, an SVG.
	Icon string
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
	// Saved is the action: debrief, sent, checkin, outcome, snooze, preferences or undo.
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
