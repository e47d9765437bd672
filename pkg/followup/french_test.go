package followup_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// TestFrenchIsSpoken: the policy's language is that of the reasons.
func TestFrenchIsSpoken(t *testing.T) {
	t.Parallel()
	s := story(t, "the worked example of the specification")
	s.policy.Language = events.French
	want := []string{
		"Mardi 3 mars à 16~h, heure de New York~: tout est encore frais, c'est le moment de noter ce qui a été abordé et la date prévue pour la décision.",
		"Mardi 3 mars à 18~h, heure de New York~: c'est le bon moment pour les mots de remerciement, à envoyer avant le mercredi 4 mars à 15~h.",
		"Mercredi 4 mars à 13~h, heure de New York~: il est encore temps d'envoyer un mot de remerciement, qui compte surtout dans les vingt-quatre heures, donc avant le mercredi 4 mars à 15~h.",
		"Mercredi 4 mars à 15~h, heure de New York~: un jour a passé, et un mot de remerciement fait encore plaisir.",
		"L'employeur a annoncé une réponse pour le jeudi 5 mars au plus tard~; la relance est prévue le jour ouvré suivant, le vendredi 6 mars à 9~h, heure de New York.",
		"Lundi 9 mars à 9~h, heure de New York~: nous n'avons pas eu de nouvelles depuis la dernière relance, nous vous demandons donc ce qu'elle a donné.",
	}
	for i, r := range followup.Simulate(s.policy, s.facts, time.Time{}).Reminders {
		if got := strings.ReplaceAll(r.Reason, "\u00a0", "~"); i < len(want) && got != want[i] {
			t.Errorf("%s:\n got %s\nwant %s", r.ID, got, want[i])
		}
	}
}

// TestFrenchReasonsAreFrench reads the reasons of every story: no word of another language except
// the name of a holiday, days and months in small letters within a sentence, no space that may break
// before a sign that stands apart.
func TestFrenchReasonsAreFrench(t *testing.T) {
	t.Parallel()
	const days, months = `lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche`, `janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre`
	var (
		holiday = regexp.MustCompile(`est férié \([^,)]*`)
		english = regexp.MustCompile(`(?i)\b((mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october|november|december|` +
			`the|and|is|are|was|by|at|in|of|for|not|needed|left|out|that|they|their|there|it|so|to|we|days|before|after|next|office|interview|note|zone|offer)\b`)
		capital   = regexp.MustCompile(`[^.] ((?i:` + days + `|` + months + `))`)
		breakable = regexp.MustCompile(` [:;!?]`)
		elision   = regexp.MustCompile(`(?i)\b(de|le|la|que|je|ne|se|jusque) [aeiouyéèê]`)
	)
	for _, s := range readStories(t) {
		s.policy.Language = events.French
		for _, r := range followup.Simulate(s.policy, s.facts, time.Time{}).Reminders {
			reason := holiday.ReplaceAllString(r.Reason, "est férié (")
			if word := english.FindString(reason); word != "" {
				t.Errorf("%s says %q: %s", s.name, word, r.Reason)
			}
			for _, name := range capital.FindAllStringSubmatch(reason, -1) {
				if name[1] != strings.ToLower(name[1]) {
					t.Errorf("%s writes %q: %s", s.name, name[1], r.Reason)
				}
			}
			if breakable.MatchString(reason) {
				t.Errorf("%s breaks before a sign: %s", s.name, r.Reason)
			}
			if words := elision.FindString(reason); words != "" {
				t.Errorf("%s says %q: %s", s.name, words, r.Reason)
			}
		}
	}
}
