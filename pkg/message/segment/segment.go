// Package segment knows how an SMS is counted: which alphabet a text needs and
// how many segments it takes. It is pure; message and sms use it.
//
// The rules are those of 3GPP TS 23.038 (the GSM 7-bit default alphabet) and
// TS 23.040 (concatenation): 160 septets alone or 153 in each of several
// segments, else 70 or 67 UTF-16 units.
package segment

import "unicode/utf16"

// Encoding is the alphabet a text travels in.
type Encoding string

// The encodings.
const (
	GSM7 Encoding = "GSM-7"
	UCS2 Encoding = "UCS-2"
)

// Count is the size of a text.
type Count struct {
	Encoding Encoding
	// Units are septets for GSM-7 (two for an extension character) and UTF-16 units for UCS-2.
	Units int
	// Segments is what the provider bills; 0 for the empty text.
	Segments int
}

const (
	gsmSingle, gsmPart = 160, 153
	ucsSingle, ucsPart = 70, 67
)

// Of counts text as it is; see Plain for making it cheaper first.
func Of(text string) Count {
	if widths, ok := septets(text); ok {
		return count(GSM7, widths, gsmSingle, gsmPart)
	}
	widths := make([]int, 0, len(text))
	for _, r := range text {
		widths = append(widths, utf16.RuneLen(r))
	}
	return count(UCS2, widths, ucsSingle, ucsPart)
}

// count fills parts one character after another, since a character of two units is never split.
func count(encoding Encoding, widths []int, single, part int) Count {
	units := 0
	for _, w := range widths {
		units += w
	}
	c := Count{Encoding: encoding, Units: units}
	switch {
	case units == 0:
	case units <= single:
		c.Segments = 1
	default:
		free := 0
		for _, w := range widths {
			if w > free {
				c.Segments++
				free = part
			}
			free -= w
		}
	}
	return c
}

// septets returns the width of every character, and false if one is not in the GSM alphabet.
func septets(text string) ([]int, bool) {
	widths := make([]int, 0, len(text))
	for _, r := range text {
		w := width(r)
		if w == 0 {
			return nil, false
		}
		widths = append(widths, w)
	}
	return widths, true
}
