package story

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// Document is a file taken apart, but not judged: either an interview or events.
type Document struct {
	// Interview is the plain data of one interview; nil if the document holds events.
	Interview json.RawMessage
	// Events are CloudEvents in JSON form, in the order of the file.
	Events []json.RawMessage
}

// Read takes a document apart. Its errors are sentences about the input.
func Read(r io.Reader) (Document, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return Document{}, fmt.Errorf("read the input: %w", err)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	switch first := bytes.TrimSpace(raw); {
	case len(first) == 0:
		return Document{}, errors.New("the input is empty")
	case first[0] == '[':
		return readArray(raw)
	case first[0] == '{':
		return readObjects(raw)
	}
	return Document{}, errors.New("the input is neither a JSON object nor a JSON array")
}

func readArray(raw []byte) (Document, error) {
	var d Document
	if err := json.Unmarshal(raw, &d.Events); err != nil {
		return Document{}, notJSON(raw, 1, err)
	}
	if len(d.Events) == 0 {
		return Document{}, errors.New("the array holds no event")
	}
	for i, event := range d.Events {
		if !isCloudEvent(event) {
			return Document{}, fmt.Errorf("event %d: specversion is missing: it is not a CloudEvent", i+1)
		}
	}
	return d, nil
}

// readObjects reads one object, or several one after the other (NDJSON).
func readObjects(raw []byte) (Document, error) {
	var objects []json.RawMessage
	decoder := json.NewDecoder(bytes.NewReader(raw))
	for {
		var object json.RawMessage
		err := decoder.Decode(&object)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return Document{}, notJSON(raw, 1, err)
		}
		objects = append(objects, object)
	}
	if len(objects) == 1 && !isCloudEvent(objects[0]) {
		return Document{Interview: objects[0]}, nil
	}
	for i, object := range objects {
		if !isCloudEvent(object) {
			return Document{}, fmt.Errorf("event %d: specversion is missing: it is not a CloudEvent", i+1)
		}
	}
	return Document{Events: objects}, nil
}

func isCloudEvent(raw json.RawMessage) bool {
	var envelope map[string]json.RawMessage
	if json.Unmarshal(raw, &envelope) != nil {
		return false
	}
	_, ok := envelope["specversion"]
	return ok
}

// space is what JSON allows between its words.
const space = " \t\r\n"

// endedEarly is what json.Unmarshal says of an input that is cut off.
const endedEarly = "unexpected end of JSON input"

// notJSON says on which line the input stops being JSON. raw is the input from the given line on, and
// err what a decoder has said of it.
func notJSON(raw []byte, line int, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) && err.Error() != endedEarly && 0 < syntax.Offset && int(syntax.Offset) <= len(raw) {
		before := raw[:syntax.Offset-1]
		if raw[len(before)] == '{' { // The next event begins: what is missing is missing before it.
			before = bytes.TrimRight(before, space)
		}
		return fmt.Errorf("line %d is not JSON: %w", line+bytes.Count(before, []byte("\n")), err)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || err.Error() == endedEarly {
		line += bytes.Count(bytes.TrimRight(raw, space), []byte("\n"))
		return fmt.Errorf("line %d is not JSON: it ends before it is complete", line)
	}
	return fmt.Errorf("the input is not JSON: %w", err)
}
