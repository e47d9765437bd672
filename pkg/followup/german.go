package followup

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// german says what english says, in the order of words that German wants. A check-in
// is a "Nachfrage"; a business day is an "Arbeitstag", since a Saturday is a "Werktag" too.
type german struct{}

func (g german) reason(t telling) string {
	if t.rule != "" {
		return g.skipped(t)
	}
	sentences := []string{g.planned(t)}
	if move := g.moved(t); move != "" {
		sentences = append(sentences, move)
	}
	if t.region != "" {
		sentences = append(sentences, g.fellBack(t))
	}
	return strings.Join(sentences, " ")
}

func (g german) planned(t telling) string {
	when := g.entry(t.due, t.candidate)
	switch t.kind {
	case events.ClosingBrief:
		return fmt.Sprintf("%s: Das Gespräch beginnt %s; Zeit für einen letzten Blick auf das, was Sie am Ende sagen und fragen möchten.",
			when, g.begins(t))
	case events.DebriefPrompt:
		return when + ": Das Gespräch ist noch frisch in Erinnerung; jetzt lässt sich am besten festhalten, worum es ging und bis wann entschieden wird."
	case events.ThankYou:
		if t.lastCall {
			return fmt.Sprintf("%s: noch ein guter Zeitpunkt für ein Dankschreiben; am besten wirkt es innerhalb eines Tages, also bis %s.",
				when, g.dayAndHour(t.deadline, t.candidate))
		}
		return fmt.Sprintf("%s: ein guter Zeitpunkt für die Dankschreiben; am besten sind sie bis %s verschickt.",
			when, g.dayAndHour(t.deadline, t.candidate))
	case events.ThankYouLate:
		return when + ": Ein Tag ist vergangen; auch jetzt kommt ein Dankschreiben noch gut an."
	case events.CheckIn:
		return g.checkIn(t)
	case events.CheckInResult:
		return g.entryThere(t) + ": Seit der letzten Nachfrage haben wir nichts gehört; deshalb fragen wir, was sie ergeben hat."
	case events.OfferDeadline:
		return fmt.Sprintf("%s: Auf das Angebot wird bis %s eine Antwort erwartet.", when, g.date(t.respondBy))
	case events.Congratulation:
		return when + ": Es liegt ein Angebot vor."
	case events.Regroup:
		return when + ": Es kam eine Absage; jetzt zählt der nächste Schritt."
	default:
		return g.moveOn(t, when)
	}
}

// begins says when the interview does: the day too if it is not that of the reminder.
func (g german) begins(t telling) string {
	hour := "um " + g.hour(t.start, t.candidate)
	if day := events.DateOf(t.start.In(t.candidate)); day != events.DateOf(t.due.In(t.candidate)) {
		return fmt.Sprintf("am %s %s", g.date(day), hour)
	}
	return hour
}

func (g german) moveOn(t telling, when string) string {
	const ahead = "es ist Zeit, nach vorn zu blicken."
	switch {
	case t.outcome == events.NoResponse && t.silentDays == 1:
		return fmt.Sprintf("%s: Seit der letzten Nachfrage ist ein Arbeitstag ohne Antwort vergangen; %s", when, ahead)
	case t.outcome == events.NoResponse:
		return fmt.Sprintf("%s: Seit der letzten Nachfrage sind %d Arbeitstage ohne Antwort vergangen; %s", when, t.silentDays, ahead)
	default:
		return fmt.Sprintf("%s: Das Gespräch liegt lange zurück; %s", when, ahead)
	}
}

