package email

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/afterword-io/afterword/services/notifier/channel"
)

// Channel is one SMTP server. It implements channel.Named.
type Channel struct {
	o    Options
	from mail.Address
	pool *pool
}

// New checks the options. It does not connect: a mail server may start later than we do.
func New(o Options) (*Channel, error) {
	o, from, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	c := &Channel{o: o, from: from, pool: newPool(o.Idle)}
	if _, err := c.client(o.Timeout); err != nil {
		return nil, fmt.Errorf("email: %w", err)
	}
	return c, nil
}

// Close ends the connections that are not in use.
func (c *Channel) Close() error {
	c.pool.close()
	return nil
}

// Sender implements channel.Named.
func (c *Channel) Sender() channel.Sender {
	return channel.Sender{Name: c.from.Name, Email: c.from.Address, ReplyTo: c.o.ReplyTo}
}

// Send implements channel.Channel.
func (c *Channel) Send(ctx context.Context, letter channel.Letter, begin channel.Begin) (channel.Receipt, error) {
	msg, err := c.compose(letter)
	if err != nil {
		return channel.Receipt{}, err
	}
	client, err := c.client(c.remaining(ctx))
	if err != nil {
		return channel.Receipt{}, &channel.Temporary{Fault: channel.Fault{Reason: "the mail client refused its settings", Operator: true, Cause: err}}
	}
	conn, err := c.connect(ctx, client)
	if err != nil {
		return channel.Receipt{}, err
	}
	if err := begin(ctx); err != nil {
		c.pool.put(conn)
		return channel.Receipt{}, err
	}
	err = client.SendWithSMTPClient(conn, msg)
	if msg.IsDelivered() {
		// The server has said 250: whatever went wrong afterwards, the letter is on its way.
		if err != nil {
			c.pool.drop(conn)
		} else {
			c.pool.put(conn)
		}
		return channel.Receipt{Code: "250"}, nil
	}
	usable, failure := judge(err)
	if usable {
		c.pool.put(conn)
	} else {
		// Dropped without QUIT: in the middle of DATA a QUIT would end the text with a dot.
		c.pool.drop(conn)
	}
	return channel.Receipt{}, failure
}

// remaining is how long the next exchange may take: the option, and never past the deadline of ctx.
func (c *Channel) remaining(ctx context.Context) time.Duration {
	limit := c.o.Timeout
	if deadline, ok := ctx.Deadline(); ok {
		limit = min(limit, time.Until(deadline))
	}
	return max(limit, time.Millisecond)
}

// client makes the settings of one exchange. It holds no connection and is not shared.
func (c *Channel) client(timeout time.Duration) (*gomail.Client, error) {
	options := []gomail.Option{
		gomail.WithPort(c.o.Port), gomail.WithTimeout(timeout), gomail.WithoutRset(), gomail.WithoutNoop(),
		gomail.WithTLSConfig(&tls.Config{ServerName: c.o.Host, RootCAs: c.o.Roots, MinVersion: tls.VersionTLS12}),
	}
	switch c.o.TLS {
	case Implicit:
		options = append(options, gomail.WithSSL())
	case None:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if c.o.Hello != "" {
		options = append(options, gomail.WithHELO(c.o.Hello))
	}
	if c.o.Username != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover),
			gomail.WithUsername(c.o.Username), gomail.WithPassword(c.o.Password))
	}
	return gomail.NewClient(c.o.Host, options...)
}

// connect returns a connection that answers: a kept one, else a new one.
func (c *Channel) connect(ctx context.Context, client *gomail.Client) (*connection, error) {
	for conn := c.pool.take(); conn != nil; conn = c.pool.take() {
		if conn.UpdateDeadline(c.remaining(ctx)) == nil && conn.Noop() == nil {
			return conn, nil
		}
		c.pool.drop(conn)
	}
	conn, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		return nil, judgeDial(err)
	}
	return conn, nil
}

