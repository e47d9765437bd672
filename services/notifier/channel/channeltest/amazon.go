package channeltest

import (
	"context"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"maps"
	"math/big"
	"sync"
	"testing"
	"time"
)

// What a message of Amazon SNS is about by default.
const (
	Topic          = "arn:aws:sns:eu-central-1:123456789012:ses-events"
	CertificateURL = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem"
)

// Amazon signs messages as Amazon SNS does, and serves the certificate for it.
type Amazon struct {
	t    testing.TB
	key  *rsa.PrivateKey
	cert []byte

	mu      sync.Mutex
	away    bool
	fetched []string
}

// NewAmazon makes a key of its own. Its certificate is good for a day around now.
func NewAmazon(t testing.TB, now time.Time) *Amazon {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatalf("make a key: %v", err)
	}
	sheet := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "sns.amazonaws.com"},
		NotBefore: now.Add(-24 * time.Hour), NotAfter: now.Add(24 * time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, sheet, sheet, &key.PublicKey, key)
	if err != nil {
		t.Fatalf("make a certificate: %v", err)
	}
	return &Amazon{t: t, key: key, cert: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

// Fetch answers every address with the certificate, and remembers it.
func (a *Amazon) Fetch(_ context.Context, url string) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.fetched = append(a.fetched, url)
	if a.away {
		return nil, errors.New("nobody answers")
	}
	return a.cert, nil
}

// Away makes it answer nothing.
func (a *Amazon) Away(away bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.away = away
}

// Fetched are the addresses that were asked for.
func (a *Amazon) Fetched() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	return append([]string(nil), a.fetched...)
}

// Notification is one that holds a message, dated at.
func Notification(message string, at time.Time) map[string]string {
	return map[string]string{
		"Type": "Notification", "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324", "TopicArn": Topic, "Message": message,
		"Timestamp": at.UTC().Format("2006-01-02T15:04:05.000Z"), "SignatureVersion": "1", "SigningCertURL": CertificateURL,
		"UnsubscribeURL": "https://sns.eu-central-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=" + Topic + ":1",
	}
}

// Confirmation is one that offers a subscription, dated at.
func Confirmation(at time.Time) map[string]string {
	m := Notification("You have chosen to subscribe to the topic.\nTo confirm, visit the SubscribeURL.", at)
	delete(m, "UnsubscribeURL")
	m["Type"], m["Token"] = "SubscriptionConfirmation", "2336412f37f"
	m["SubscribeURL"] = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + Topic + "&Token=2336412f37f"
	return m
}

// Sign signs a message and writes it as it is posted. The order of what is signed is Amazon's (Amazon SNS, "Verifying
// message signatures").
func (a *Amazon) Sign(message map[string]string) []byte {
	order := []string{"Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"}
	if message["Type"] != "Notification" {
		order = []string{"Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"}
	}
	text := ""
	for _, name := range order {
		if value, ok := message[name]; ok {
			text += name + "\n" + value + "\n"
		}
	}
	kind, digest := crypto.SHA1, sha1.New()
	if message["SignatureVersion"] != "1" {
		kind, digest = crypto.SHA256, sha256.New()
	}
	digest.Write([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, a.key, kind, digest.Sum(nil))
	if err != nil {
		a.t.Fatalf("sign: %v", err)
	}
	signed := maps.Clone(message)
	signed["Signature"] = base64.StdEncoding.EncodeToString(signature)
	return Written(signed)
}

// Written is a message of SNS as it is posted.
func Written(message map[string]string) []byte {
	body, _ := json.Marshal(message)
	return body
}
