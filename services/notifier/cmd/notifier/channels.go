package main

import (
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

// channels are the ways to send that are configured.
type channels struct {
	ways map[events.Channel]channel.Channel
	// domain is what Message-IDs end in.
	domain string
	close  func() error
}

func (p *providers) open() (channels, error) {
	c := channels{ways: map[events.Channel]channel.Channel{}, close: func() error { return nil }}
	if p.smtp.Host != "" {
		letters, err := email.New(p.smtp)
		if err != nil {
			return channels{}, err
		}
		c.ways[events.Email], c.domain, c.close = letters, email.Domain(p.smtp.From), letters.Close
	}
	if p.twilio.Account != "" {
		texts, err := sms.New(p.twilio)
		if err != nil {
			return channels{}, err
		}
		c.ways[events.SMS] = texts
	}
	return c, nil
}
