package document

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"
)

// Document is a text that somebody wrote.
type Document struct {
	// Name is what its author calls it: a file's path, or stdin.
	Name string
	// JSON is what it says.
	JSON json.RawMessage
	// lines are where the fields are, by their names; empty if nobody can tell.
	lines map[string]int
}

// asksForJSON is how a JSON object begins, and hardly ever one in YAML.
var asksForJSON = regexp.MustCompile(`^\s*\{\s*"`)

// Parse takes YAML or JSON, in UTF-8 with or without a byte order mark, and judges nothing of what it says. A text of
// comments only is an empty object. Its error is a *Faults.
func Parse(name string, raw []byte) (Document, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
		return parseYAML(name, raw)
	}
	switch err := checkJSON(name, raw); {
	case err == nil:
		return Document{Name: name, JSON: raw, lines: jsonLines(raw)}, nil
	case asksForJSON.Match(raw):
		return Document{}, err
	}
	return parseYAML(name, raw) // YAML may begin with a brace too.
}

// Has reports whether the document has the field, whose name has a dot between an object and its member.
func (d Document) Has(field string) bool {
	_, ok := d.lines[field]
	return ok
}

// element is the place of an element in an array.
var element = regexp.MustCompile(`\[\d+\]`)

// Line returns where a field is, from 1: its own line, or that of the object or array around it; 0 for nowhere.
func (d Document) Line(field string) int {
	field = element.ReplaceAllString(field, "")
	for {
		if line, ok := d.lines[field]; ok {
			return line
		}
		cut := strings.LastIndexByte(field, '.')
		if cut < 0 {
			return 0
		}
		field = field[:cut]
	}
}

// Fault is a mistake in a field of the document. message is a sentence that begins with the field.
func (d Document) Fault(field, message string) Fault {
	return Fault{Line: d.Line(field), Field: field, Message: message}
}
