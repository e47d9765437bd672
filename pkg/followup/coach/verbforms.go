package coach

import "strings"

// German verbs take letters in front and in the middle, which no stemmer removes: merken, gemerkt, anzumerken, angemerkt.

// separable are what may stand before the ge or zu of such a form.
var separable = []string{"", "ab", "an", "auf", "aus", "bei", "dazu", "durch", "ein", "fest", "fort", "frei", "her", "hin", "kennen", "klar", "los", "mit", "nach", "statt", "teil", "um", "vor", "weg", "weiter", "wieder", "zu", "zurueck", "zuruck", "zusammen"}

// endings are what Snowball leaves at the end of verbs.
var endings = []string{"", "t", "et", "ert", "st"}

// everydayForm reports whether a German stem is a form of an everyday verb.
func (r *reading) everydayForm(st string) bool {
	for _, before := range separable {
		rest, ok := strings.CutPrefix(st, before)
		if !ok {
			continue
		}
		for _, inside := range []string{"", "ge", "zu"} {
			verb, ok := strings.CutPrefix(rest, inside)
			if !ok || inside == "" && before != "" {
				continue
			}
			for _, end := range endings {
				bare, ok := strings.CutSuffix(verb, end)
				if !ok || len(bare) < 3 {
					continue
				}
				if everyday[r.language][before+bare] || (end != "" || inside != "ge") && everyday[r.language][bare] {
					return true // Eingewöhnung is not of wohnen
				}
			}
		}
	}
	return false
}
