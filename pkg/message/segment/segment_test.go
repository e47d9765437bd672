package segment_test

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/message/segment"
)

func TestVectors(t *testing.T) {
	times := strings.Repeat
	tests := []struct {
		id, text string
		want     segment.Count
	}{
		{"SMS-1", times("a", 160), segment.Count{segment.GSM7, 160, 1}},
		{"SMS-2", times("a", 161), segment.Count{segment.GSM7, 161, 2}},
		{"SMS-3", times("a", 306), segment.Count{segment.GSM7, 306, 2}},
		{"SMS-4", times("a", 307), segment.Count{segment.GSM7, 307, 3}},
		{"SMS-5", times("€", 80), segment.Count{segment.GSM7, 160, 1}},
		{"SMS-6", times("€", 81), segment.Count{segment.GSM7, 162, 2}},
		{"SMS-7", times("a", 152) + "€" + times("a", 152), segment.Count{segment.GSM7, 306, 3}},
		{"SMS-8", times("я", 70), segment.Count{segment.UCS2, 70, 1}},
		{"SMS-9", times("я", 71), segment.Count{segment.UCS2, 71, 2}},
		{"SMS-10", times("я", 134), segment.Count{segment.UCS2, 134, 2}},
		{"SMS-11", times("я", 135), segment.Count{segment.UCS2, 135, 3}},
		{"SMS-12", times("😀", 35), segment.Count{segment.UCS2, 70, 1}},
		{"SMS-13", times("😀", 36), segment.Count{segment.UCS2, 72, 2}},
		{"SMS-14", times("я", 66) + "😀" + times("я", 66), segment.Count{segment.UCS2, 134, 3}},
		{"SMS-15", "Ç", segment.Count{segment.GSM7, 1, 1}},
		{"SMS-15", "ç", segment.Count{segment.UCS2, 1, 1}},
		{"SMS-16", "It’s", segment.Count{segment.UCS2, 4, 1}},
		{"SMS-16 plain", segment.Plain("It’s"), segment.Count{segment.GSM7, 4, 1}},
		{"empty", "", segment.Count{segment.GSM7, 0, 0}},
		{"line break", "a\nb", segment.Count{segment.GSM7, 3, 1}},
	}
	for _, test := range tests {
		if got := segment.Of(test.text); got != test.want {
			t.Errorf("%s: %+v; want %+v", test.id, got, test.want)
		}
	}
}

func TestTheAlphabetIsComplete(t *testing.T) {
	basic, extension := 0, 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		c := segment.Of(string(r))
		if c.Encoding != segment.GSM7 {
			continue
		}
		switch c.Units {
		case 1:
			basic++
		case 2:
			extension++
		}
	}
	// 3GPP TS 23.038: 128 places less the escape, and ten in the extension.
	if basic != 127 || extension != 10 {
		t.Errorf("%d basic and %d extension characters; want 127 and 10", basic, extension)
	}
}

func TestPlain(t *testing.T) {
	tests := []struct{ text, want string }{
		{"Ada, it’s “time” – now…", `Ada, it's "time" - now...`},
		{"François Škoda", "Francois Skoda"},
		{"Grüße an Åsa", "Grüße an Åsa"},
		{"no\u00a0break", "no break"},
		{"Иван — it’s time", "Иван — it’s time"},
		{"all plain", "all plain"},
	}
	for _, test := range tests {
		if got := segment.Plain(test.text); got != test.want {
			t.Errorf("Plain(%q) = %q; want %q", test.text, got, test.want)
		}
	}
}

var texts = rapid.OneOf(
	rapid.StringOf(rapid.RuneFrom([]rune("abc €{[^\n"))),
	rapid.StringOf(rapid.RuneFrom([]rune("abcя😀’ç"))),
	rapid.String(),
)

func TestSegmentsHoldTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		c := segment.Of(text)
		single, part := 160, 153
		if c.Encoding == segment.UCS2 {
			single, part = 70, 67
			if want := len(utf16.Encode([]rune(text))); c.Units != want {
				t.Fatalf("%d units; want %d", c.Units, want)
			}
		}
		switch {
		case c.Units == 0:
			if c.Segments != 0 {
				t.Fatalf("%d segments of nothing", c.Segments)
			}
		case c.Units <= single:
			if c.Segments != 1 {
				t.Fatalf("%d segments; want 1", c.Segments)
			}
		default:
			// A part wastes at most one unit, for a pair that does not fit.
			if least, most := (c.Units+part-1)/part, (c.Units+part-2)/(part-1); c.Segments < least || c.Segments > most {
				t.Fatalf("%d segments of %d units; want %d to %d", c.Segments, c.Units, least, most)
			}
		}
	})
}

func TestMoreTextIsNeverLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := texts.Draw(t, "a"), texts.Draw(t, "b")
		if segment.Of(a+b).Segments < segment.Of(a).Segments {
			t.Fatalf("%q and more takes fewer segments", a)
		}
	})
}

func TestPlainNeverCostsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := texts.Draw(t, "text")
		plain := segment.Plain(text)
		if segment.Plain(plain) != plain {
			t.Fatalf("Plain changes its own answer %q", plain)
		}
		if c := segment.Of(plain); c.Encoding == segment.UCS2 && plain != text {
			t.Fatalf("%q was changed to %q for nothing", text, plain)
		}
	})
}
