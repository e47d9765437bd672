package followup

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// spanish speaks the Spanish that is understood on both sides of the Atlantic. A moment
// stands alone as "viernes 6 de marzo, 9:00 en Nueva York", and within a sentence as
// "el viernes 6 de marzo a las 9:00 en Nueva York".
type spanish struct{}

func (s spanish) reason(t telling) string {
	if t.rule != "" {
		return s.skipped(t)
	}
	sentences := []string{s.planned(t)}
	if move := s.moved(t); move != "" {
		sentences = append(sentences, move)
	}
	if t.region != "" {
		sentences = append(sentences, s.fellBack(t))
	}
	return strings.Join(sentences, " ")
}

func (s spanish) planned(t telling) string {
	when := s.capital(s.entry(t.due, t.candidate))
	switch t.kind {
	case events.ClosingBrief:
		return fmt.Sprintf("%s: la entrevista empieza %s, así que es hora de repasar qué decir y qué preguntar al final.", when, s.start(t))
	case events.DebriefPrompt:
		return when + ": la conversación está fresca; es el momento de anotar de qué se habló y cuándo decidirán."
	case events.ThankYou:
		if t.lastCall {
			return fmt.Sprintf("%s: todavía hay tiempo; una nota de agradecimiento vale más en las primeras 24 horas, hasta %s.",
				when, s.dayAndHour(t.deadline, t.candidate))
		}
		return fmt.Sprintf("%s: buen momento para las notas de agradecimiento; conviene enviarlas a más tardar %s.",
			when, s.dayAndHour(t.deadline, t.candidate))
	case events.ThankYouLate:
		return when + ": ya pasó un día, y una nota de agradecimiento sigue siendo bienvenida."
	case events.CheckIn:
		return s.checkIn(t)
	case events.CheckInResult:
		return s.capital(s.entryThere(t)) + ": aún no sabemos si te respondieron, así que te lo preguntamos."
	case events.OfferDeadline:
		return fmt.Sprintf("%s: la oferta espera respuesta a más tardar %s.", when, s.theDate(t.respondBy))
	case events.Congratulation:
		return when + ": hay una oferta."
	case events.Regroup:
		return when + ": la respuesta fue negativa; lo que importa ahora es el siguiente paso."
	default:
		return s.moveOn(t, when)
	}
}

func (s spanish) moveOn(t telling, when string) string {
	switch t.outcome {
	case events.NoResponse:
		return fmt.Sprintf("%s: %s sin noticias desde el último intento; es hora de pasar a otra candidatura.", when, s.businessDays(t.silentDays))
	default:
		return when + ": ha pasado mucho tiempo desde la entrevista; es hora de pasar a otra candidatura."
	}
}

func (s spanish) businessDays(n int) string {
	if n == 1 {
		return "1 día hábil"
	}
	return fmt.Sprintf("%d días hábiles", n)
}

// checkIn says which day they named, what stood in the way, and when it is.
func (s spanish) checkIn(t telling) string {
	why, act := s.basis(t), "preguntar"
	if t.basis == onCallBack || t.basis == onCallDate {
		act = "hacerlo"
	}
	here := s.dayAndHour(t.due, t.place) + s.where(t)
	switch {
	case len(t.dayOff) > 0:
		return fmt.Sprintf("%s; %s, así que conviene %s %s.", why, s.daysOff(t.dayOff), act, here)
	case t.slot.Apart:
		return fmt.Sprintf("%s; su horario de oficina y el tuyo no coinciden, así que este mensaje llega %s, antes de que abran.", why, here)
	case t.spaced || !t.lateFrom.IsZero() || !t.snoozed.IsZero() || !t.due.Equal(t.slot.Morning):
		return fmt.Sprintf("%s; conviene %s %s.", why, act, here)
	case t.basis == onCallDate && events.DateOf(t.due.In(t.place)) == t.d.AddDays(1):
		return fmt.Sprintf("%s; conviene %s esa misma mañana: %s.", why, act, s.entryThere(t))
	default:
		return fmt.Sprintf("%s; conviene %s el siguiente día hábil: %s.", why, act, s.entryThere(t))
	}
}

