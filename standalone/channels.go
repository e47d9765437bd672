package standalone

import (
	"cmp"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
	"github.com/afterword-io/afterword/standalone/outbox"
)

// Who messages in the outbox come from, where nobody has said so.
const (
	outboxSender = "Afterword <reminders@afterword.localhost>"
	outboxNumber = "+15005550006"
)

// channels are the ways to send: each by its configured provider, else to the outbox.
type channels struct {
	ways map[events.Channel]channel.Channel
	// domain is what Message-IDs end in.
	domain string
	// number is what texts come from, empty where a messaging service chooses.
	number string
	// captured are the channels that go to the outbox.
	captured []events.Channel
	close    func() error
}

func openChannels(o Options, box *outbox.Outbox) (channels, error) {
	var c channels
	smtp := o.SMTP
	if smtp.Host == "" {
		c.captured = append(c.captured, events.Email)
		smtp = email.Options{
			Host: "127.0.0.1", Port: box.SMTP(), TLS: email.None, Hello: "localhost",
			From: cmp.Or(o.SMTP.From, outboxSender), ReplyTo: o.SMTP.ReplyTo,
		}
	}
	twilio := o.Twilio
	if twilio.Account == "" {
		c.captured = append(c.captured, events.SMS)
		base, account := box.SMS()
		twilio = sms.Options{
			BaseURL: base, Account: account.SID, Token: account.Token, MessagingService: o.Twilio.MessagingService,
			// The outbox forgets nothing: what it does not show it has not taken.
			OnMissing: sms.Resend,
		}
		if twilio.MessagingService == "" {
			twilio.From = cmp.Or(o.Twilio.From, outboxNumber)
		}
	}
	letters, err := email.New(smtp)
	if err != nil {
		return channels{}, fmt.Errorf("the mail server: %w", err)
	}
	texts, err := sms.New(twilio)
	if err != nil {
		return channels{}, errors.Join(fmt.Errorf("the SMS account: %w", err), letters.Close())
	}
	c.ways = map[events.Channel]channel.Channel{events.Email: letters, events.SMS: texts}
	c.domain, c.number, c.close = email.Domain(smtp.From), twilio.From, letters.Close
	return c, nil
}
