package main

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/bounces"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

// returns is what messages lead back to: links for the reader, callbacks of providers, bounces.
type returns struct {
	public, keys, callbacks  string
	domain, listen, protocol string
	topics, sendGridKey      string

	// Set by open. base is public as a URL; links is nil without keys.
	base     *url.URL
	links    *link.Site
	ses      *email.SNS
	sendGrid *email.SendGrid
}

func (r *returns) settings(s *daemon.Settings) {
	s.Text(&r.public, "public-url", "AFTERWORD_PUBLIC_URL", "", "where candidates and providers reach the portal and the callbacks from outside, such as https://afterword.example.org; without it messages carry no links")
	s.Secret(&r.keys, "link-keys", "AFTERWORD_LINK_KEYS", "the keys that sign the links and the return addresses, one \"number hex\" a line, as the portal has them")
	s.Text(&r.callbacks, "callback-listen", "AFTERWORD_CALLBACK_LISTEN", "", "address that takes what providers tell, below /v1/callbacks/; without it they are not asked to")

	s.Text(&r.domain, "return-domain", "AFTERWORD_RETURN_DOMAIN", "", "domain whose mail your mail server hands to -return-listen: bounces come back to it; without it they go to the sender")
	s.Text(&r.listen, "return-listen", "AFTERWORD_RETURN_LISTEN", "127.0.0.1:2525", "address that takes bounces")
	s.Text(&r.protocol, "return-protocol", "AFTERWORD_RETURN_PROTOCOL", string(bounces.LMTP), "lmtp or smtp, what is spoken there")

	s.Text(&r.topics, "ses-topics", "AFTERWORD_SES_TOPICS", "", "ARNs of the SNS topics that Amazon SES publishes to, parted by commas; others are refused")
	s.Text(&r.sendGridKey, "sendgrid-key", "AFTERWORD_SENDGRID_KEY", "", "the public key that SendGrid shows for its signed Event Webhook")
}

// open reads the settings and names every mistake.
func (r *returns) open() error {
	var wrong []error
	say := func(err error) { wrong = append(wrong, err) }
	if r.keys != "" && r.public == "" {
		say(errors.New("-link-keys needs -public-url: where the links lead to"))
	}
	if (r.callbacks != "" || r.domain != "") && r.public == "" {
		say(errors.New("-callback-listen and -return-domain need -public-url"))
	}
	if r.domain != "" && r.keys == "" {
		say(errors.New("-return-domain needs AFTERWORD_LINK_KEYS (or -link-keys-file): they sign the return addresses"))
	}
	if (r.topics != "" || r.sendGridKey != "") && r.callbacks == "" {
		say(errors.New("-ses-topics and -sendgrid-key need -callback-listen: where Amazon and SendGrid are heard"))
	}
	if p := bounces.Protocol(r.protocol); p != bounces.LMTP && p != bounces.SMTP {
		say(fmt.Errorf("-return-protocol %q is none of lmtp, smtp", r.protocol))
	}
	say(r.openLinks())
	say(r.openProviders())
	return errors.Join(wrong...)
}

func (r *returns) openLinks() (err error) {
	if r.public == "" {
		return nil
	}
	if r.base, err = link.ParseBase(r.public); err != nil {
		return fmt.Errorf("-public-url: %w", err)
	}
	if r.keys == "" {
		return nil
	}
	keys, err := link.ParseKeys(r.keys)
	r.links = &link.Site{Base: r.base, Keys: keys}
	return err
}

func (r *returns) openProviders() (err error) {
	if r.topics != "" {
		topics := strings.FieldsFunc(r.topics, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' })
		if r.ses, err = email.NewSNS(email.SNSOptions{Topics: topics}); err != nil {
			return fmt.Errorf("-ses-topics: %w", err)
		}
	}
	if r.sendGridKey != "" {
		if r.sendGrid, err = email.NewSendGrid(email.SendGridOptions{Key: r.sendGridKey}); err != nil {
			return fmt.Errorf("-sendgrid-key: %w", err)
		}
	}
	return nil
}

// into puts what was opened into the options. Providers are told to call nowhere if nobody listens.
func (r *returns) into(o notifier.Options) notifier.Options {
	o.Links, o.Addr = r.links, r.callbacks
	if r.callbacks != "" {
		o.Public = r.base
	}
	o.ReturnDomain, o.ReturnListen, o.ReturnProtocol = r.domain, r.listen, bounces.Protocol(r.protocol)
	o.SES, o.SendGrid = r.ses, r.sendGrid
	return o
}
