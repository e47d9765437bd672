package outbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-smtp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel"

	// Letters may come in any character set.
	_ "github.com/emersion/go-message/charset"
)

// maxLetter is the largest letter that is accepted, in bytes.
const maxLetter = 10 << 20

// serveSMTP accepts letters until ctx is done.
func serveSMTP(ctx context.Context, listener net.Listener, store *Store) error {
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{store: store}, nil }))
	server.Domain = "outbox.localhost"
	server.MaxMessageBytes = maxLetter
	server.EnableSMTPUTF8 = true
	server.ReadTimeout, server.WriteTimeout = time.Minute, time.Minute
	defer context.AfterFunc(ctx, func() { _ = server.Close() })()
	err := server.Serve(listener)
	if ctx.Err() != nil || errors.Is(err, smtp.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("serve SMTP: %w", err)
}

// session is one SMTP session; see go-smtp.
type session struct {
	store *Store
	from  string
	to    []string
}

// Mail implements smtp.Session.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	return nil
}

// Rcpt implements smtp.Session.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}

// Data implements smtp.Session: a nil error is the 250 that says the letter is on disk.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	letter, err := read(raw)
	if err != nil {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "this is not an email"}
	}
	letter.From = s.from
	for _, to := range s.to {
		letter.To = to
		if _, err := s.store.Accept(letter, string(raw)); err != nil {
			return &smtp.SMTPError{Code: 452, EnhancedCode: smtp.EnhancedCode{4, 3, 1}, Message: "the outbox cannot store"}
		}
	}
	return nil
}

// Reset implements smtp.Session.
func (s *session) Reset() { s.from, s.to = "", nil }

// Logout implements smtp.Session.
func (s *session) Logout() error { return nil }

// read takes a letter apart.
func read(raw []byte) (Message, error) {
	reader, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		return Message{}, err
	}
	m := Message{Channel: events.Email, Headers: map[string][]string{}}
	for fields := reader.Header.Fields(); fields.Next(); {
		value, err := fields.Text()
		if err != nil {
			value = fields.Value()
		}
		m.Headers[fields.Key()] = append(m.Headers[fields.Key()], value)
	}
	if m.Subject, err = reader.Header.Subject(); err != nil {
		return Message{}, err
	}
	if m.MessageID, err = reader.Header.MessageID(); err != nil {
		return Message{}, err
	}
	m.Reminder = reader.Header.Get(channel.HeaderReminder)
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return m, nil
		}
		if err != nil {
			return Message{}, err
		}
		if err := m.takePart(part); err != nil {
			return Message{}, err
		}
	}
}

func (m *Message) takePart(part *mail.Part) error {
	inline, ok := part.Header.(*mail.InlineHeader)
	if !ok {
		return nil
	}
	body, err := io.ReadAll(part.Body)
	if err != nil {
		return err
	}
	text := strings.ReplaceAll(string(body), "\r\n", "\n")
	switch kind, _, _ := inline.ContentType(); kind {
	case "text/html":
		m.HTML = text
	case "text/plain":
		m.Text = text
	}
	return nil
}
