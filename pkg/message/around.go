package message

import (
	"cmp"
	"html/template"
)

// around is what stands around the blocks of an email.
type around struct {
	Sender, Footer, Color, Logo, Tag string
	// Links go below the footer.
	Links []piece
}

// preferencesAnchor is where the candidate's page has the settings.
const preferencesAnchor = "#preferences"

func (b *book) around(s Situation) (around, error) {
	a := around{
		Sender: cmp.Or(s.Brand.SenderName, defaultSender), Footer: s.Brand.Footer, Color: s.Brand.Color, Logo: s.Brand.Logo, Tag: b.language.Tag(),
	}
	for _, link := range []struct{ block, url, anchor string }{
		{preferencesBlock, s.Page, preferencesAnchor},
		{unsubscribeBlock, s.Unsubscribe, ""},
	} {
		if !isWeb(link.url) {
			continue
		}
		label, err := line(b.parts[aroundPart], link.block, nil)
		if err != nil {
			return a, err
		}
		a.Links = append(a.Links, piece{Text: label, Href: template.URL(link.url + link.anchor)})
	}
	return a, nil
}
