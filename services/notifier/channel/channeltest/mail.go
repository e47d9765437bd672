package channeltest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// MailOptions says how strict a MailServer is.
type MailOptions struct {
	// TLS is "starttls", "implicit" or "" for none.
	TLS string
	// Username and Password are demanded before a letter if Username is set.
	Username, Password string
}

// Letter is a message as it arrived.
type Letter struct {
	From, To string
	// Raw is the message with its headers.
	Raw []byte
	// Encrypted reports that it came over TLS.
	Encrypted bool
}

// MailServer is an SMTP server on a free loopback port.
type MailServer struct {
	script
	mailbox mailbox[Letter]
	o       MailOptions
	server  *smtp.Server
	port    int
	stop    func() error
	roots   *x509.CertPool
	dialled atomic.Int64
	logins  atomic.Int64
	closed  chan struct{}
}

// NewMailServer starts a server and stops it when the test ends.
func NewMailServer(t testing.TB, o MailOptions) *MailServer {
	t.Helper()
	s := &MailServer{o: o, closed: make(chan struct{})}
	s.server = smtp.NewServer(smtp.BackendFunc(s.session))
	s.server.Domain = "mail.test"
	s.server.ErrorLog = discard{}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("listen: %v", err)
	}
	s.port = listener.Addr().(*net.TCPAddr).Port
	var certificate tls.Certificate
	certificate, s.roots = authority(t)
	switch o.TLS {
	case "starttls":
		s.server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	case "implicit":
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
	default:
		s.server.AllowInsecureAuth = true
	}
	s.stop = listener.Close
	served := make(chan struct{})
	go func() { defer close(served); _ = s.server.Serve(listener) }()
	t.Cleanup(func() { s.Close(); <-served })
	return s
}

// Close stops the server; a second call does nothing.
func (s *MailServer) Close() {
	select {
	case <-s.closed:
	default:
		close(s.closed)
		// The server closes only listeners that it has begun to serve.
		_ = s.server.Close()
		_ = s.stop()
	}
}

// Host and Port are where it listens.
func (s *MailServer) Host() string { return "127.0.0.1" }

// Port is where it listens.
func (s *MailServer) Port() int { return s.port }

// Roots trusts the server's certificate.
func (s *MailServer) Roots() *x509.CertPool { return s.roots }

// Connections counts the connections that were greeted; Logins those that logged in.
func (s *MailServer) Connections() int { return int(s.dialled.Load()) }

// Logins counts successful logins.
func (s *MailServer) Logins() int { return int(s.logins.Load()) }

// Letters returns what was accepted, and a channel that is closed when there is more.
func (s *MailServer) Letters() ([]Letter, <-chan struct{}) { return s.mailbox.all() }

func (s *MailServer) session(c *smtp.Conn) (smtp.Session, error) {
	// After STARTTLS the client greets again; that is the same connection.
	if _, encrypted := c.TLSConnectionState(); !encrypted || s.o.TLS != "starttls" {
		s.dialled.Add(1)
	}
	return &mailSession{server: s, conn: c, trusted: s.o.Username == ""}, nil
}

type mailSession struct {
	server   *MailServer
	conn     *smtp.Conn
	trusted  bool
	from, to string
}

func (m *mailSession) AuthMechanisms() []string {
	if m.server.o.Username == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (m *mailSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, username, password string) error {
		if username != m.server.o.Username || password != m.server.o.Password {
			return smtp.ErrAuthFailed
		}
		m.trusted = true
		m.server.logins.Add(1)
		return nil
	}), nil
}

func (m *mailSession) Mail(from string, _ *smtp.MailOptions) error {
	if _, encrypted := m.conn.TLSConnectionState(); m.server.o.TLS != "" && !encrypted {
		return &smtp.SMTPError{Code: 530, EnhancedCode: smtp.EnhancedCode{5, 7, 0}, Message: "Must issue a STARTTLS command first"}
	}
	if !m.trusted {
		return smtp.ErrAuthRequired
	}
	m.from = from
	return nil
}

func (m *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	m.to = to
	return nil
}

// errGone ends a session whose connection is no more.
var errGone = errors.New("the connection was closed")

func (m *mailSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	_, encrypted := m.conn.TLSConnectionState()
	letter := Letter{From: m.from, To: m.to, Raw: bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), Encrypted: encrypted}
	switch m.server.next() {
	case Later:
		return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "try again later, " + m.to}
	case Never, Stop:
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user " + m.to}
	case Lose:
		m.server.mailbox.add(letter)
		_ = m.conn.Conn().Close()
		return errGone
	case Vanish:
		_ = m.conn.Conn().Close()
		return errGone
	case Hang:
		m.server.mailbox.add(letter)
		<-m.server.closed
		return errGone
	default:
		m.server.mailbox.add(letter)
		return nil
	}
}

func (m *mailSession) Reset()        {}
func (m *mailSession) Logout() error { return nil }

// authority makes a certificate for 127.0.0.1 and the pool that trusts it.
func authority(t testing.TB) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatalf("make a key: %v", err)
	}
	now := time.Now()
	sheet := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "mail.test"},
		NotBefore: now.Add(-time.Hour), NotAfter: now.Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, BasicConstraintsValid: true, IsCA: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, sheet, sheet, &key.PublicKey, key)
	if err != nil {
		t.Fatalf("make a certificate: %v", err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatalf("read the certificate: %v", err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

type discard struct{}

func (discard) Printf(string, ...any) {}
func (discard) Println(...any)        {}
