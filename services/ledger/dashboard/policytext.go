package dashboard

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/followup"
)

// readPolicy holds a text, YAML or JSON, to the rules, as `afterword policy check` does. raw is what it says, as JSON; it is nil for
// a text that says nothing. What the text leaves out has its default.
func readPolicy(text string) (p followup.Policy, raw json.RawMessage, faults []document.Fault) {
	const name = "policy"
	d, err := document.Parse(name, []byte(text))
	if wrong := new(document.Faults); errors.As(err, &wrong) {
		return followup.Policy{}, nil, wrong.List
	}
	p, err = followup.ReadPolicy(followup.DefaultPolicy(), d.JSON)
	for _, f := range followup.FieldErrors(err) {
		faults = append(faults, d.Fault(f.Field, f.Error()))
	}
	if string(d.JSON) != "{}" {
		raw = d.JSON
	}
	return p, raw, document.Refuse(name, faults).List
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
			parts = append(parts, quoted(address))
		}
		return json.RawMessage("[" + strings.Join(parts, ", ") + "]")
	}
	return json.RawMessage(quoted(text))
}

// quoted returns a JSON string; a string always has one.
func quoted(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}
