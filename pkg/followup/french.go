package followup

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// french speaks as a career adviser would. The space before a colon, a semicolon and
// the h of an hour is one that no line breaks at (U+00A0).
type french struct{}

func (f french) reason(t telling) string {
	if t.rule != "" {
		return f.skipped(t)
	}
	sentences := []string{f.planned(t)}
	if move := f.moved(t); move != "" {
		sentences = append(sentences, move)
	}
	if t.region != "" {
		sentences = append(sentences, f.fellBack(t))
	}
	return strings.Join(sentences, " ")
}

func (f french) planned(t telling) string {
	if t.kind == events.CheckIn {
		return f.checkIn(t)
	}
	when, why := f.moment(t.due, t.candidate), ""
	switch t.kind {
	case events.ClosingBrief:
		why = "l'entretien commence " + f.start(t) + ", c'est le moment de revoir ce qu'il faut dire et la question à poser à la fin"
	case events.DebriefPrompt:
		why = "tout est encore frais, c'est le moment de noter ce qui a été abordé et la date prévue pour la décision"
	case events.ThankYou:
		why = "c'est le bon moment pour les mots de remerciement, à envoyer avant " + f.dayAndHour(t.deadline, t.candidate)
		if t.lastCall {
			why = "il est encore temps d'envoyer un mot de remerciement, qui compte surtout dans les vingt-quatre heures, donc avant " + f.dayAndHour(t.deadline, t.candidate)
		}
	case events.ThankYouLate:
		why = "un jour a passé, et un mot de remerciement fait encore plaisir"
	case events.CheckInResult:
		when = f.office(t)
		why = "nous n'avons pas eu de nouvelles depuis la dernière relance, nous vous demandons donc ce qu'elle a donné"
	case events.OfferDeadline:
		why = "l'employeur attend votre réponse à son offre " + f.date(t.respondBy) + " au plus tard"
	case events.Congratulation:
		why = "l'employeur a fait une offre"
	case events.Regroup:
		why = "la réponse est négative, et c'est la suite qui compte maintenant"
	default:
		why = f.moveOn(t)
	}
	return f.capital(strings.TrimPrefix(when, "le ")) + "\u00a0: " + why + "."
}

func (f french) moveOn(t telling) string {
	switch t.outcome {
	case events.NoResponse:
		return fmt.Sprintf("aucune nouvelle %s après la dernière relance, il est temps de passer à la suite", f.businessDays(t.silentDays))
	default:
		return "beaucoup de temps a passé depuis l'entretien, il est temps de passer à la suite"
	}
}

// checkIn says which day they named, what stood in the way, and when it is.
func (f french) checkIn(t telling) string {
	why := f.basis(t)
	switch {
	case len(t.dayOff) > 0:
		return fmt.Sprintf("%s\u00a0; %s, ce sera donc %s.", why, f.daysOff(t.dayOff), f.office(t))
	case t.slot.Apart:
		return fmt.Sprintf("%s\u00a0; ses heures d'ouverture ne recoupent pas vos horaires, ce sera donc avant l'ouverture, %s.", why, f.office(t))
	case t.spaced || !t.lateFrom.IsZero() || !t.snoozed.IsZero() || !t.due.Equal(t.slot.Morning):
		return fmt.Sprintf("%s\u00a0; la relance est prévue %s.", why, f.office(t))
	case t.basis == onCallDate && events.DateOf(t.due.In(t.place)) == t.d.AddDays(1):
		return fmt.Sprintf("%s\u00a0; ce sera dès l'ouverture, %s.", why, f.officeHour(t))
	default:
		return fmt.Sprintf("%s\u00a0; la relance est prévue le jour ouvré suivant, %s.", why, f.office(t))
	}
}