// checkIn says which day they named, what stood in the way, and when it is.
func (g german) checkIn(t telling) string {
	var why string
	switch t.basis {
	case onPromise:
		why = "Angekündigt war eine Entscheidung bis " + g.date(t.d)
	case onCallBack:
		why = "Der Arbeitgeber bat um Rückruf"
	case onCallDate:
		why = "Der Arbeitgeber bat um einen Anruf am " + g.date(t.d.AddDays(1))
	case onSilence:
		why = "Seit der letzten Nachfrage kam keine Antwort, daher bekommt der Arbeitgeber Zeit bis " + g.date(t.d)
	default:
		why = "Ein Termin wurde nicht genannt, daher bekommt der Arbeitgeber Zeit bis " + g.date(t.d)
	}
	if t.held {
		why = "Es bleibt bei der angekündigten Entscheidung bis " + g.date(t.d)
	}
	switch {
	case len(t.dayOff) > 0:
		return fmt.Sprintf("%s; %s, daher erst am %s.", why, g.daysOff(t.dayOff), g.there(t))
	case t.slot.Apart:
		return fmt.Sprintf("%s; die Bürozeiten dort und Ihre Zeiten für Nachrichten überschneiden sich nicht, daher am %s, noch vor Bürobeginn.",
			why, g.there(t))
	case t.basis == onCallDate && t.due.Equal(t.slot.Morning) && t.d.AddDays(1) == events.DateOf(t.due.In(t.place)):
		return fmt.Sprintf("%s; vorgesehen ist er um %s%s.", why, g.clock(t.due, t.place), g.here(t))
	case t.spaced || !t.lateFrom.IsZero() || !t.snoozed.IsZero() || !t.due.Equal(t.slot.Morning):
		return fmt.Sprintf("%s; vorgesehen ist die Nachfrage für %s.", why, g.there(t))
	default:
		return fmt.Sprintf("%s; der nächste Arbeitstag beginnt am %s.", why, g.there(t))
	}
}

// daysOff names the days off in a row. The office is closed once, on however many days.
func (g german) daysOff(days []calendar.DayOff) string {
	var parts, closed []string
	flush := func() {
		if len(closed) > 0 {
			parts = append(parts, fmt.Sprintf("das Büro ist %s geschlossen", g.list(closed)))
			closed = nil
		}
	}
	for _, day := range days {
		if day.Holiday.Name == "" {
			closed = append(closed, "am "+g.date(day.Date))
			continue
		}
		flush()
		parts = append(parts, g.holiday(day))
	}
	flush()
	return g.list(parts)
}

func (g german) holiday(off calendar.DayOff) string {
	if off.Holiday.Observed {
		return fmt.Sprintf("%s ist arbeitsfrei (Ersatztag für %s)", g.date(off.Date), off.Holiday.Name)
	}
	return fmt.Sprintf("%s ist Feiertag (%s)", g.date(off.Date), off.Holiday.Name)
}

func (g german) list(parts []string) string {
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return strings.Join(parts[:last], ", ") + " und " + parts[last]
}

func (g german) moved(t telling) string {
	switch {
	case t.spaced:
		return "Die Erinnerung hält Abstand zur vorigen Nachricht."
	case !t.snoozed.IsZero():
		return fmt.Sprintf("Die Erinnerung wurde bis %s aufgeschoben.", g.dayAndHour(t.snoozed, t.candidate))
	case t.retracted:
		return fmt.Sprintf("Am %s wurde eine Angabe berichtigt, als der Zeitpunkt hierfür schon vorbei war.", g.dayAndHour(t.lateFrom, t.candidate))
	case t.replanned:
		return fmt.Sprintf("Der Zeitplan wurde am %s geändert, als die neue Zeit schon vorbei war.", g.dayAndHour(t.lateFrom, t.candidate))
	case !t.lateFrom.IsZero():
		return fmt.Sprintf("Davon erfuhren wir erst am %s, als der übliche Zeitpunkt schon vorbei war.", g.dayAndHour(t.lateFrom, t.candidate))
	default:
		return ""
	}
}

func (g german) fellBack(t telling) string {
	if t.country == "" {
		return fmt.Sprintf("Für %s sind uns keine Feiertage bekannt, deshalb gelten nur die Wochenenden als frei.", t.region)
	}
	return fmt.Sprintf("Für %s sind uns keine Feiertage bekannt, deshalb gelten die des ganzen Landes (%s).", t.region, t.country)
}

