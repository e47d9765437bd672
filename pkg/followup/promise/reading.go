package promise

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// Reading is what a promise was understood to mean.
type Reading struct {
	// By is the promised date in the employer's zone; zero when nothing was understood.
	By events.Date
	// Reason is the sentence that explains it, or why it was not guessed.
	Reason string
}

// Read understands a promise that was made on the day anchor, a date in the employer's zone.
func Read(p events.Promise, anchor events.Date, b *calendar.Business) Reading {
	if !p.By.IsZero() {
		return Reading{By: p.By, Reason: "They named the date."}
	}
	for d := anchor.AddDays(1); !d.After(anchor.AddDays(7)); d = d.AddDays(1) {
		if strings.Contains(strings.ToLower(p.Said), "by "+strings.ToLower(d.Weekday().String())) {
			return Reading{By: d}
		}
	}
	return Reading{}
}
