package events

import "strings"

// Language is a language that Afterword speaks and understands, as a BCP 47 primary tag.
type Language string

// The languages.
const (
	English Language = "en"
	German  Language = "de"
	Spanish Language = "es"
	French  Language = "fr"
)

// Languages lists them, the one that stands in for all others first.
func Languages() []Language { return []Language{English, German, Spanish, French} }

// Name is what the language calls itself, such as Deutsch; empty for one that is not spoken here.
func (l Language) Name() string {
	switch l {
	case English:
		return "English"
	case German:
		return "Deutsch"
	case Spanish:
		return "Español"
	case French:
		return "Français"
	default:
		return ""
	}
}

// LanguageOf returns the language of a BCP 47 tag such as de-AT; a tag that is empty
// or of a language that is not spoken here gives English.
func LanguageOf(locale string) Language {
	primary, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(locale, "_", "-")), "-")
	for _, l := range Languages() {
		if string(l) == primary {
			return l
		}
	}
	return English
}
