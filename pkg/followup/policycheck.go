package followup

import (
	"errors"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// FieldError is one mistake in a policy.
type FieldError struct {
	// Field is the JSON name, with dots into nested objects; empty for the policy as a whole.
	Field string
	// Reason completes the sentence "<field> ...".
	Reason string
}

// Error implements error.
func (e *FieldError) Error() string { return strings.TrimSpace(e.Field + " " + e.Reason) }

// FieldErrors takes apart what Validate and ReadPolicy return: one error for each mistake.
func FieldErrors(err error) []*FieldError {
	if err == nil {
		return nil
	}
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		var all []*FieldError
		for _, e := range several.Unwrap() {
			all = append(all, FieldErrors(e)...)
		}
		return all
	}
	if one := new(FieldError); errors.As(err, &one) {
		return []*FieldError{one}
	}
	return []*FieldError{{Reason: err.Error()}}
}

// Validate returns all mistakes joined, each of them a *FieldError; nil when there is none.
func (p Policy) Validate() error { return p.validate(nil) }

// validate leaves out what fields that could not be read must keep with others.
func (p Policy) validate(unread map[string]bool) error {
	var found []error
	for _, f := range policyFields {
		if reason := f.check(&p); reason != "" {
			found = append(found, &FieldError{Field: f.Name, Reason: reason})
		}
	}
	for _, rule := range agreements {
		if !rule.concerns(unread) && !rule.kept(&p) {
			found = append(found, &FieldError{Field: rule.field, Reason: rule.reason})
		}
	}
	return errors.Join(found...)
}

// agreement is what several fields have to keep together.
type agreement struct {
	// field is the one that is told of; fields are all it concerns.
	field  string
	fields []string
	reason string
	kept   func(*Policy) bool
}

func (a agreement) concerns(names map[string]bool) bool {
	for _, name := range a.fields {
		if names[name] {
			return true
		}
	}
	return false
}

var agreements = []agreement{
	beginsBeforeItEnds("window", func(p *Policy) events.AllowedWindow { return p.Window }),
	beginsBeforeItEnds("sms_window", func(p *Policy) events.AllowedWindow { return p.SMSWindow }),
	beginsBeforeItEnds("office_hours", func(p *Policy) events.AllowedWindow { return p.OfficeHours }),
	{
		field: "sms_window", fields: []string{"window.from", "window.to", "sms_window.from", "sms_window.to"},
		reason: "must overlap window",
		kept: func(p *Policy) bool {
			cut := overlap(p.Window, p.SMSWindow)
			return cut.From < cut.To || p.Window.From >= p.Window.To || p.SMSWindow.From >= p.SMSWindow.To
		},
	},
	{
		field: "lead.min", fields: []string{"lead.min", "lead.max"},
		reason: "must not exceed lead.max",
		kept:   func(p *Policy) bool { return p.Lead.Min <= p.Lead.Max },
	},
}

func beginsBeforeItEnds(group string, hours func(*Policy) events.AllowedWindow) agreement {
	from, to := group+".from", group+".to"
	return agreement{
		field: to, fields: []string{from, to},
		reason: "must be later than " + from,
		kept:   func(p *Policy) bool { return hours(p).From < hours(p).To },
	}
}
