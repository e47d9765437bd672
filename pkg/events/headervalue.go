package events

import (
	"strings"
	"unicode/utf8"
)

const upperHex = "0123456789ABCDEF"

// encodeHeader writes an attribute as a header value: space, double quote, percent and
// everything outside of printable ASCII as percent-encoded UTF-8
// (CloudEvents HTTP binding 1.0, section 3.1.3.2).
func encodeHeader(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c > ' ' && c < 0x7F && c != '"' && c != '%' {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', upperHex[c>>4], upperHex[c&15]})
		}
	}
	return b.String()
}

// decodeHeader reads a header value: first double quotes and their backslashes go,
// then exactly one round of percent-encoding. It is not ok for what is no UTF-8 then
// and for a percent sign without two hex digits.
func decodeHeader(s string) (string, bool) {
	s, ok := dropQuotes(strings.Trim(s, " \t"))
	if !ok {
		return "", false
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '%' {
			b.WriteByte(s[i])
			continue
		}
		if i+2 >= len(s) {
			return "", false
		}
		high, low := strings.IndexByte(upperHex, upper(s[i+1])), strings.IndexByte(upperHex, upper(s[i+2]))
		if high < 0 || low < 0 {
			return "", false
		}
		b.WriteByte(byte(high<<4 | low))
		i += 2
	}
	return b.String(), utf8.ValidString(b.String())
}

// dropQuotes takes away the double quotes of quoted parts and the backslash before each escaped character in them.
func dropQuotes(s string) (string, bool) {
	if !strings.Contains(s, `"`) {
		return s, true
	}
	var b strings.Builder
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '"':
			quoted = !quoted
			continue
		case s[i] == '\\' && quoted:
			i++
			if i == len(s) {
				return "", false
			}
		}
		b.WriteByte(s[i])
	}
	return b.String(), !quoted
}

func upper(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}
