package portal

import (
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/afterword-io/afterword/pkg/link"
)

// act answers POST.
func (s *Service) act(w http.ResponseWriter, r *http.Request, rt route) {
	sent, err := s.readForm(w, r)
	switch {
	case errors.Is(err, errFormSize):
		recordOf(r.Context()).cause = err
		s.write(w, r, http.StatusRequestEntityTooLarge, brokenTemplate, s.frameFor(r))
	case err != nil:
		recordOf(r.Context()).cause = err
		s.write(w, r, http.StatusUnsupportedMediaType, brokenTemplate, s.frameFor(r))
	case rt.name == routeUnsubscribe:
		s.unsubscribe(w, r, rt, sent)
	case s.guard.foreign(r):
		s.write(w, r, http.StatusForbidden, foreignTemplate, s.frameFor(r))
	default:
		s.submit(w, r, rt, sent)
	}
}

// submission is a form of the page on its way to becoming facts.
type submission struct {
	*visit
	*input
	// nonce is the form's number; the ids of its facts come of it.
	nonce string
}

// submit takes a form of the page through the steps of doc.go.
func (s *Service) submit(w http.ResponseWriter, r *http.Request, rt route, sent url.Values) {
	v, err := s.visit(r.Context(), rt.token, link.Page)
	switch {
	case errors.Is(err, errRefused):
		s.refuse(w, r)
		return
	case err != nil:
		s.unavailable(w, r, rt, err, again(s.path("f", rt.token, rt.name), sent))
		return
	case !s.guard.takeLink(v, time.Now()):
		s.slowDown(w, r, rt, again(s.path("f", rt.token, rt.name), sent))
		return
	}
	protect(w.Header(), v.brand.Logo)
	sub := &submission{visit: v, input: &input{Values: sent}, nonce: sent.Get(fieldNonce)}
	switch rt.name {
	case actPromise:
		s.answerPromise(w, r, sub)
		return
	case actNote:
		s.answerNote(w, r, sub)
		return
	}
	if !isNonce(sub.nonce) {
		sub.fault("", FaultStale, 0)
	}
	statements := s.statements(rt.name, sub)
	if !sub.wrong() {
		sub.check(statements)
	}
	if sub.wrong() {
		s.showWrong(w, r, rt.name, sub)
		return
	}
	shown, err := s.tell(r.Context(), sub, statements)
	if err == nil && rt.name == actPreferences {
		err = s.welcomeBack(r.Context(), sub, statements)
	}
	if err != nil {
		s.unavailable(w, r, rt, err, again(s.path("f", rt.token, rt.name), sent))
		return
	}
	s.answerTold(w, r, rt.name, sub, shown)
}

// statements are the facts that a form tells; what is wrong with it becomes a fault.
func (s *Service) statements(act string, sub *submission) []statement {
	switch act {
	case actDebrief:
		return sub.debrief()
	case actSent:
		return sub.sent()
	case actCheckin:
		return sub.checkin()
	case actOutcome:
		return sub.outcome()
	case actSnooze:
		return sub.snooze()
	case actPreferences:
		return sub.preferences()
	case actUndo:
		return sub.undo()
	default:
		return sub.delete()
	}
}

// answerTold leads to the page, which tells that it is saved.
func (s *Service) answerTold(w http.ResponseWriter, r *http.Request, act string, sub *submission, shown bool) {
	if act == actDelete {
		http.Redirect(w, r, s.path("f", routeDeleted), http.StatusSeeOther)
		return
	}
	if act == actSent && sub.drafts() {
		// Other notes in the form are kept nowhere but in it: a redirect would lose them.
		s.showDrafts(w, r, sub, shown)
		return
	}
	query := url.Values{queryDone: {act}}
	if !shown {
		query.Set(queryPending, "1")
	}
	http.Redirect(w, r, sub.path+"?"+query.Encode(), http.StatusSeeOther)
}
