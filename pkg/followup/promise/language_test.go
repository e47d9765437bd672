package promise_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/promise"
)

// ambiguous is what means a day in some languages, and another or none in others.
type ambiguous struct {
	said string
	want map[events.Language]string // by hint; "" for those not listed
}

var ambiguities = []ambiguous{
	{"Mar 12", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"Mar 5,2026", map[events.Language]string{events.English: "2026-03-05", events.German: "2026-03-05"}},
	{"12 Mar.", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"12-Mar-2026", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"12. Mär. 2026", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"12 mar.", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"12. mar.", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"12 mar", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"12-mar-2026", map[events.Language]string{events.English: "2026-03-12", events.German: "2026-03-12"}},
	{"6 Mar 26", map[events.Language]string{events.English: "2026-03-06", events.German: "2026-03-06"}},
	{"6-Mar-26", map[events.Language]string{events.English: "2026-03-06", events.German: "2026-03-06"}},
	{"mar", map[events.Language]string{events.Spanish: "2026-03-10", events.French: "2026-03-10"}},
	{"mar 10", map[events.Language]string{
		events.English: "2026-03-10", events.German: "2026-03-10", events.Spanish: "2026-03-10", events.French: "2026-03-10", "": "2026-03-10",
	}},
	{"le 12", map[events.Language]string{events.French: "2026-03-12"}},
	{"mar 2026", nil},
	{"do", map[events.Language]string{events.German: "2026-03-05"}},
}

func TestHintDecides(t *testing.T) {
	t.Parallel()
	for _, c := range ambiguities {
		for _, hint := range hints() {
			got := promise.Read(events.Promise{Said: c.said}, tuesday, office("GB"), hint)
			if got.By.String() != c.want[hint] {
				t.Errorf("%q with the hint %q: got %q, want %q", c.said, hint, got.By, c.want[hint])
			}
		}
	}
}

// TestLanguagesMustAgree: where several know as much and no hint decides, two days are none.
func TestLanguagesMustAgree(t *testing.T) {
	t.Parallel()
	anchor := events.NewDate(2026, 10, 18)
	for hint, want := range map[events.Language]string{
		events.English: "2027-03-17", events.Spanish: "2026-11-17", "": "", // 17 March, or Tuesday the 17th
	} {
		if got := promise.Read(events.Promise{Said: "mar 17"}, anchor, office("GB"), hint); got.By.String() != want {
			t.Errorf("with the hint %q: got %q, want %q", hint, got.By, want)
		}
	}
}

var tuesday = events.NewDate(2026, 3, 3)

// hints are all languages, and none.
func hints() []events.Language { return append(events.Languages(), "") }

// TestHintChangesNothingElse reads the tables of all languages under every hint.
func TestHintChangesNothingElse(t *testing.T) {
	t.Parallel()
	for _, w := range wordings(t) {
		if slices.ContainsFunc(ambiguities, func(a ambiguous) bool { return a.said == w.said }) {
			continue
		}
		for _, hint := range hints() {
			got := promise.Read(events.Promise{Said: w.said}, w.anchor, office(w.code), hint)
			if got.By.String() != w.want {
				t.Errorf("%q, said on %s, with the hint %q: got %q, want %q", w.said, w.anchor, hint, got.By, w.want)
			}
		}
	}
}

// TestForeignLanguagesAreNotGuessed: what looks like a date may stand beside a "not before".
func TestForeignLanguagesAreNotGuessed(t *testing.T) {
	t.Parallel()
	for _, said := range []string{
		"entro giovedì", "entro il 5 marzo", "non prima del 5 marzo", "dopo il 5.3.", "entro 3 settimane", "domani", "a fine marzo", "la settimana prossima",
		"até quinta-feira", "na próxima semana", "não antes de 12 de abril", "depois de 5 de março", "em duas semanas", "até o final da semana",
		"volgende week", "niet voor 5 april", "na 5 april", "uiterlijk vrijdag", "over 2 weken", "vóór 5 april", "vrijdag 6 maart",
		"ikke før 5. april", "efter 5. april", "senest 5. april", "före 5 april", "i april", "om to uger",
		"abans del 5 d'abril", "abans del 5 abril", "dins de 3 setmanes",
		"nie przed 5.3.", "do 5 kwietnia", "до 5.3.", "после 5.3.", "pana la 5 aprilie", "5.3. előtt nem", "3月5日",
		"xyzzy 5.3.", "5 March xyzzy plugh", "foo bar Thursday",
	} {
		for _, hint := range hints() {
			if got := promise.Read(events.Promise{Said: said}, tuesday, office("GB"), hint); !got.By.IsZero() {
				t.Errorf("%q with the hint %q was read as %s", said, hint, got.By)
			}
		}
	}
}