func (s spanish) basis(t telling) string {
	if t.held {
		return "Habían dicho que decidirían a más tardar " + s.theDate(t.d)
	}
	switch t.basis {
	case onPromise:
		return "Dijeron que decidirían a más tardar " + s.theDate(t.d)
	case onCallBack:
		return "Pidieron que volvieras a llamar"
	case onCallDate:
		return "Pidieron que llamaras " + s.theDate(t.d.AddDays(1))
	case onSilence:
		return "No hay noticias desde el último intento: les damos tiempo hasta " + s.theDate(t.d)
	default:
		return "No dieron ninguna fecha: les damos tiempo hasta " + s.theDate(t.d)
	}
}

// daysOff says which of the days are holidays, and on which the office is closed.
func (s spanish) daysOff(days []calendar.DayOff) string {
	var holidays, closed, said []string
	for _, off := range days {
		switch {
		case off.Holiday.Name != "" && off.Holiday.Observed:
			holidays = append(holidays, fmt.Sprintf("%s (%s, trasladado)", s.theDate(off.Date), off.Holiday.Name))
		case off.Holiday.Name != "":
			holidays = append(holidays, fmt.Sprintf("%s (%s)", s.theDate(off.Date), off.Holiday.Name))
		default:
			closed = append(closed, s.theDate(off.Date))
		}
	}
	if len(holidays) == 1 {
		said = append(said, "es festivo "+holidays[0])
	}
	if len(holidays) > 1 {
		said = append(said, "son festivos "+s.list(holidays))
	}
	if len(closed) > 0 {
		said = append(said, "la oficina cierra "+s.list(closed))
	}
	return strings.Join(said, ", y ")
}

// list joins with "y"; what it is given never begins with the sound that asks for "e".
func (s spanish) list(parts []string) string {
	last := len(parts) - 1
	if last == 0 {
		return parts[0]
	}
	return strings.Join(parts[:last], ", ") + " y " + parts[last]
}

func (s spanish) moved(t telling) string {
	switch {
	case t.spaced:
		return "Se retrasa para no llegar junto con el mensaje anterior."
	case !t.snoozed.IsZero():
		return fmt.Sprintf("Se aplazó hasta %s.", s.dayAndHour(t.snoozed, t.candidate))
	case t.retracted:
		return fmt.Sprintf("Se corrigió un dato %s, cuando la hora de este mensaje ya había pasado.", s.dayAndHour(t.lateFrom, t.candidate))
	case t.replanned:
		return fmt.Sprintf("El calendario cambió %s, cuando la nueva hora ya había pasado.", s.dayAndHour(t.lateFrom, t.candidate))
	case !t.lateFrom.IsZero():
		return fmt.Sprintf("Lo supimos %s, cuando ya había pasado su hora habitual.", s.dayAndHour(t.lateFrom, t.candidate))
	default:
		return ""
	}
}

func (s spanish) fellBack(t telling) string {
	if t.country == "" {
		return fmt.Sprintf("No conocemos los días festivos de %s, así que solo cuentan los fines de semana.", t.region)
	}
	return fmt.Sprintf("No conocemos los días festivos de %s, así que cuentan los de %s.", t.region, t.country)
}

func (s spanish) skipped(t telling) string {
	message := "El mensaje del " + s.date(events.DateOf(t.due.In(t.candidate))) + " " + s.at(t.due, t.candidate) + s.in(t.candidate)
	switch t.rule {
	case RuleNoteSent:
		return message + " no hace falta: las notas de agradecimiento ya están enviadas."
	case RuleTopicsKnown:
		return message + " no hace falta: ya se sabe de qué se habló y cuándo decidirán."
	case RuleTooClose:
		return message + " no se envía: llegaría demasiado cerca del anterior."
	case RuleCheckInFirst:
		return message + " no se envía: a esa hora, o antes, ya toca preguntar por la decisión."
	case RuleCheckInSkipped:
		return message + " no se envía: tampoco se envió el que proponía preguntar por la decisión."
	case RuleAnswered:
		return message + " no hace falta: ya llegaron noticias."
	case RulePast:
		return message + " no se envía: cuando lo supimos, ya había pasado su hora."
	case RuleInterviewOver:
		return message + " no se envía: la entrevista ya terminó."
	case RuleSuperseded:
		return message + " no se envía: otro posterior dice lo que importa ahora."
	case RuleExpired:
		return message + " no se envía: habría llegado demasiado tarde para ser útil."
	case RuleBudget:
		return message + " no se envía: preguntar otra vez sería insistir demasiado."
	case RuleCancelled:
		return message + " no hace falta: la entrevista no tuvo lugar."
	case RuleRescheduled:
		return message + " no hace falta: la entrevista cambió de fecha."
	case RuleRetracted:
		return message + " no hace falta: se anuló el dato que lo motivaba."
	case RuleErased:
		return "No se envía: los datos personales se borraron."
	case RuleHardEnd:
		return "No se envía: cuando supimos de la entrevista, hacía mucho que había terminado."
	default:
		return message + " no hace falta: " + s.outcome(t.outcome) + "."
	}
}

