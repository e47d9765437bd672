package portal

import (
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/followup/coach"
)

func TestMailto(t *testing.T) {
	text := "Dear Mr. Finn,\n\nthanks & regards: 100 % = \"ja\" + größer?\n#1"
	link, cut := mailto("finn+jobs@example.com", "Thank you & more", text)
	if cut || strings.ContainsAny(string(link), "+ \n\"#") {
		t.Fatalf("cut %v, %s", cut, link)
	}
	u, err := url.Parse(string(link))
	if err != nil {
		t.Fatal(err)
	}
	to, err := url.PathUnescape(u.Opaque)
	if err != nil || to != "finn+jobs@example.com" {
		t.Errorf("to %q, %v", to, err)
	}
	got := map[string]string{}
	for pair := range strings.SplitSeq(u.RawQuery, "&") {
		name, value, _ := strings.Cut(pair, "=")
		// RFC 6068 knows no plus sign for a space.
		plain, err := url.PathUnescape(value)
		if err != nil {
			t.Fatal(err)
		}
		got[name] = plain
	}
	if diff := cmp.Diff(map[string]string{"subject": "Thank you & more", "body": strings.ReplaceAll(text, "\n", "\r\n")}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	long, cut := mailto("finn@example.com", "Thank you", strings.Repeat("word ", 3000))
	if !cut || strings.Contains(string(long), "body=") || !strings.Contains(string(long), "subject=Thank%20you") {
		t.Errorf("a text that is too long: cut %v, %d characters", cut, len(long))
	}
	if whole, cut := mailto("finn@example.com", "Thank you", strings.Repeat("word ", 250)); cut || len(whole) < 250*6 {
		t.Errorf("a text of 250 words: cut %v, %d characters", cut, len(whole))
	}
	if none, _ := mailto("", "Thank you", "text"); none != "" {
		t.Errorf("without an address: %q", none)
	}
}

// The pieces of a note are the note, and each knows the findings that speak of it.
func TestPieces(t *testing.T) {
	text := "Dear XYZ, größer ist besser. Thanks!"
	review := reviewOf(text, coach.Review{Verdict: coach.NeedsWork, Score: 40, Findings: []coach.Finding{
		{Code: coach.Placeholder, Severity: coach.Error, Span: &coach.Span{Start: 5, End: 8}},
		{Code: coach.StockPhrases, Severity: coach.Warn, Span: &coach.Span{Start: 0, End: 16}},
		{Code: coach.TooShort, Severity: coach.Warn},
	}})
	want := []Piece{
		{Text: "Dear ", Severity: coach.Warn, Numbers: []int{2}},
		{Text: "XYZ", Severity: coach.Error, Numbers: []int{1, 2}},
		{Text: ", größer", Severity: coach.Warn, Numbers: []int{2}},
		{Text: " ist besser. Thanks!"},
	}
	if diff := cmp.Diff(want, review.Pieces); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if review.Findings[2].Marked || !review.Findings[0].Marked {
		t.Error("what speaks of the whole is no mark")
	}
}

// Whatever colour a tenant has, what is written in it and on it can be read.
func TestColorsCanBeRead(t *testing.T) {
	white, dark := rgb{1, 1, 1}, rgb{0.09, 0.09, 0.09}
	for _, color := range []string{"#1f5f5b", "#ffe600", "#fff", "#000", "#808080", "#ff0000", "#00f", "#123456"} {
		brand, ok := parseColor(strings.TrimSuffix(strings.TrimPrefix(colorFile(color), "brand-"), ".css"))
		if !ok {
			t.Fatalf("%s is no colour", color)
		}
		if got := contrast(towards(brand, rgb{}, white), white); got < readable {
			t.Errorf("%s on white: %.2f", color, got)
		}
		if got := contrast(towards(brand, white, dark), dark); got < readable {
			t.Errorf("%s on near black: %.2f", color, got)
		}
		if got := max(contrast(brand, white), contrast(brand, rgb{})); got < readable {
			t.Errorf("black or white on %s: %.2f", color, got)
		}
		if sheet, ok := colorSheet(colorFile(color)); !ok || !strings.Contains(string(sheet), "--brand:"+brand.String()) {
			t.Errorf("%s: %s", color, sheet)
		}
	}
	for _, wrong := range []string{"", "red", "#12", "#1234567", "#ffffff;}body{}", "#GGGGGG"} {
		if got := colorFile(wrong); got != "brand-"+defaultColor+".css" {
			t.Errorf("%q gives %s", wrong, got)
		}
	}
	for _, wrong := range []string{"brand-.css", "brand-FFFFFF.css", "brand-fff.css", "brand-ffffff", "x-ffffff.css", "brand-+fffff.css"} {
		if _, ok := colorSheet(wrong); ok {
			t.Errorf("%q is taken for a stylesheet", wrong)
		}
	}
}

func TestOneLine(t *testing.T) {
	for given, want := range map[string]string{
		" a\tb \r\n c": "a b c", "\x00": "", "a\u2028b": "a b", "\xff": "\uFFFD", "größer": "größer",
	} {
		if got := oneLine(given); got != want {
			t.Errorf("%q gives %q, want %q", given, got, want)
		}
	}
}
