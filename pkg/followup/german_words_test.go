package followup

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// TestGermanTellings reads what no story tells: other numbers, several days off at once,
// a call on a day when nobody works, and outcomes that leave no reminder behind today.
func TestGermanTellings(t *testing.T) {
	t.Parallel()
	city, err := calendar.Zone("Europe/Vienna")
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
	checkIn := func(change func(*telling)) telling {
		t := telling{kind: events.CheckIn, due: at(8, 9), d: events.NewDate(2027, time.January, 7), basis: onPromise}
		t.slot.Morning = t.due
		change(&t)
		return t
	}
	skippedBy := func(o events.Outcome) telling {
		return telling{kind: events.CheckIn, rule: RuleOutcome, due: at(8, 9), outcome: o}
	}
	for want, told := range map[string]telling{
		"Montag, 4. Januar, 09:00 Uhr in Wien: Seit der letzten Nachfrage ist ein Arbeitstag ohne Antwort vergangen; " +
			"es ist Zeit, nach vorn zu blicken.": {kind: events.MoveOn, due: at(4, 9), outcome: events.NoResponse, silentDays: 1},
		"Angekündigt war eine Entscheidung bis Donnerstag, 7. Januar; das Büro ist am Freitag, 8. Januar geschlossen, " +
			"Montag, 11. Januar ist Feiertag (A), Dienstag, 12. Januar ist arbeitsfrei (Ersatztag für B) und " +
			"das Büro ist am Mittwoch, 13. Januar, am Donnerstag, 14. Januar und am Freitag, 15. Januar geschlossen, " +
			"daher erst am Montag, 18. Januar um 09:00 Uhr in Wien.": checkIn(func(t *telling) {
			t.dayOff = []calendar.DayOff{
				off(8, "", false), off(11, "A", false), off(12, "B", true), off(13, "", false), off(14, "", false), off(15, "", false),
			}
			t.due = at(18, 9)
		}),
		"Ein Termin wurde nicht genannt, daher bekommt der Arbeitgeber Zeit bis Donnerstag, 7. Januar; vorgesehen ist die Nachfrage " +
			"für Freitag, 8. Januar um 09:00 Uhr in Wien. Die Erinnerung hält Abstand zur vorigen Nachricht.": checkIn(func(t *telling) {
			t.basis, t.spaced = onNothing, true
		}),
		"Der Arbeitgeber bat um einen Anruf am Freitag, 8. Januar; der nächste Arbeitstag beginnt am Montag, 11. Januar " +
			"um 09:00 Uhr in Wien.": checkIn(func(t *telling) {
			t.basis, t.due, t.slot.Morning = onCallDate, at(11, 9), at(11, 9)
		}),
		"Nicht nötig am Freitag, 8. Januar um 09:00 Uhr in Wien: Es kam keine Antwort.":             skippedBy(events.NoResponse),
		"Nicht nötig am Freitag, 8. Januar um 09:00 Uhr in Wien: Die Begleitung ist abgeschlossen.": skippedBy(events.Expired),
	} {
		told.candidate, told.place = city, city
		if diff := cmp.Diff(want, german{}.reason(told)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// TestGermanDates reads the name of every weekday and every month.
func TestGermanDates(t *testing.T) {
	t.Parallel()
	for i, want := range []string{
		"Sonntag, 31. Januar", "Sonntag, 28. Februar", "Mittwoch, 31. März", "Freitag, 30. April", "Montag, 31. Mai", "Mittwoch, 30. Juni",
		"Samstag, 31. Juli", "Dienstag, 31. August", "Donnerstag, 30. September", "Sonntag, 31. Oktober", "Dienstag, 30. November", "Freitag, 31. Dezember",
	} {
		last := events.NewDate(2027, time.January+time.Month(i)+1, 1).AddDays(-1)
		if got := (german{}).date(last); got != want {
			t.Errorf("%v is %q, want %q", last, got, want)
		}
	}
}
