package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// document is a file that somebody wrote, as YAML or JSON: a policy, a brand.
type document struct {
	// name is as the user gave it.
	name string
	// json is what it says.
	json json.RawMessage
	// lines are where the fields are, by their names; empty if nobody can tell.
	lines map[string]int
}

// document reads a file of the user's without judging what it says.
func (a *app) document(path string) (document, error) {
	file, err := a.open(path)
	if err != nil {
		return document{}, err
	}
	defer func() { _ = file.Close() }()
	raw, err := io.ReadAll(file)
	if err != nil {
		return document{}, badInputf("read %s: %w", path, err)
	}
	d, err := parseDocument(nameOf(path), raw)
	if err != nil {
		return document{}, badInput(err)
	}
	return d, nil
}

// nameOf is what a file is called in a sentence.
func nameOf(path string) string {
	if path == "-" {
		return "stdin"
	}
	return path
}

// asksForJSON is how a JSON object begins, and hardly ever one in YAML.
var asksForJSON = regexp.MustCompile(`^\s*\{\s*"`)

// parseDocument takes YAML or JSON. Its errors begin with the file and the line.
func parseDocument(name string, raw []byte) (document, error) {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if !bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
		return parseYAML(name, raw)
	}
	switch err := checkJSON(name, raw); {
	case err == nil:
		return document{name: name, json: raw, lines: jsonLines(raw)}, nil
	case asksForJSON.Match(raw):
		return document{}, err
	}
	return parseYAML(name, raw) // YAML may begin with a brace too.
}

// jsonLines notes the lines of the names in a valid document; of one that is there twice, the first.
func jsonLines(raw []byte) map[string]int {
	lines := map[string]int{}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	line, counted := 1, int64(0)
	var walk func(path string)
	walk = func(path string) {
		open, _ := decoder.Token()
		if _, composite := open.(json.Delim); !composite {
			return
		}
		for decoder.More() {
			inner := path
			if open == json.Delim('{') {
				name, _ := decoder.Token()
				line += bytes.Count(raw[counted:decoder.InputOffset()], []byte("\n"))
				counted = decoder.InputOffset()
				inner = strings.TrimPrefix(fmt.Sprintf("%s.%s", path, name), ".")
				if _, known := lines[inner]; !known {
					lines[inner] = line
				}
			}
			walk(inner)
		}
		_, _ = decoder.Token()
	}
	walk("")
	return lines
}

func parseYAML(name string, raw []byte) (document, error) {
	d := document{name: name, lines: map[string]int{}}
	var root yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	if err := decoder.Decode(&root); err != nil && !errors.Is(err, io.EOF) {
		return d, yamlFault(name, err)
	}
	second := new(yaml.Node)
	switch err := decoder.Decode(second); {
	case err == nil:
		return d, faultAt(name, second.Line, "here a second document begins, and only one is read")
	case !errors.Is(err, io.EOF):
		return d, yamlFault(name, fmt.Errorf("%w after the end of the first document, and only one is read", err))
	}
	content := bytes.NewBuffer(nil)
	if err := d.convert(content, "", &root); err != nil {
		return d, err
	}
	d.json = content.Bytes()
	return d, nil
}

// checkJSON says on which line raw stops being JSON.
func checkJSON(name string, raw []byte) error {
	var value json.RawMessage
	err := json.Unmarshal(raw, &value)
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		line := 1 + bytes.Count(raw[:max(int(syntax.Offset)-1, 0)], []byte("\n"))
		return faultAt(name, line, "is not JSON: %v", err)
	}
	return err
}

// yamlFault brings the library's words into our form.
func yamlFault(name string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		number, reason, _ := strings.Cut(rest, ": ")
		if line, err := strconv.Atoi(number); err == nil {
			return faultAt(name, line, "is not YAML: %s", reason)
		}
	}
	return faultAt(name, 0, "is not YAML: %s", text)
}

