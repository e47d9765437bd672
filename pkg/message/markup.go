package message

import (
	"fmt"
	"html/template"
	"strings"
	texttemplate "text/template"

	"github.com/afterword-io/afterword/pkg/events"
)

// block is a paragraph of the email with its role.
type block struct {
	Role  role
	Lines []span
}

type role string

const (
	paragraph role = "paragraph"
	heading   role = "heading"
	quote     role = "quote"
	list      role = "list"
	step      role = "step"
)

// span is a line: text and links in turn.
type span []piece

type piece struct {
	Text string
	// Href is a mailto: or tel: address made of a contact that intake has checked, or a link of ours; empty for text.
	Href template.URL
}

// plain is a piece in the text part: whoever reads it there cannot tap on words.
func (p piece) plain() string {
	if isWeb(string(p.Href)) {
		return p.Text + " <" + string(p.Href) + ">"
	}
	return p.Text
}

func isWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// The marks of a link are control characters, which no name or title can hold.
const (
	linkStart = "\x02"
	linkMid   = "\x1f"
	linkEnd   = "\x03"
)

// functions are what a template may call.
func functions() texttemplate.FuncMap {
	link := func(address, label string) string { return linkStart + address + linkMid + label + linkEnd }
	return texttemplate.FuncMap{
		"email": func(address string) string { return link("mailto:"+address, address) },
		"phone": func(number string) string { return link("tel:"+number, number) },
		"link":  link,
		"quote": func(text string) string { return strings.ReplaceAll("> "+text, "\n", "\n> ") },
		"last":  func(r events.CheckinResult, want string) bool { return string(r) == want },
	}
}

// blocksOf reads the markup described in doc.go.
func blocksOf(body string) []block {
	var blocks []block
	for chunk := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
		var b block
		for raw := range strings.SplitSeq(strings.Trim(chunk, "\n"), "\n") {
			r, text := roleOf(raw)
			if b.Role != "" && r != b.Role {
				blocks = append(blocks, b)
				b = block{}
			}
			b.Role = r
			b.Lines = append(b.Lines, spanOf(text))
		}
		if len(b.Lines) > 0 && (len(b.Lines) > 1 || len(b.Lines[0]) > 0) {
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func roleOf(line string) (role, string) {
	for _, m := range []struct {
		mark string
		role role
	}{{">", quote}, {"-", list}, {"##", heading}, {"=>", step}} {
		if line == m.mark {
			return m.role, ""
		}
		if rest, ok := strings.CutPrefix(line, m.mark+" "); ok {
			return m.role, rest
		}
	}
	return paragraph, line
}

func spanOf(text string) span {
	var s span
	for text != "" {
		before, after, found := strings.Cut(text, linkStart)
		if before != "" {
			s = append(s, piece{Text: before})
		}
		if !found {
			break
		}
		href, after, _ := strings.Cut(after, linkMid)
		label, rest, _ := strings.Cut(after, linkEnd)
		p := piece{Text: label}
		if strings.HasPrefix(href, "mailto:") || strings.HasPrefix(href, "tel:") || isWeb(href) {
			p.Href = template.URL(href)
		}
		s = append(s, p)
		text = rest
	}
	return s
}

func (s span) plain() string {
	var b strings.Builder
	for _, p := range s {
		b.WriteString(p.plain())
	}
	return b.String()
}

// stepMark begins the next step in the text part.
const stepMark = "-> "

// plainText is the text part: the same blocks without the markup that only HTML can show.
func plainText(blocks []block, a around) string {
	var b strings.Builder
	for _, bl := range blocks {
		for _, l := range bl.Lines {
			switch text := l.plain(); bl.Role {
			case quote:
				fmt.Fprintln(&b, strings.TrimRight("  | "+text, " "))
			case list:
				fmt.Fprintln(&b, "- "+text)
			case step:
				fmt.Fprintln(&b, stepMark+text)
			default:
				fmt.Fprintln(&b, text)
			}
		}
		fmt.Fprintln(&b)
	}
	fmt.Fprintln(&b, a.Sender)
	if a.Footer != "" || len(a.Links) > 0 {
		fmt.Fprint(&b, "\n-- \n")
	}
	if a.Footer != "" {
		fmt.Fprintln(&b, a.Footer)
	}
	for _, l := range a.Links {
		fmt.Fprintln(&b, l.plain())
	}
	return b.String()
}