func (g german) skipped(t telling) string {
	when := g.moment(t.due, t.candidate)
	switch t.rule {
	case RuleNoteSent:
		return fmt.Sprintf("Nicht nötig am %s: Die Dankschreiben sind verschickt.", when)
	case RuleTopicsKnown:
		return fmt.Sprintf("Nicht nötig am %s: Worum es ging und bis wann entschieden wird, ist bekannt.", when)
	case RuleTooClose:
		return fmt.Sprintf("Entfällt am %s: Der Abstand zur vorigen Nachricht wäre zu kurz.", when)
	case RuleCheckInFirst:
		return fmt.Sprintf("Entfällt am %s: Die erste Nachfrage steht dann schon an.", when)
	case RuleCheckInSkipped:
		return fmt.Sprintf("Entfällt am %s: Die Nachfrage, um deren Ergebnis es ginge, ist entfallen.", when)
	case RuleAnswered:
		return fmt.Sprintf("Nicht nötig am %s: Nach der Nachfrage gab es Neuigkeiten.", when)
	case RulePast:
		return fmt.Sprintf("Entfällt: Als wir davon erfuhren, war der Zeitpunkt schon vorbei (%s).", when)
	case RuleInterviewOver:
		return fmt.Sprintf("Entfällt am %s: Das Gespräch ist schon vorbei.", when)
	case RuleSuperseded:
		return fmt.Sprintf("Entfällt am %s: Eine spätere Nachricht sagt, worauf es jetzt ankommt.", when)
	case RuleExpired:
		return fmt.Sprintf("Entfällt: Am %s käme die Nachricht zu spät, um noch zu nützen.", when)
	case RuleBudget:
		return fmt.Sprintf("Entfällt am %s: Eine weitere Nachfrage wäre zu viel.", when)
	case RuleCancelled:
		return fmt.Sprintf("Nicht nötig am %s: Das Gespräch kam nicht zustande.", when)
	case RuleRescheduled:
		return fmt.Sprintf("Nicht nötig am %s: Das Gespräch wurde auf einen anderen Tag verlegt.", when)
	case RuleRetracted:
		return fmt.Sprintf("Nicht nötig am %s: Die Angabe, auf der die Nachricht beruhte, wurde zurückgenommen.", when)
	case RuleErased:
		return "Nicht verschickt: Die persönlichen Daten wurden gelöscht."
	case RuleHardEnd:
		return "Nicht verschickt: Als wir von dem Gespräch erfuhren, lag es schon lange zurück."
	default:
		return fmt.Sprintf("Nicht nötig am %s: %s.", when, g.outcome(t.outcome))
	}
}

func (g german) outcome(o events.Outcome) string {
	switch o {
	case events.Offer:
		return "Es liegt ein Angebot vor"
	case events.Rejection:
		return "Es kam eine Absage"
	case events.Advanced:
		return "Die nächste Runde hat begonnen"
	case events.Withdrawn:
		return "Die Bewerbung wurde zurückgezogen"
	case events.NoResponse:
		return "Es kam keine Antwort"
	default:
		return "Die Begleitung ist abgeschlossen"
	}
}

// entry returns "Freitag, 6. März, 09:00 Uhr in New York", as in a diary.
func (g german) entry(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s, %s", g.date(events.DateOf(t.In(loc))), g.clock(t, loc))
}

// entryThere is the entry on the employer's clock, and on the candidate's where it differs.
func (g german) entryThere(t telling) string { return g.entry(t.due, t.place) + g.here(t) }

// moment is an entry within a sentence: "Freitag, 6. März um 09:00 Uhr in New York".
func (g german) moment(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s um %s", g.date(events.DateOf(t.In(loc))), g.clock(t, loc))
}

// there is the moment on the employer's clock, and on the candidate's where it differs.
func (g german) there(t telling) string { return g.moment(t.due, t.place) + g.here(t) }

// here returns the due instant on the candidate's clock in brackets, where that differs from the employer's.
func (g german) here(t telling) string {
	at, here := t.due.In(t.place), t.due.In(t.candidate)
	switch {
	case at.Format(time.DateTime) == here.Format(time.DateTime):
		return ""
	case events.DateOf(at) == events.DateOf(here):
		return fmt.Sprintf(" (%s)", g.clock(t.due, t.candidate))
	default:
		return fmt.Sprintf(" (%s)", g.entry(t.due, t.candidate))
	}
}

// dayAndHour is a moment whose place was named just before.
func (g german) dayAndHour(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s um %s", g.date(events.DateOf(t.In(loc))), g.hour(t, loc))
}

func (g german) clock(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s in %s", g.hour(t, loc), calendar.CityIn(loc, events.German))
}

func (g german) hour(t time.Time, loc *time.Location) string {
	return t.In(loc).Format("15:04") + " Uhr"
}

// date returns "Freitag, 6. März".
func (g german) date(d events.Date) string {
	return fmt.Sprintf("%s, %d. %s", g.weekday(d.Weekday()), d.Day, g.month(d.Month))
}

func (german) weekday(d time.Weekday) string {
	return [...]string{"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"}[d]
}

func (german) month(m time.Month) string {
	return [...]string{
		"Januar", "Februar", "März", "April", "Mai", "Juni",
		"Juli", "August", "September", "Oktober", "November", "Dezember",
	}[m-time.January]
}
