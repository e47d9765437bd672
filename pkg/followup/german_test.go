package followup_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// toldInGerman returns the reminders of a story, with its reasons in German.
func toldInGerman(s storyFile) []events.Reminder {
	s.policy.Language = events.German
	return followup.Simulate(s.policy, s.ownFirst(), time.Time{}).Reminders
}

// TestGermanReasons reads one sentence of every kind, every basis, every move and every rule.
func TestGermanReasons(t *testing.T) {
	t.Parallel()
	kinds, rules := map[events.Kind]bool{}, map[string]bool{}
	for _, c := range []struct{ story, id, want string }{
		{
			"rescheduled", "closing_brief.2",
			"Donnerstag, 5. März, 12:00 Uhr in New York: Das Gespräch beginnt um 14:00 Uhr; Zeit für einen letzten Blick " +
				"auf das, was Sie am Ende sagen und fragen möchten.",
		},
		{
			"closing brief early in the morning", "closing_brief.1",
			"Montag, 2. März, 19:30 Uhr in New York: Das Gespräch beginnt am Dienstag, 3. März um 09:00 Uhr; Zeit für " +
				"einen letzten Blick auf das, was Sie am Ende sagen und fragen möchten.",
		},
		{
			"rescheduled after an assumed completion", "debrief.2",
			"Donnerstag, 5. März, 16:00 Uhr in New York: Das Gespräch ist noch frisch in Erinnerung; jetzt lässt sich am " +
				"besten festhalten, worum es ging und bis wann entschieden wird.",
		},
		{
			"snoozed", "debrief.1",
			"Mittwoch, 4. März, 10:00 Uhr in New York: Das Gespräch ist noch frisch in Erinnerung; jetzt lässt sich am " +
				"besten festhalten, worum es ging und bis wann entschieden wird. Die Erinnerung wurde bis Mittwoch, 4. März um " +
				"10:00 Uhr aufgeschoben.",
		},
		{
			"daylight time begins inside the 24 hours", "thank_you.2",
			"Sonntag, 8. März, 11:00 Uhr in New York: noch ein guter Zeitpunkt für ein Dankschreiben; am besten wirkt es " +
				"innerhalb eines Tages, also bis Sonntag, 8. März um 13:00 Uhr.",
		},
		{
			"rescheduled after an assumed completion", "thank_you.1",
			"Donnerstag, 5. März, 18:00 Uhr in New York: ein guter Zeitpunkt für die Dankschreiben; am besten sind sie bis " +
				"Freitag, 6. März um 15:00 Uhr verschickt.",
		},
		{
			"reported the next morning", "thank_you.1",
			"Mittwoch, 4. März, 10:00 Uhr in New York: ein guter Zeitpunkt für die Dankschreiben; am besten sind sie bis " +
				"Mittwoch, 4. März um 15:00 Uhr verschickt. Davon erfuhren wir erst am Mittwoch, 4. März um 10:00 Uhr, als der " +
				"übliche Zeitpunkt schon vorbei war.",
		},
		{
			"an evening interview", "thank_you.1",
			"Mittwoch, 4. März, 10:00 Uhr in New York: ein guter Zeitpunkt für die Dankschreiben; am besten sind sie bis " +
				"Mittwoch, 4. März um 19:30 Uhr verschickt. Die Erinnerung hält Abstand zur vorigen Nachricht.",
		},
		{
			"daylight time begins inside the 24 hours", "thank_you_late.1",
			"Sonntag, 8. März, 13:00 Uhr in New York: Ein Tag ist vergangen; auch jetzt kommt ein Dankschreiben noch gut " +
				"an.",
		},
		{
			"reported after the last call: it alone is sent", "thank_you_late.1",
			"Mittwoch, 4. März, 16:00 Uhr in New York: Ein Tag ist vergangen; auch jetzt kommt ein Dankschreiben noch gut " +
				"an. Die Erinnerung hält Abstand zur vorigen Nachricht.",
		},
		{
			"a promise after the last check-in's day asks again, an overtaken one does not", "check_in.2",
			"Angekündigt war eine Entscheidung bis Donnerstag, 12. März; der nächste Arbeitstag beginnt am Freitag, 13. " +
				"März um 09:00 Uhr in New York.",
		},
		{
			"Easter in Auckland", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 2. April; Freitag, 3. April ist Feiertag (Good Friday) und " +
				"Montag, 6. April ist Feiertag (Easter Monday), daher erst am Dienstag, 7. April um 09:00 Uhr in Auckland.",
		},
		{
			"Independence Day", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 2. Juli; Freitag, 3. Juli ist arbeitsfrei (Ersatztag für " +
				"Independence Day), daher erst am Montag, 6. Juli um 09:00 Uhr in New York.",
		},
		{
			"a region without holidays of its own", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 2. Juli; Freitag, 3. Juli ist arbeitsfrei (Ersatztag für " +
				"Independence Day), daher erst am Montag, 6. Juli um 09:00 Uhr in New York. Für US-ZZ sind uns keine " +
				"Feiertage bekannt, deshalb gelten die des ganzen Landes (US).",
		},
		{
			"reported four days later", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; vorgesehen ist die Nachfrage für Montag, 9. März " +
				"um 09:00 Uhr in New York. Davon erfuhren wir erst am Samstag, 7. März um 23:00 Uhr, als der übliche Zeitpunkt " +
				"schon vorbei war.",
		},
		{
			"an outage is told as a story: snoozed past the expiry", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; vorgesehen ist die Nachfrage für Dienstag, 10. " +
				"März um 09:00 Uhr in New York. Die Erinnerung wurde bis Montag, 9. März um 12:00 Uhr aufgeschoben.",
		},
		{
			"Israel: the week ends on Thursday", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; der nächste Arbeitstag beginnt am Sonntag, 8. März " +
				"um 09:00 Uhr in Jerusalem. Für IL sind uns keine Feiertage bekannt, deshalb gelten nur die Wochenenden als " +
				"frei.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; der nächste Arbeitstag beginnt am Freitag, 6. " +
				"März um 09:00 Uhr in New York (15:00 Uhr in Berlin).",
		},
		{
			"the candidate moves to the west", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; vorgesehen ist die Nachfrage für Freitag, 6. März " +
				"um 11:00 Uhr in New York (08:00 Uhr in Los Angeles).",
		},
		{
			"candidate in Auckland: office hours at night", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; vorgesehen ist die Nachfrage für Freitag, 6. März " +
				"um 14:00 Uhr in New York (Samstag, 7. März, 08:00 Uhr in Auckland).",
		},
		{
			"closures", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; das Büro ist am Freitag, 6. März und am Montag, " +
				"9. März geschlossen, daher erst am Dienstag, 10. März um 09:00 Uhr in New York.",
		},
		{
			"candidate in Kolkata: the windows never meet", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; die Bürozeiten dort und Ihre Zeiten für " +
				"Nachrichten überschneiden sich nicht, daher am Freitag, 6. März um 01:00 Uhr in New York (11:30 Uhr in " +
				"Kolkata), noch vor Bürobeginn.",
		},
		{
			"an answer without a date waits for the promise in force", "check_in.1",
			"Es bleibt bei der angekündigten Entscheidung bis Freitag, 20. März; der nächste Arbeitstag beginnt am Montag, " +
				"23. März um 09:00 Uhr in New York.",
		},
		{
			"not more often than every five business days", "check_in.2",
			"Ein Termin wurde nicht genannt, daher bekommt der Arbeitgeber Zeit bis Donnerstag, 12. März; der nächste " +
				"Arbeitstag beginnt am Freitag, 13. März um 09:00 Uhr in New York.",
		},
		{
			"budget: news after the third", "check_in.6",
			"Seit der letzten Nachfrage kam keine Antwort, daher bekommt der Arbeitgeber Zeit bis Donnerstag, 16. April; " +
				"der nächste Arbeitstag beginnt am Freitag, 17. April um 09:00 Uhr in New York.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.2",
			"Seit der letzten Nachfrage kam keine Antwort, daher bekommt der Arbeitgeber Zeit bis Freitag, 13. März; der " +
				"nächste Arbeitstag beginnt am Montag, 16. März um 09:00 Uhr in New York (14:00 Uhr in Berlin).",
		},
		{
			"check-in answered: call back", "check_in.3",
			"Der Arbeitgeber bat um einen Anruf am Mittwoch, 11. März; vorgesehen ist er um 09:00 Uhr in New York.",
		},
		{
			"silence never asks before the promise in force", "check_in.1",
			"Der Arbeitgeber bat um Rückruf; der nächste Arbeitstag beginnt am Donnerstag, 5. März um 09:00 Uhr in New " +
				"York.",
		},
		{
			"an overtaken promise is neither news nor a reason to ask", "check_in_result.1",
			"Donnerstag, 12. März, 09:00 Uhr in New York: Seit der letzten Nachfrage haben wir nichts gehört; deshalb " +
				"fragen wir, was sie ergeben hat.",
		},
		{
			"candidate in Kolkata: the windows never meet", "check_in_result.1",
			"Montag, 9. März, 02:00 Uhr in New York (11:30 Uhr in Kolkata): Seit der letzten Nachfrage haben wir nichts " +
				"gehört; deshalb fragen wir, was sie ergeben hat.",
		},
		{
			"a snoozed offer deadline", "offer_deadline.1",
			"Donnerstag, 12. März, 12:00 Uhr in New York: Auf das Angebot wird bis Freitag, 13. März eine Antwort " +
				"erwartet. Die Erinnerung wurde bis Donnerstag, 12. März um 12:00 Uhr aufgeschoben.",
		},
		{
			"an offer to be answered", "offer_deadline.1",
			"Mittwoch, 11. März, 09:00 Uhr in New York: Auf das Angebot wird bis Freitag, 13. März eine Antwort erwartet.",
		},
		{
			"a snoozed offer deadline", "congratulations.1",
			"Donnerstag, 5. März, 10:00 Uhr in New York: Es liegt ein Angebot vor.",
		},
		{
			"the same outcome from the candidate after the ATS", "regroup.1",
			"Donnerstag, 5. März, 12:00 Uhr in New York: Es kam eine Absage; jetzt zählt der nächste Schritt.",
		},
		{
			"a far promise", "move_on.1",
			"Donnerstag, 11. Juni, 17:00 Uhr in New York: Das Gespräch liegt lange zurück; es ist Zeit, nach vorn zu " +
				"blicken.",
		},
		{
			"reported two days later", "move_on.1",
			"Donnerstag, 9. April, 09:00 Uhr in New York: Seit der letzten Nachfrage sind 10 Arbeitstage ohne Antwort " +
				"vergangen; es ist Zeit, nach vorn zu blicken.",
		},
		{
			"cancelled: an offer reported afterwards is kept and sends nothing", "closing_brief.1",
			"Nicht nötig am Dienstag, 3. März um 12:00 Uhr in New York: Das Gespräch kam nicht zustande.",
		},
		{
			"completed before the closing brief was due", "closing_brief.1",
			"Entfällt am Dienstag, 3. März um 12:00 Uhr in New York: Das Gespräch ist schon vorbei.",
		},
		{
			"closing brief known too late", "closing_brief.1",
			"Entfällt: Als wir davon erfuhren, war der Zeitpunkt schon vorbei (Dienstag, 3. März um 12:00 Uhr in New " +
				"York).",
		},
		{
			"rescheduled after an assumed completion: the promise stays in force, as when it is rescheduled before", "debrief.1",
			"Nicht nötig am Dienstag, 10. März um 16:00 Uhr in New York: Worum es ging und bis wann entschieden wird, ist " +
				"bekannt.",
		},
		{
			"reported after the hard end", "debrief.1",
			"Nicht verschickt: Als wir von dem Gespräch erfuhren, lag es schon lange zurück.",
		},
		{
			"reported the next morning", "debrief.1",
			"Entfällt am Mittwoch, 4. März um 10:00 Uhr in New York: Eine spätere Nachricht sagt, worauf es jetzt " +
				"ankommt.",
		},
		{
			"reported four days later", "debrief.1",
			"Entfällt: Am Sonntag, 8. März um 08:00 Uhr in New York käme die Nachricht zu spät, um noch zu nützen.",
		},
		{
			"a snoozed offer deadline", "thank_you.2",
			"Nicht nötig am Donnerstag, 12. März um 12:00 Uhr in New York: Es liegt ein Angebot vor.",
		},
		{
			"Easter in Auckland", "thank_you.2",
			"Nicht nötig am Donnerstag, 2. April um 13:00 Uhr in Auckland: Die Dankschreiben sind verschickt.",
		},
		{
			"cancelled and announced again", "thank_you.1",
			"Nicht verschickt: Die persönlichen Daten wurden gelöscht.",
		},
		{
			"a short window: the last call follows too closely", "thank_you.2",
			"Entfällt am Dienstag, 3. März um 09:30 Uhr in New York: Der Abstand zur vorigen Nachricht wäre zu kurz.",
		},
		{
			"the deadline meets the check-in", "thank_you_late.1",
			"Entfällt am Dienstag, 3. März um 09:00 Uhr in New York: Die erste Nachfrage steht dann schon an.",
		},
		{
			"the note goes out after the check-in's morning", "check_in.2",
			"Nicht nötig am Donnerstag, 12. März um 09:00 Uhr in New York: Die Bewerbung wurde zurückgezogen.",
		},
		{
			"an offer pressed by mistake, taken back before its message", "congratulations.1",
			"Nicht nötig am Donnerstag, 5. März um 08:00 Uhr in New York: Die Angabe, auf der die Nachricht beruhte, wurde " +
				"zurückgenommen.",
		},
		{
			"a thank-you that was not sent after all", "thank_you.1",
			"Dienstag, 3. März, 18:30 Uhr in New York: ein guter Zeitpunkt für die Dankschreiben; am besten sind sie bis " +
				"Mittwoch, 4. März um 15:00 Uhr verschickt. Am Dienstag, 3. März um 18:30 Uhr wurde eine Angabe berichtigt, als " +
				"der Zeitpunkt hierfür schon vorbei war.",
		},
		{
			"rescheduled", "check_in.1",
			"Nicht nötig am Mittwoch, 11. März um 09:00 Uhr in New York: Die nächste Runde hat begonnen.",
		},
		{
			"an ATS offer after the first check-in", "check_in.2",
			"Entfällt am Montag, 16. März um 09:00 Uhr in New York: Eine weitere Nachfrage wäre zu viel.",
		},
		{
			"a promise after the last check-in's day asks again, an overtaken one does not", "check_in_result.1",
			"Nicht nötig am Donnerstag, 12. März um 09:00 Uhr in New York: Nach der Nachfrage gab es Neuigkeiten.",
		},
		{
			"rescheduled after a check-in under an assumed completion", "check_in_result.1",
			"Nicht nötig am Freitag, 6. März um 09:00 Uhr in New York: Das Gespräch wurde auf einen anderen Tag verlegt.",
		},
		{
			"snoozed past the expiry: the check-in is skipped, the next one takes its place", "check_in_result.1",
			"Entfällt am Montag, 9. März um 09:00 Uhr in New York: Die Nachfrage, um deren Ergebnis es ginge, ist " +
				"entfallen.",
		},
		{
			"an offer that is taken back and made again has a deadline of its own", "congratulations.1",
			"Nicht nötig am Donnerstag, 5. März um 08:00 Uhr in New York: Es kam eine Absage.",
		},
		{
			"the worked example of the specification", "check_in.1",
			"Angekündigt war eine Entscheidung bis Donnerstag, 5. März; der nächste Arbeitstag beginnt am Freitag, 6. " +
				"März um 09:00 Uhr in New York.",
		},
		{
			"the worked example of the specification", "thank_you.2",
			"Mittwoch, 4. März, 13:00 Uhr in New York: noch ein guter Zeitpunkt für ein Dankschreiben; am besten wirkt es " +
				"innerhalb eines Tages, also bis Mittwoch, 4. März um 15:00 Uhr.",
		},
		{
			"the worked example of the specification", "check_in.2",
			"Seit der letzten Nachfrage kam keine Antwort, daher bekommt der Arbeitgeber Zeit bis Freitag, 13. März; der " +
				"nächste Arbeitstag beginnt am Montag, 16. März um 09:00 Uhr in New York.",
		},
		{
			"an outcome that came before its interview", "congratulations.1",
			"Mittwoch, 4. März, 08:00 Uhr in New York: Es liegt ein Angebot vor. Davon erfuhren wir erst am Dienstag, 3. " +
				"März um 21:00 Uhr, als der übliche Zeitpunkt schon vorbei war.",
		},
	} {
		got := ""
		for _, r := range toldInGerman(story(t, c.story)) {
			if r.ID == "int-42."+c.id {
				got, kinds[r.Kind], rules[r.Rule] = r.Reason, true, true
			}
		}
		if got != c.want {
			t.Errorf("%s, %s:\n got %s\nwant %s", c.story, c.id, got, c.want)
		}
	}
	for _, kind := range events.Kinds() {
		if !kinds[kind] {
			t.Errorf("no sentence tells of the kind %s", kind)
		}
	}
	for _, rule := range followup.Rules() {
		if !rules[string(rule)] {
			t.Errorf("no sentence tells of the rule %s", rule)
		}
	}
}

// TestGermanReasonsAreGerman: no word of English is left in any reason of any story, except
// the names of holidays, which stand in brackets as the library gives them.
func TestGermanReasonsAreGerman(t *testing.T) {
	t.Parallel()
	holidays := regexp.MustCompile(`ist Feiertag \([^)]*\)|Ersatztag für [^)]*\)`)
	english := regexp.MustCompile(`(?i)\b((mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|may|june|july|october|december|` +
		`the|and|is|are|were|of|at|by|until|so|they|we|it|its|not|said|sent|needed|before|after|closed|observed|business|morning|left|out|` +
		`cairo|rome|tokyo|vienna|zurich)\b`)
	for _, s := range readStories(t) {
		for _, r := range toldInGerman(s) {
			if found := english.FindString(holidays.ReplaceAllString(r.Reason, "")); found != "" {
				t.Errorf("%s: the reason of %s says %q: %s", s.name, r.ID, found, r.Reason)
			}
		}
	}
}

// TestReasonsFollowTheCandidate: a candidate who reads German gets German without a policy that asks for it.
func TestReasonsFollowTheCandidate(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	m, err := events.DataOf[events.Meeting](s.facts[0])
	if err != nil {
		t.Fatalf("read the interview: %v", err)
	}
	m.Candidate.Locale = "de-AT"
	if s.facts[0], err = events.New(s.facts[0].Type, "/test", "evt-001", "local", subject, s.facts[0].Time, m); err != nil {
		t.Fatalf("write the interview: %v", err)
	}
	want := toldInGerman(s)
	for i, r := range followup.Simulate(s.policy, s.facts, time.Time{}).Reminders {
		if r.Reason != want[i].Reason {
			t.Errorf("%s:\n got %s\nwant %s", r.ID, r.Reason, want[i].Reason)
		}
	}
}
