package followup

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// TestSpanishTellings reads what no story tells: other numbers, several days off at once,
// outcomes that leave no reminder behind today.
func TestSpanishTellings(t *testing.T) {
	t.Parallel()
	city, err := calendar.Zone("America/Mexico_City")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour int) time.Time { return time.Date(2027, time.January, day, hour, 0, 0, 0, city) }
	off := func(day int, holiday string, observed bool) calendar.DayOff {
		return calendar.DayOff{
			Date: events.NewDate(2027, time.January, day), Closure: holiday == "",
			Holiday: calendar.Holiday{Name: holiday, Observed: observed},
		}
	}
	told := func(t telling) telling {
		t.candidate, t.place = city, city
		return t
	}
	checkIn := func(change func(*telling)) telling {
		t := told(telling{kind: events.CheckIn, due: at(8, 9), d: events.NewDate(2027, time.January, 7), basis: onPromise})
		t.slot.Morning = t.due
		change(&t)
		return t
	}
	skippedBy := func(o events.Outcome) telling {
		return told(telling{kind: events.CheckIn, rule: RuleOutcome, due: at(8, 9), outcome: o})
	}
	for want, telling := range map[string]telling{
		"Lunes 4 de enero, 9:00 en Ciudad de México: 1 día hábil sin noticias desde el último intento; es hora de pasar a otra candidatura.":           told(telling{kind: events.MoveOn, due: at(4, 9), outcome: events.NoResponse, silentDays: 1}),
		"Sábado 2 de enero, 8:00 en Ciudad de México: la entrevista empieza a la 1:00, así que es hora de repasar qué decir y qué preguntar al final.": told(telling{kind: events.ClosingBrief, due: at(2, 8), start: at(2, 1)}),
		"Dijeron que decidirían a más tardar el jueves 7 de enero; son festivos el viernes 8 de enero (A), el lunes 11 de enero (B) y " +
			"el martes 12 de enero (C, trasladado), y la oficina cierra el miércoles 13 de enero, así que conviene preguntar " +
			"el viernes 8 de enero a las 9:00 en Ciudad de México.": checkIn(func(t *telling) {
			t.dayOff = []calendar.DayOff{off(8, "A", false), off(11, "B", false), off(12, "C", true), off(13, "", false)}
		}),
		"No dieron ninguna fecha: les damos tiempo hasta el jueves 7 de enero; conviene preguntar el viernes 8 de enero a las 9:00 " +
			"en Ciudad de México. Se retrasa para no llegar junto con el mensaje anterior.": checkIn(func(t *telling) { t.basis, t.spaced = onNothing, true }),
		"Dijeron que decidirían a más tardar el jueves 7 de enero; conviene preguntar el viernes 8 de enero a las 9:00 " +
			"en Ciudad de México. Se aplazó hasta el viernes 8 de enero a las 8:00.": checkIn(func(t *telling) { t.snoozed = at(8, 8) }),
		"Pidieron que llamaras el viernes 8 de enero; conviene hacerlo el siguiente día hábil: lunes 11 de enero, 9:00 en Ciudad de México.": checkIn(func(t *telling) { t.basis, t.due, t.slot.Morning = onCallDate, at(11, 9), at(11, 9) }),
		"El mensaje del viernes 8 de enero a las 9:00 en Ciudad de México no hace falta: no llegó respuesta.":                                skippedBy(events.NoResponse),
		"El mensaje del viernes 8 de enero a las 9:00 en Ciudad de México no hace falta: el seguimiento ha terminado.":                       skippedBy(events.Expired),
	} {
		if diff := cmp.Diff(want, spanish{}.reason(telling)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestSpanishDates reads the name of every weekday and every month.
func TestSpanishDates(t *testing.T) {
	t.Parallel()
	for i, want := range []string{
		"domingo 31 de enero", "domingo 28 de febrero", "miércoles 31 de marzo", "viernes 30 de abril", "lunes 31 de mayo", "miércoles 30 de junio",
		"sábado 31 de julio", "martes 31 de agosto", "jueves 30 de septiembre", "domingo 31 de octubre", "martes 30 de noviembre", "viernes 31 de diciembre",
	} {
		last := events.NewDate(2027, time.January+time.Month(i)+1, 1).AddDays(-1)
		if got := (spanish{}).date(last); got != want {
			t.Errorf("%v is %q, want %q", last, got, want)
		}
	}
}
