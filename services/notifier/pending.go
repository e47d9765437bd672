package notifier

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/message"
)

// advisersOf stands in for Policy.AlertTo until package followup has it.
func advisersOf(followup.Policy) []string { return nil }

// alertWords stands in for Templates.Alert until package message has it.
func alertWords(o events.DeliveryOrder) (message.Message, error) {
	lines := []string{"Reminder " + o.Reminder.ID + " has not arrived."}
	for _, end := range o.Ended {
		lines = append(lines, string(end.Channel)+": "+end.Rule)
	}
	return message.Message{Subject: lines[0], Text: strings.Join(lines, "\n")}, nil
}
