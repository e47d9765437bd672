package coach

import "testing"

func TestLoosely(t *testing.T) {
	for _, c := range []struct {
		topic, text, locale string
		want                bool
	}{
		{"le club enfants quand il pleut", "Trente enfants sous le chapiteau un jour d'orage, cela promet.", "fr", true},
		{"le club enfants quand il pleut", "Le chapiteau un jour d'orage, cela promet.", "fr", false},
		{"le club enfants quand il pleut", "Trente enfants un beau jour, cela promet.", "fr", false},
		{"les soirées trop bruyantes", "Vous parlez bien des soirées. La piste de danse est sous la fenêtre des retraités.", "fr", true},
		{"les soirées trop bruyantes", "Vous parlez bien des soirées. Je vous en remercie. La piste de danse est sous la fenêtre des retraités.", "fr", false},
	} {
		n := noteOf(c.text, c.topic)
		n.Locale = c.locale
		if got := !finds(n, NotSpecific); got != c.want {
			t.Errorf("%q in %q: specific %v, want %v", c.topic, c.text, got, c.want)
		}
	}
}
