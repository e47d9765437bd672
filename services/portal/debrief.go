package portal

import (
	"net/http"

	"github.com/afterword-io/afterword/pkg/events"
)

// debrief tells what was said. A promise that cannot be read is not stored: the form comes back and asks for a date.
func (sub *submission) debrief() []statement {
	d := events.Debrief{Topics: sub.lines(fieldTopics), Strengths: sub.lines(fieldStrengths), Promise: sub.promise(formDebrief)}
	if len(d.Topics) == 0 && len(d.Strengths) == 0 && d.Promise == nil && !sub.wrong() {
		sub.fault("", FaultEmpty, 0)
	}
	return []statement{{0, events.DebriefRecorded, d}}
}

// promise reads the promise of a form and holds it to what it can mean.
func (sub *submission) promise(form string) *events.Promise {
	p := ownPromise(sub.input)
	if p == nil {
		return nil
	}
	reading := sub.read(form, p)
	switch {
	case !p.By.IsZero() && !inBounds(p.By, reading.MinBy, reading.MaxBy):
		code := FaultDate
		if p.By.String() < reading.MinBy {
			code = FaultPast
		}
		sub.fault(fieldBy, code, 0)
	case !reading.Understood:
		sub.fault(fieldSaid, FaultUnclear, 0)
	}
	return p
}

// answerPromise says at once what a promise means; it changes nothing. Without htmx it is the page with the form as it was typed.
func (s *Service) answerPromise(w http.ResponseWriter, r *http.Request, sub *submission) {
	form := choice(sub.input, fieldForm, formDebrief, formCheckin)
	reading := sub.read(form, ownPromise(sub.input))
	if wantsFragment(r) {
		s.write(w, r, http.StatusOK, promiseTemplate, reading)
		return
	}
	page := s.page(sub.visit)
	if form == formCheckin {
		page.Checkin.fill(sub, &reading)
	} else {
		page.Debrief.fill(sub, &reading)
	}
	s.write(w, r, http.StatusOK, pageTemplate, page)
}

// wantsFragment reports that htmx asks, which puts the answer into the page.
func wantsFragment(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }

// fill puts what was typed back into the form.
func (d *Debrief) fill(sub *submission, reading *Reading) {
	d.Topics, d.Strengths = sub.Get(fieldTopics), sub.Get(fieldStrengths)
	d.Said, d.By = sub.Get(fieldSaid), sub.Get(fieldBy)
	d.Reading = reading
}