// compose builds the MIME message. Its bytes depend on the letter alone.
func (c *Channel) compose(letter channel.Letter) (*gomail.Msg, error) {
	sum := sha256.Sum256([]byte(letter.MessageID))
	boundary := "afterword-" + hex.EncodeToString(sum[:12])
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithEncoding(gomail.EncodingQP), gomail.WithBoundary(boundary))
	from := c.from
	if letter.From.Email != "" {
		from = mail.Address{Name: letter.From.Name, Address: letter.From.Email}
	} else if letter.From.Name != "" {
		from.Name = letter.From.Name
	}
	from.Name = verbatim(from.Name)
	msg.FromMailAddress(&from)
	if err := msg.EnvelopeFrom(firstSet(returnAddress(letter), from.Address)); err != nil {
		return nil, refused("the sender's address cannot be used", true)
	}
	to, err := mail.ParseAddress(letter.To)
	if err != nil || to.Address != letter.To {
		return nil, refused("the address cannot be used", false)
	}
	to.Name = verbatim(letter.ToName)
	msg.SetAddrHeaderFromMailAddress(gomail.HeaderTo, to)
	if reply := firstSet(letter.From.ReplyTo, c.o.ReplyTo); reply != "" {
		if err := msg.ReplyTo(reply); err != nil {
			return nil, refused("the reply address cannot be used", true)
		}
	}
	msg.Subject(verbatim(letter.Subject))
	msg.SetMessageIDWithValue(letter.MessageID)
	msg.SetDateWithValue(letter.Date)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	if letter.Reminder != "" {
		msg.SetGenHeader(channel.HeaderReminder, letter.Reminder)
	}
	if letter.Unsubscribe != "" {
		if err := offerUnsubscribe(msg, letter.Unsubscribe); err != nil {
			return nil, err
		}
	}
	if len(letter.Calendar) > 0 {
		return msg, withCalendar(msg, letter, boundary)
	}
	msg.SetBodyString(gomail.TypeTextPlain, letter.Text)
	if letter.HTML != "" {
		msg.AddAlternativeString(gomail.TypeTextHTML, letter.HTML)
	}
	return msg, nil
}

// withCalendar writes the body and attaches the calendar entry. It is an attachment only and says
// PUBLISH, so that no mail program takes it for an invitation.
func withCalendar(msg *gomail.Msg, letter channel.Letter, boundary string) error {
	// The inner boundary must not begin with the outer one, or readers take it for that.
	contentType, body, err := alternative("text-"+boundary, letter.Text, letter.HTML)
	if err != nil {
		return refused("the text cannot be written", true)
	}
	msg.SetBodyString(gomail.ContentType(contentType), body, gomail.WithPartEncoding(gomail.NoEncoding))
	err = msg.AttachReader("check-in.ics", bytes.NewReader(letter.Calendar),
		gomail.WithFileContentType("text/calendar; charset=utf-8; method=PUBLISH"))
	if err != nil {
		return refused("the calendar entry cannot be attached", true)
	}
	return nil
}

// verbatim keeps a name that looks like an encoded word (RFC 2047) from being decoded by whoever reads it. The
// space without width makes the library encode the whole.
func verbatim(text string) string {
	return strings.ReplaceAll(text, "=?", "=\u200b?")
}

// refused leaves out the library's error, since that quotes the address.
func refused(reason string, operator bool) error {
	return &channel.Permanent{Fault: channel.Fault{Reason: reason, Operator: operator}}
}

func firstSet(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// judgeDial classifies a failure before any letter was spoken of: nothing was sent.
func judgeDial(err error) error {
	fault := channel.Fault{Reason: "no connection to the mail server", Cause: err}
	if code := replyCode(err); code != "" {
		fault.Code = code
		fault.Reason = "the mail server refused the login or the greeting"
		fault.Cause = nil
		fault.Operator = code[0] == '5'
	}
	if certificate := new(tls.CertificateVerificationError); errors.As(err, &certificate) {
		fault.Reason, fault.Operator = "the mail server's certificate is not trusted", true
	}
	if network := net.Error(nil); !errors.As(err, &network) && fault.Code == "" {
		fault.Operator = true
	}
	return &channel.Temporary{Fault: fault}
}
