package message

import (
	"regexp"
	"strings"
)

// spokenTitle is a job's title as people say it: "Disponent" of "Disponent (m/w/d)", "Comptable" of
// "Comptable H/F". The mark that a job is open to everybody belongs in the advertisement; in a sentence it
// shows that a machine wrote it.
func spokenTitle(title string) string {
	if !strings.ContainsAny(title, "/|([") {
		return title
	}
	const marks = `(?:[mwfhdxi]|divers)(?:\s*[/|]\s*(?:[mwfhdxi]|divers))+`
	bracketed := regexp.MustCompile(`(?i)\s*[(\[]\s*(?:` + marks + `|all genders|gn|a)\s*[)\]]`)
	bare := regexp.MustCompile(`(?i)[\s,]+` + marks + `$`)
	spoken := strings.TrimSpace(bare.ReplaceAllString(bracketed.ReplaceAllString(title, ""), ""))
	if spoken == "" {
		return title
	}
	return spoken
}
