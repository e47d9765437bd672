package bounces

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/emersion/go-smtp"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

// maxStrangers is how many addresses that are none of ours a connection may name.
const maxStrangers = 10

// session is one connection. It implements smtp.Session.
type session struct {
	server    *Server
	conn      *smtp.Conn
	letter    link.Ref
	strangers int
}

// Mail takes every sender: that of a report is nobody (RFC 5321 section 4.5.5), but not all servers know that.
func (m *session) Mail(string, *smtp.MailOptions) error {
	if !m.server.limiter.Allow() {
		m.server.returns.WithLabelValues(resultLater).Inc()
		return later("too many messages, try again later")
	}
	return nil
}

// Rcpt takes the return addresses that were made here.
func (m *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	// What is no return address has no text, and nobody has signed that.
	text, _ := email.CutReturn(to, m.server.o.Domain)
	ref, err := m.server.o.Keys.ReadReturn(text)
	if err == nil {
		m.letter = ref
		return nil
	}
	m.server.returns.WithLabelValues(resultRefused).Inc()
	if m.strangers++; m.strangers > maxStrangers {
		_ = m.conn.Conn().Close()
	}
	return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such address"}
}

// Data takes one message in. It is read to its end before anything is made of it: what was cut off says nothing.
func (m *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	switch {
	case errors.Is(err, smtp.ErrDataTooLarge):
		m.server.returns.WithLabelValues(resultRefused).Inc()
		return smtp.ErrDataTooLarge
	case err != nil:
		return later("the message did not come to its end")
	}
	report, ok := email.ReadDSN(bytes.NewReader(raw))
	if !ok {
		m.server.returns.WithLabelValues(resultIgnored).Inc()
		return nil
	}
	end, ok := m.server.begin()
	if !ok {
		return later("the service is being stopped")
	}
	defer end()
	ctx, cancel := context.WithTimeout(context.Background(), m.server.o.Patience)
	defer cancel()
	if err := m.server.o.Receive(ctx, m.letter, report); err != nil {
		m.server.returns.WithLabelValues(resultLater).Inc()
		m.server.o.Logger.Error("a bounce could not be stored", zap.Error(err))
		return later("the message could not be stored, try again later")
	}
	m.server.returns.WithLabelValues(resultReport).Inc()
	return nil
}

// Reset implements smtp.Session.
func (m *session) Reset() { m.letter = link.Ref{} }

// Logout implements smtp.Session.
func (m *session) Logout() error { return nil }

// later has the mail server keep the message and try again.
func later(why string) error {
	return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: why}
}
