package sms_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

const (
	number  = "+14155550123"
	account = "AC0123"
	token   = "secret"
)

func granted(context.Context) error { return nil }

func open(t *testing.T, p *channeltest.Texts, change func(*sms.Options)) *sms.Channel {
	t.Helper()
	o := sms.Options{BaseURL: p.URL(), Account: account, Token: token, From: "+15005550006"}
	if change != nil {
		change(&o)
	}
	c, err := sms.New(o)
	if err != nil {
		t.Fatalf("New: %v", err)
	}
	return c
}

func TestConformance(t *testing.T) {
	channeltest.Run(t, func(t *testing.T) channeltest.Bench {
		p := channeltest.NewTexts(t, account, token)
		return channeltest.Bench{
			Channel: open(t, p, nil), Provider: p, Address: number,
			Received: func() []string {
				texts, _ := p.Letters()
				forms := make([]string, 0, len(texts))
				for _, text := range texts {
					form, err := json.Marshal(text.Form)
					if err != nil {
						t.Fatal(err)
					}
					forms = append(forms, string(form))
				}
				return forms
			},
		}
	})
}

func TestRequest(t *testing.T) {
	tests := []struct {
		name   string
		change func(*sms.Options)
		useful time.Duration
		want   map[string]string
	}{
		{"a number", nil, time.Hour, map[string]string{"To": number, "From": "+15005550006", "Body": "It's time", "ValidityPeriod": "3600"}},
		{
			"a messaging service", func(o *sms.Options) { o.From, o.MessagingService = "", "MG1" }, 100 * time.Hour,
			map[string]string{"To": number, "MessagingServiceSid": "MG1", "Body": "It's time", "ValidityPeriod": "36000"},
		},
		{"hardly useful any more", nil, time.Millisecond, map[string]string{"To": number, "From": "+15005550006", "Body": "It's time", "ValidityPeriod": "1"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := channeltest.NewTexts(t, account, token)
			letter := channeltest.SampleLetter(number)
			letter.Text, letter.Useful = "It\u2019s time", test.useful
			receipt, err := open(t, p, test.change).Send(t.Context(), letter, granted)
			texts, _ := p.Letters()
			if err != nil || len(texts) != 1 || receipt.ProviderID != texts[0].SID || receipt.Code != "201" {
				t.Fatalf("Send: %+v, %v; %d texts", receipt, err, len(texts))
			}
			if diff := cmp.Diff(test.want, texts[0].Form); diff != "" {
				t.Errorf("form (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrorClasses(t *testing.T) {
	tests := []struct {
		status, code, retryAfter int
		// want is temporary, permanent or ambiguous, then the rule of suppression, then operator.
		want string
	}{
		{429, 20429, 7, "temporary 7s"},
		{429, 0, 0, "temporary"},
		{400, 30001, 0, "temporary"},
		{400, 30008, 0, "temporary"},
		{500, 20500, 0, "ambiguous"},
		{503, 0, 3, "ambiguous"},
		{400, 21610, 0, "permanent stop"},
		{400, 21614, 0, "permanent bounce"},
		{400, 21211, 0, "permanent bounce"},
		{400, 30006, 0, "permanent bounce"},
		{400, 30007, 0, "permanent operator"},
		{400, 21617, 0, "permanent operator"},
		{401, 20003, 0, "permanent operator"},
		{400, 21606, 0, "permanent operator"},
		{400, 99999, 0, "permanent operator"},
		{308, 0, 0, "permanent operator"},
	}
	for _, test := range tests {
		p := channeltest.NewTexts(t, account, token)
		p.Refuse(test.status, test.code, test.retryAfter)
		p.Script(channeltest.Never)
		_, err := open(t, p, nil).Send(t.Context(), channeltest.SampleLetter(number), granted)
		if got := describe(err); got != test.want {
			t.Errorf("%d %d: %s; want %s", test.status, test.code, got, test.want)
		}
	}
}

func describe(err error) string {
	var (
		temporary *channel.Temporary
		permanent *channel.Permanent
		ambiguous *channel.Ambiguous
		words     []string
		fault     channel.Fault
	)
	switch {
	case errors.As(err, &temporary):
		words, fault = append(words, "temporary"), temporary.Fault
		if temporary.RetryAfter > 0 {
			words = append(words, temporary.RetryAfter.String())
		}
	case errors.As(err, &permanent):
		words, fault = append(words, "permanent"), permanent.Fault
		if permanent.Suppress != "" {
			words = append(words, permanent.Suppress)
		}
	case errors.As(err, &ambiguous):
		words, fault = append(words, "ambiguous"), ambiguous.Fault
	default:
		return "no typed error"
	}
	if fault.Operator {
		words = append(words, "operator")
	}
	return strings.Join(words, " ")
}

func TestAWrongTokenNeedsTheOperator(t *testing.T) {
	p := channeltest.NewTexts(t, account, token)
	_, err := open(t, p, func(o *sms.Options) { o.Token = "wrong" }).Send(t.Context(), channeltest.SampleLetter(number), granted)
	if got := describe(err); got != "permanent operator" {
		t.Errorf("Send: %v", err)
	}
}

func TestAfterAnAmbiguousAttempt(t *testing.T) {
	noon := time.Date(2026, 3, 6, 12, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		// earlier is the text the provider has already, taken at the given instant; none if empty.
		earlier string
		at      time.Time
		policy  sms.OnMissing
		// want is found, sent, or what describe says.
		want    string
		creates int
	}{
		{"the provider has it", "It's time", noon, sms.Hold, "found", 0},
		{"behind a trial account's sentence", "Sent from a trial account - It's time", noon, sms.Hold, "found", 0},
		{"the provider's clock is a little behind", "It's time", noon.Add(-time.Minute), sms.Hold, "found", 0},
		{"the same words of an earlier reminder", "It's time", noon.Add(-2 * time.Hour), sms.Hold, "ambiguous operator", 0},
		{"other words", "Something else", noon, sms.Hold, "ambiguous operator", 0},
		{"nothing there, hold", "", noon, sms.Hold, "ambiguous operator", 0},
		{"nothing there, resend", "", noon, sms.Resend, "sent", 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := channeltest.NewTexts(t, account, token)
			p.SetNow(func() time.Time { return test.at })
			c := open(t, p, func(o *sms.Options) { o.OnMissing = test.policy })
			letter := channeltest.SampleLetter(number)
			letter.Date = noon
			before := 0
			if test.earlier != "" {
				letter.Text = test.earlier
				if _, err := c.Send(t.Context(), letter, granted); err != nil {
					t.Fatal(err)
				}
				before = p.Creates()
			}
			letter.Text, letter.MaybeSent = "It\u2019s time", true
			receipt, err := c.Send(t.Context(), letter, granted)
			got := "sent"
			if err != nil {
				got = describe(err)
			} else if receipt.Found {
				got = "found"
			}
			if got != test.want || p.Creates()-before != test.creates {
				t.Errorf("%s, %d creates; want %s, %d", got, p.Creates()-before, test.want, test.creates)
			}
			if ambiguous := (*channel.Ambiguous)(nil); errors.As(err, &ambiguous) && !ambiguous.Final {
				t.Error("an ambiguous end that is left to a person is not final")
			}
		})
	}
}

func TestAListThatCannotBeReadDecidesNothing(t *testing.T) {
	p := channeltest.NewTexts(t, account, token)
	c := open(t, p, nil)
	p.Close()
	letter := channeltest.SampleLetter(number)
	letter.MaybeSent = true
	if _, err := c.Send(t.Context(), letter, granted); describe(err) != "temporary" || strings.Contains(err.Error(), number[1:]) {
		t.Errorf("Send: %v; want temporary, without the number", err)
	}
}

func TestOptions(t *testing.T) {
	_, err := sms.New(sms.Options{BaseURL: "ftp://x", Account: "A/../B", From: "a", MessagingService: "b", OnMissing: "guess", Timeout: -1})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"BaseURL", "Account", "Token", "MessagingService", "OnMissing", "Timeout"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not speak of %s: %v", want, err)
		}
	}
}
