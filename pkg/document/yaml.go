package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

func parseYAML(name string, raw []byte) (Document, error) {
	d := Document{Name: name, lines: map[string]int{}}
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
	d.JSON = content.Bytes()
	return d, nil
}

// yamlFault brings the library's words into our form.
func yamlFault(name string, err error) error {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	if rest, ok := strings.CutPrefix(text, "line "); ok {
		number, reason, _ := strings.Cut(rest, ": ")
		if line, err := strconv.Atoi(number); err == nil {
			return faultAt(name, line, "this is not YAML: %s", reason)
		}
	}
	return faultAt(name, 0, "this is not YAML: %s", text)
}

// convert writes a node as JSON and notes the lines of the fields below path.
func (d *Document) convert(w *bytes.Buffer, path string, n *yaml.Node) error {
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
		return faultAt(d.Name, n.Line, "%s is an alias; write out what it stands for", path)
	case yaml.MappingNode:
		return d.convertMapping(w, path, n)
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

func (d *Document) convertMapping(w *bytes.Buffer, path string, n *yaml.Node) error {
	w.WriteByte('{')
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if i > 0 {
			w.WriteByte(',')
		}
		inner := strings.TrimPrefix(path+"."+key.Value, ".")
		if !d.Has(inner) { // The line of a name that is there twice is that of the first.
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
