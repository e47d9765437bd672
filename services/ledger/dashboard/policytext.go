package dashboard

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

	"github.com/afterword-io/afterword/pkg/followup"
)

// policyFault is one mistake in a policy's text.
type policyFault struct {
	// Line counts from 1; 0 is the text as a whole.
	Line int
	// Field is the JSON name with dots, empty for what is no field.
	Field string
	// Message begins with the field.
	Message string
}

// readPolicy holds a text, YAML or JSON, to the rules, as `afterword policy check` does. raw is what it says, as JSON; it is nil for
// a text that says nothing. What the text leaves out has its default.
func readPolicy(text string) (p followup.Policy, raw json.RawMessage, faults []policyFault) {
	raw, lines, fault := policyJSON(text)
	if fault != nil {
		return followup.Policy{}, nil, []policyFault{*fault}
	}
	p, err := followup.ReadPolicy(followup.DefaultPolicy(), raw)
	for _, f := range followup.FieldErrors(err) {
		faults = append(faults, policyFault{lineOf(lines, f.Field), f.Field, f.Error()})
	}
	slices.SortStableFunc(faults, func(a, b policyFault) int { return cmp.Compare(a.Line, b.Line) })
	if string(raw) == "{}" {
		raw = nil
	}
	return p, raw, faults
}

// lineOf returns where a field is: its own line, or that of the object around it.
func lineOf(lines map[string]int, field string) int {
	outer, _, _ := strings.Cut(field, ".")
	return cmp.Or(lines[field], lines[outer])
}

// policyJSON turns the text into JSON and notes the lines of its fields. JSON is YAML to it, but for tabs.
func policyJSON(text string) (json.RawMessage, map[string]int, *policyFault) {
	if !strings.HasPrefix(strings.TrimSpace(text), "{") || !json.Valid([]byte(text)) {
		return yamlToJSON(text)
	}
	_, lines, fault := yamlToJSON(strings.ReplaceAll(text, "\t", " "))
	if fault != nil {
		lines = nil
	}
	return json.RawMessage(text), lines, nil
}

// yamlLine is how the library begins what it has to say of a line.
var yamlLine = regexp.MustCompile(`^line (\d+): `)

func yamlToJSON(text string) (json.RawMessage, map[string]int, *policyFault) {
	var root yaml.Node
	decoder := yaml.NewDecoder(strings.NewReader(text))
	if err := decoder.Decode(&root); err != nil && !errors.Is(err, io.EOF) {
		reason, line := strings.TrimPrefix(err.Error(), "yaml: "), 0
		if found := yamlLine.FindStringSubmatch(reason); found != nil {
			line, _ = strconv.Atoi(found[1]) // It is digits.
			reason = reason[len(found[0]):]
		}
		return nil, nil, &policyFault{Line: line, Message: "this is not YAML: " + reason}
	}
	if err := decoder.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return nil, nil, &policyFault{Message: "a second document follows, and only one is read"}
	}
	c := conversion{lines: map[string]int{}}
	if fault := c.write("", &root); fault != nil {
		return nil, nil, fault
	}
	return c.Bytes(), c.lines, nil
}

// conversion is YAML on its way to JSON.
type conversion struct {
	bytes.Buffer
	lines map[string]int
}

func (c *conversion) write(path string, n *yaml.Node) *policyFault {
	switch n.Kind {
	case 0:
		c.WriteString("{}")
	case yaml.DocumentNode:
		if root := n.Content[0]; root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
			c.WriteString("{}") // Comments only.
			return nil
		}
		return c.write(path, n.Content[0])
	case yaml.AliasNode:
		return &policyFault{n.Line, path, strings.TrimSpace(path + " is an alias; write out what it stands for")}
	case yaml.MappingNode:
		return c.object(path, n)
	case yaml.SequenceNode:
		c.WriteByte('[')
		for i, value := range n.Content {
			if i > 0 {
				c.WriteByte(',')
			}
			if fault := c.write(path, value); fault != nil {
				return fault
			}
		}
		c.WriteByte(']')
	default:
		c.Write(scalar(n))
	}
	return nil
}

func (c *conversion) object(path string, n *yaml.Node) *policyFault {
	c.WriteByte('{')
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if i > 0 {
			c.WriteByte(',')
		}
		inner := strings.TrimPrefix(path+"."+key.Value, ".")
		if _, twice := c.lines[inner]; !twice {
			c.lines[inner] = key.Line
		}
		c.Write(quoted(key.Value))
		c.WriteByte(':')
		if fault := c.write(inner, value); fault != nil {
			return fault
		}
	}
	c.WriteByte('}')
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

// quoted returns a JSON string; a string always has one.
func quoted(s string) []byte {
	text, _ := json.Marshal(s)
	return text
}

// textOf writes the fields of a policy that are not the default's, as YAML; value returns a field's as JSON.
func textOf(value func(followup.PolicyField) json.RawMessage) string {
	var b strings.Builder
	group := ""
	for _, f := range followup.PolicyFields() {
		text := value(f)
		if string(text) == string(f.JSON(followup.DefaultPolicy())) {
			continue
		}
		outer, inner, nested := strings.Cut(f.Name, ".")
		switch {
		case !nested:
			fmt.Fprintf(&b, "%s: %s\n", f.Name, text)
			continue
		case outer != group:
			fmt.Fprintf(&b, "%s:\n", outer)
			group = outer
		}
		fmt.Fprintf(&b, "  %s: %s\n", inner, text)
	}
	return b.String()
}

// typed returns what somebody typed for a field as JSON. What cannot be one is a string, for ReadPolicy to refuse.
func typed(f followup.PolicyField, text string) json.RawMessage {
	text = strings.TrimSpace(text)
	switch f.Form {
	case followup.FormNumber, followup.FormFlag:
		if json.Valid([]byte(text)) {
			return json.RawMessage(text)
		}
	case followup.FormAddresses:
		parts := []string{}
		for _, address := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' || c == '\r' }) {
			parts = append(parts, string(quoted(address)))
		}
		return json.RawMessage("[" + strings.Join(parts, ", ") + "]")
	}
	return quoted(text)
}
