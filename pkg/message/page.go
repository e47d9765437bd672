package message

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"
)

// page is what the layout is given.
type page struct {
	Subject, Preheader, Sender, Logo, Tag string
	// Padding keeps the beginning of the letter out of the line beside the subject.
	Padding template.HTML
	// Footer is by lines; Links go below it.
	Footer []string
	Links  []piece
	Color  template.CSS
	Blocks []block
	// Everywhere and OutlookOnline are what the rules for dark mode begin with: nothing, and the
	// mark that Outlook on the web puts around a letter, as it knows no media query for it.
	Everywhere, OutlookOnline template.CSS
	// OutlookStart and OutlookEnd hold the card together on Outlook for the desktop, which knows no greatest width.
	OutlookStart, OutlookEnd template.HTML
}

func (t *Templates) html(a around, subject, preheader string, blocks []block) (string, error) {
	var b strings.Builder
	p := page{
		Subject: subject, Preheader: preheader, Sender: a.Sender, Logo: a.Logo, Tag: a.Tag, Links: a.Links,
		Padding: padding(preheader), Color: accent(a.Color), Blocks: blocks, OutlookOnline: "[data-ogsc] ",
		OutlookStart: `<!--[if mso]><table role="presentation" width="560" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->`,
		OutlookEnd:   `<!--[if mso]></td></tr></table><![endif]-->`,
	}
	if a.Footer != "" {
		p.Footer = strings.Split(a.Footer, "\n")
	}
	if err := t.layout.Execute(&b, p); err != nil {
		return "", fmt.Errorf("write the HTML part: %w", err)
	}
	return b.String(), nil
}

// padding fills a preheader up, with characters that take room and show nothing, to what mail programs show of it.
func padding(preheader string) template.HTML {
	const shown = MaxPreheader
	return template.HTML(strings.Repeat("&#847;&zwnj;&nbsp;", max(0, shown-utf8.RuneCountInString(preheader))))
}

// defaultAccent is visible on white and on near black.
const defaultAccent = "#2f7d78"

// accent is the brand's colour, or ours where that is missing or is none.
func accent(color string) template.CSS {
	if !isColor(color) {
		return defaultAccent
	}
	return template.CSS(color)
}
