package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

const usage = `notifier sends the reminders that are due, by email and by SMS.

Usage: notifier

Environment:
  AFTERWORD_NATS_URL            the bus (default nats://127.0.0.1:4222)
  AFTERWORD_NATS_REPLICAS       copies of each stream (default 1; 3 in a cluster)
  AFTERWORD_ADMIN_ADDR          health and metrics (default 127.0.0.1:9093)
  AFTERWORD_LOG_FORMAT          json (default) or console
  AFTERWORD_LOG_LEVEL           debug, info (default), warn, error

  AFTERWORD_SMTP_HOST           the mail server; without it no email is sent
  AFTERWORD_SMTP_PORT           default 587, with implicit 465, with none 25
  AFTERWORD_SMTP_TLS            starttls (default), implicit, none
  AFTERWORD_SMTP_USERNAME       AFTERWORD_SMTP_PASSWORD or AFTERWORD_SMTP_PASSWORD_FILE
  AFTERWORD_SMTP_FROM           such as "Afterword <hello@example.org>"; required with a host
  AFTERWORD_SMTP_REPLY_TO       where answers go

  AFTERWORD_TWILIO_ACCOUNT      the account SID; without it no SMS is sent
  AFTERWORD_TWILIO_KEY          an API key SID to log in with, instead of the account
  AFTERWORD_TWILIO_TOKEN        or AFTERWORD_TWILIO_TOKEN_FILE
  AFTERWORD_TWILIO_FROM         a number, or instead
  AFTERWORD_TWILIO_SERVICE      a messaging service SID
  AFTERWORD_TWILIO_BASE_URL     default https://api.twilio.com
  AFTERWORD_TWILIO_ON_MISSING   hold (default) or resend, after an answer was lost

SIGINT or SIGTERM stops after the messages that have been begun; a second one stops at once.
`

// settings are the environment, read and checked.
type settings struct {
	natsURL, adminAddr, logFormat, logLevel string
	replicas                                int
	email                                   *email.Options
	sms                                     *sms.Options
}

func readSettings(getenv func(string) string) (settings, error) {
	var wrong []error
	number := func(name string) int {
		text := getenv(name)
		if text == "" {
			return 0
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			wrong = append(wrong, fmt.Errorf("%s is not a positive number", name))
		}
		return n
	}
	secret := func(name string) string {
		value, err := secretOf(getenv, name)
		if err != nil {
			wrong = append(wrong, err)
		}
		return value
	}
	s := settings{
		natsURL:   cmp.Or(getenv("AFTERWORD_NATS_URL"), "nats://127.0.0.1:4222"),
		adminAddr: cmp.Or(getenv("AFTERWORD_ADMIN_ADDR"), "127.0.0.1:9093"),
		logFormat: cmp.Or(getenv("AFTERWORD_LOG_FORMAT"), "json"),
		logLevel:  cmp.Or(getenv("AFTERWORD_LOG_LEVEL"), "info"),
		replicas:  number("AFTERWORD_NATS_REPLICAS"),
	}
	if host := getenv("AFTERWORD_SMTP_HOST"); host != "" {
		s.email = &email.Options{
			Host: host, Port: number("AFTERWORD_SMTP_PORT"), TLS: email.TLS(getenv("AFTERWORD_SMTP_TLS")),
			Username: getenv("AFTERWORD_SMTP_USERNAME"), Password: secret("AFTERWORD_SMTP_PASSWORD"),
			From: getenv("AFTERWORD_SMTP_FROM"), ReplyTo: getenv("AFTERWORD_SMTP_REPLY_TO"),
		}
	}
	if account := getenv("AFTERWORD_TWILIO_ACCOUNT"); account != "" {
		s.sms = &sms.Options{
			BaseURL: getenv("AFTERWORD_TWILIO_BASE_URL"), Account: account, Key: getenv("AFTERWORD_TWILIO_KEY"),
			Token: secret("AFTERWORD_TWILIO_TOKEN"), From: getenv("AFTERWORD_TWILIO_FROM"),
			MessagingService: getenv("AFTERWORD_TWILIO_SERVICE"), OnMissing: sms.OnMissing(getenv("AFTERWORD_TWILIO_ON_MISSING")),
		}
	}
	if s.email == nil && s.sms == nil {
		wrong = append(wrong, errors.New("set AFTERWORD_SMTP_HOST or AFTERWORD_TWILIO_ACCOUNT: there is no way to send anything"))
	}
	return s, errors.Join(wrong...)
}

// secretOf reads NAME, or the file that NAME_FILE names.
func secretOf(getenv func(string) string, name string) (string, error) {
	file := getenv(name + "_FILE")
	if file == "" {
		return getenv(name), nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return strings.TrimRight(string(data), "\r\n"), nil
}

// channels opens what is configured, and says which domain Message-IDs end in.
func (s settings) channels() (channels map[events.Channel]channel.Channel, domain string, err error) {
	channels = map[events.Channel]channel.Channel{}
	if s.email != nil {
		c, err := email.New(*s.email)
		if err != nil {
			return nil, "", err
		}
		channels[events.Email] = c
		domain = email.Domain(s.email.From)
	}
	if s.sms != nil {
		c, err := sms.New(*s.sms)
		if err != nil {
			return nil, "", err
		}
		channels[events.SMS] = c
	}
	return channels, domain, nil
}
