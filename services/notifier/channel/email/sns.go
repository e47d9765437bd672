package email

import (
	"context"
	"crypto"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// How far from now the timestamp of a message may lie. A message that is not taken is repeated within the hour (Amazon
// SNS, "Message delivery retries").
const (
	snsMaxAge = time.Hour
	snsAhead  = 5 * time.Minute
)

// SNSOptions says whose messages are taken. Topics is required.
type SNSOptions struct {
	// Topics are the ARNs of the topics that the provider publishes to. No other is confirmed or read. SES must be set
	// to include the original headers, and the subscription must not be to raw messages, which nobody signs.
	Topics []string
	// Fetch gets what is at an https URL of Amazon's: the certificates and the confirmation of a subscription. Default:
	// a client of its own with a timeout of 10 s, which follows no redirects.
	Fetch func(ctx context.Context, url string) ([]byte, error)
	// Now is the real time, which messages are dated by; default time.Now.
	Now func() time.Time
}

// SNS reads what Amazon SES says through topics of Amazon SNS. It is safe for concurrent use.
type SNS struct {
	o SNSOptions
	// fetching lets one certificate be fetched at a time: whoever is refused in the end must not cost more.
	fetching sync.Mutex

	mu sync.Mutex
	// certificates are those that were fetched, by URL.
	certificates map[string]*x509.Certificate
}

// maxCertificates is how many are remembered. Amazon has one for each region, and changes it once a year or so.
const maxCertificates = 32

// NewSNS checks the options.
func NewSNS(o SNSOptions) (*SNS, error) {
	if len(o.Topics) == 0 {
		return nil, errors.New("SNS: Topics is required: the ARNs of the topics that SES publishes to")
	}
	for _, topic := range o.Topics {
		if parts := strings.Split(topic, ":"); len(parts) != 6 || parts[0] != "arn" || parts[2] != "sns" {
			return nil, fmt.Errorf("SNS: topic %q is not of the form arn:aws:sns:<region>:<account>:<name>", topic)
		}
	}
	if o.Fetch == nil {
		o.Fetch = fetch
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &SNS{o: o, certificates: map[string]*x509.Certificate{}}, nil
}

// snsMessage is what Amazon SNS posts.
type snsMessage struct {
	Type             string
	MessageID        string `json:"MessageId"`
	TopicARN         string `json:"TopicArn"`
	Subject          *string
	Message          string
	Timestamp        string
	Token            string
	SubscribeURL     string
	SignatureVersion string
	Signature        string
	SigningCertURL   string
}

// The types of messages.
const (
	snsNotification = "Notification"
	snsSubscription = "SubscriptionConfirmation"
	snsFarewell     = "UnsubscribeConfirmation"
)

// Read verifies a message and returns what it says of a letter; ok is false if it says nothing of one. The
// confirmation of a subscription to one of the topics is given. Errors: ErrForged; any other means that Amazon could
// not be asked, and that the message shall be sent again.
func (s *SNS) Read(ctx context.Context, body []byte) (notice Notice, ok bool, err error) {
	var m snsMessage
	if json.Unmarshal(body, &m) != nil {
		return Notice{}, false, ErrForged
	}
	if err := s.verify(ctx, m); err != nil {
		return Notice{}, false, err
	}
	switch m.Type {
	case snsSubscription:
		return Notice{}, false, s.confirm(ctx, m)
	case snsNotification:
		notice, ok = readSES(m.Message)
		return notice, ok, nil
	default:
		return Notice{}, false, nil
	}
}

// verify checks the topic, the time and the signature. What costs nothing comes first.
func (s *SNS) verify(ctx context.Context, m snsMessage) error {
	signed, ok := m.signed()
	at, timeErr := time.Parse(time.RFC3339, m.Timestamp)
	age := s.o.Now().Sub(at)
	signature, textErr := base64.StdEncoding.Strict().DecodeString(m.Signature)
	if !ok || timeErr != nil || textErr != nil || age > snsMaxAge || age < -snsAhead ||
		!slices.Contains(s.o.Topics, m.TopicARN) || !isCertificateURL(m.SigningCertURL) {
		return ErrForged
	}
	key, err := s.key(ctx, m.SigningCertURL)
	if err != nil {
		return err
	}
	kind, digest := crypto.SHA256, []byte(nil)
	switch m.SignatureVersion {
	case "1":
		sum := sha1.Sum([]byte(signed))
		kind, digest = crypto.SHA1, sum[:]
	case "2":
		sum := sha256.Sum256([]byte(signed))
		digest = sum[:]
	default:
		return ErrForged
	}
	if rsa.VerifyPKCS1v15(key, kind, digest, signature) != nil {
		return ErrForged
	}
	return nil
}

// signed is the text that was signed (Amazon SNS, "Verifying message signatures"): names and values of these fields, a
// line each. ok is false for a type that is not known, and where a value would be more than its line: it could be
// taken for another's.
func (m snsMessage) signed() (text string, ok bool) {
	fields := [][2]string{{"Message", m.Message}, {"MessageId", m.MessageID}}
	switch m.Type {
	case snsNotification:
		if m.Subject != nil {
			fields = append(fields, [2]string{"Subject", *m.Subject})
		}
		fields = append(fields, [2]string{"Timestamp", m.Timestamp})
	case snsSubscription, snsFarewell:
		fields = append(fields, [2]string{"SubscribeURL", m.SubscribeURL}, [2]string{"Timestamp", m.Timestamp}, [2]string{"Token", m.Token})
	default:
		return "", false
	}
	fields = append(fields, [2]string{"TopicArn", m.TopicARN}, [2]string{"Type", m.Type})
	var b strings.Builder
	for i, field := range fields {
		if i > 0 && strings.Contains(field[1], "\n") {
			return "", false
		}
		b.WriteString(field[0] + "\n" + field[1] + "\n")
	}
	return b.String(), true
}

// key returns the public key of a certificate, which is fetched once.
func (s *SNS) key(ctx context.Context, url string) (*rsa.PublicKey, error) {
	certificate := s.known(url)
	if certificate == nil {
		s.fetching.Lock()
		defer s.fetching.Unlock()
		if certificate = s.known(url); certificate == nil {
			text, err := s.o.Fetch(ctx, url)
			if err != nil {
				return nil, fmt.Errorf("fetch the certificate of Amazon SNS: %w", err)
			}
			if certificate, err = parseCertificate(text); err != nil {
				return nil, ErrForged
			}
			s.remember(url, certificate)
		}
	}
	key, isRSA := certificate.PublicKey.(*rsa.PublicKey)
	if now := s.o.Now(); !isRSA || now.Before(certificate.NotBefore) || now.After(certificate.NotAfter) {
		return nil, ErrForged
	}
	return key, nil
}

func (s *SNS) known(url string) *x509.Certificate {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.certificates[url]
}

func (s *SNS) remember(url string, certificate *x509.Certificate) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.certificates) >= maxCertificates {
		clear(s.certificates)
	}
	s.certificates[url] = certificate
}

