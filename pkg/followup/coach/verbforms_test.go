package coach

import (
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestEverydayForm(t *testing.T) {
	r := &reading{language: events.German, words: german}
	for word, want := range map[string]bool{
		"gemerkt": true, "angemerkt": true, "anzumerken": true, "kennenzulernen": true, "klappt": true, "eingeladen": true,
		"Eingewöhnung": false, "Gemüse": false, "gelötet": false,
	} {
		if got := r.everydayForm(stem(word, events.German)); got != want {
			t.Errorf("%s is a form of an everyday verb: %v, want %v", word, got, want)
		}
	}
}
