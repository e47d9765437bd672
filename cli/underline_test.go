package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/followup/coach"
)

// TestWordsAreUnderlined: the marks stand under the words, whatever the line is like.
func TestWordsAreUnderlined(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("many words before ", 10) + "[Company]" + strings.Repeat(" and many after", 10)
	for name, tt := range map[string]struct {
		text, words string
		want        []string
	}{
		"in a line":         {"Dear Ms. Hale,\nthank you, [Company].\nAda", "[Company]", []string{"thank you, [Company].", "           ^^^^^^^^^"}},
		"the first line":    {"Hi,\nthanks", "Hi,", []string{"Hi,", "^^^"}},
		"over two lines":    {"Dear Ms.\nHale, thanks", "Ms.\nHale", []string{"Dear Ms.", "     ^^^"}},
		"after blank lines": {"Dear\n\n\nHale", "\n\n\nHale", []string{"Hale", "^^^^"}},
		"accents":           {"Chère Zoe\u0308, bonjour", "bonjour", []string{"Chère Zoe\u0308, bonjour", "           ^^^^^^^"}},
		"Windows lines":     {"Dear\r\nHale\r\n", "Hale", []string{"Hale", "^^^^"}},
		"a long line": {long, "[Company]", []string{
			"… before [Company] and many  …",
			"         ^^^^^^^^^",
		}},
	} {
		start := len([]rune(tt.text[:strings.Index(tt.text, tt.words)]))
		line, marks := underlined(tt.text, coach.Span{Start: start, End: start + len([]rune(tt.words))}, 30)
		if diff := cmp.Diff(tt.want, []string{line, marks}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// A span that is not of this text must not end the command.
	if line, marks := underlined("Hi", coach.Span{Start: 5, End: 9}, 30); line != "Hi" || marks != "  ^" {
		t.Errorf("a span beyond the text is shown as %q, %q", line, marks)
	}
}
