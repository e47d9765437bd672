package notifier

import (
	"context"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// send hands the letter to the channel. What has begun is finished even if the
// service is told to stop: the answer is worth waiting for.
func (n *Notifier) send(ctx context.Context, d *delivery) verdict {
	h := d.claimed
	if h.Ambiguous >= n.o.MaxAmbiguous {
		d.failure = &channel.Ambiguous{Final: true, Fault: channel.Fault{Reason: "too many attempts without an answer"}}
		return passed()
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), n.o.SendTimeout)
	defer cancel()
	defer d.leaveTheGate()
	look := n.look
	if d.toAdviser() {
		look = n.alertLook
	}
	var turned verdict
	ctx, span := sending(ctx, d)
	d.receipt, d.failure = n.o.Channels[d.carrier()].Send(ctx, n.letter(d), func(ctx context.Context) error {
		if turned, _ = walk(ctx, d, look); turned.end != pass {
			return errTurnedBack
		}
		return nil
	})
	answered(span, d.receipt, d.failure)
	if turned.end != pass {
		return n.turnedBack(ctx, d, turned)
	}
	return passed()
}

// letter is what the channel gets.
func (n *Notifier) letter(d *delivery) channel.Letter {
	h, brand := d.claimed, n.brandOf(d.tenant())
	l := channel.Letter{
		Reminder:  d.order.Reminder.ID,
		MessageID: h.MessageID, To: d.address,
		From:    channel.Sender{Name: brand.SenderName, Email: brand.SenderEmail, ReplyTo: brand.ReplyTo, Number: brand.SMSSender},
		Subject: d.message.Subject, Text: d.message.Text, HTML: d.message.HTML, Calendar: d.message.Calendar,
		Date: h.Date, Useful: n.o.Clock.Real(d.expires().Sub(d.now)), Unsubscribe: n.unsubscribe(d), MaybeSent: h.Ambiguous > 0,
	}
	if !d.toAdviser() {
		l.ToName = d.order.Brief.Meeting.Candidate.Name
	}
	ref := letter.Ref(n.noted(d))
	if n.o.ReturnDomain != "" && d.carrier() == events.Email {
		l.Return, l.ReturnDomain = n.o.Links.Keys.SignReturn(ref), n.o.ReturnDomain
	}
	if n.o.Public != nil && d.carrier() == events.SMS {
		l.StatusURL = n.o.Public.JoinPath("v1", "callbacks", "twilio", "status", ref.String()).String()
	}
	return l
}
