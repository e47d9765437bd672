package message

import (
	"slices"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// When says an instant exactly, on the reader's clock and with the place whose clock that is, to go after "on":
// "Friday 6 March, 9:00 in New York". A day of another year than now has the year.
func When(at time.Time, brief events.Brief, language events.Language, now time.Time) string {
	l, home := LanguageOf(language), brief.Meeting.Candidate.TimeZone
	here := at.In(calendar.ZoneOrUTC(home))
	day := events.DateOf(here)
	date := l.Date(day)
	if day.Year != now.In(calendar.ZoneOrUTC(home)).Year() {
		date = l.OfYear(date, day.Year)
	}
	return l.Moment(date, here, home)
}

// Next is the sentence that says what comes next, such as "On Friday, 9:00 in New York, we will remind you to ask Finn
// Logistics about their decision." It is never empty.
func (t *Templates) Next(snapshot events.Snapshot, brief events.Brief, locale string, now time.Time) string {
	block := nothingYetBlock
	r, found := planned(snapshot)
	switch {
	case found:
		block = string(r.Kind)
	case snapshot.Stage == events.Closed:
		block = nothingMoreBlock
	}
	return t.book(locale).saying(block, r, brief, now)
}

// planned is the first reminder to come.
func planned(snapshot events.Snapshot) (events.Reminder, bool) {
	i := slices.IndexFunc(snapshot.Plan, func(r events.Reminder) bool { return r.State == events.Planned })
	if i < 0 {
		return events.Reminder{}, false
	}
	return snapshot.Plan[i], true
}

// toCome is what the sentences of next.tmpl may name.
type toCome struct {
	view
	// On is when it comes, to begin a sentence: "On Friday, 9:00 in New York".
	On string
}

// saying writes one of the sentences of next.tmpl.
func (b *book) saying(block string, r events.Reminder, brief events.Brief, now time.Time) string {
	v := toCome{view: viewOf(Situation{Reminder: r, Brief: brief, Now: now}, b.language, noLimit)}
	if !r.DueAt.IsZero() {
		home := brief.Meeting.Candidate.TimeZone
		here := r.DueAt.In(calendar.ZoneOrUTC(home))
		day := b.language.Day(events.DateOf(here), events.DateOf(now.In(calendar.ZoneOrUTC(home))))
		v.On = capital(b.language.Moment(day, here, home))
	}
	// It has been written with every sample before anybody could ask for it.
	text, _ := whole(b.parts[nextPart], block, v)
	return text
}

// capital begins a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
