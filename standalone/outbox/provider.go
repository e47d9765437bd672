package outbox

import (
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Callbacks is where the outbox, as providers do, tells what became of a message. Empty fields mean nobody asks.
type Callbacks struct {
	// Inbound is the URL that takes what readers answer by text.
	Inbound string
	// Returns is the host and port of the LMTP server that takes bounces.
	Returns string
}

// Tell sets where to tell; it may be called at any time.
func (b *Outbox) Tell(c Callbacks) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.callbacks = c
}

func (b *Outbox) told() Callbacks {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.callbacks
}

// notice is one status that a sender asked to be told of.
type notice struct {
	url  string
	form url.Values
}

const (
	// maxNotices is how many statuses wait to be told; a provider, too, drops what nobody takes.
	maxNotices = 4096
	// callTimeout limits one call back, in real time.
	callTimeout = 10 * time.Second
	maxAnswer   = 64 << 10
)

// notify queues the statuses of a text, as the Twilio Messages API tells them to StatusCallback.
func (a *smsAPI) notify(m Message, callback string) {
	if callback == "" {
		return
	}
	for _, status := range []string{"sent", "delivered"} {
		select {
		case a.notices <- notice{callback, url.Values{
			"MessageSid": {m.MessageID}, "SmsSid": {m.MessageID}, "MessageStatus": {status}, "SmsStatus": {status},
			"To": {m.To}, "From": {m.From}, "AccountSid": {a.account.SID}, "ApiVersion": {"2010-04-01"},
		}}:
		default:
		}
	}
}

// tellStatuses calls back until ctx is done. A status that is not taken is not told again.
func (b *Outbox) tellStatuses(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case n := <-b.notices:
			// Whoever asked is gone or says no: that is theirs to notice.
			_, _ = b.call(ctx, n.url, n.form)
		}
	}
}

var (
	// errNobodyAsks is the answer to a reply or a bounce that nobody has asked to be told of.
	errNobodyAsks = errors.New("nobody takes answers to this message here")
	errNotFound   = errors.New("there is no such message")
)

// Reply answers a text as its reader would. It returns what the sender says to that: nil if nothing.
func (b *Outbox) Reply(ctx context.Context, id int, text string) (*Message, error) {
	m, _, ok := b.store.Get(id)
	if !ok || m.Channel != events.SMS {
		return nil, errNotFound
	}
	inbound := b.told().Inbound
	if inbound == "" {
		return nil, errNobodyAsks
	}
	sid := "SM" + randomHex()
	body, err := b.call(ctx, inbound, url.Values{
		"MessageSid": {sid}, "SmsSid": {sid}, "AccountSid": {b.account.SID}, "ApiVersion": {"2010-04-01"},
		"From": {m.To}, "To": {m.From}, "Body": {text}, "NumMedia": {"0"}, "NumSegments": {"1"},
	})
	if err != nil {
		return nil, err
	}
	var answer struct {
		XMLName xml.Name `xml:"Response"`
		Message []string `xml:"Message"`
	}
	if err := xml.Unmarshal(body, &answer); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if len(answer.Message) == 0 {
		return nil, nil
	}
	said, err := b.store.Accept(Message{
		Channel: events.SMS, From: m.From, To: m.To, Text: strings.Join(answer.Message, "\n"), MessageID: "SM" + randomHex(),
		Segments: segmentsOf(answer.Message),
	}, string(body))
	if err != nil {
		return nil, err
	}
	return &said, nil
}

// call posts a form as the provider signs it (Twilio, "Validating Signatures").
func (b *Outbox) call(ctx context.Context, to string, form url.Values) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, fmt.Errorf("call back: %w", err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("X-Twilio-Signature", signature(b.account.Token, to, form))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, fmt.Errorf("call back: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	if err == nil && response.StatusCode/100 != 2 {
		err = fmt.Errorf("call back: the answer is %s", response.Status)
	}
	return body, err
}

// signature is base64(HMAC-SHA1(token, URL and then every key with its value, by key)).
func signature(token, to string, form url.Values) string {
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(to))
	for _, key := range slices.Sorted(maps.Keys(form)) {
		mac.Write([]byte(key + form.Get(key)))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}
