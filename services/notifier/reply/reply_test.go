package reply_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/reply"
)

// sample is one line of testdata/<language>.tsv: the text, the word it means, the rest.
type sample struct {
	language   events.Language
	text, rest string
	word       reply.Word
}

func samples(t testing.TB, l events.Language) []sample {
	t.Helper()
	file, err := os.Open("testdata/" + string(l) + ".tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var all []sample
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		fields := append(strings.Split(lines.Text(), "\t"), "", "")
		s := sample{language: l, text: fields[0], word: reply.Word(fields[1]), rest: fields[2]}
		if fields[1] == "unclear" {
			s.word = reply.Unclear
		}
		all = append(all, s)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestWhatPeopleAnswer(t *testing.T) {
	for _, l := range events.Languages() {
		all := samples(t, l)
		if len(all) < 60 {
			t.Errorf("%s: only %d samples", l, len(all))
		}
		said := map[reply.Word]bool{}
		for _, s := range all {
			said[s.word] = true
			if got, want := reply.Read(s.text, l), (reply.Command{Word: s.word, Rest: s.rest}); got != want {
				t.Errorf("%s: %q is %q, rest %q; want %q, rest %q", l, s.text, got.Word, got.Rest, want.Word, want.Rest)
			}
		}
		for _, w := range reply.Words() {
			if !said[w] {
				t.Errorf("%s: no sample says %s", l, w)
			}
		}
	}
}

func TestTheWordsOfTheLawAndOfTheProviderEndTheTextsInEveryLanguage(t *testing.T) {
	words := []string{
		// 47 CFR 64.1200(a)(10).
		"stop", "quit", "end", "revoke", "opt out", "cancel", "unsubscribe",
		// Twilio's own.
		"stopall", "optout",
		// Ours.
		"stopp", "abmelden", "parar", "alto", "baja", "arrêt", "arreter", "désabonner",
	}
	for _, l := range append(events.Languages(), "", "tlh") {
		for _, w := range words {
			if got := reply.Read(w, l).Word; got != reply.Stop {
				t.Errorf("%q in %q is %q", w, l, got)
			}
		}
	}
}

// TestNoWordOfOneLanguageEndsTheTextsInAnother: what ends them alone is asked in every language, and must not be a
// report in any.
func TestNoWordOfOneLanguageEndsTheTextsInAnother(t *testing.T) {
	for _, l := range events.Languages() {
		for text, word := range reply.Phrases(l) {
			if got := reply.Read(text, l).Word; got != word {
				t.Errorf("%s: %q is %q in its own table, and read as %q", l, text, word, got)
			}
		}
	}
}

// TestCaseSpaceAndPunctuationDoNotMatter: dressed up, a text means what it meant, and its rest is made of the same letters.
func TestCaseSpaceAndPunctuationDoNotMatter(t *testing.T) {
	var all []sample
	for _, l := range events.Languages() {
		all = append(all, samples(t, l)...)
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "sample")
		gap := rapid.SampledFrom([]string{" ", "  ", "\n", "\t ", " . ", ", ", "! ", " 🙂 ", " - ", " \u200b ", "\u00a0", "... ", " \" ", " / "})
		var b strings.Builder
		for i, word := range strings.Fields(s.text) {
			if i > 0 || rapid.Bool().Draw(t, "lead") {
				b.WriteString(gap.Draw(t, "gap"))
			}
			b.WriteString(rapid.SampledFrom([]func(string) string{strings.ToUpper, strings.ToLower, func(w string) string { return w }}).Draw(t, "case")(word))
		}
		b.WriteString(gap.Draw(t, "end"))
		got, want := reply.Read(b.String(), s.language), reply.Read(s.text, s.language)
		if got.Word != want.Word || letters(got.Rest) != letters(want.Rest) {
			t.Fatalf("%q is %q, rest %q; %q is %q, rest %q", b.String(), got.Word, got.Rest, s.text, want.Word, want.Rest)
		}
	})
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

func FuzzRead(f *testing.F) {
	for _, l := range events.Languages() {
		for _, s := range samples(f, l) {
			f.Add(s.text, string(l))
		}
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		c := reply.Read(text, events.Language(language))
		if c.Rest != "" && !slices.Contains([]reply.Word{reply.Called, reply.Later, reply.Snooze}, c.Word) {
			t.Errorf("%q: %q has the rest %q", text, c.Word, c.Rest)
		}
		if !utf8.ValidString(c.Rest) || utf8.RuneCountInString(c.Rest) > events.MaxText || strings.TrimSpace(c.Rest) != c.Rest ||
			strings.ContainsFunc(c.Rest, func(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }) {
			t.Errorf("%q: the rest %q cannot be part of a fact", text, c.Rest)
		}
		if again := reply.Read(text, events.Language(language)); again != c {
			t.Errorf("%q is %+v and then %+v", text, c, again)
		}
		// A wish to stop survives what is put around it.
		if c.Word == reply.Stop && reply.Read("ok "+text+" please", events.Language(language)).Word != reply.Stop {
			t.Errorf("%q is a wish to stop, but not between ok and please", text)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		reply.Read("CALLED they need until Wednesday", events.German)
	}
}
