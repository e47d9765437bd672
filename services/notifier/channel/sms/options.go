package sms

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// OnMissing says what to do when an earlier attempt was ambiguous and the
// provider does not show the message.
type OnMissing string

// The ways to decide.
const (
	// Hold leaves it to a person: nobody gets two texts.
	Hold OnMissing = "hold"
	// Resend sends it again: nobody is left without.
	Resend OnMissing = "resend"
)

// Options says which account to use. Account, Token and one of From and MessagingService are required.
type Options struct {
	// BaseURL is where the API lives; default https://api.twilio.com. Plain HTTP is for this machine only.
	BaseURL string
	// Account is the account SID, AC and 32 hex digits at Twilio.
	Account string
	// Key is the API key SID to log in with; default the account itself.
	Key string
	// Token is the auth token, or the secret of Key.
	Token string
	// AuthToken is the account's auth token, with which the provider signs its callbacks. Default Token, unless Key is
	// set to something else than the account; without one no callback is believed.
	AuthToken string
	// From is the sending number, E.164, or an alphanumeric sender.
	From string
	// MessagingService is the SID of a messaging service, MG and 32 hex digits.
	MessagingService string
	// OnMissing is Hold by default.
	OnMissing OnMissing
	// Timeout limits one request. Default 20 s.
	Timeout time.Duration
	// Transport makes the requests; default a copy of net/http's own.
	Transport http.RoundTripper
}

func (o Options) withDefaults() (Options, error) {
	o.BaseURL = strings.TrimSuffix(cmp.Or(o.BaseURL, "https://api.twilio.com"), "/")
	o.Key = cmp.Or(o.Key, o.Account)
	if o.Key == o.Account {
		o.AuthToken = cmp.Or(o.AuthToken, o.Token)
	}
	o.OnMissing = cmp.Or(o.OnMissing, Hold)
	o.Timeout = cmp.Or(o.Timeout, 20*time.Second)
	if o.Transport == nil {
		o.Transport = &http.Transport{
			Proxy: http.ProxyFromEnvironment, MaxIdleConnsPerHost: 8, IdleConnTimeout: 90 * time.Second,
			TLSHandshakeTimeout: 10 * time.Second, ForceAttemptHTTP2: true,
		}
	}
	var wrong []error
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf("sms: "+format, args...)) }
	if base, err := url.Parse(o.BaseURL); err != nil || (base.Scheme != "https" && base.Scheme != "http") || base.Host == "" {
		say("BaseURL is not an http or https address")
	}
	if !regexp.MustCompile(`^[A-Za-z0-9]+$`).MatchString(o.Account) {
		say("Account is required: the account SID, letters and digits")
	}
	if o.Token == "" {
		say("Token is required")
	}
	if (o.From == "") == (o.MessagingService == "") {
		say("set From or MessagingService, one of them")
	}
	if o.OnMissing != Hold && o.OnMissing != Resend {
		say("OnMissing %q is none of hold, resend", o.OnMissing)
	}
	if o.Timeout < 0 {
		say("Timeout must not be negative")
	}
	return o, errors.Join(wrong...)
}
