package cli

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/afterword-io/afterword/pkg/followup"
)

// policy reads the policy in a file, and returns the built-in numbers for "".
// Here, unlike in a tenant's record, a field that nobody knows is a mistake: it is
// a typo that would otherwise change nothing, silently.
func (a *app) policy(path string) (followup.Policy, error) {
	if path == "" {
		return followup.DefaultPolicy(), nil
	}
	file, err := a.open(path)
	if err != nil {
		return followup.Policy{}, err
	}
	defer func() { _ = file.Close() }()
	raw, err := io.ReadAll(file)
	if err != nil {
		return followup.Policy{}, badInputf("read the policy: %w", err)
	}
	strict := json.NewDecoder(bytes.NewReader(raw))
	strict.DisallowUnknownFields()
	var known followup.Policy
	if err := strict.Decode(&known); err != nil {
		return followup.Policy{}, badInputf("the policy %s: %w", path, err)
	}
	policy, err := followup.ParsePolicy(raw)
	if err != nil {
		return followup.Policy{}, badInputf("the policy %s: %w", path, err)
	}
	return policy, nil
}
