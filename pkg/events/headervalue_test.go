package events

import (
	"math/rand/v2"
	"strings"
	"testing"
)

func TestHeaderValues(t *testing.T) {
	encoded := []struct{ value, header string }{
		{"Euro € 😀", "Euro%20%E2%82%AC%20%F0%9F%98%80"}, // CE-1
		{`a"b%`, "a%22b%25"},
		{"a\r\nb\x7f", "a%0D%0Ab%7F"},
		{"/ats/x?y=z#~!", "/ats/x?y=z#~!"},
		{"", ""},
	}
	for _, tt := range encoded {
		if got := encodeHeader(tt.value); got != tt.header {
			t.Errorf("%q is encoded as %q, want %q", tt.value, got, tt.header)
		}
		if got, ok := decodeHeader(tt.header); got != tt.value || !ok {
			t.Errorf("%q is decoded as %q, %v; want %q", tt.header, got, ok, tt.value)
		}
	}
	decoded := []struct {
		header, value string
		ok            bool
	}{
		{`"a\"b%20c"`, `a"b c`, true}, // CE-2
		{"%e2%82%ac", "€", true},      // CE-3
		{"%41", "A", true},            // CE-3
		{"%C0%A0", "", false},         // CE-4
		{"%2541", "%41", true},        // one round only
		{" a\t", "a", true},
		{`a "b c" d`, "a b c d", true},
		{`a\b`, `a\b`, true},
		{"é", "é", true},
		{`"a`, "", false},
		{`"a\`, "", false},
		{"%", "", false},
		{"%4", "", false},
		{"%4g", "", false},
		{"%g4", "", false},
		{"\xff", "", false},
	}
	for _, tt := range decoded {
		got, ok := decodeHeader(tt.header)
		if ok != tt.ok || ok && got != tt.value {
			t.Errorf("%q is decoded as %q, %v; want %q, %v", tt.header, got, ok, tt.value, tt.ok)
		}
	}
}

// Whatever the value, its header is printable ASCII and gives the value back.
func TestEveryValueComesBackFromItsHeader(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		var b strings.Builder
		for range random.IntN(12) {
			// every second one is ASCII, where the special characters are
			b.WriteRune(rune(random.IntN([]int{0x80, 0x11_0000}[random.IntN(2)])))
		}
		value := b.String()
		header := encodeHeader(value)
		if strings.ContainsFunc(header, func(c rune) bool { return c <= ' ' || c > '~' || c == '"' }) {
			t.Fatalf("%q is encoded as %q, which is no header value", value, header)
		}
		if got, ok := decodeHeader(header); got != value || !ok {
			t.Fatalf("%q came back from %q as %q, %v", value, header, got, ok)
		}
	}
}
