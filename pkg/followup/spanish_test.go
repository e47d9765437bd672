package followup_test

import (
	"encoding/json"
	"regexp"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// toldInSpanish returns the reminders of a story whose candidate reads Spanish.
func toldInSpanish(t testing.TB, s storyFile) []events.Reminder {
	t.Helper()
	for i, fact := range s.facts {
		if fact.Type != events.TypeNamed("interview.completed") && fact.Type != events.TypeNamed("interview.scheduled") {
			continue
		}
		var m events.Meeting
		if err := json.Unmarshal(fact.Data, &m); err != nil {
			t.Fatalf("read fact %s: %v", fact.ID, err)
		}
		m.Candidate.Locale = "es-419"
		data, err := json.Marshal(m)
		if err != nil {
			t.Fatalf("write fact %s: %v", fact.ID, err)
		}
		s.facts[i].Data = data
	}
	return followup.Simulate(s.policy, s.ownFirst(), time.Time{}).Reminders
}

// TestSpanishReasons reads one sentence of every kind, every basis, every move and every rule.
func TestSpanishReasons(t *testing.T) {
	t.Parallel()
	kinds, rules := map[events.Kind]bool{}, map[string]bool{}
	for _, c := range []struct{ story, id, want string }{
		{
			"rescheduled", "closing_brief.2",
			"Jueves 5 de marzo, 12:00 en Nueva York: la entrevista empieza a las 14:00, así que es hora de " +
				"repasar qué decir y qué preguntar al final.",
		},
		{
			"closing brief early in the morning", "closing_brief.1",
			"Lunes 2 de marzo, 19:30 en Nueva York: la entrevista empieza el martes 3 de marzo a las 9:00, así " +
				"que es hora de repasar qué decir y qué preguntar al final.",
		},
		{
			"rescheduled after an assumed completion", "debrief.2",
			"Jueves 5 de marzo, 16:00 en Nueva York: la conversación está fresca; es el momento de anotar de qué " +
				"se habló y cuándo decidirán.",
		},
		{
			"snoozed", "debrief.1",
			"Miércoles 4 de marzo, 10:00 en Nueva York: la conversación está fresca; es el momento de anotar de " +
				"qué se habló y cuándo decidirán. Se aplazó hasta el miércoles 4 de marzo a las 10:00.",
		},
		{
			"daylight time begins inside the 24 hours", "thank_you.2",
			"Domingo 8 de marzo, 11:00 en Nueva York: todavía hay tiempo; una nota de agradecimiento vale más en las " +
				"primeras 24 horas, hasta el domingo 8 de marzo a las 13:00.",
		},
		{
			"rescheduled after an assumed completion", "thank_you.1",
			"Jueves 5 de marzo, 18:00 en Nueva York: buen momento para las notas de agradecimiento; conviene " +
				"enviarlas a más tardar el viernes 6 de marzo a las 15:00.",
		},
		{
			"reported the next morning", "thank_you.1",
			"Miércoles 4 de marzo, 10:00 en Nueva York: buen momento para las notas de agradecimiento; conviene " +
				"enviarlas a más tardar el miércoles 4 de marzo a las 15:00. Lo supimos el miércoles 4 de marzo a las " +
				"10:00, cuando ya había pasado su hora habitual.",
		},
		{
			"an evening interview", "thank_you.1",
			"Miércoles 4 de marzo, 10:00 en Nueva York: buen momento para las notas de agradecimiento; conviene " +
				"enviarlas a más tardar el miércoles 4 de marzo a las 19:30. Se retrasa para no llegar junto con el " +
				"mensaje anterior.",
		},
		{
			"daylight time begins inside the 24 hours", "thank_you_late.1",
			"Domingo 8 de marzo, 13:00 en Nueva York: ya pasó un día, y una nota de agradecimiento sigue siendo " +
				"bienvenida.",
		},
		{
			"reported after the last call: it alone is sent", "thank_you_late.1",
			"Miércoles 4 de marzo, 16:00 en Nueva York: ya pasó un día, y una nota de agradecimiento sigue siendo " +
				"bienvenida. Se retrasa para no llegar junto con el mensaje anterior.",
		},
		{
			"a promise after the last check-in's day asks again, an overtaken one does not", "check_in.2",
			"Dijeron que decidirían a más tardar el jueves 12 de marzo; conviene preguntar el siguiente día " +
				"hábil: viernes 13 de marzo, 9:00 en Nueva York.",
		},
		{
			"Easter in Auckland", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 2 de abril; son festivos el viernes 3 de abril (Good " +
				"Friday) y el lunes 6 de abril (Easter Monday), así que conviene preguntar el martes 7 de abril a " +
				"las 9:00 en Auckland.",
		},
		{
			"Independence Day", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 2 de julio; es festivo el viernes 3 de julio " +
				"(Independence Day, trasladado), así que conviene preguntar el lunes 6 de julio a las 9:00 en Nueva " +
				"York.",
		},
		{
			"a region without holidays of its own", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 2 de julio; es festivo el viernes 3 de julio " +
				"(Independence Day, trasladado), así que conviene preguntar el lunes 6 de julio a las 9:00 en Nueva " +
				"York. No conocemos los días festivos de US-ZZ, así que cuentan los de US.",
		},
		{
			"reported four days later", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; conviene preguntar el lunes 9 de marzo a las " +
				"9:00 en Nueva York. Lo supimos el sábado 7 de marzo a las 23:00, cuando ya había pasado su hora " +
				"habitual.",
		},
		{
			"an outage is told as a story: snoozed past the expiry", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; conviene preguntar el martes 10 de marzo " +
				"a las 9:00 en Nueva York. Se aplazó hasta el lunes 9 de marzo a las 12:00.",
		},
		{
			"Israel: the week ends on Thursday", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; conviene preguntar el siguiente día " +
				"hábil: domingo 8 de marzo, 9:00 en Jerusalén. No conocemos los días festivos de IL, así que solo " +
				"cuentan los fines de semana.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; conviene preguntar el siguiente día " +
				"hábil: viernes 6 de marzo, 9:00 en Nueva York (15:00 en Berlín).",
		},
		{
			"the candidate moves to the west", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; conviene preguntar el viernes 6 de marzo " +
				"a las 11:00 en Nueva York (8:00 en Los Ángeles).",
		},
		{
			"candidate in Auckland: office hours at night", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; conviene preguntar el viernes 6 de marzo " +
				"a las 14:00 en Nueva York (sábado 7 de marzo, 8:00 en Auckland).",
		},
		{
			"closures", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; la oficina cierra el viernes 6 de marzo y " +
				"el lunes 9 de marzo, así que conviene preguntar el martes 10 de marzo a las 9:00 en Nueva York.",
		},
		{
			"candidate in Kolkata: the windows never meet", "check_in.1",
			"Dijeron que decidirían a más tardar el jueves 5 de marzo; su horario de oficina y el tuyo no " +
				"coinciden, así que este mensaje llega el viernes 6 de marzo a la 1:00 en Nueva York (11:30 en " +
				"Calcuta), antes de que abran.",
		},
		{
			"an answer without a date waits for the promise in force", "check_in.1",
			"Habían dicho que decidirían a más tardar el viernes 20 de marzo; conviene preguntar el siguiente " +
				"día hábil: lunes 23 de marzo, 9:00 en Nueva York.",
		},
		{
			"not more often than every five business days", "check_in.2",
			"No dieron ninguna fecha: les damos tiempo hasta el jueves 12 de marzo; conviene preguntar el " +
				"siguiente día hábil: viernes 13 de marzo, 9:00 en Nueva York.",
		},
		{
			"budget: news after the third", "check_in.6",
			"No hay noticias desde el último intento: les damos tiempo hasta el jueves 16 de abril; conviene " +
				"preguntar el siguiente día hábil: viernes 17 de abril, 9:00 en Nueva York.",
		},
		{
			"candidate far away: Berlin candidate, New York employer", "check_in.2",
			"No hay noticias desde el último intento: les damos tiempo hasta el viernes 13 de marzo; conviene " +
				"preguntar el siguiente día hábil: lunes 16 de marzo, 9:00 en Nueva York (14:00 en Berlín).",
		},
		{
			"check-in answered: call back", "check_in.3",
			"Pidieron que llamaras el miércoles 11 de marzo; conviene hacerlo esa misma mañana: miércoles 11 de " +
				"marzo, 9:00 en Nueva York.",
		},
		{
			"silence never asks before the promise in force", "check_in.1",
			"Pidieron que volvieras a llamar; conviene hacerlo el siguiente día hábil: jueves 5 de marzo, 9:00 " +
				"en Nueva York.",
		},
		{
			"an overtaken promise is neither news nor a reason to ask", "check_in_result.1",
			"Jueves 12 de marzo, 9:00 en Nueva York: aún no sabemos si te respondieron, así que te lo preguntamos.",
		},
		{
			"candidate in Kolkata: the windows never meet", "check_in_result.1",
			"Lunes 9 de marzo, 2:00 en Nueva York (11:30 en Calcuta): aún no sabemos si te respondieron, así que te " +
				"lo preguntamos.",
		},
		{
			"a snoozed offer deadline", "offer_deadline.1",
			"Jueves 12 de marzo, 12:00 en Nueva York: la oferta espera respuesta a más tardar el viernes 13 de " +
				"marzo. Se aplazó hasta el jueves 12 de marzo a las 12:00.",
		},
		{
			"an offer to be answered", "offer_deadline.1",
			"Miércoles 11 de marzo, 9:00 en Nueva York: la oferta espera respuesta a más tardar el viernes 13 de " +
				"marzo.",
		},
		{
			"a snoozed offer deadline", "congratulations.1",
			"Jueves 5 de marzo, 10:00 en Nueva York: hay una oferta.",
		},
		{
			"the same outcome from the candidate after the ATS", "regroup.1",
			"Jueves 5 de marzo, 12:00 en Nueva York: la respuesta fue negativa; lo que importa ahora es el " +
				"siguiente paso.",
		},
		{
			"a far promise", "move_on.1",
			"Jueves 11 de junio, 17:00 en Nueva York: ha pasado mucho tiempo desde la entrevista; es hora de pasar a " +
				"otra candidatura.",
		},
		{
			"reported two days later", "move_on.1",
			"Jueves 9 de abril, 9:00 en Nueva York: 10 días hábiles sin noticias desde el último intento; es hora de " +
				"pasar a otra candidatura.",
		},
		{
			"cancelled: an offer reported afterwards is kept and sends nothing", "closing_brief.1",
			"El mensaje del martes 3 de marzo a las 12:00 en Nueva York no hace falta: la entrevista no tuvo lugar.",
		},
		{
			"completed before the closing brief was due", "closing_brief.1",
			"El mensaje del martes 3 de marzo a las 12:00 en Nueva York no se envía: la entrevista ya terminó.",
		},
		{
			"closing brief known too late", "closing_brief.1",
			"El mensaje del martes 3 de marzo a las 12:00 en Nueva York no se envía: cuando lo supimos, ya había " +
				"pasado su hora.",
		},
		{
			"rescheduled after an assumed completion: the promise stays in force, as when it is rescheduled before", "debrief.1",
			"El mensaje del martes 10 de marzo a las 16:00 en Nueva York no hace falta: ya se sabe de qué se habló y " +
				"cuándo decidirán.",
		},
		{
			"reported after the hard end", "debrief.1",
			"No se envía: cuando supimos de la entrevista, hacía mucho que había terminado.",
		},
		{
			"reported the next morning", "debrief.1",
			"El mensaje del miércoles 4 de marzo a las 10:00 en Nueva York no se envía: otro posterior dice lo que " +
				"importa ahora.",
		},
		{
			"reported four days later", "debrief.1",
			"El mensaje del domingo 8 de marzo a las 8:00 en Nueva York no se envía: habría llegado demasiado tarde " +
				"para ser útil.",
		},
		{
			"a snoozed offer deadline", "thank_you.2",
			"El mensaje del jueves 12 de marzo a las 12:00 en Nueva York no hace falta: hay una oferta.",
		},
		{
			"Easter in Auckland", "thank_you.2",
			"El mensaje del jueves 2 de abril a las 13:00 en Auckland no hace falta: las notas de agradecimiento ya " +
				"están enviadas.",
		},
		{
			"cancelled and announced again", "thank_you.1",
			"No se envía: los datos personales se borraron.",
		},
		{
			"a short window: the last call follows too closely", "thank_you.2",
			"El mensaje del martes 3 de marzo a las 9:30 en Nueva York no se envía: llegaría demasiado cerca del " +
				"anterior.",
		},
		{
			"the deadline meets the check-in", "thank_you_late.1",
			"El mensaje del martes 3 de marzo a las 9:00 en Nueva York no se envía: a esa hora, o antes, ya toca " +
				"preguntar por la decisión.",
		},
		{
			"the note goes out after the check-in's morning", "check_in.2",
			"El mensaje del jueves 12 de marzo a las 9:00 en Nueva York no hace falta: la candidatura se retiró.",
		},
		{
			"an offer pressed by mistake, taken back before its message", "congratulations.1",
			"El mensaje del jueves 5 de marzo a las 8:00 en Nueva York no hace falta: se anuló el dato que lo motivaba.",
		},
		{
			"a thank-you that was not sent after all", "thank_you.1",
			"Martes 3 de marzo, 18:30 en Nueva York: buen momento para las notas de agradecimiento; conviene enviarlas a " +
				"más tardar el miércoles 4 de marzo a las 15:00. Se corrigió un dato el martes 3 de marzo a las 18:30, " +
				"cuando la hora de este mensaje ya había pasado.",
		},
		{
			"rescheduled", "check_in.1",
			"El mensaje del miércoles 11 de marzo a las 9:00 en Nueva York no hace falta: ha empezado la siguiente " +
				"ronda.",
		},
		{
			"an ATS offer after the first check-in", "check_in.2",
			"El mensaje del lunes 16 de marzo a las 9:00 en Nueva York no se envía: preguntar otra vez sería " +
				"insistir demasiado.",
		},
		{
			"a promise after the last check-in's day asks again, an overtaken one does not", "check_in_result.1",
			"El mensaje del jueves 12 de marzo a las 9:00 en Nueva York no hace falta: ya llegaron noticias.",
		},
		{
			"rescheduled after a check-in under an assumed completion", "check_in_result.1",
			"El mensaje del viernes 6 de marzo a las 9:00 en Nueva York no hace falta: la entrevista cambió de fecha.",
		},
		{
			"snoozed past the expiry: the check-in is skipped, the next one takes its place", "check_in_result.1",
			"El mensaje del lunes 9 de marzo a las 9:00 en Nueva York no se envía: tampoco se envió el que proponía " +
				"preguntar por la decisión.",
		},
		{
			"an offer that is taken back and made again has a deadline of its own", "congratulations.1",
			"El mensaje del jueves 5 de marzo a las 8:00 en Nueva York no hace falta: la respuesta fue negativa.",
		},
	} {
		got := ""
		for _, r := range toldInSpanish(t, story(t, c.story)) {
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

var (
	// holiday finds the name of a holiday, which the library gives in English or the local language.
	holiday      = regexp.MustCompile(`\(\p{Lu}[^),]*`)
	englishWords = regexp.MustCompile(`(?i)\b(mon|tues|wednes|thurs|fri|satur|sun)day|` +
		`\b(january|february|march|april|may|june|july|august|september|october|november|december|` +
		`the|and|is|are|was|were|of|in|on|at|by|until|so|they|we|it|its|not|needed|sent|said|before|after|closed|observed|` +
		`New York|Los Angeles|Jerusalem|Kolkata)\b|\bno word\b`)
)

// TestSpanishReasonsAreSpanish: no word of English is left in any reason of any story.
func TestSpanishReasonsAreSpanish(t *testing.T) {
	t.Parallel()
	for _, s := range readStories(t) {
		for _, r := range toldInSpanish(t, s) {
			if found := englishWords.FindString(holiday.ReplaceAllString(r.Reason, "")); found != "" {
				t.Errorf("%s: the reason of %s says %q: %s", s.name, r.ID, found, r.Reason)
			}
		}
	}
}
