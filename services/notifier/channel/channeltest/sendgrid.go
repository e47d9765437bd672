package channeltest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"net/http"
	"strconv"
	"testing"
	"time"
)

// SendGrid signs requests as the Event Webhook of SendGrid does.
type SendGrid struct {
	t   testing.TB
	key *ecdsa.PrivateKey
}

// NewSendGrid makes a key of its own.
func NewSendGrid(t testing.TB) *SendGrid {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatalf("make a key: %v", err)
	}
	return &SendGrid{t: t, key: key}
}

// Key is the public key as SendGrid shows it.
func (s *SendGrid) Key() string {
	der, err := x509.MarshalPKIXPublicKey(&s.key.PublicKey)
	if err != nil {
		s.t.Fatalf("write the key: %v", err)
	}
	return base64.StdEncoding.EncodeToString(der)
}

// Sign returns the headers of a request with this body at an instant.
func (s *SendGrid) Sign(body []byte, at time.Time) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	sum := sha256.Sum256([]byte(stamp + string(body)))
	signature, err := ecdsa.SignASN1(rand.Reader, s.key, sum[:])
	if err != nil {
		s.t.Fatalf("sign: %v", err)
	}
	header := http.Header{"Content-Type": {"application/json"}}
	header.Set("X-Twilio-Email-Event-Webhook-Signature", base64.StdEncoding.EncodeToString(signature))
	header.Set("X-Twilio-Email-Event-Webhook-Timestamp", stamp)
	return header
}
