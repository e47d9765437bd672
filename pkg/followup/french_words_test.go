package followup

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// frenchCase is a sentence and what it is made from. A no-break space is written "~" in it.
type frenchCase struct {
	want string
	telling
}

// frenchCases say everything that a reason can say in French, for a reader of French to judge.
func frenchCases(t *testing.T) []frenchCase {
	t.Helper()
	zone := func(name string) *time.Location {
		loc, err := calendar.Zone(name)
		if err != nil {
			t.Fatal(err)
		}
		return loc
	}
	newYork, berlin, auckland, cairo := zone("America/New_York"), zone("Europe/Berlin"), zone("Pacific/Auckland"), zone("Africa/Cairo")
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, time.March, day, hour, minute, 0, 0, newYork)
	}
	march := func(day int) events.Date { return events.NewDate(2026, time.March, day) }
	holiday := func(day int, name string, observed bool) calendar.DayOff {
		return calendar.DayOff{Date: march(day), Holiday: calendar.Holiday{Name: name, Observed: observed}}
	}
	closure := func(day int) calendar.DayOff { return calendar.DayOff{Date: march(day), Closure: true} }

	// told is about a reminder that is due on Wednesday 4 March at 13:00 in New York.
	told := func(k events.Kind, change func(*telling)) telling {
		told := telling{
			kind: k, due: at(4, 13, 0), candidate: newYork, place: newYork, deadline: at(4, 15, 0), start: at(4, 15, 0),
			respondBy: march(13), silentDays: 10,
		}
		change(&told)
		return told
	}
	asIs := func(*telling) {}
	// asked is a check-in on Friday 6 March at 9:00 in New York, after the promise of Thursday.
	asked := func(change func(*telling)) telling {
		return told(events.CheckIn, func(t *telling) {
			t.due, t.d, t.basis = at(6, 9, 0), march(5), onPromise
			t.slot.Morning = t.due
			change(t)
		})
	}
	dropped := func(k events.Kind, rule Rule, outcome events.Outcome) telling {
		return told(k, func(t *telling) { t.rule, t.outcome = rule, outcome })
	}

	return []frenchCase{
		// The kinds.
		{
			"Mercredi 4 mars à 13~h, heure de New York~: l'entretien commence à 15~h, c'est le moment de revoir ce qu'il faut dire et la question à poser à la fin.",
			told(events.ClosingBrief, asIs),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: l'entretien commence le jeudi 5 mars à 8~h~15, c'est le moment de revoir ce qu'il faut dire et la question à poser à la fin.",
			told(events.ClosingBrief, func(t *telling) { t.start = at(5, 8, 15) }),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: tout est encore frais, c'est le moment de noter ce qui a été abordé et la date prévue pour la décision.",
			told(events.DebriefPrompt, asIs),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: c'est le bon moment pour les mots de remerciement, à envoyer avant le mercredi 4 mars à 15~h.",
			told(events.ThankYou, asIs),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: il est encore temps d'envoyer un mot de remerciement, qui compte surtout dans les vingt-quatre heures, donc avant le mercredi 4 mars à 15~h.",
			told(events.ThankYou, func(t *telling) { t.lastCall = true }),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: un jour a passé, et un mot de remerciement fait encore plaisir.",
			told(events.ThankYouLate, asIs),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York (19~h, heure de Berlin)~: nous n'avons pas eu de nouvelles depuis la dernière relance, nous vous demandons donc ce qu'elle a donné.",
			told(events.CheckInResult, func(t *telling) { t.candidate = berlin }),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: l'employeur attend votre réponse à son offre le vendredi 13 mars au plus tard.",
			told(events.OfferDeadline, asIs),
		},
		{"Mercredi 4 mars à 13~h, heure de New York~: l'employeur a fait une offre.", told(events.Congratulation, asIs)},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: la réponse est négative, et c'est la suite qui compte maintenant.",
			told(events.Regroup, asIs),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: aucune nouvelle 10 jours ouvrés après la dernière relance, il est temps de passer à la suite.",
			told(events.MoveOn, func(t *telling) { t.outcome = events.NoResponse }),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: aucune nouvelle 1 jour ouvré après la dernière relance, il est temps de passer à la suite.",
			told(events.MoveOn, func(t *telling) { t.outcome, t.silentDays = events.NoResponse, 1 }),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: beaucoup de temps a passé depuis l'entretien, il est temps de passer à la suite.",
			told(events.MoveOn, func(t *telling) { t.outcome = events.Expired }),
		},

		// What a check-in rests on.
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York.",
			asked(asIs),
		},
		{
			"L'employeur avait annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York.",
			asked(func(t *telling) { t.basis, t.held = onSilence, true }),
		},
		{
			"L'employeur vous a demandé de rappeler~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York.",
			asked(func(t *telling) { t.basis = onCallBack }),
		},
		{
			"L'employeur vous a demandé de rappeler le vendredi 6 mars~; ce sera dès l'ouverture, à 9~h, heure de New York.",
			asked(func(t *telling) { t.basis = onCallDate }),
		},
		{
			"L'employeur vous a demandé de rappeler le vendredi 6 mars~; ce sera dès l'ouverture, à 9~h, heure de New York (15~h, heure de Berlin).",
			asked(func(t *telling) { t.basis, t.candidate = onCallDate, berlin }),
		},
		{
			"L'employeur vous a demandé de rappeler le samedi 7 mars~; la relance est prévue le jour ouvré suivant, le lundi 9 mars à 9~h, heure de New York.",
			asked(func(t *telling) {
				t.basis, t.d, t.due, t.slot.Morning = onCallDate, march(6), at(9, 9, 0), at(9, 9, 0)
			}),
		},
		{
			"L'employeur n'a pas donné de date, nous lui laissons donc jusqu'au jeudi 5 mars~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York.",
			asked(func(t *telling) { t.basis = onNothing }),
		},
		{
			"L'employeur n'a pas donné de date, nous lui laissons donc jusqu'au dimanche 1er mars~; la relance est prévue le jour ouvré suivant, le lundi 2 mars à 9~h, heure de New York.",
			asked(func(t *telling) {
				t.basis, t.d, t.due, t.slot.Morning = onAnswer, march(1), at(2, 9, 0), at(2, 9, 0)
			}),
		},
		{
			"Aucune nouvelle depuis la dernière relance, nous laissons donc à l'employeur jusqu'au jeudi 5 mars~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York.",
			asked(func(t *telling) { t.basis = onSilence }),
		},

		// What stood in the way.
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; le vendredi 6 mars est férié (Independence Day), ce sera donc le lundi 9 mars à 9~h, heure de New York.",
			asked(func(t *telling) {
				t.dayOff, t.due = []calendar.DayOff{holiday(6, "Independence Day", false)}, at(9, 9, 0)
			}),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; le vendredi 6 mars est férié (Independence Day, chômé ce jour-là), ce sera donc le lundi 9 mars à 9~h, heure de New York.",
			asked(func(t *telling) {
				t.dayOff, t.due = []calendar.DayOff{holiday(6, "Independence Day", true)}, at(9, 9, 0)
			}),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; les bureaux sont fermés le vendredi 6 mars, ce sera donc le lundi 9 mars à 9~h, heure de New York.",
			asked(func(t *telling) { t.dayOff, t.due = []calendar.DayOff{closure(6)}, at(9, 9, 0) }),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; le vendredi 6 mars est férié (Vendredi saint), le lundi 9 mars est férié (Lundi de Pâques) et les bureaux sont fermés le mardi 10 mars et le mercredi 11 mars, ce sera donc le jeudi 12 mars à 9~h, heure de New York.",
			asked(func(t *telling) {
				t.dayOff, t.due = []calendar.DayOff{holiday(6, "Vendredi saint", false), holiday(9, "Lundi de Pâques", false), closure(10), closure(11)}, at(12, 9, 0)
			}),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; ses heures d'ouverture ne recoupent pas vos horaires, ce sera donc avant l'ouverture, le vendredi 6 mars à 1~h~30, heure de New York (19~h~30, heure d'Auckland).",
			asked(func(t *telling) { t.slot.Apart, t.candidate, t.due = true, auckland, at(6, 1, 30) }),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le vendredi 6 mars à 14~h, heure de New York (le samedi 7 mars à 8~h, heure d'Auckland).",
			asked(func(t *telling) { t.candidate, t.due = auckland, at(6, 14, 0) }),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 16~h, heure du Caire (9~h, heure de New York).",
			asked(func(t *telling) { t.place = cairo }),
		},

		// What moved it.
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le vendredi 6 mars à 10~h, heure de New York. Ce message est décalé pour ne pas suivre le précédent de trop près.",
			asked(func(t *telling) { t.spaced, t.due = true, at(6, 10, 0) }),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le lundi 9 mars à 9~h, heure de New York. Les messages étaient en pause jusqu'au vendredi 6 mars à 12~h.",
			asked(func(t *telling) { t.snoozed, t.due, t.slot.Morning = at(6, 12, 0), at(9, 9, 0), at(9, 9, 0) }),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le lundi 9 mars à 9~h, heure de New York. Nous ne l'avons su que le samedi 7 mars à 23~h, après l'heure habituelle de ce message.",
			asked(func(t *telling) { t.lateFrom, t.due, t.slot.Morning = at(7, 23, 0), at(9, 9, 0), at(9, 9, 0) }),
		},

		// Holidays that are not those of the place.
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York. Nous ne connaissons pas les jours fériés pour US-ZZ~: ce sont ceux du pays (US) qui comptent.",
			asked(func(t *telling) { t.region, t.country = "US-ZZ", "US" }),
		},
		{
			"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York. Nous ne connaissons pas les jours fériés pour IL~: seuls les week-ends comptent.",
			asked(func(t *telling) { t.region = "IL" }),
		},

		// The rules.
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: les mots de remerciement sont partis.",
			dropped(events.ThankYou, RuleNoteSent, ""),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: nous savons ce qui a été abordé et quand tombera la décision.",
			dropped(events.DebriefPrompt, RuleTopicsKnown, ""),
		},
		{
			"Mercredi 4 mars à 13~h, heure de New York~: un jour a passé, et un mot de remerciement fait encore plaisir. Une information a été corrigée le mercredi 4 mars à 13~h, alors que l'heure de ce message était déjà passée.",
			told(events.ThankYouLate, func(t *telling) { t.lateFrom, t.replanned, t.retracted = t.due, true, true }),
		},
		{
			"Pas de message le mercredi 4 mars à 13~h, heure de New York~: il suivrait de trop près le précédent.",
			dropped(events.ThankYou, RuleTooClose, ""),
		},
		{
			"Pas de message le mercredi 4 mars à 13~h, heure de New York~: la première relance est prévue au même moment ou plus tôt.",
			dropped(events.ThankYouLate, RuleCheckInFirst, ""),
		},
		{
			"Pas de message le mercredi 4 mars à 13~h, heure de New York~: la relance dont il parlerait n'est pas partie.",
			dropped(events.CheckInResult, RuleCheckInSkipped, ""),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: il y a eu des nouvelles depuis la relance.",
			dropped(events.CheckInResult, RuleAnswered, ""),
		},
		{
			"Pas de message~: son heure était déjà passée quand nous l'avons su (le mercredi 4 mars à 13~h, heure de New York).",
			dropped(events.ClosingBrief, RulePast, ""),
		},
		{
			"Pas de message le mercredi 4 mars à 13~h, heure de New York~: l'entretien est terminé.",
			dropped(events.ClosingBrief, RuleInterviewOver, ""),
		},
		{
			"Pas de message le mercredi 4 mars à 13~h, heure de New York~: un message prévu ensuite dit ce qui compte maintenant.",
			dropped(events.DebriefPrompt, RuleSuperseded, ""),
		},
		{
			"Pas de message~: le mercredi 4 mars à 13~h, heure de New York, il serait arrivé trop tard pour être utile.",
			dropped(events.ThankYou, RuleExpired, ""),
		},
		{
			"Pas de message le mercredi 4 mars à 13~h, heure de New York~: une relance de plus serait de trop.",
			dropped(events.CheckIn, RuleBudget, ""),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: l'entretien n'a pas eu lieu.",
			dropped(events.ThankYou, RuleCancelled, events.Cancelled),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: l'entretien a lieu un autre jour.",
			dropped(events.ClosingBrief, RuleRescheduled, ""),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: l'information dont il découlait a été annulée.",
			dropped(events.Congratulation, RuleRetracted, ""),
		},
		{"Aucun message~: les données personnelles ont été effacées.", dropped(events.CheckIn, RuleErased, events.Withdrawn)},
		{
			"Aucun message~: l'entretien était passé depuis longtemps quand nous l'avons appris.",
			dropped(events.CheckIn, RuleHardEnd, events.Expired),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: l'employeur a fait une offre.",
			dropped(events.CheckIn, RuleOutcome, events.Offer),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: la réponse est négative.",
			dropped(events.CheckIn, RuleOutcome, events.Rejection),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: l'étape suivante du recrutement a commencé.",
			dropped(events.CheckIn, RuleOutcome, events.Advanced),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: la candidature a été retirée.",
			dropped(events.CheckIn, RuleOutcome, events.Withdrawn),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: aucune réponse n'est venue.",
			dropped(events.CheckIn, RuleOutcome, events.NoResponse),
		},
		{
			"Plus besoin de message le mercredi 4 mars à 13~h, heure de New York~: le suivi est terminé.",
			dropped(events.CheckIn, RuleOutcome, events.Expired),
		},
	}
}

// TestFrenchReasons reads every sentence, and misses none.
func TestFrenchReasons(t *testing.T) {
	t.Parallel()
	kinds, bases, rules := map[events.Kind]bool{}, map[basis]bool{}, map[Rule]bool{}
	for _, c := range frenchCases(t) {
		if diff := cmp.Diff(c.want, strings.ReplaceAll(french{}.reason(c.telling), "\u00a0", "~")); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
		switch {
		case c.rule != "":
			rules[c.rule] = true
		case c.kind == events.CheckIn:
			bases[c.basis] = true
			fallthrough
		default:
			kinds[c.kind] = true
		}
	}
	for _, kind := range events.Kinds() {
		if !kinds[kind] {
			t.Errorf("no sentence is about a %s", kind)
		}
	}
	for _, b := range []basis{onNothing, onPromise, onCallBack, onCallDate, onAnswer, onSilence} {
		if !bases[b] {
			t.Errorf("no sentence rests on basis %d", b)
		}
	}
	for _, rule := range Rules() {
		if !rules[rule] {
			t.Errorf("no sentence tells of the rule %s", rule)
		}
	}
}
