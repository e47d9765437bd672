package followup

import (
	"bytes"
	_ "embed" // policy.schema.json
)

//go:embed policy.schema.json
var policySchema []byte

// PolicySchema returns the JSON Schema (2020-12) of a policy: for editors, and for whoever
// writes a policy by program. What several fields must keep together, such as that
// window.to is later than window.from, a schema cannot say, nor which ISO 3166 codes exist; ReadPolicy does.
func PolicySchema() []byte { return bytes.Clone(policySchema) }
