package lifecycle

import (
	"context"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// source is the CloudEvents source of what this service says.
const source = "/afterword/workflow"

// voice says system events about one follow-up.
type voice struct {
	publisher Publisher
	tenant    string
	followup  string
	now       time.Time
}

// say publishes an event whose id follows from key: saying it again changes nothing.
func (v voice) say(ctx context.Context, kind events.Type, key string, data any) error {
	id := events.MsgID(v.tenant, v.followup, key)
	return v.publish(ctx, kind, id, id, data)
}

// hand gives a reminder to the notifier, under the reminder's id and due instant.
func (v voice) hand(ctx context.Context, r events.Reminder, brief events.Brief) error {
	id := events.ReminderMsgID(v.tenant, r.ID, r.DueAt)
	return v.publish(ctx, events.ReminderDue, id, id, events.ReminderNotice{Reminder: r, Brief: &brief})
}

func (v voice) publish(ctx context.Context, kind events.Type, id, msgID string, data any) error {
	e, err := events.New(kind, source, id, v.tenant, v.followup, v.now, data)
	if err != nil {
		return err
	}
	if _, err := v.publisher.Publish(ctx, e, msgID); err != nil {
		return fmt.Errorf("publish %s of %s: %w", kind.Name(), v.followup, err)
	}
	return nil
}
