package email

import (
	"cmp"
	"crypto/x509"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"
)

// TLS says how a connection is encrypted.
type TLS string

// The ways to encrypt.
const (
	// StartTLS begins in plain text and demands encryption before anything is said. Usual on ports 587 and 25.
	StartTLS TLS = "starttls"
	// Implicit encrypts from the first byte. Usual on port 465.
	Implicit TLS = "implicit"
	// None never encrypts; passwords are then refused. For a server on this machine only.
	None TLS = "none"
)

// Options says which server to use and who letters come from. Host and From are required.
type Options struct {
	Host string
	// Port is 587 by default, 465 with TLS Implicit, 25 with None.
	Port int
	// TLS is StartTLS by default.
	TLS TLS
	// Username and Password log in if Username is set, by the strongest mechanism that both sides know.
	Username string
	Password string
	// Roots are the certificate authorities to trust; nil means the machine's.
	Roots *x509.CertPool
	// From is the address that letters come from, with or without a name: "Afterword <hello@example.org>".
	From string
	// ReplyTo is where answers go; empty means to From.
	ReplyTo string
	// Hello is the name to introduce ourselves with; default the machine's host name.
	Hello string
	// Timeout limits connecting, and then again one letter. Default 60 s.
	Timeout time.Duration
	// Idle is how many unused connections are kept. Default 8.
	Idle int
}

// withDefaults fills in what is not set and names every mistake.
func (o Options) withDefaults() (Options, mail.Address, error) {
	o.TLS = cmp.Or(o.TLS, StartTLS)
	o.Timeout = cmp.Or(o.Timeout, time.Minute)
	o.Idle = cmp.Or(o.Idle, 8)
	if o.Port == 0 {
		o.Port = map[TLS]int{StartTLS: 587, Implicit: 465, None: 25}[o.TLS]
	}
	var wrong []error
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Errorf("email: "+format, args...)) }
	if o.Host == "" {
		say("Host is required: the SMTP server's name")
	}
	if o.TLS != StartTLS && o.TLS != Implicit && o.TLS != None {
		say("TLS %q is none of starttls, implicit, none", o.TLS)
	}
	if o.Port < 0 || o.Port > 65535 {
		say("Port %d is not between 1 and 65535", o.Port)
	}
	if o.TLS == None && o.Username != "" {
		say("a password is not sent without encryption: set TLS, or leave Username empty")
	}
	if o.Timeout < 0 {
		say("Timeout must not be negative")
	}
	from, err := mail.ParseAddress(o.From)
	if err != nil {
		say("From %q is not an email address", o.From)
		from = &mail.Address{}
	}
	if o.ReplyTo != "" {
		if _, err := mail.ParseAddress(o.ReplyTo); err != nil {
			say("ReplyTo %q is not an email address", o.ReplyTo)
		}
	}
	return o, *from, errors.Join(wrong...)
}

// Domain returns the part of an address such as "Afterword <hello@example.org>" after
// the @: what Message-IDs of letters from it end in. It is empty if there is none.
func Domain(address string) string {
	parsed, err := mail.ParseAddress(address)
	if err != nil {
		return ""
	}
	return parsed.Address[strings.LastIndexByte(parsed.Address, '@')+1:]
}
