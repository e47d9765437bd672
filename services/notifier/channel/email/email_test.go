package email_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message/mail"
	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

const address = "ada@example.com"

func granted(context.Context) error { return nil }

func open(t *testing.T, s *channeltest.MailServer, change func(*email.Options)) *email.Channel {
	t.Helper()
	o := email.Options{
		Host: s.Host(), Port: s.Port(), TLS: email.None, Roots: s.Roots(), From: "Afterword <hello@example.org>",
		Hello: "notifier.test", Timeout: 20 * time.Second,
	}
	if change != nil {
		change(&o)
	}
	c, err := email.New(o)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func TestConformance(t *testing.T) {
	channeltest.Run(t, func(t *testing.T) channeltest.Bench {
		s := channeltest.NewMailServer(t, channeltest.MailOptions{})
		return channeltest.Bench{
			Channel: open(t, s, nil), Provider: s, Address: address,
			Received: func() []string {
				letters, _ := s.Letters()
				texts := make([]string, 0, len(letters))
				for _, l := range letters {
					texts = append(texts, string(l.Raw))
				}
				return texts
			},
		}
	})
}

func TestEncryption(t *testing.T) {
	const user, password = "afterword", "correct horse"
	tests := []struct {
		name   string
		server channeltest.MailOptions
		change func(*email.Options)
		// reason is what the temporary error says; empty means that the letter arrives.
		reason string
	}{
		{
			"STARTTLS and a login",
			channeltest.MailOptions{TLS: "starttls", Username: user, Password: password},
			func(o *email.Options) { o.TLS, o.Username, o.Password = email.StartTLS, user, password }, "",
		},
		{
			"implicit TLS and a login",
			channeltest.MailOptions{TLS: "implicit", Username: user, Password: password},
			func(o *email.Options) { o.TLS, o.Username, o.Password = email.Implicit, user, password }, "",
		},
		{
			"STARTTLS is demanded of a server without it",
			channeltest.MailOptions{},
			func(o *email.Options) { o.TLS = email.StartTLS }, "no connection",
		},
		{
			"STARTTLS is what is used by default",
			channeltest.MailOptions{},
			func(o *email.Options) { o.TLS = "" }, "no connection",
		},
		{
			"a certificate of nobody we trust",
			channeltest.MailOptions{TLS: "starttls"},
			func(o *email.Options) { o.TLS, o.Roots = email.StartTLS, nil }, "certificate",
		},
		{
			"a wrong password",
			channeltest.MailOptions{TLS: "starttls", Username: user, Password: password},
			func(o *email.Options) { o.TLS, o.Username, o.Password = email.StartTLS, user, "wrong" }, "login",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := channeltest.NewMailServer(t, test.server)
			_, err := open(t, s, test.change).Send(t.Context(), channeltest.SampleLetter(address), granted)
			letters, _ := s.Letters()
			if test.reason == "" {
				if err != nil || len(letters) != 1 || !letters[0].Encrypted {
					t.Fatalf("error %v, %d letters", err, len(letters))
				}
				return
			}
			temporary := (*channel.Temporary)(nil)
			if !errors.As(err, &temporary) || !strings.Contains(temporary.Reason, test.reason) || !temporary.Operator {
				t.Errorf("Send: %#v; want temporary, for the operator, %q", err, test.reason)
			}
			if len(letters) != 0 || s.Logins() != 0 {
				t.Errorf("%d letters, %d logins", len(letters), s.Logins())
			}
		})
	}
}

func TestConnectionsAreUsedAgain(t *testing.T) {
	s := channeltest.NewMailServer(t, channeltest.MailOptions{})
	c := open(t, s, nil)
	for range 5 {
		if _, err := c.Send(t.Context(), channeltest.SampleLetter(address), granted); err != nil {
			t.Fatalf("Send: %v", err)
		}
	}
	s.Script(channeltest.Later, channeltest.Never)
	for range 3 {
		_, _ = c.Send(t.Context(), channeltest.SampleLetter(address), granted)
	}
	if got := s.Connections(); got != 1 {
		t.Errorf("%d connections for 8 letters, two of them refused; want 1", got)
	}
	s.Script(channeltest.Lose)
	for range 2 {
		_, _ = c.Send(t.Context(), channeltest.SampleLetter(address), granted)
	}
	if got := s.Connections(); got != 2 {
		t.Errorf("%d connections after one was lost; want 2", got)
	}
}

