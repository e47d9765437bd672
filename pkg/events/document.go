package events

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

// MaxDepth is how deep objects and arrays may be nested.
const MaxDepth = 32

// document is one parsed JSON value that remembers what encoding/json forgets:
// whether a key came twice, and the bytes of each member.
type document struct {
	// kind is one of { [ s n b 0: object, array, string, number, boolean, null.
	kind    byte
	members []member
	items   []document
	text    string
	raw     json.RawMessage
}

type member struct {
	name  string
	value document
}

func (d document) get(name string) (document, bool) {
	for _, m := range d.members {
		if m.name == name {
			return m.value, true
		}
	}
	return document{}, false
}

// parseDocument reads exactly one JSON value: valid UTF-8, no key twice, no deeper than
// MaxDepth, nothing behind it. Errors are *MalformedError.
func parseDocument(body []byte) (document, error) {
	if !utf8.Valid(body) {
		return document{}, &MalformedError{Reason: "the body is not valid UTF-8"}
	}
	p := &documentParser{body: body, decoder: json.NewDecoder(bytes.NewReader(body))}
	p.decoder.UseNumber()
	d, err := p.value("", 1)
	if err != nil {
		return document{}, err
	}
	if _, err := p.decoder.Token(); !errors.Is(err, io.EOF) {
		return document{}, &MalformedError{Reason: "there is data after the JSON document"}
	}
	return d, nil
}

type documentParser struct {
	body    []byte
	decoder *json.Decoder
}

func (p *documentParser) value(path string, depth int) (document, error) {
	token, err := p.decoder.Token()
	if err != nil {
		return document{}, p.malformed(path, err)
	}
	end := p.decoder.InputOffset()
	switch t := token.(type) {
	case json.Delim:
		if depth > MaxDepth {
			return document{}, &MalformedError{Location: path, Reason: "the document is nested deeper than 32 levels"}
		}
		start := end - 1
		d := document{kind: byte(t)}
		if t == '{' {
			err = p.object(&d, path, depth)
		} else {
			err = p.array(&d, path, depth)
		}
		d.raw = p.body[start:p.decoder.InputOffset()]
		return d, err
	case string:
		return document{kind: 's', text: t, raw: p.scalar(end)}, nil
	case json.Number:
		return document{kind: 'n', text: t.String(), raw: p.scalar(end)}, nil
	case bool:
		d := document{kind: 'b', raw: p.scalar(end)}
		if t {
			d.text = "true"
		}
		return d, nil
	default:
		return document{kind: '0', raw: json.RawMessage("null")}, nil
	}
}

func (p *documentParser) object(d *document, path string, depth int) error {
	for p.decoder.More() {
		token, err := p.decoder.Token()
		if err != nil {
			return p.malformed(path, err)
		}
		name, ok := token.(string)
		if !ok {
			return &MalformedError{Location: path, Reason: "a key of an object is not a string"}
		}
		if _, twice := d.get(name); twice {
			return &MalformedError{Location: under(path, name), Reason: "the key appears twice"}
		}
		value, err := p.value(under(path, name), depth+1)
		if err != nil {
			return err
		}
		d.members = append(d.members, member{name: name, value: value})
	}
	if _, err := p.decoder.Token(); err != nil {
		return p.malformed(path, err)
	}
	return nil
}

func (p *documentParser) array(d *document, path string, depth int) error {
	for p.decoder.More() {
		value, err := p.value(item(path, len(d.items)), depth+1)
		if err != nil {
			return err
		}
		d.items = append(d.items, value)
	}
	if _, err := p.decoder.Token(); err != nil {
		return p.malformed(path, err)
	}
	return nil
}

// scalar returns the bytes of the value that ends at end.
func (p *documentParser) scalar(end int64) json.RawMessage {
	start := end
	if p.body[end-1] == '"' {
		for start -= 2; p.body[start] != '"' || escaped(p.body, start); start-- {
		}
		return p.body[start:end]
	}
	for start > 0 && !bytes.ContainsRune([]byte(" \t\r\n,:[{"), rune(p.body[start-1])) {
		start--
	}
	return p.body[start:end]
}

func escaped(body []byte, at int64) bool {
	slashes := 0
	for i := at - 1; i >= 0 && body[i] == '\\'; i-- {
		slashes++
	}
	return slashes%2 == 1
}

func (p *documentParser) malformed(path string, err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.Is(err, io.EOF) && len(bytes.TrimSpace(p.body)) == 0:
		return &MalformedError{Reason: "the body is empty; it must be one JSON document"}
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &MalformedError{Location: path, Reason: "the JSON document ends too early"}
	case errors.As(err, &syntax):
		return &MalformedError{Location: path, Reason: "this is not JSON: " + syntax.Error()}
	}
	return &MalformedError{Location: path, Reason: "this is not JSON"}
}
