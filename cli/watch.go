package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

func (a *app) watchCommand() *cobra.Command {
	var since time.Duration
	cmd := &cobra.Command{
		Use:   "watch",
		Short: "Watch facts, plans and deliveries as they happen",
		Long: `Watch what happens on the bus: facts that come in, reminders that become due,
deliveries. One line for each event, without anything personal. Ctrl-C ends it.

The bus is --nats, else the one that standalone wrote into --data, else
AFTERWORD_NATS_URL, else the one of AFTERWORD_DATA.

` + exitCodesHelp,
		Example: `  afterword watch --data ./data
  afterword watch --nats nats://127.0.0.1:4222 --since 1h
  afterword watch -o json | jq 'select(.type == "delivery.failed")'`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().DurationVar(&since, "since", 0, "begin with what was stored this long ago (default: only what is new)")
	output := formatFlag(cmd)
	where := a.busFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if since < 0 {
			return badInputf("--since is 0 or more")
		}
		b, err := a.connect(cmd.Context(), where, "afterword-watch")
		if err != nil {
			return err
		}
		defer func() { _ = b.Close() }()
		var from time.Time
		if since > 0 {
			from = time.Now().Add(-since)
		}
		return follow(cmd.Context(), b, from, &sightings{out: a.out, format: *output})
	}
	return cmd
}

// connectTimeout is how long the bus may take to answer before it counts as unreachable.
const connectTimeout = 5 * time.Second

// connect opens the bus.
func (a *app) connect(ctx context.Context, where *reach, name string) (*bus.Bus, error) {
	address, err := where.natsURL()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	// The bus says on stderr when it is lost; it is looked for until it is back.
	log, err := telemetry.NewLogger(name, "console", "warn")
	if err != nil {
		return nil, err
	}
	b, err := bus.Connect(ctx, bus.Options{URL: address, Name: name, Logger: log})
	if err != nil {
		return nil, &exitError{ExitUnavailable, fmt.Errorf("reach the bus: %w", err)}
	}
	return b, nil
}

// follow shows the events of all streams until ctx is done or one of them fails, and says which.
func follow(ctx context.Context, b *bus.Bus, since time.Time, s *sightings) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	streams := []string{events.StreamFacts, events.StreamFollowups, events.StreamDeliveries}
	var running sync.WaitGroup
	for _, stream := range streams {
		running.Go(func() {
			err := b.Follow(ctx, stream, since, func(m bus.Message) {
				if err := s.show(m); err != nil {
					cancel(err)
				}
			})
			if err != nil {
				cancel(fmt.Errorf("follow %s: %w", stream, err))
			}
		})
	}
	running.Wait()
	return context.Cause(ctx)
}

// sightings prints events one at a time, whichever stream they come from.
type sightings struct {
	mu     sync.Mutex
	out    io.Writer
	format format
}

// sighting is what is shown of an event: which, of what, never about whom.
type sighting struct {
	Time     time.Time `json:"time"`
	Type     string    `json:"type"`
	Tenant   string    `json:"tenant"`
	Followup string    `json:"followup"`
	Event    string    `json:"event"`
	Source   string    `json:"source"`
	Reminder string    `json:"reminder,omitempty"`
	DueAt    time.Time `json:"due_at,omitzero"`
	Channel  string    `json:"channel,omitempty"`
	Class    string    `json:"class,omitempty"`
	State    string    `json:"state,omitempty"`
	Code     string    `json:"code,omitempty"`
	Stage    string    `json:"stage,omitempty"`
	Outcome  string    `json:"outcome,omitempty"`
	Rule     string    `json:"rule,omitempty"`
	Reason   string    `json:"reason,omitempty"`
}

func (s *sightings) show(m bus.Message) error {
	seen, err := sightingOf(m.Event)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.format == asJSON {
		err = json.NewEncoder(s.out).Encode(seen)
	} else {
		_, err = fmt.Fprintln(s.out, seen.line())
	}
	if err != nil {
		return fmt.Errorf("write an event: %w", err)
	}
	return nil
}

func sightingOf(e events.Event) (sighting, error) {
	s := sighting{
		Time: e.Time.UTC(), Type: e.Type.Name(), Tenant: e.Tenant, Followup: e.Subject, Event: e.ID, Source: e.Source,
	}
	switch e.Type {
	case events.FollowupOpened, events.FollowupPlanned, events.FollowupClosed:
		snapshot, err := events.DataOf[events.Snapshot](e)
		if err != nil {
			return s, err
		}
		s.Stage, s.Outcome = string(snapshot.Stage), string(snapshot.Outcome)
	case events.ReminderDue, events.ReminderSkipped, events.ReminderWithdrawn:
		notice, err := events.DataOf[events.ReminderNotice](e)
		if err != nil {
			return s, err
		}
		s.remind(notice.Reminder)
	case events.DeliveryRequested:
		order, err := events.DataOf[events.DeliveryOrder](e)
		if err != nil {
			return s, err
		}
		s.remind(order.Reminder)
		s.Channel = string(order.Channel)
	case events.DeliverySent, events.DeliveryFailed, events.DeliverySkipped, events.DeliveryReceipt:
		d, err := events.DataOf[events.Delivery](e)
		if err != nil {
			return s, err
		}
		s.Reminder, s.DueAt, s.Channel, s.Class = d.Reminder, d.DueAt.UTC(), string(d.Channel), string(d.Class)
		s.State, s.Code, s.Rule, s.Reason = d.State, d.Code, d.Rule, d.Reason
	}
	return s, nil
}

func (s *sighting) remind(r events.Reminder) {
	s.Reminder, s.DueAt, s.Rule, s.Reason = r.ID, r.DueAt.UTC(), r.Rule, r.Reason
}

func (s sighting) line() string {
	parts := []string{s.Time.Format(time.RFC3339), fmt.Sprintf("%-20s", s.Type), s.Tenant + "/" + s.Followup}
	for _, part := range []string{s.Stage, s.Outcome, s.Reminder, s.Channel, s.Class, s.State, s.Code, s.Rule} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if !s.DueAt.IsZero() {
		parts = append(parts, "due "+s.DueAt.Format(time.RFC3339))
	}
	if s.Reason != "" {
		parts = append(parts, "- "+s.Reason)
	}
	return strings.Join(parts, "  ")
}
