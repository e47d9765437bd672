package main

import (
	"errors"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

// providers is what the notifier sends through: each is used if its Host or Account is set.
type providers struct {
	smtp   email.Options
	twilio sms.Options
	// encryption and missing are the words for smtp.TLS and twilio.OnMissing.
	encryption, missing string
	returns             returns
}

func (p *providers) settings(s *daemon.Settings) {
	s.Text(&p.smtp.Host, "smtp-host", "AFTERWORD_SMTP_HOST", "", "mail server; without it no email is sent")
	s.Number(&p.smtp.Port, "smtp-port", "AFTERWORD_SMTP_PORT", 0, "port of the mail server; default 587, 465 with implicit, 25 with none")
	s.Text(&p.encryption, "smtp-tls", "AFTERWORD_SMTP_TLS", "starttls", "starttls, implicit or none")
	s.Text(&p.smtp.Username, "smtp-username", "AFTERWORD_SMTP_USERNAME", "", "name to log in with")
	s.Secret(&p.smtp.Password, "smtp-password", "AFTERWORD_SMTP_PASSWORD", "the password to log in with")
	s.Text(&p.smtp.From, "smtp-from", "AFTERWORD_SMTP_FROM", "", "sender, such as \"Afterword <hello@example.org>\"")
	s.Text(&p.smtp.ReplyTo, "smtp-reply-to", "AFTERWORD_SMTP_REPLY_TO", "", "where answers go; default the sender")

	s.Text(&p.twilio.Account, "twilio-account", "AFTERWORD_TWILIO_ACCOUNT", "", "account SID; without it no SMS is sent")
	s.Text(&p.twilio.Key, "twilio-key", "AFTERWORD_TWILIO_KEY", "", "API key SID to log in with; default the account")
	s.Secret(&p.twilio.Token, "twilio-token", "AFTERWORD_TWILIO_TOKEN", "the auth token, or the API key's secret")
	s.Secret(&p.twilio.AuthToken, "twilio-auth-token", "AFTERWORD_TWILIO_AUTH_TOKEN", "the auth token, which signs callbacks; needed only beside an API key")
	s.Text(&p.twilio.From, "twilio-from", "AFTERWORD_TWILIO_FROM", "", "sending number, or instead of it")
	s.Text(&p.twilio.MessagingService, "twilio-service", "AFTERWORD_TWILIO_SERVICE", "", "messaging service SID")
	s.Text(&p.twilio.BaseURL, "twilio-base-url", "AFTERWORD_TWILIO_BASE_URL", "https://api.twilio.com", "where the API lives")
	s.Text(&p.missing, "twilio-on-missing", "AFTERWORD_TWILIO_ON_MISSING", "hold", "hold or resend a text whose acceptance was never confirmed and that the provider does not show")

	p.returns.settings(s)
}

func (p *providers) check() error {
	p.smtp.TLS, p.twilio.OnMissing = email.TLS(p.encryption), sms.OnMissing(p.missing)
	if p.smtp.Host == "" && p.twilio.Account == "" {
		return errors.New("set -smtp-host or -twilio-account: there is no way to send anything")
	}
	return p.returns.open()
}
