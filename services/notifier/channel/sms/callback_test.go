package sms_test

import (
	"encoding/xml"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

func TestReadInbound(t *testing.T) {
	whole := url.Values{"MessageSid": {"SM1"}, "From": {number}, "To": {"+15005550006"}, "Body": {"Stop"}}
	with := func(pairs ...string) url.Values {
		v := url.Values{}
		for key, values := range whole {
			v[key] = values
		}
		for i := 0; i < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		return v
	}
	tests := []struct {
		name string
		form url.Values
		want sms.Inbound
		ok   bool
	}{
		{"a text", whole, sms.Inbound{ID: "SM1", Number: number, Senders: []string{"+15005550006"}, Text: "Stop"}, true},
		{
			"to a number of a service", with("MessagingServiceSid", "MG1"),
			sms.Inbound{ID: "SM1", Number: number, Senders: []string{"+15005550006", "MG1"}, Text: "Stop"},
			true,
		},
		{
			"which the provider has understood", with("OptOutType", "stop"),
			sms.Inbound{ID: "SM1", Number: number, Senders: []string{"+15005550006"}, Text: "Stop", OptOut: "STOP"},
			true,
		},
		{"without words", with("Body", ""), sms.Inbound{ID: "SM1", Number: number, Senders: []string{"+15005550006"}}, true},
		{name: "from nobody", form: with("From", "")},
		{name: "to nobody", form: with("To", "")},
		{"without an id", with("MessageSid", ""), sms.Inbound{Number: number, Senders: []string{"+15005550006"}, Text: "Stop"}, true},
		{"with an id that is none", with("MessageSid", "SM 1"), sms.Inbound{Number: number, Senders: []string{"+15005550006"}, Text: "Stop"}, true},
		{
			"with an id that is too long", with("MessageSid", strings.Repeat("a", 65)),
			sms.Inbound{Number: number, Senders: []string{"+15005550006"}, Text: "Stop"},
			true,
		},
		{name: "nothing", form: url.Values{}},
	}
	for _, test := range tests {
		got, ok := sms.ReadInbound(test.form)
		if ok != test.ok {
			t.Errorf("%s: ok is %v", test.name, ok)
		}
		if diff := cmp.Diff(test.want, got); ok && diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestAnswer(t *testing.T) {
	if got := string(sms.Answer("")); got != xml.Header+"<Response></Response>" {
		t.Errorf("no answer is %s", got)
	}
	text := "Finn & Söhne <b>\"noted\"</b>"
	var read struct {
		XMLName xml.Name `xml:"Response"`
		Message []string `xml:"Message"`
	}
	if err := xml.Unmarshal(sms.Answer(text), &read); err != nil || len(read.Message) != 1 || read.Message[0] != text {
		t.Errorf("%s: %+v, %v", sms.Answer(text), read, err)
	}
}

func TestReadStatus(t *testing.T) {
	tests := []struct {
		word, code string
		want       sms.Status
	}{
		{"delivered", "", sms.Status{ID: "SM1", Word: "delivered"}},
		{"sent", "0", sms.Status{ID: "SM1", Word: "sent"}},
		{"undelivered", "30003", sms.Status{ID: "SM1", Word: "undelivered", Code: "30003"}},
		{"undelivered", "30005", sms.Status{ID: "SM1", Word: "undelivered", Code: "30005", Suppress: events.RuleBounce}},
		{"undelivered", "30006", sms.Status{ID: "SM1", Word: "undelivered", Code: "30006", Suppress: events.RuleBounce}},
		{"failed", "21610", sms.Status{ID: "SM1", Word: "failed", Code: "21610", Suppress: events.RuleStop}},
		{"undelivered", "30007", sms.Status{ID: "SM1", Word: "undelivered", Code: "30007", Operator: true}},
		{"undelivered", "12345", sms.Status{ID: "SM1", Word: "undelivered", Code: "12345"}},
		{"failed", "not a number", sms.Status{ID: "SM1", Word: "failed"}},
	}
	for _, test := range tests {
		got, ok := sms.ReadStatus(url.Values{"MessageSid": {"SM1"}, "MessageStatus": {test.word}, "ErrorCode": {test.code}})
		if !ok || (got.Reason == "") != (got.Code == "") || got.StopsTexts() != (test.code == "21610") {
			t.Errorf("%s %s: %+v, %v", test.word, test.code, got, ok)
		}
		got.Reason = ""
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", test.word, test.code, diff)
		}
	}
	for _, form := range []url.Values{{}, {"MessageSid": {"SM1"}}, {"MessageStatus": {"sent"}}, {"MessageSid": {"SM1"}, "MessageStatus": {strings.Repeat("x", 41)}}} {
		if _, ok := sms.ReadStatus(form); ok {
			t.Errorf("%v is taken for a status", form)
		}
	}
}

func TestALetterMayComeFromAnotherNumberAndSaysWhereToTellItsStatus(t *testing.T) {
	tests := []struct {
		name   string
		change func(*sms.Options)
		from   string
		want   map[string]string
	}{
		{"the account's number", nil, "", map[string]string{"From": "+15005550006"}},
		{"a tenant's number", nil, "+15005550007", map[string]string{"From": "+15005550007"}},
		{"the account's service", func(o *sms.Options) { o.From, o.MessagingService = "", "MG1" }, "MG1", map[string]string{"MessagingServiceSid": "MG1"}},
		{"a tenant's number beside a service", func(o *sms.Options) { o.From, o.MessagingService = "", "MG1" }, "+15005550007", map[string]string{"From": "+15005550007"}},
	}
	for _, test := range tests {
		p := channeltest.NewTexts(t, account, token)
		letter := channeltest.SampleLetter(number)
		letter.From.Number, letter.StatusURL = test.from, "https://a.example/v1/callbacks/twilio/status/x"
		if _, err := open(t, p, test.change).Send(t.Context(), letter, granted); err != nil {
			t.Fatal(err)
		}
		texts, _ := p.Letters()
		got := map[string]string{}
		for _, key := range []string{"From", "MessagingServiceSid"} {
			if value, ok := texts[0].Form[key]; ok {
				got[key] = value
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" || texts[0].Form["StatusCallback"] != letter.StatusURL {
			t.Errorf("%s: %v (-want +got):\n%s", test.name, texts[0].Form, diff)
		}
	}
}
