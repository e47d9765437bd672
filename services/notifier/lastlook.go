package notifier

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// lastLook is what lies between a letter that is ready and its first byte, read from the top. To write a letter
// and to reach a provider takes a while, in which the candidate may have acted or said no.
func (n *Notifier) lastLook() []stage {
	return []stage{
		{"gate", n.atTheGate},                // gate.go
		{"still wanted", n.stillWanted},      // wanted.go
		{"consent", n.consent},               // consent.go
		{"not suppressed", n.notSuppressed},  // consent.go
		{"note the letter", n.noteTheLetter}, // note.go
		{"begin", n.begin},                   // below
	}
}

// errTurnedBack is what begin returns when the last look does not let a letter pass.
var errTurnedBack = errors.New("the last look did not let it pass")

// atTheGate waits for who is stopping the address. The place at the gate is kept until the provider has answered.
func (n *Notifier) atTheGate(_ context.Context, d *delivery) verdict {
	d.leave = n.gate.Send(d.address)
	return passed()
}

func (d *delivery) leaveTheGate() {
	if d.leave != nil {
		d.leave()
		d.leave = nil
	}
}

// begin writes down that the bytes leave now. It fails if another notifier has taken the claim over meanwhile.
func (n *Notifier) begin(ctx context.Context, d *delivery) verdict {
	d.claimed.State = stateSending
	d.claimed.Attempts++
	err := n.claims.write(ctx, d.claimed)
	switch {
	case errors.Is(err, errLostClaim):
		return retryFor(ruleLostClaim, time.Second, err)
	case err != nil:
		return retryFor(ruleUnavailable, 0, fmt.Errorf("begin reminder %s: %w", d.order.Reminder.ID, err))
	}
	return passed()
}

// turnedBack ends an attempt that the last look has stopped. A skip is dealt with as that of any stage; else the
// claim is given back, for it to be free when the message comes again. What could not be begun keeps it: nobody
// knows what the store has of it.
func (n *Notifier) turnedBack(ctx context.Context, d *delivery, v verdict) verdict {
	if v.end == skip {
		n.metrics.turnedBack.WithLabelValues(string(d.order.Channel), string(v.rule)).Inc()
		return v
	}
	if d.claimed.State == stateSending {
		return v
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recordTimeout)
	defer cancel()
	d.claimed.Lease = time.Time{}
	return n.again(ctx, d, v.rule, v.after, v.err)
}
