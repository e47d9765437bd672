package notifier

import (
	"context"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// Boundary is the place right before a stage.
type Boundary struct {
	Channel events.Channel
	// Look reports that the stage is one of the last look.
	Look  bool
	Stage string
}

// Probe has see called at every boundary that a message comes to.
func (n *Notifier) Probe(see func(Boundary)) {
	probe := func(way []stage, look bool) {
		for i, s := range way {
			way[i].run = func(ctx context.Context, d *delivery) verdict {
				see(Boundary{Channel: d.order.Channel, Look: look, Stage: s.name})
				return s.run(ctx, d)
			}
		}
	}
	probe(n.way, false)
	probe(n.look, true)
}

// Stages are the names of the stages, and those of the last look.
func (n *Notifier) Stages() (way, look []string) {
	for _, s := range n.way {
		way = append(way, s.name)
	}
	for _, s := range n.look {
		look = append(look, s.name)
	}
	return way, look
}

// LookAway takes a stage out of the last look.
func (n *Notifier) LookAway(name string) {
	var look []stage
	for _, s := range n.look {
		if s.name != name {
			look = append(look, s)
		}
	}
	n.look = look
}

// Handle does with a message what the consumer of its stream does.
func (n *Notifier) Handle(ctx context.Context, m bus.Message) bus.Outcome {
	if m.Event.Type == events.ReminderDue {
		return n.fanOut(ctx, m)
	}
	return n.deliver(ctx, m)
}

// FailedAfterwards is what receipts and bounces call.
func (n *Notifier) FailedAfterwards(ctx context.Context, l letter.Letter) error {
	return n.failedAfterwards(ctx, l)
}

// Stop is the gate's.
func (n *Notifier) Stop(address string) (release func()) { return n.gate.Stop(address) }

// ReadTenants reads the tenants without Run.
func (n *Notifier) ReadTenants(ctx context.Context) error {
	ctx, done := context.WithCancel(ctx)
	defer done()
	return n.tenants.bucket.Watch(ctx, n.tenants.see, done)
}

// Send is the gate's.
func (n *Notifier) Send(address string) (release func()) { return n.gate.Send(address) }

// Waits reports whether somebody waits at the gate of an address, behind the one who has it.
func (n *Notifier) Waits(address string) bool {
	n.gate.mu.Lock()
	defer n.gate.mu.Unlock()
	d, ok := n.gate.doors[address]
	return ok && d.users > 1
}

// TakeReturns takes bounces without Run.
func (n *Notifier) TakeReturns(ctx context.Context) error { return n.returns.Run(ctx) }

// Patience sets how long a STOP waits for what is leaving.
func (n *Notifier) Patience(d time.Duration) { n.callbacks.patience = d }