// convert writes a node as JSON and notes the lines of the fields below path.
func (d *document) convert(w *bytes.Buffer, path string, n *yaml.Node) error {
	switch n.Kind {
	case 0:
		w.WriteString("{}")
		return nil
	case yaml.DocumentNode:
		if root := n.Content[0]; root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
			w.WriteString("{}") // A file of comments only.
			return nil
		}
		return d.convert(w, path, n.Content[0])
	case yaml.AliasNode:
		return faultAt(d.name, n.Line, "%s is an alias; write out what it stands for", path)
	case yaml.MappingNode:
		w.WriteByte('{')
		for i := 0; i < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			if i > 0 {
				w.WriteByte(',')
			}
			inner := strings.TrimPrefix(path+"."+key.Value, ".")
			if !d.own(inner) { // The line of a name that is there twice is that of the first.
				d.lines[inner] = key.Line
			}
			w.Write(quoted(key.Value))
			w.WriteByte(':')
			if err := d.convert(w, inner, value); err != nil {
				return err
			}
		}
		w.WriteByte('}')
		return nil
	case yaml.SequenceNode:
		w.WriteByte('[')
		for i, value := range n.Content {
			if i > 0 {
				w.WriteByte(',')
			}
			if err := d.convert(w, path, value); err != nil {
				return err
			}
		}
		w.WriteByte(']')
		return nil
	}
	w.Write(scalar(n))
	return nil
}

// scalar returns a value as JSON: words stay words, so that 08:00 is one.
func scalar(n *yaml.Node) []byte {
	switch n.Tag {
	case "!!null":
		return []byte("null")
	case "!!bool", "!!int", "!!float":
		var value any
		if n.Decode(&value) == nil {
			if text, err := json.Marshal(value); err == nil {
				return text
			}
		}
	}
	return quoted(n.Value)
}

// quoted returns a JSON string.
func quoted(s string) []byte {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(s); err != nil {
		return []byte(strconv.Quote(s))
	}
	return bytes.TrimSpace(b.Bytes())
}

// own reports whether the file has the field.
func (d document) own(field string) bool {
	_, ok := d.lines[field]
	return ok
}

// element is the place of an element in an array.
var element = regexp.MustCompile(`\[\d+\]`)

// line returns where a field is: its own line, or that of the object or array around it; 0 for nowhere.
func (d document) line(field string) int {
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

// documentFaults are the mistakes in a file, in the order of its lines.
type documentFaults struct {
	name   string
	faults []documentFault
}

// documentFault is one mistake.
type documentFault struct {
	// Line counts from 1; 0 is the file as a whole.
	Line int `json:"line,omitempty"`
	// Field is empty for what is no field.
	Field string `json:"field,omitempty"`
	// Message is a sentence, which begins with the field.
	Message string `json:"message"`
}

// Error has a line for each mistake, which begins with the file and the line, for editors to go to.
func (e *documentFaults) Error() string {
	sentences := make([]string, len(e.faults))
	for i, f := range e.faults {
		sentences[i] = place(e.name, f.Line) + f.Message
	}
	return strings.Join(sentences, "\n")
}

func place(name string, line int) string {
	if line == 0 {
		return name + ": "
	}
	return fmt.Sprintf("%s:%d: ", name, line)
}

func faultAt(name string, line int, format string, args ...any) *documentFaults {
	return &documentFaults{name, []documentFault{{Line: line, Message: fmt.Sprintf(format, args...)}}}
}

// fault is a mistake in a field of the document.
func (d document) fault(field, message string) documentFault {
	return documentFault{Line: d.line(field), Field: field, Message: message}
}

// refuse returns the mistakes as the error of the command.
func (d document) refuse(faults []documentFault) error {
	slices.SortStableFunc(faults, func(a, b documentFault) int { return cmp.Compare(a.Line, b.Line) })
	return badInput(&documentFaults{d.name, faults})
}