func (s spanish) outcome(o events.Outcome) string {
	switch o {
	case events.Offer:
		return "hay una oferta"
	case events.Rejection:
		return "la respuesta fue negativa"
	case events.Advanced:
		return "ha empezado la siguiente ronda"
	case events.Withdrawn:
		return "la candidatura se retiró"
	case events.NoResponse:
		return "no llegó respuesta"
	default:
		return "el seguimiento ha terminado"
	}
}

// entry returns "viernes 6 de marzo, 9:00 en Nueva York", as in a diary.
func (s spanish) entry(t time.Time, loc *time.Location) string {
	return fmt.Sprintf("%s, %s%s", s.date(events.DateOf(t.In(loc))), s.hour(t, loc), s.in(loc))
}

// entryThere is the entry on the employer's clock, and on the candidate's where it differs.
func (s spanish) entryThere(t telling) string {
	there := t.due.In(t.place)
	return fmt.Sprintf("%s, %s%s", s.date(events.DateOf(there)), s.hour(t.due, t.place), s.where(t))
}

// where returns " en Nueva York", with the candidate's clock in brackets where it differs.
func (s spanish) where(t telling) string {
	there, here := t.due.In(t.place), t.due.In(t.candidate)
	switch {
	case there.Format(time.DateTime) == here.Format(time.DateTime):
		return s.in(t.place)
	case events.DateOf(there) == events.DateOf(here):
		return fmt.Sprintf("%s (%s%s)", s.in(t.place), s.hour(t.due, t.candidate), s.in(t.candidate))
	default:
		return fmt.Sprintf("%s (%s)", s.in(t.place), s.entry(t.due, t.candidate))
	}
}

func (s spanish) in(loc *time.Location) string { return " en " + calendar.CityIn(loc, events.Spanish) }

// dayAndHour returns "el viernes 6 de marzo a las 9:00".
func (s spanish) dayAndHour(t time.Time, loc *time.Location) string {
	return s.theDate(events.DateOf(t.In(loc))) + " " + s.at(t, loc)
}

// start returns when the interview begins, without the day if the message comes on the same.
func (s spanish) start(t telling) string {
	if events.DateOf(t.start.In(t.candidate)) == events.DateOf(t.due.In(t.candidate)) {
		return s.at(t.start, t.candidate)
	}
	return s.dayAndHour(t.start, t.candidate)
}

// at returns "a las 9:00", and "a la 1:00".
func (s spanish) at(t time.Time, loc *time.Location) string {
	if t.In(loc).Hour() == 1 {
		return "a la " + s.hour(t, loc)
	}
	return "a las " + s.hour(t, loc)
}

func (s spanish) hour(t time.Time, loc *time.Location) string {
	t = t.In(loc)
	return fmt.Sprintf("%d:%02d", t.Hour(), t.Minute())
}

// theDate returns "el viernes 6 de marzo".
func (s spanish) theDate(d events.Date) string { return "el " + s.date(d) }

// date returns "viernes 6 de marzo"; the first of a month is said as the other days are.
func (s spanish) date(d events.Date) string {
	weekdays := [...]string{"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"}
	months := [...]string{
		"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
	}
	return fmt.Sprintf("%s %d de %s", weekdays[d.Weekday()], d.Day, months[d.Month-time.January])
}

// capital begins a sentence; the names of days begin with a plain letter.
func (spanish) capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }
