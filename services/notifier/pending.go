package notifier

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// alertWords stands in for Templates.Alert until package message has it.
func alertWords(o events.DeliveryOrder) (message.Message, error) {
	lines := []string{"Reminder " + o.Reminder.ID + " has not arrived."}
	for _, end := range o.Ended {
		lines = append(lines, string(end.Channel)+": "+end.Rule)
	}
	return message.Message{Subject: lines[0], Text: strings.Join(lines, "\n")}, nil
}