// TestFiguresNeedNoLanguage reads what is the same in all.
func TestFiguresNeedNoLanguage(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"2026-03-12": "2026-03-12", "12/3/2026": "2026-03-12", "12.3.": "2026-03-12", "12.\u00a0 3.": "2026-03-12", "12.03.26": "2026-03-12", "(12.3.)": "2026-03-12", "12/3 – 14/3": "2026-03-14",
		"12": "", "12:30": "", "2025-03-12": "",
	} {
		for _, hint := range hints() {
			if got := promise.Read(events.Promise{Said: said}, tuesday, office("DE"), hint); got.By.String() != want {
				t.Errorf("%q with the hint %q: got %q, want %q", said, hint, got.By, want)
			}
		}
	}
}

// TestTypingDoesNotMatter: case, punctuation around the words, kinds of spaces,
// and how accents are encoded or whether they are typed at all change nothing.
func TestTypingDoesNotMatter(t *testing.T) {
	t.Parallel()
	all := wordings(t)
	retype := map[string]func(string) string{
		"as it is":            func(s string) string { return s },
		"in capitals":         strings.ToUpper,
		"between marks":       func(s string) string { return "  «" + s + "» …" },
		"with wide spaces":    func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0 \t") },
		"in question marks":   func(s string) string { return "¿¡" + s + "!?" },
		"with round quotes":   func(s string) string { return strings.ReplaceAll(s, "'", "’") },
		"with loose accents":  decomposed,
		"without accents":     func(s string) string { return strings.Map(dropMarks, decomposed(s)) },
		"with hidden hyphens": func(s string) string { return strings.ReplaceAll(s, "n", "n\u00ad") },
	}
	names := make([]string, 0, len(retype))
	for name := range retype {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.SampledFrom(all).Draw(t, "wording")
		said := w.said
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 3).Draw(t, "typing") {
			said = retype[name](said)
		}
		got := promise.Read(events.Promise{Said: said}, w.anchor, office(w.code), hintOf(w.file))
		if got.By.String() != w.want {
			t.Fatalf("%q, typed %q: got %q, want %q", w.said, said, got.By, w.want)
		}
	})
}

func decomposed(s string) string {
	return strings.NewReplacer(
		"ä", "a\u0308", "ö", "o\u0308", "ü", "u\u0308", "é", "e\u0301", "è", "e\u0300", "ê", "e\u0302", "á", "a\u0301", "í", "i\u0301",
		"ó", "o\u0301", "ú", "u\u0301", "ñ", "n\u0303", "à", "a\u0300", "â", "a\u0302", "û", "u\u0302", "ô", "o\u0302", "ç", "c\u0327").Replace(s)
}

func dropMarks(r rune) rune {
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return r
}

// TestSentencesOfAnyWords: whatever is strung together from the words of the tables,
// nothing is read before the day it was said, and nothing twice differently.
func TestSentencesOfAnyWords(t *testing.T) {
	t.Parallel()
	var words []string
	for _, w := range wordings(t) {
		words = append(words, strings.Fields(w.said)...)
	}
	rapid.Check(t, func(t *rapid.T) {
		said := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 12).Draw(t, "words"), " ")
		anchor := tuesday.AddDays(rapid.IntRange(-1000, 1000).Draw(t, "days"))
		code := rapid.SampledFrom([]string{"US", "DE", "IL", "EG", "FR", "ES", ""}).Draw(t, "country")
		hint := rapid.SampledFrom(hints()).Draw(t, "hint")
		got := promise.Read(events.Promise{Said: said}, anchor, office(code), hint)
		if !got.By.IsZero() && got.By.Before(anchor) {
			t.Fatalf("%q, said on %s, was read as %s", said, anchor, got.By)
		}
		if again := promise.Read(events.Promise{Said: said}, anchor, office(code), hint); got != again {
			t.Fatalf("%q was read as %v and as %v", said, got, again)
		}
	})
}
