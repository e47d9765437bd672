package email

import (
	"cmp"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// The headers of a signed request, and how far from now it may have been signed.
const (
	headerSendGridSignature = "X-Twilio-Email-Event-Webhook-Signature"
	headerSendGridTime      = "X-Twilio-Email-Event-Webhook-Timestamp"
	sendGridTolerance       = 5 * time.Minute
)

// SendGridOptions says whose requests are taken. Key is required.
type SendGridOptions struct {
	// Key is the public key that SendGrid shows for the signed Event Webhook: base64 of its DER form.
	Key string
	// Now is the real time, which requests are signed with; default time.Now.
	Now func() time.Time
}

// SendGrid reads the Event Webhook of SendGrid. It is safe for concurrent use.
type SendGrid struct {
	key *ecdsa.PublicKey
	now func() time.Time
}

// NewSendGrid checks the options.
func NewSendGrid(o SendGridOptions) (*SendGrid, error) {
	wrong := errors.New("SendGrid: Key must be the public key that SendGrid shows for the signed Event Webhook")
	der, err := base64.StdEncoding.DecodeString(o.Key)
	if err != nil {
		return nil, wrong
	}
	parsed, err := x509.ParsePKIXPublicKey(der)
	key, isECDSA := parsed.(*ecdsa.PublicKey)
	if err != nil || !isECDSA {
		return nil, wrong
	}
	s := &SendGrid{key: key, now: o.Now}
	if s.now == nil {
		s.now = time.Now
	}
	return s, nil
}

// sendGridEvent is one event of a request (SendGrid, "Event Webhook Reference").
type sendGridEvent struct {
	Event  string `json:"event"`
	Type   string `json:"type"`
	Reason string `json:"reason"`
	Status string `json:"status"`
	// SMTPID is the Message-ID that the letter was handed over with.
	SMTPID string `json:"smtp-id"`
}

// Read verifies a request and returns what it says of letters. What it says of none is left out. The error is ErrForged.
func (s *SendGrid) Read(header http.Header, body []byte) ([]Notice, error) {
	if !s.signed(header, body) {
		return nil, ErrForged
	}
	var all []json.RawMessage
	if json.Unmarshal(body, &all) != nil {
		return nil, nil
	}
	var notices []Notice
	for _, raw := range all {
		var e sendGridEvent
		if json.Unmarshal(raw, &e) != nil || e.SMTPID == "" {
			continue
		}
		if report, ok := e.report(); ok {
			notices = append(notices, Notice{MessageID: bare(e.SMTPID), Report: report})
		}
	}
	return notices, nil
}

// signed reports whether SendGrid has signed the body, and has done so just now.
func (s *SendGrid) signed(header http.Header, body []byte) bool {
	signatures, times := header.Values(headerSendGridSignature), header.Values(headerSendGridTime)
	if len(signatures) != 1 || len(times) != 1 {
		return false
	}
	signature, err := base64.StdEncoding.Strict().DecodeString(signatures[0])
	seconds, timeErr := strconv.ParseInt(times[0], 10, 64)
	if err != nil || timeErr != nil || s.now().Sub(time.Unix(seconds, 0)).Abs() > sendGridTolerance {
		return false
	}
	sum := sha256.Sum256(append([]byte(times[0]), body...))
	return ecdsa.VerifyASN1(s.key, sum[:], signature)
}

// report reads an event; ok is false if it says nothing of how far the letter has come.
func (e sendGridEvent) report() (r Report, ok bool) {
	reply, enhanced := replyAt(e.Reason)
	enhanced = cmp.Or(enhancedAt(e.Status), enhanced)
	r = Report{Word: e.Event, Code: strings.TrimSpace(reply + " " + enhanced)}
	switch e.Event {
	case "processed", "delivered":
		return r, true
	case "deferred":
		r.Reason = "a mail server could not take the letter yet"
		return r, true
	case "bounce":
		return e.bounce(r, reply, enhanced), true
	case "dropped":
		return e.dropped(r), true
	case "spamreport":
		return r.unwanted(events.RuleComplaint, "the reader has called a letter spam"), true
	case "unsubscribe", "group_unsubscribe":
		return r.unwanted(events.RuleUnsubscribe, "the reader has unsubscribed at the provider"), true
	default:
		return Report{}, false
	}
}

// bounce reads a bounce: one of type "blocked" was refused for another reason than the address, and one without a code
// that says more is, to SendGrid, an address that does not exist.
func (e sendGridEvent) bounce(r Report, reply, enhanced string) Report {
	switch {
	case e.Type == "blocked":
		return r.refusedBy(reply, enhanced)
	case enhanced == "" || strings.HasSuffix(enhanced, ".0.0"):
		return r.bounced(reply, enhanced)
	default:
		return r.failedBy(reply, enhanced)
	}
}

// dropped reads a letter that SendGrid has not even sent, mostly for what it knows of the address.
func (e sendGridEvent) dropped(r Report) Report {
	switch e.Reason {
	case "Bounced Address", "Invalid":
		return r.bounced("", "")
	case "Spam Reporting Address":
		r.Word = "spamreport"
		return r.unwanted(events.RuleComplaint, "the reader has called a letter spam")
	case "Unsubscribed Address":
		r.Word = "unsubscribe"
		return r.unwanted(events.RuleUnsubscribe, "the reader has unsubscribed at the provider")
	default:
		r.Reason = "the provider has not sent the letter"
		return r
	}
}
