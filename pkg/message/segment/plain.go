package segment

import "strings"

// Plain writes typographic characters in their plain form if that makes the
// whole text fit the GSM alphabet, and returns the text unchanged if it does
// not: nobody's name is spelled worse for nothing. Letters with a diacritic that
// the alphabet lacks lose it (ç to c), since a message in two segments instead of one
// costs the sender twice and the reader nothing.
func Plain(text string) string {
	if _, ok := septets(text); ok {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if width(r) > 0 {
			b.WriteRune(r)
			continue
		}
		plain, ok := plainForm(r)
		if !ok {
			return text
		}
		b.WriteString(plain)
	}
	return b.String()
}

func plainForm(r rune) (string, bool) {
	for _, row := range plainForms() {
		if strings.ContainsRune(row.of, r) {
			return row.is, true
		}
	}
	return "", false
}

type plainRow struct{ of, is string }

func plainForms() []plainRow {
	return []plainRow{
		{"‘’‚‛′`´ʼ", "'"},
		{"“”„‟″«»", "\""},
		{"‐‑‒–—―−", "-"},
		{"…", "..."},
		{"\u00a0\u2002\u2003\u2007\u2009\u202f\t", " "},
		{"\u200b\u200c\u200d\u2060\ufeff\u00ad", ""},
		{"•·", "-"},
		{"→", "->"},
		{"×", "x"},
		{"™", "(TM)"},
		{"®", "(R)"},
		{"©", "(C)"},
		{"áâãāăą", "a"},
		{"ÀÁÂÃĀĂĄ", "A"},
		{"çćčĉċ", "c"},
		{"ĆČĈĊ", "C"},
		{"ďđð", "d"},
		{"ĎĐÐ", "D"},
		{"êëēĕėęě", "e"},
		{"ÈÊËĒĔĖĘĚ", "E"},
		{"ğģĝġ", "g"},
		{"ĞĢĜĠ", "G"},
		{"íîïĩīĭįı", "i"},
		{"ÌÍÎÏĨĪĬĮİ", "I"},
		{"ķ", "k"},
		{"Ķ", "K"},
		{"łļľĺ", "l"},
		{"ŁĻĽĹ", "L"},
		{"ńňņ", "n"},
		{"ŃŇŅ", "N"},
		{"óôõōŏő", "o"},
		{"ÒÓÔÕŌŎŐ", "O"},
		{"œ", "oe"},
		{"Œ", "OE"},
		{"řŕŗ", "r"},
		{"ŘŔŖ", "R"},
		{"śšşșŝ", "s"},
		{"ŚŠŞȘŜ", "S"},
		{"ťţț", "t"},
		{"ŤŢȚ", "T"},
		{"úûūŭůűųũ", "u"},
		{"ÙÚÛŪŬŮŰŲŨ", "U"},
		{"ýÿ", "y"},
		{"ÝŸ", "Y"},
		{"źżž", "z"},
		{"ŹŻŽ", "Z"},
		{"þ", "th"},
		{"Þ", "Th"},
	}
}
