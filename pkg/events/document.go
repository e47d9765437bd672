package events

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// MaxDepth is how deeply a JSON document from outside may be nested: [] is 1 deep.
const MaxDepth = 32

// trustedDepth bounds what Afterword wrote itself, where a document may be an envelope around another one.
const trustedDepth = 2 * MaxDepth

// maxValues bounds the values of a document, each of which costs far more memory than its two bytes;
// a batch of 4 MiB of valid facts has fewer.
const maxValues = 500_000

// node is one value of a JSON document. It remembers where it stood, so that data
// can be handed on byte for byte.
type node struct {
	kind  kindOfNode
	start int
	raw   []byte
	// text is the value of a string.
	text string
	// names holds the members' names; values the members' or the elements' values.
	names  []string
	values []node
}

type kindOfNode byte

const (
	isNull kindOfNode = iota
	isBool
	isNumber
	isString
	isArray
	isObject
)

// member returns the member of an object that has this very name and is not null, else nil.
func (n *node) member(name string) *node {
	for i, known := range n.names {
		if known == name && n.values[i].kind != isNull {
			return &n.values[i]
		}
	}
	return nil
}

// at follows a location of names and dots from an object inwards; nil if there is nothing or null.
func (n *node) at(location string) *node {
	for name := range strings.SplitSeq(location, ".") {
		if n = n.member(name); n == nil {
			return nil
		}
	}
	return n
}

// parse reads one strict JSON document (RFC 8259): valid UTF-8 without lone
// surrogates, no name twice in an object, at most depth deep, nothing after it. place
// is the location of the document in what was sent. The error is a *MalformedError.
func parse(data []byte, place string, depth int) (*node, error) {
	if !utf8.Valid(data) {
		return nil, malformed(place, "must be valid UTF-8")
	}
	r := &reader{data: data, depth: depth}
	r.space()
	if r.pos == len(data) {
		return nil, malformed(place, "must be a JSON document and is empty")
	}
	var root node
	if err := r.value(&root, place, 0); err != nil {
		return nil, err
	}
	r.space()
	if r.pos < len(data) {
		return nil, malformed(place, "must be one JSON document with nothing after it (there is more at byte %d)", r.pos)
	}
	return &root, nil
}

// reader walks over the bytes of a document.
type reader struct {
	data   []byte
	pos    int
	depth  int
	values int
}

func (r *reader) value(n *node, place string, depth int) error {
	if r.values++; r.values > maxValues {
		return malformed(place, "is too long: at most %d values are read", maxValues)
	}
	n.start = r.pos
	var err error
	switch c := r.peek(); {
	case c == '{' || c == '[':
		if depth == r.depth {
			return malformed(place, "is nested too deeply: at most %d levels are read", r.depth)
		}
		if c == '{' {
			err = r.object(n, place, depth+1)
		} else {
			err = r.array(n, place, depth+1)
		}
	case c == '"':
		n.kind = isString
		n.text, err = r.str(place)
	case c == '-' || isDigit(rune(c)):
		n.kind = isNumber
		err = r.number(place)
	case r.take("true"), r.take("false"):
		n.kind = isBool
	case r.take("null"):
		n.kind = isNull
	default:
		err = r.broken(place)
	}
	n.raw = r.data[n.start:r.pos]
	return err
}

func (r *reader) object(n *node, place string, depth int) error {
	n.kind = isObject
	seen := map[string]bool{}
	r.pos++
	for r.space(); r.peek() != '}'; r.space() {
		if len(n.names) > 0 {
			if !r.take(",") {
				return r.broken(place)
			}
			r.space()
		}
		if r.peek() != '"' {
			return r.broken(place)
		}
		name, err := r.str(place)
		if err != nil {
			return err
		}
		inside := member(place, name)
		if seen[name] {
			return malformed(inside, "is there twice; give it once")
		}
		seen[name] = true
		r.space()
		if !r.take(":") {
			return r.broken(inside)
		}
		r.space()
		n.names = append(n.names, name)
		n.values = append(n.values, node{})
		if err := r.value(&n.values[len(n.values)-1], inside, depth); err != nil {
			return err
		}
	}
	r.pos++
	return nil
}

func (r *reader) array(n *node, place string, depth int) error {
	n.kind = isArray
	r.pos++
	for r.space(); r.peek() != ']'; r.space() {
		if len(n.values) > 0 {
			if !r.take(",") {
				return r.broken(place)
			}
			r.space()
		}
		n.values = append(n.values, node{})
		last := len(n.values) - 1
		if err := r.value(&n.values[last], element(place, last), depth); err != nil {
			return err
		}
	}
	r.pos++
	return nil
}

func (r *reader) str(place string) (string, error) {
	start := r.pos
	r.pos++
	for escaped := false; ; r.pos++ {
		switch c := r.peek(); {
		case r.pos == len(r.data):
			return "", r.broken(place)
		case c < 0x20:
			return "", malformed(place, "is no JSON: a control character in a string must be escaped (byte %d)", r.pos)
		case escaped:
			escaped = false
		case c == '\\':
			escaped = true
		case c == '"':
			r.pos++
			return unquote(r.data[start:r.pos], place, start)
		}
	}
}

// unquote decodes a string with its quotes.
func unquote(raw []byte, place string, start int) (string, error) {
	if !bytes.ContainsRune(raw, '\\') {
		return string(raw[1 : len(raw)-1]), nil
	}
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return "", malformed(place, "is no JSON: a string has an unknown escape (from byte %d on)", start)
	}
	if loneSurrogate(raw) {
		return "", malformed(place, "must be valid Unicode: a \\u escape is half of a pair")
	}
	return text, nil
}

func (r *reader) number(place string) error {
	start := r.pos
	for {
		switch c := r.peek(); {
		case isDigit(rune(c)), c == '-', c == '+', c == '.', c == 'e', c == 'E':
			r.pos++
			continue
		}
		break
	}
	if !json.Valid(r.data[start:r.pos]) {
		r.pos = start
		return r.broken(place)
	}
	return nil
}

// peek returns the next byte, and 0 at the end, which begins no token.
func (r *reader) peek() byte {
	if r.pos == len(r.data) {
		return 0
	}
	return r.data[r.pos]
}

func (r *reader) take(token string) bool {
	if !bytes.HasPrefix(r.data[r.pos:], []byte(token)) {
		return false
	}
	r.pos += len(token)
	return true
}

func (r *reader) space() {
	for {
		switch r.peek() {
		case ' ', '\t', '\r', '\n':
			r.pos++
			continue
		}
		return
	}
}

func (r *reader) broken(place string) error {
	if r.pos == len(r.data) {
		return malformed(place, "is no JSON: it ends too early")
	}
	return malformed(place, "is no JSON from byte %d on", r.pos)
}
