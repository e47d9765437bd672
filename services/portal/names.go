package portal

// This file, view.go and viewcards.go are the contract between the handlers and the templates: the names of templates, routes and
// fields here, what a template is executed with there. Texts of the page are none of it; they are words.Words.
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