func (f french) basis(t telling) string {
	switch {
	case t.held:
		return "L'employeur avait annoncé une réponse pour " + f.date(t.d) + " au plus tard"
	case t.basis == onPromise:
		return "L'employeur a annoncé une réponse pour " + f.date(t.d) + " au plus tard"
	case t.basis == onCallBack:
		return "L'employeur vous a demandé de rappeler"
	case t.basis == onCallDate:
		return "L'employeur vous a demandé de rappeler " + f.date(t.d.AddDays(1))
	case t.basis == onSilence:
		return "Aucune nouvelle depuis la dernière relance, nous laissons donc à l'employeur jusqu'" + f.until(t.d)
	default:
		return "L'employeur n'a pas donné de date, nous lui laissons donc jusqu'" + f.until(t.d)
	}
}

// daysOff says why each day is off; the closures go into one clause.
func (f french) daysOff(days []calendar.DayOff) string {
	var why, closed []string
	for _, day := range days {
		switch {
		case day.Holiday.Name != "" && day.Holiday.Observed:
			why = append(why, fmt.Sprintf("%s est férié (%s, chômé ce jour-là)", f.date(day.Date), day.Holiday.Name))
		case day.Holiday.Name != "":
			why = append(why, fmt.Sprintf("%s est férié (%s)", f.date(day.Date), day.Holiday.Name))
		default:
			closed = append(closed, f.date(day.Date))
		}
	}
	if len(closed) > 0 {
		why = append(why, "les bureaux sont fermés "+f.list(closed))
	}
	return f.list(why)
}

func (f french) list(parts []string) string {
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return strings.Join(parts[:last], ", ") + " et " + parts[last]
}

func (f french) moved(t telling) string {
	switch {
	case t.spaced:
		return "Ce message est décalé pour ne pas suivre le précédent de trop près."
	case !t.snoozed.IsZero():
		return fmt.Sprintf("Les messages étaient en pause jusqu'%s.", f.untilHour(t.snoozed, t.candidate))
	case t.retracted:
		return fmt.Sprintf("Une information a été corrigée %s, alors que l'heure de ce message était déjà passée.", f.dayAndHour(t.lateFrom, t.candidate))
	case t.replanned:
		return fmt.Sprintf("Le calendrier a changé %s, alors que la nouvelle heure était déjà passée.", f.dayAndHour(t.lateFrom, t.candidate))
	case !t.lateFrom.IsZero():
		return fmt.Sprintf("Nous ne l'avons su que %s, après l'heure habituelle de ce message.", f.dayAndHour(t.lateFrom, t.candidate))
	default:
		return ""
	}
}

func (f french) fellBack(t telling) string {
	if t.country == "" {
		return fmt.Sprintf("Nous ne connaissons pas les jours fériés pour %s\u00a0: seuls les week-ends comptent.", t.region)
	}
	return fmt.Sprintf("Nous ne connaissons pas les jours fériés pour %s\u00a0: ce sont ceux du pays (%s) qui comptent.", t.region, t.country)
}

func (f french) skipped(t telling) string {
	when := f.moment(t.due, t.candidate)
	dropped := func(why string) string { return fmt.Sprintf("Pas de message %s\u00a0: %s.", when, why) }
	needless := func(why string) string { return fmt.Sprintf("Plus besoin de message %s\u00a0: %s.", when, why) }
	switch t.rule {
	case RuleNoteSent:
		return needless("les mots de remerciement sont partis")
	case RuleTopicsKnown:
		return needless("nous savons ce qui a été abordé et quand tombera la décision")
	case RuleTooClose:
		return dropped("il suivrait de trop près le précédent")
	case RuleCheckInFirst:
		return dropped("la première relance est prévue au même moment ou plus tôt")
	case RuleCheckInSkipped:
		return dropped("la relance dont il parlerait n'est pas partie")
	case RuleAnswered:
		return needless("il y a eu des nouvelles depuis la relance")
	case RulePast:
		return fmt.Sprintf("Pas de message\u00a0: son heure était déjà passée quand nous l'avons su (%s).", when)
	case RuleInterviewOver:
		return dropped("l'entretien est terminé")
	case RuleSuperseded:
		return dropped("un message prévu ensuite dit ce qui compte maintenant")
	case RuleExpired:
		return fmt.Sprintf("Pas de message\u00a0: %s, il serait arrivé trop tard pour être utile.", when)
	case RuleBudget:
		return dropped("une relance de plus serait de trop")
	case RuleCancelled:
		return needless("l'entretien n'a pas eu lieu")
	case RuleRescheduled:
		return needless("l'entretien a lieu un autre jour")
	case RuleRetracted:
		return needless("l'information dont il découlait a été annulée")
	case RuleErased:
		return "Aucun message\u00a0: les données personnelles ont été effacées."
	case RuleHardEnd:
		return "Aucun message\u00a0: l'entretien était passé depuis longtemps quand nous l'avons appris."
	default:
		return needless(f.outcome(t.outcome))
	}
}

