// Package portal is the candidate's side: the page behind the signed link in every message, the calendar feed, and
// the way out of the emails.
//
// Standalone and cmd/portal may import it. It keeps nothing itself: it reads what the workflow knows of a follow-up
// (followup.Dossier), shows what followup says of it, and puts what the candidate tells into the stream FACTS. It
// talks to no other service, and never to an employer.
//
//	GET  link ─► token ─► dossier ─► Evaluate ─► view ─► template         changes nothing, ever
//	POST form ─► token ─► dossier ─► read form ─► publish ─► wait ─► 303   acts once per form that was shown
//	                                    │ mistakes: 422, everything typed kept
//	                                    └ bus down: 503, everything typed kept
//
// A link that does not work is refused in one way, whatever the reason (answer.go). Every form carries a number that was
// drawn when it was shown; the fact's id comes of it, so that a form sent twice is one fact. Everything that can be told can be
// taken back, but for the deletion of all data, which asks for a word to be typed.
//
// Reading order:
//
//	options.go, service.go             what it works with
//	routes.go, observe.go, guard.go, rate.go   which path does what, and who is let in
//	visit.go, state.go, spoken.go      a link becomes a candidate's follow-up, and what is so of it
//	names.go, view.go, viewcards.go    what the templates are given: the contract with templates/ and words/
//	page.go, notedesk.go, checkincard.go, told.go, reading.go   how that is made
//	answer.go                          how it is sent, and how a link is refused
//	act.go, form.go, tell.go           a form becomes facts, and the facts are stored
//	debrief.go, sent.go, checkin.go, outcome.go, snooze.go, prefer.go, undo.go, delete.go   one form each
//	calendar.go, unsubscribe.go        what is not the page
//	files.go, color.go, mailto.go      stylesheets and links
package portal
