package cli

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/afterword-io/afterword/pkg/followup"
)

// builtIn is the name that stands for the built-in policy where a file may be given.
const builtIn = "default"

// policyFile is a policy that somebody wrote, as YAML or JSON.
type policyFile struct {
	// name is as the user gave it.
	name string
	// json is what it says.
	json json.RawMessage
	// lines are where the fields are, by their names; empty if nobody can tell.
	lines map[string]int
}

// policy reads the policy in a file, and returns the built-in numbers for "" and "default".
func (a *app) policy(path string) (followup.Policy, error) {
	file, err := a.policyFile(path)
	if err != nil {
		return followup.Policy{}, err
	}
	return file.policy()
}

// policyFile reads a file without judging what it says; "" and "default" say nothing.
func (a *app) policyFile(path string) (policyFile, error) {
	if path == "" || path == builtIn {
		return policyFile{name: builtIn, json: json.RawMessage("{}")}, nil
	}
	file, err := a.open(path)
	if err != nil {
		return policyFile{}, err
	}
	defer func() { _ = file.Close() }()
	raw, err := io.ReadAll(file)
	if err != nil {
		return policyFile{}, badInputf("read the policy: %w", err)
	}
	f, err := readPolicyFile(path, raw)
	if err != nil {
		return policyFile{}, badInput(err)
	}
	return f, nil
}

// readPolicyFile takes YAML or JSON. Its errors begin with the file and the line.
func readPolicyFile(name string, raw []byte) (policyFile, error) {
	f := policyFile{name: name, lines: map[string]int{}}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if bytes.HasPrefix(bytes.TrimSpace(raw), []byte("{")) {
		if err := checkJSON(name, raw); err != nil {
			return f, err
		}
		// A tab is white space in JSON, and a mistake in YAML, which only tells the lines here.
		raw = bytes.ReplaceAll(raw, []byte("\t"), []byte(" "))
	}
	var document yaml.Node
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	if err := decoder.Decode(&document); err != nil && !errors.Is(err, io.EOF) {
		return f, yamlFault(name, err)
	}
	if second := new(yaml.Node); decoder.Decode(second) == nil {
		return f, faultAt(name, second.Line, "a policy is one document, and here a second one begins")
	}
	content := bytes.NewBuffer(nil)
	if err := f.convert(content, "", &document); err != nil {
		return f, err
	}
	f.json = content.Bytes()
	return f, nil
}

// checkJSON says on which line raw stops being JSON.
func checkJSON(name string, raw []byte) error {
	var document any
	err := json.Unmarshal(raw, &document)
	if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
		line := 1 + bytes.Count(raw[:min(int(syntax.Offset), len(raw))], []byte("\n"))
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
func (f *policyFile) convert(w *bytes.Buffer, path string, n *yaml.Node) error {
	switch n.Kind {
	case 0:
		w.WriteString("{}")
		return nil
	case yaml.DocumentNode:
		if root := n.Content[0]; root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
			w.WriteString("{}") // A file of comments only.
			return nil
		}
		return f.convert(w, path, n.Content[0])
	case yaml.AliasNode:
		return faultAt(f.name, n.Line, "%s is an alias, which a policy has no use for", path)
	case yaml.MappingNode:
		w.WriteByte('{')
		for i := 0; i < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			if i > 0 {
				w.WriteByte(',')
			}
			inner := strings.TrimPrefix(path+"."+key.Value, ".")
			if !f.own(inner) { // The line of a name that is there twice is that of the first.
				f.lines[inner] = key.Line
			}
			w.Write(quoted(key.Value))
			w.WriteByte(':')
			if err := f.convert(w, inner, value); err != nil {
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
			if err := f.convert(w, path, value); err != nil {
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

// policy holds the file to the rules. The error is a *policyFaults.
func (f policyFile) policy() (followup.Policy, error) {
	policy, err := followup.ReadPolicy(followup.DefaultPolicy(), f.json)
	if err == nil {
		return policy, nil
	}
	faults := followup.FieldErrors(err)
	slices.SortStableFunc(faults, func(a, b *followup.FieldError) int { return cmp.Compare(f.line(a.Field), f.line(b.Field)) })
	told := &policyFaults{}
	for _, fault := range faults {
		told.sentences = append(told.sentences, place(f.name, f.line(fault.Field))+fault.Error())
	}
	return policy, badInput(told)
}

// own reports whether the file has the field.
func (f policyFile) own(field string) bool {
	_, ok := f.lines[field]
	return ok
}

// line returns where a field is: its own line, or that of the object around it; 0 for nowhere.
func (f policyFile) line(field string) int {
	for {
		if line, ok := f.lines[field]; ok {
			return line
		}
		cut := strings.LastIndexByte(field, '.')
		if cut < 0 {
			return 0
		}
		field = field[:cut]
	}
}

// policyFaults are the mistakes in a policy file, one sentence for each, which begins with the file and the line.
type policyFaults struct{ sentences []string }

// Error has a line for each mistake.
func (e *policyFaults) Error() string { return strings.Join(e.sentences, "\n") }

func faultAt(name string, line int, format string, args ...any) *policyFaults {
	return &policyFaults{[]string{place(name, line) + fmt.Sprintf(format, args...)}}
}

// place is how editors name a line; line 0 is the file as a whole.
func place(name string, line int) string {
	if line == 0 {
		return name + ": "
	}
	return fmt.Sprintf("%s:%d: ", name, line)
}