func TestWhatArrives(t *testing.T) {
	s := channeltest.NewMailServer(t, channeltest.MailOptions{})
	c := open(t, s, func(o *email.Options) { o.ReplyTo = "team@example.org" })
	letter := channeltest.SampleLetterAt(address)
	letter.ToName = `Zoë "Z" Quark`
	letter.Subject = "Grüße, Zoë"
	letter.Text = "Liebe Zoë,\n\n.dot at the start\n" + strings.Repeat("long ", 300) + "\n"
	letter.HTML = "<p>Liebe Zoë,</p>"
	letter.From = channel.Sender{Name: "Career Center"}
	if _, err := c.Send(t.Context(), letter, granted); err != nil {
		t.Fatalf("Send: %v", err)
	}
	letters, _ := s.Letters()
	if letters[0].From != "hello@example.org" || letters[0].To != address {
		t.Errorf("envelope %s -> %s", letters[0].From, letters[0].To)
	}
	r, err := mail.CreateReader(bytes.NewReader(letters[0].Raw))
	if err != nil {
		t.Fatalf("read the letter: %v", err)
	}
	date, _ := r.Header.Date()
	subject, _ := r.Header.Subject()
	id, _ := r.Header.MessageID()
	to, _ := r.Header.AddressList("To")
	from, _ := r.Header.AddressList("From")
	reply, _ := r.Header.AddressList("Reply-To")
	got := []string{date.UTC().Format(time.RFC3339), subject, id, to[0].Name, from[0].String(), reply[0].Address, r.Header.Get("Auto-Submitted")}
	want := []string{
		"2026-03-06T14:00:00Z", letter.Subject, letter.MessageID, letter.ToName, `"Career Center" <hello@example.org>`, "team@example.org", "auto-generated",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("headers (-want +got):\n%s", diff)
	}
	var bodies []string
	for {
		part, err := r.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("next part: %v", err)
		}
		body, err := io.ReadAll(part.Body)
		if err != nil {
			t.Fatalf("read a part: %v", err)
		}
		bodies = append(bodies, part.Header.Get("Content-Type")+"\n"+string(body))
	}
	wantBodies := []string{"text/plain; charset=UTF-8\n" + letter.Text, "text/html; charset=UTF-8\n" + letter.HTML}
	if diff := cmp.Diff(wantBodies, bodies); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
}

// Who is called like an encoded word keeps that name: decoded, it could pose as somebody else or break a line.
func TestANameIsNotDecoded(t *testing.T) {
	s := channeltest.NewMailServer(t, channeltest.MailOptions{})
	c := open(t, s, nil)
	const trick = "=?utf-8?q?Bank=0D=0ABcc:_x?="
	letter := channeltest.SampleLetterAt(address)
	letter.ToName, letter.Subject, letter.From = trick, "After "+trick, channel.Sender{Name: trick}
	if _, err := c.Send(t.Context(), letter, granted); err != nil {
		t.Fatalf("Send: %v", err)
	}
	letters, _ := s.Letters()
	r, err := mail.CreateReader(bytes.NewReader(letters[0].Raw))
	if err != nil {
		t.Fatalf("read the letter: %v", err)
	}
	subject, _ := r.Header.Subject()
	to, _ := r.Header.AddressList("To")
	from, _ := r.Header.AddressList("From")
	for _, shown := range []string{strings.TrimPrefix(subject, "After "), to[0].Name, from[0].Name} {
		if visible := strings.ReplaceAll(shown, "\u200b", ""); visible != trick {
			t.Errorf("%q is shown as %q", trick, visible)
		}
	}
}

func TestOptions(t *testing.T) {
	_, err := email.New(email.Options{TLS: "ssl", Port: 70000, From: "nobody", ReplyTo: "x", Timeout: -1})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"Host", "TLS", "Port", "From", "ReplyTo", "Timeout"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not speak of %s: %v", want, err)
		}
	}
	if _, err := email.New(email.Options{Host: "localhost", TLS: email.None, Username: "a", Password: "b", From: "a@example.org"}); err == nil {
		t.Error("a password without encryption was accepted")
	}
}
