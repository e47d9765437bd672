package sms

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/afterword-io/afterword/pkg/message/segment"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// Channel is one account at a provider. It implements channel.Named.
type Channel struct {
	o        Options
	client   *http.Client
	endpoint string
}

// New checks the options. It does not connect.
func New(o Options) (*Channel, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	return &Channel{
		o: o,
		client: &http.Client{
			Transport: o.Transport, Timeout: o.Timeout,
			// A redirect of a create would repeat it somewhere else.
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		endpoint: o.BaseURL + "/2010-04-01/Accounts/" + o.Account + "/Messages.json",
	}, nil
}

// Sender implements channel.Named: its number is From, or the messaging service.
func (c *Channel) Sender() channel.Sender {
	return channel.Sender{Number: cmp.Or(c.o.From, c.o.MessagingService)}
}

// The limits of ValidityPeriod, and of a body.
const (
	minValidity = 1
	maxValidity = 36000
	maxAnswer   = 1 << 20
)

// Send implements channel.Channel.
func (c *Channel) Send(ctx context.Context, letter channel.Letter, begin channel.Begin) (channel.Receipt, error) {
	body := segment.Plain(letter.Text)
	if letter.MaybeSent {
		receipt, err := c.find(ctx, letter, body)
		if err != nil {
			return channel.Receipt{}, err
		}
		if receipt.Found {
			return receipt, nil
		}
		if c.o.OnMissing == Hold {
			return channel.Receipt{}, &channel.Ambiguous{Final: true, Fault: channel.Fault{
				Reason: "the provider does not show a message whose acceptance was never confirmed", Operator: true,
			}}
		}
	}
	if err := begin(ctx); err != nil {
		return channel.Receipt{}, err
	}
	return c.create(ctx, letter, body)
}

// message is what the API says of one message.
type message struct {
	SID         string `json:"sid"`
	Body        string `json:"body"`
	Status      string `json:"status"`
	Direction   string `json:"direction"`
	DateCreated string `json:"date_created"`
}

// refusal is the API's error document.
type refusal struct {
	Code int `json:"code"`
}

func (c *Channel) create(ctx context.Context, letter channel.Letter, body string) (channel.Receipt, error) {
	form := url.Values{"To": {letter.To}, "Body": {body}}
	if sender := cmp.Or(letter.From.Number, c.Sender().Number); sender == c.o.MessagingService {
		form.Set("MessagingServiceSid", sender)
	} else {
		form.Set("From", sender)
	}
	if letter.StatusURL != "" {
		form.Set("StatusCallback", letter.StatusURL)
	}
	seconds := min(max(int(letter.Useful/time.Second), minValidity), maxValidity)
	form.Set("ValidityPeriod", strconv.Itoa(seconds))

	// A request of which no byte was written cannot have been accepted.
	var written atomic.Bool
	trace := &httptrace.ClientTrace{WroteHeaders: func() { written.Store(true) }}
	req, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodPost, c.endpoint, strings.NewReader(form.Encode()))
	if err != nil {
		return channel.Receipt{}, &channel.Permanent{Fault: channel.Fault{Reason: "the request cannot be built", Operator: true}}
	}
	// Without GetBody the transport does not repeat the request by itself.
	req.GetBody = nil
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if letter.Reminder != "" {
		req.Header.Set(channel.HeaderReminder, letter.Reminder)
	}
	req.SetBasicAuth(c.o.Key, c.o.Token)
	status, header, answer, err := c.do(req)
	switch {
	case err != nil && !written.Load():
		return channel.Receipt{}, &channel.Temporary{Fault: channel.Fault{Reason: "no connection to the SMS provider", Cause: cause(err)}}
	case err != nil:
		return channel.Receipt{}, &channel.Ambiguous{Fault: channel.Fault{Reason: "no answer from the SMS provider", Cause: cause(err)}}
	case status/100 == 2:
		var made message
		if json.Unmarshal(answer, &made) != nil || made.SID == "" {
			return channel.Receipt{}, &channel.Ambiguous{Fault: channel.Fault{Code: strconv.Itoa(status), Reason: "the SMS provider's answer makes no sense"}}
		}
		return channel.Receipt{ProviderID: made.SID, Code: strconv.Itoa(status)}, nil
	default:
		return channel.Receipt{}, judge(status, header, answer)
	}
}

// find looks for a message that an earlier attempt may have made.
func (c *Channel) find(ctx context.Context, letter channel.Letter, body string) (channel.Receipt, error) {
	// The provider filters by day; a day earlier allows for its clock and ours around midnight.
	query := url.Values{
		"To": {letter.To}, "DateSent>": {letter.Date.UTC().AddDate(0, 0, -1).Format(time.DateOnly)}, "PageSize": {"100"},
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.endpoint+"?"+query.Encode(), nil)
	if err != nil {
		return channel.Receipt{}, &channel.Permanent{Fault: channel.Fault{Reason: "the request cannot be built", Operator: true}}
	}
	req.SetBasicAuth(c.o.Key, c.o.Token)
	status, header, answer, err := c.do(req)
	if err != nil {
		return channel.Receipt{}, &channel.Temporary{Fault: channel.Fault{Reason: "the SMS provider's list cannot be read", Cause: cause(err)}}
	}
	if status != http.StatusOK {
		return channel.Receipt{}, &channel.Temporary{
			Fault:      channel.Fault{Code: strconv.Itoa(status), Reason: "the SMS provider's list cannot be read", Operator: status == http.StatusUnauthorized},
			RetryAfter: retryAfter(header),
		}
	}
	var page struct {
		Messages []message `json:"messages"`
	}
	if err := json.Unmarshal(answer, &page); err != nil {
		return channel.Receipt{}, &channel.Temporary{Fault: channel.Fault{Reason: "the SMS provider's list makes no sense"}}
	}
	for _, m := range page.Messages {
		if m.matches(body, letter.Date) {
			return channel.Receipt{ProviderID: m.SID, Code: m.Status, Found: true}, nil
		}
	}
	return channel.Receipt{}, nil
}

// skew is how far the provider's clock may be behind ours.
const skew = 5 * time.Minute

// matches compares the end of the text, since trial accounts put a sentence before it.
func (m message) matches(body string, since time.Time) bool {
	if strings.HasPrefix(m.Direction, "inbound") || !strings.HasSuffix(m.Body, body) {
		return false
	}
	created, err := time.Parse(time.RFC1123Z, m.DateCreated)
	return err != nil || !created.Before(since.Add(-skew))
}

func (c *Channel) do(req *http.Request) (int, http.Header, []byte, error) {
	resp, err := c.client.Do(req)
	if err != nil {
		return 0, nil, nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return 0, nil, nil, fmt.Errorf("read the answer: %w", err)
	}
	return resp.StatusCode, resp.Header, answer, nil
}

// cause strips the address from a client error: a list's holds the candidate's number.
func cause(err error) error {
	var failed *url.Error
	if errors.As(err, &failed) {
		return failed.Err
	}
	return err
}
