package notifier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// render writes the message. It is dated by the claim, so that a second attempt says the same.
func (n *Notifier) render(_ context.Context, d *delivery) verdict {
	tenant := n.tenants.of(d.tenant())
	situation := message.Situation{
		Reminder: d.order.Reminder, Brief: d.order.Brief, Brand: n.brandOf(d.tenant()),
		Locale: d.order.Brief.Meeting.Candidate.Locale, Office: tenant.policy.OfficeHours, Now: d.claimed.Date,
	}
	words, err := tenant.words.Render(situation, d.order.Channel)
	if err != nil && tenant.words != n.templates {
		// The check at save time tries the samples; real people may still be something else.
		n.log.Error("a tenant's own words cannot be written; the standard words go out", zap.String("tenant", d.tenant()),
			zap.String("reminder", d.order.Reminder.ID), zap.String("kind", string(d.order.Reminder.Kind)))
		words, err = n.templates.Render(situation, d.order.Channel)
	}
	if err != nil {
		return skipFor(ruleNoWords, "there is no template for this kind of reminder")
	}
	d.message = words
	return passed()
}

// brandOf fills the tenant's brand up with the installation's.
func (n *Notifier) brandOf(slug string) events.Brand {
	own, house := n.tenants.of(slug).brand, n.o.Brand
	return events.Brand{
		SenderName:  cmp.Or(own.SenderName, house.SenderName),
		SenderEmail: cmp.Or(own.SenderEmail, house.SenderEmail),
		ReplyTo:     cmp.Or(own.ReplyTo, house.ReplyTo),
		SMSSender:   cmp.Or(own.SMSSender, house.SMSSender),
		Color:       cmp.Or(own.Color, house.Color),
		Logo:        cmp.Or(own.Logo, house.Logo),
		Footer:      cmp.Or(own.Footer, house.Footer),
	}
}

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
	brand := n.brandOf(d.tenant())
	letter := channel.Letter{
		Reminder:  d.order.Reminder.ID,
		MessageID: h.MessageID, To: d.address, ToName: d.order.Brief.Meeting.Candidate.Name,
		From:    channel.Sender{Name: brand.SenderName, Email: brand.SenderEmail, ReplyTo: brand.ReplyTo, Number: brand.SMSSender},
		Subject: d.message.Subject, Text: d.message.Text, HTML: d.message.HTML, Calendar: d.message.Calendar,
		Date: h.Date, Useful: n.o.Clock.Real(d.order.Reminder.ExpiresAt.Sub(d.now)), MaybeSent: h.Ambiguous > 0,
	}
	var refused error
	begin := func(ctx context.Context) error {
		h.State = stateSending
		h.Attempts++
		refused = n.claims.write(ctx, h)
		return refused
	}
	d.receipt, d.failure = n.o.Channels[d.order.Channel].Send(ctx, letter, begin)
	switch {
	case errors.Is(refused, errLostClaim):
		return retryFor(ruleLostClaim, time.Second, refused)
	case refused != nil:
		return retryFor(ruleUnavailable, 0, fmt.Errorf("begin reminder %s: %w", d.order.Reminder.ID, refused))
	}
	return passed()
}
