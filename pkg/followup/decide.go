package followup

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/followup/promise"
)

// word is one thing that bears on when to ask for the decision: what somebody
// said about it, or a check-in of ours that came due or was skipped.
type word struct {
	kind wordKind
	// at is when it was said or done; its date is taken in the employer's zone.
	at      time.Time
	promise *events.Promise
	result  events.CheckinResult
	// day is the business day of our check_in.
	day events.Date

	// read remembers what the promise means on the date readOn, said in the language readIn.
	read   promise.Reading
	readOn events.Date
	readIn events.Language
}

type wordKind int

const (
	// told is a promise in a fact about the interview or in a debrief: no news from the employer.
	told wordKind = iota
	// answered is a checkin.made.
	answered
	// postponed is a decision.postponed.
	postponed
	// asked is a check_in of ours, emitted or skipped.
	asked
	// restarted is an assumed completion taken back: the check-ins begin again.
	restarted
)

// basis says what D rests on; it picks the sentence of a check-in's reason.
type basis int

const (
	onNothing  basis = iota // nobody named a date: business days after the interview
	onPromise               // the employer named the date
	onCallBack              // asked to call back, no date
	onCallDate              // asked to call back on a date
	onAnswer                // a check-in or postponement without a date
	onSilence               // no word since our last check_in
)

// reckoning is what all words so far come to.
type reckoning struct {
	// inForce is the promise in force, zero when there is none.
	inForce events.Date
	// reading explains the latest promise that was made, understood or not.
	reading promise.Reading
	// d is the day after which the next check-in comes: DOMAIN.md's D.
	d     events.Date
	basis basis
	// held reports that d waits for the promise in force instead of the usual business days.
	held bool
	// asked counts our check-ins; silent those in a row without news from the employer.
	asked, silent int
	// lastDay is the day of our latest check_in, zero before the first.
	lastDay events.Date
	// heard reports that somebody has spoken of the decision since our latest check_in.
	heard bool
	// news counts how often that happened at all.
	news int
	// latest is the result of the latest check-in that was made, unless something else was heard since; leadsTo is
	// the number of the check_in that comes of it.
	latest  events.CheckinResult
	leadsTo int
	// spoken is the language of the interview, in which promises are expected to be said.
	spoken events.Language
}

// reckon goes through the words in order. ended is the employer's date of the
// interview's end, spoken the language in which promises are expected to be said.
func reckon(words []word, ended events.Date, roundDays int, b *calendar.Business, spoken events.Language) reckoning {
	r := reckoning{d: b.Add(ended, roundDays), spoken: spoken}
	for i := range words {
		w := &words[i]
		switch w.kind {
		case told:
			r.hearTold(w, ended, b)
		case answered, postponed:
			r.hearNews(w, roundDays, b)
		case asked:
			r.ask(w, roundDays, b)
		case restarted:
			overtaken := !r.notOvertaken(r.inForce)
			r = reckoning{
				inForce: r.inForce, reading: r.reading, asked: r.asked, latest: r.latest, leadsTo: r.leadsTo, news: r.news, d: b.Add(ended, roundDays),
				spoken: spoken,
			}
			if overtaken {
				r.inForce = events.Date{} // It was about the day that did not count: we have asked for it already.
			} else if !r.inForce.IsZero() {
				r.d, r.basis = r.inForce, onPromise
			}
		}
	}
	return r
}

// hearTold takes in a promise that is not an answer to a check-in. The same date
// again, or one that our check_in has already overtaken, changes nothing.
func (r *reckoning) hearTold(w *word, ended events.Date, b *calendar.Business) {
	by, ok := r.promised(w, ended, b)
	if !ok {
		return
	}
	if by != r.inForce && r.notOvertaken(by) {
		r.d, r.basis, r.held, r.heard = by, onPromise, false, true
		r.latest = ""
		r.news++
	}
	r.inForce = by
}

// hearNews takes in a checkin.made or a decision.postponed.
func (r *reckoning) hearNews(w *word, roundDays int, b *calendar.Business) {
	date := b.DateOf(w.at)
	by, named := r.promised(w, date, b)
	if named {
		r.inForce = by
		named = r.notOvertaken(by)
	}
	r.heard, r.held = true, false
	r.news++
	switch {
	case named && w.result == events.CallBack:
		r.d, r.basis = by.AddDays(-1), onCallDate
	case named:
		r.d, r.basis = by, onPromise
	case w.result == events.CallBack:
		r.d, r.basis = date, onCallBack
	default:
		r.d, r.basis = b.Add(date, roundDays), onAnswer
		r.waitForPromise()
	}
	r.latest, r.leadsTo = w.result, r.asked+1
	if w.kind == postponed || isNews(w.result) {
		r.silent = 0
	}
}

// ask takes in our own check_in: as long as nobody says anything, the next one
// comes a round later.
func (r *reckoning) ask(w *word, roundDays int, b *calendar.Business) {
	r.asked++
	r.silent++
	r.lastDay, r.heard, r.held = w.day, false, false
	r.d, r.basis = b.Add(w.day, roundDays), onSilence
	r.waitForPromise()
}

func (r *reckoning) waitForPromise() {
	if r.inForce.After(r.d) {
		r.d, r.held = r.inForce, true
	}
}

func (r *reckoning) promised(w *word, anchor events.Date, b *calendar.Business) (events.Date, bool) {
	if w.promise == nil {
		return events.Date{}, false
	}
	if w.readOn != anchor || w.readIn != r.spoken || w.readOn.IsZero() {
		w.read, w.readOn, w.readIn = promise.Read(*w.promise, anchor, b, r.spoken), anchor, r.spoken
	}
	r.reading = w.read
	return w.read.By, !w.read.By.IsZero()
}

func (r *reckoning) notOvertaken(by events.Date) bool {
	return r.lastDay.IsZero() || !by.Before(r.lastDay)
}

// isNews reports whether a check-in reached somebody who spoke for the employer.
func isNews(result events.CheckinResult) bool {
	switch result {
	case events.StillDeciding, events.CallBack, events.WillContact:
		return true
	default:
		return false
	}
}

// earliest returns d, but not before the least distance from our latest check_in,
// unless the employer named a date or asked for a call back.
func (r *reckoning) earliest(roundDays int, b *calendar.Business) events.Date {
	asked := r.basis == onPromise || r.basis == onCallBack || r.basis == onCallDate
	if r.lastDay.IsZero() || asked {
		return r.d
	}
	if apart := b.Add(r.lastDay, roundDays).AddDays(-1); apart.After(r.d) {
		return apart
	}
	return r.d
}
