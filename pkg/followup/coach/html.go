package coach

import (
	"html"
	"strings"
	"unicode"
)

const (
	maxTag    = 2000 // longest tag, in code points, that is read as one
	maxEntity = 12   // longest entity, such as &#x000A0;
)

// unwrapHTML marks tags as markup, gives quoted elements to quoted and hidden ones to markup, and decodes entities.
func (l *letter) unwrapHTML() {
	// inside is the element whose content is not shown or quoted, and how deep elements of its name are nested.
	var inside string
	var depth int
	var as region
	closes := lastIndex(l.shown, '>')
	for i := 0; i < len(l.shown); i++ {
		t, ok := tag{}, false
		if l.shown[i] == '<' && i < closes {
			t, ok = readTag(l.shown[i:min(len(l.shown), i+maxTag)])
		}
		switch {
		case ok:
			if inside == "" && !t.end && !t.empty && t.swallows != own {
				inside, depth, as = t.name, 0, t.swallows
			}
			if t.name == inside && !t.empty {
				if t.end {
					depth--
				} else {
					depth++
				}
				if depth == 0 {
					inside = ""
				}
			}
			l.hide(i, i+t.length, t.breaks)
			i += t.length - 1
		case inside != "":
			l.part[i] = as
			if as == markup {
				l.shown[i] = 0
			}
		case l.shown[i] == '&':
			i += l.decode(i) - 1
		}
	}
}

// hide marks a tag. Where it breaks the line, its first code points become line breaks.
func (l *letter) hide(start, end, breaks int) {
	for i := start; i < end; i++ {
		l.shown[i], l.part[i] = 0, markup
		if i-start < breaks {
			l.shown[i] = '\n'
		}
	}
}

// decode shows an entity as the character it stands for, and returns how many code points it takes.
func (l *letter) decode(i int) int {
	for n := 2; n < maxEntity && i+n < len(l.shown); n++ {
		r := l.shown[i+n]
		if r == ';' {
			c := []rune(html.UnescapeString(string(l.shown[i : i+n+1])))
			if len(c) != 1 {
				return 1
			}
			l.shown[i] = c[0]
			for k := i + 1; k <= i+n; k++ {
				l.shown[k] = 0
			}
			return n + 1
		}
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return 1
		}
	}
	return 1
}

// tag is an HTML tag or comment.
type tag struct {
	name       string
	length     int
	end, empty bool
	breaks     int
	// swallows is what the element's content is; own when it is shown.
	swallows region
}

// readTag reads the tag at the beginning of text. What has no name of an element is no tag: people
// write <Name> for what is to be filled in, and <ada@example.com>.
func readTag(text []rune) (tag, bool) {
	if len(text) > 3 && string(text[:4]) == "<!--" {
		if end := strings.Index(string(text), "-->"); end > 0 {
			return tag{length: len([]rune(string(text)[:end])) + 3}, true
		}
	}
	t := tag{}
	i := 1
	if i < len(text) && (text[i] == '/' || text[i] == '!') {
		t.end = text[i] == '/'
		i++
	}
	from := i
	for i < len(text) && text[i] < unicode.MaxASCII && (unicode.IsLetter(text[i]) || unicode.IsDigit(text[i])) {
		i++
	}
	t.name = strings.ToLower(string(text[from:i]))
	kind, known := elements[t.name]
	if !known || i == len(text) || text[i] != '>' && text[i] != '/' && text[i] != ' ' && text[i] != '\n' && text[i] != '\t' && text[i] != '\r' {
		return tag{}, false
	}
	attributes := i
	for i < len(text) && text[i] != '>' {
		if text[i] == '<' {
			return tag{}, false
		}
		i++
	}
	if i == len(text) {
		return tag{}, false
	}
	t.length = i + 1
	t.empty = kind == void || text[i-1] == '/'
	switch kind {
	case block:
		t.breaks = 2
	case void:
		if t.name == "br" || t.name == "hr" {
			t.breaks = 1
		}
	case unseen:
		t.swallows = markup
	}
	if t.name == "blockquote" {
		t.swallows = quoted
	}
	style := strings.Join(strings.Fields(strings.ToLower(string(text[attributes:i]))), "")
	if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") || strings.Contains(style, "font-size:0") || style == "hidden" {
		t.swallows = markup
	}
	return t, true
}

type element byte

const (
	inline element = iota
	block          // begins a new line
	void           // has no content
	unseen         // its content is never shown
)

var elements = func() map[string]element {
	kinds := map[string]element{"blockquote": block, "": inline}
	for kind, names := range map[element]string{
		inline: "a abbr b big center cite code del em font i ins label mark q s small span strike strong sub sup u body html o tt",
		block:  "address article div dl dt dd footer h1 h2 h3 h4 h5 h6 header li main ol p pre section table tbody td th thead tr ul",
		void:   "br hr img input link meta wbr doctype",
		unseen: "head noscript script style template title",
	} {
		for name := range strings.FieldsSeq(names) {
			kinds[name] = kind
		}
	}
	delete(kinds, "")
	return kinds
}()

func lastIndex(text []rune, r rune) int {
	for i := len(text) - 1; i >= 0; i-- {
		if text[i] == r {
			return i
		}
	}
	return -1
}
