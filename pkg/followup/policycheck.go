package followup

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// FieldError is one mistake in a policy.
type FieldError struct {
	// Field is the JSON name, with dots into nested objects.
	Field string
	// Reason completes the sentence "<field> ...".
	Reason string
}

// Error implements error.
func (e *FieldError) Error() string { return e.Field + " " + e.Reason }

// Validate returns all mistakes joined, each of them a *FieldError; nil when there is none.
func (p Policy) Validate() error {
	var found []error
	add := func(field, format string, args ...any) {
		found = append(found, &FieldError{Field: field, Reason: fmt.Sprintf(format, args...)})
	}
	within := func(field string, w, bounds events.AllowedWindow) {
		if w.From >= w.To {
			add(field, "must begin before it ends")
		}
		if w.From < bounds.From || w.To > bounds.To {
			add(field, "must lie within %s-%s", bounds.From, bounds.To)
		}
	}
	within("window", p.Window, widest)
	within("sms_window", p.SMSWindow, between(8, 21))
	within("office_hours", p.OfficeHours, between(0, 24))
	if cut := overlap(p.Window, p.SMSWindow); cut.From >= cut.To {
		add("sms_window", "must overlap window")
	}

	for _, d := range p.durations() {
		if v := time.Duration(d.value); v < 0 || v > d.most {
			add(d.field, "must be between 0s and %s", d.most)
		}
	}
	for _, n := range p.numbers() {
		if n.value < n.least || n.value > n.most {
			add(n.field, "must be between %d and %d", n.least, n.most)
		}
	}
	if p.OfferTime < 0 || p.OfferTime >= 24*60 {
		add("offer_time", "must be a time of day")
	}
	if p.Lead.Min > p.Lead.Max {
		add("lead.min", "must not exceed lead.max")
	}
	if p.FanOut != FanOutFirst && p.FanOut != FanOutAll {
		add("fan_out", "must be first or all")
	}
	if p.Language != "" && !slices.Contains(events.Languages(), p.Language) {
		add("language", "must be en, de, es or fr, or left out")
	}
	return errors.Join(found...)
}

type durationField struct {
	field string
	value Duration
	most  time.Duration
}

func (p Policy) durations() []durationField {
	const day = 24 * time.Hour
	return []durationField{
		{"closing_brief_lead", p.ClosingBriefLead, 7 * day},
		{"assumed_after", p.AssumedAfter, day},
		{"debrief_delay", p.DebriefDelay, day},
		{"thank_you_delay", p.ThankYouDelay, day},
		{"thank_you_deadline", p.ThankYouDeadline, 7 * day},
		{"last_call_lead", p.LastCallLead, day},
		{"late_note_expiry", p.LateNoteExpiry, 7 * day},
		{"outcome_expiry", p.OutcomeExpiry, 30 * day},
		{"spacing", p.Spacing, day},
		{"hard_end_after", p.HardEndAfter, 366 * day},
		{"lead.min", p.Lead.Min, day},
		{"lead.max", p.Lead.Max, day},
	}
}

type numberField struct {
	field       string
	value       int
	least, most int
}

func (p Policy) numbers() []numberField {
	return []numberField{
		{"round_days", p.RoundDays, 1, 60},
		{"check_in_expiry_days", p.CheckInExpiryDays, 1, 30},
		{"max_silent_check_ins", p.MaxSilent, 0, 20},
		{"max_check_ins", p.MaxCheckIns, 0, 50},
		{"max_check_ins_after_ats", p.MaxAfterATS, 0, 20},
		{"silence_days", p.SilenceDays, 1, 60},
		{"hard_end_days", p.HardEndDays, 0, 120},
		{"offer_lead_days", p.OfferLeadDays, 0, 30},
	}
}