func (f french) outcome(o events.Outcome) string {
	switch o {
	case events.Offer:
		return "l'employeur a fait une offre"
	case events.Rejection:
		return "la réponse est négative"
	case events.Advanced:
		return "l'étape suivante du recrutement a commencé"
	case events.Withdrawn:
		return "la candidature a été retirée"
	case events.NoResponse:
		return "aucune réponse n'est venue"
	default:
		return "le suivi est terminé"
	}
}

// moment returns "le vendredi 6 mars à 9 h, heure de New York".
func (f french) moment(t time.Time, loc *time.Location) string {
	return f.dayAndHour(t, loc) + ", " + calendar.FrenchTime(loc)
}

// office returns a moment on the employer's clock, and on the candidate's where it differs.
func (f french) office(t telling) string {
	return f.date(events.DateOf(t.due.In(t.place))) + " " + f.officeHour(t)
}

// officeHour is office without the employer's day.
func (f french) officeHour(t telling) string {
	at, here := t.due.In(t.place), t.due.In(t.candidate)
	text := fmt.Sprintf("à %s, %s", f.hour(t.due, t.place), calendar.FrenchTime(t.place))
	switch {
	case at.Format(time.DateTime) == here.Format(time.DateTime):
		return text
	case events.DateOf(at) == events.DateOf(here):
		return fmt.Sprintf("%s (%s, %s)", text, f.hour(t.due, t.candidate), calendar.FrenchTime(t.candidate))
	default:
		return fmt.Sprintf("%s (%s)", text, f.moment(t.due, t.candidate))
	}
}

// start says when the interview begins, without the day if the message comes on the same.
func (f french) start(t telling) string {
	if events.DateOf(t.start.In(t.candidate)) == events.DateOf(t.due.In(t.candidate)) {
		return "à " + f.hour(t.start, t.candidate)
	}
	return f.dayAndHour(t.start, t.candidate)
}

// dayAndHour is a moment whose place was named just before.
func (f french) dayAndHour(t time.Time, loc *time.Location) string {
	return f.date(events.DateOf(t.In(loc))) + " à " + f.hour(t, loc)
}

// until returns a date after "jusqu'": "au vendredi 6 mars".
func (f french) until(d events.Date) string { return "au " + strings.TrimPrefix(f.date(d), "le ") }

func (f french) untilHour(t time.Time, loc *time.Location) string {
	return f.until(events.DateOf(t.In(loc))) + " à " + f.hour(t, loc)
}

// hour returns "9 h" or "15 h 30".
func (f french) hour(t time.Time, loc *time.Location) string {
	at := t.In(loc)
	if at.Minute() == 0 {
		return fmt.Sprintf("%d\u00a0h", at.Hour())
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", at.Hour(), at.Minute())
}

func (f french) businessDays(n int) string {
	if n < 2 {
		return fmt.Sprintf("%d jour ouvré", n)
	}
	return fmt.Sprintf("%d jours ouvrés", n)
}

// date returns "le vendredi 6 mars".
func (f french) date(d events.Date) string { return "le " + calendar.FrenchDate(d) }

// capital begins a sentence; names of days begin with a plain letter.
func (f french) capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
