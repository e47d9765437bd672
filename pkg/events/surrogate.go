package events

import (
	"strconv"
	"unicode/utf16"
)

// loneSurrogate reports whether a well-formed JSON string escapes half of a surrogate pair,
// which is no character and which decoders replace, each in its own way.
func loneSurrogate(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		unit, ok := escapedUnit(raw[i:])
		switch {
		case !ok:
			i++ // the escaped character
			continue
		case !utf16.IsSurrogate(unit):
			i += 5
			continue
		}
		next, ok := escapedUnit(raw[i+6:])
		if !ok || utf16.DecodeRune(unit, next) == '\uFFFD' {
			return true
		}
		i += 11
	}
	return false
}

// escapedUnit reads the UTF-16 unit of a \uXXXX at the start of raw.
func escapedUnit(raw []byte) (rune, bool) {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(raw[2:6]), 16, 16)
	return rune(unit), err == nil
}