func parseCertificate(text []byte) (*x509.Certificate, error) {
	block, _ := pem.Decode(text)
	if block == nil || block.Type != "CERTIFICATE" {
		return nil, errors.New("no certificate")
	}
	return x509.ParseCertificate(block.Bytes)
}

// confirm asks Amazon for the subscription that the message, which is genuine, offers.
func (s *SNS) confirm(ctx context.Context, m snsMessage) error {
	u, ok := amazonURL(m.SubscribeURL)
	if !ok || u.Query().Get("Action") != "ConfirmSubscription" || u.Query().Get("TopicArn") != m.TopicARN {
		return ErrForged
	}
	if _, err := s.o.Fetch(ctx, m.SubscribeURL); err != nil {
		return fmt.Errorf("confirm the subscription to %s: %w", m.TopicARN, err)
	}
	return nil
}

// isCertificateURL reports an address at which Amazon keeps the certificates of SNS.
func isCertificateURL(text string) bool {
	u, ok := amazonURL(text)
	return ok && u.RawQuery == "" && strings.HasPrefix(u.Path, "/SimpleNotificationService-") && strings.HasSuffix(u.Path, ".pem")
}

// amazonURL reads an https address on the host sns.<region>.amazonaws.com, on which Amazon alone serves. ok is false
// for any other.
func amazonURL(text string) (u *url.URL, ok bool) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" || u.User != nil || u.Fragment != "" {
		return nil, false
	}
	region, isSNS := strings.CutPrefix(u.Host, "sns.")
	region, isAmazon := strings.CutSuffix(region, ".amazonaws.com")
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' }
	return u, isSNS && isAmazon && region != "" && !strings.ContainsFunc(region, odd)
}
