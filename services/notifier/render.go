package notifier

import (
	"cmp"
	"context"
	"fmt"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
)

// render writes the message. It is dated by the claim, so that a second attempt says the same.
func (n *Notifier) render(ctx context.Context, d *delivery) verdict {
	situation, err := n.situation(ctx, d)
	if err != nil {
		return retryFor(ruleUnavailable, 0, fmt.Errorf("find out what reminder %s is to say: %w", d.order.Reminder.ID, err))
	}
	return n.written(d, func(words *message.Templates) (message.Message, error) {
		return words.Render(situation, d.order.Channel)
	})
}

// situation is what the candidate's message is made of. What it depends on beside the order is decided at the first
// attempt, and kept with the claim.
func (n *Notifier) situation(ctx context.Context, d *delivery) (message.Situation, error) {
	h, policy := d.claimed, n.tenants.of(d.tenant()).policy
	s := message.Situation{
		Reminder: d.order.Reminder, Brief: d.order.Brief, Brand: n.brandOf(d.tenant()),
		Locale: d.order.Brief.Meeting.Candidate.Locale, Office: policy.OfficeHours, Now: h.Date,
	}
	if links := n.o.Links; links != nil {
		s.Page = links.Page(d.tenant(), d.followup(), h.Date)
		s.Calendar = links.Calendar(d.tenant(), d.followup(), h.Date)
		s.Unsubscribe = n.unsubscribe(d)
	}
	if d.order.Channel != events.SMS {
		return s, nil
	}
	if h.Attempts == 0 {
		before, _, err := n.conversations.Read(ctx, n.numberOf(d.tenant()), d.address)
		if err != nil {
			return message.Situation{}, err
		}
		_, texted := before.Latest()
		h.FirstText = !texted
	}
	s.Replies, s.FirstText = n.o.Public != nil, h.FirstText
	return s, nil
}

// renderAlert writes an adviser's email.
func (n *Notifier) renderAlert(_ context.Context, d *delivery) verdict {
	situation := message.AlertSituation{
		Reminder: d.order.Reminder, Brief: d.order.Brief, Brand: n.brandOf(d.tenant()),
		Locale: d.order.Brief.Meeting.Candidate.Locale, Now: d.claimed.Date, Ends: d.order.Ended,
	}
	return n.written(d, func(words *message.Templates) (message.Message, error) { return words.Alert(situation) })
}

// unsubscribe is the link that ends the emails to the candidate, or "" where there is none.
func (n *Notifier) unsubscribe(d *delivery) string {
	if n.o.Links == nil || d.order.Channel != events.Email {
		return ""
	}
	return n.o.Links.Unsubscribe(d.tenant(), d.followup(), d.ownScope(), d.claimed.Date)
}

// written has the message written in the tenant's words, and in the standard words if theirs cannot be.
func (n *Notifier) written(d *delivery, write func(*message.Templates) (message.Message, error)) verdict {
	own := n.tenants.of(d.tenant()).words
	words, err := write(own)
	if err != nil && own != n.templates {
		// The check at save time tries the samples; real people may still be something else.
		n.log.Error("a tenant's own words cannot be written; the standard words go out", zap.String("tenant", d.tenant()),
			zap.String("reminder", d.order.Reminder.ID), zap.String("kind", string(d.order.Reminder.Kind)))
		words, err = write(n.templates)
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
