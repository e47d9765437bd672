package events_test

import (
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestLanguageOf(t *testing.T) {
	t.Parallel()
	for locale, want := range map[string]events.Language{
		"": events.English, "en": events.English, "en-GB": events.English, "de": events.German, "de-AT": events.German, "DE_ch": events.German,
		"es-419": events.Spanish, "fr-CA": events.French, "pt-BR": events.English, "deu": events.English,
	} {
		if got := events.LanguageOf(locale); got != want {
			t.Errorf("LanguageOf(%q) = %q, want %q", locale, got, want)
		}
	}
}
