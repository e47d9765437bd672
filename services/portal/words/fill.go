package words

import "strings"

// Fill puts values into a text: Fill("Call {name}", "name", "Mr. Finn") is "Call Mr. Finn". A brace without a value
// stays, and so does what looks like one inside a value.
func Fill(text string, pairs ...string) string {
	braced := make([]string, len(pairs))
	for i, part := range pairs {
		if i%2 == 0 {
			part = "{" + part + "}"
		}
		braced[i] = part
	}
	if len(braced)%2 != 0 {
		braced = braced[:len(braced)-1]
	}
	return strings.NewReplacer(braced...).Replace(text)
}
