package channel

import (
	"strings"
	"time"
)

// Fault is what a provider said, without anything personal: no address, no name, no text.
type Fault struct {
	// Code is the provider's own code, such as "550 5.1.1" or "21610"; empty if none was given.
	Code string
	// Reason is a short sentence of ours.
	Reason string
	// Operator reports that it is not the recipient's fault and a person has to look at the settings.
	Operator bool
	// Cause is the error below, if it is known to hold nothing personal.
	Cause error
}

func (f Fault) describe(class string) string {
	parts := []string{class}
	if f.Code != "" {
		parts = append(parts, f.Code)
	}
	if f.Reason != "" {
		parts = append(parts, f.Reason)
	}
	if f.Cause != nil {
		parts = append(parts, f.Cause.Error())
	}
	return strings.Join(parts, ": ")
}

// Temporary says that the letter was not accepted and may be later.
type Temporary struct {
	Fault
	// RetryAfter is how long, in real time, the provider asks to wait; zero if it did not say.
	RetryAfter time.Duration
}

// Error implements error.
func (e *Temporary) Error() string { return e.describe("temporary") }

// Unwrap returns the cause.
func (e *Temporary) Unwrap() error { return e.Cause }

// Permanent says that the letter was refused and will be again.
type Permanent struct {
	Fault
	// Suppress is the rule under which the address must not be written to any more:
	// events.RuleStop if the reader has told the provider so, events.RuleBounce if the address does not exist or
	// cannot receive, or empty if the address is not to blame.
	Suppress string
}

// Error implements error.
func (e *Permanent) Error() string { return e.describe("permanent") }

// Unwrap returns the cause.
func (e *Permanent) Unwrap() error { return e.Cause }

// Ambiguous says that the provider may or may not have accepted the letter.
type Ambiguous struct {
	Fault
	// Final reports that trying again is no remedy: a person has to decide.
	Final bool
}

// Error implements error.
func (e *Ambiguous) Error() string { return e.describe("ambiguous") }

// Unwrap returns the cause.
func (e *Ambiguous) Unwrap() error { return e.Cause }
