package email_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

var now = time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)

const bounced = `{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"ada@example.com","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]},` +
	`"mail":{"source":"bounce+aeaqcai@returns.example.org","commonHeaders":{"messageId":"<int-42.check_in.1.local@example.org>"}}}`

func sns(t *testing.T, a *channeltest.Amazon) *email.SNS {
	t.Helper()
	s, err := email.NewSNS(email.SNSOptions{Topics: []string{"arn:aws:sns:us-east-1:1:other", channeltest.Topic}, Fetch: a.Fetch, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSNSTakesWhatAmazonHasSigned(t *testing.T) {
	a := channeltest.NewAmazon(t, now)
	s := sns(t, a)
	want := email.Notice{
		Return: "bounce+aeaqcai@returns.example.org", MessageID: "int-42.check_in.1.local@example.org",
		Report: email.Report{Word: "bounce", Code: "550 5.1.1", Reason: noMailbox, Suppress: events.RuleBounce},
	}
	for _, version := range []string{"1", "2"} {
		for _, subject := range []string{"", "Amazon SES Email Event Notification"} {
			m := channeltest.Notification(bounced, now.Add(-59*time.Minute))
			m["SignatureVersion"] = version
			if subject != "" {
				m["Subject"] = subject
			}
			got, ok, err := s.Read(t.Context(), a.Sign(m))
			if diff := cmp.Diff(want, got); diff != "" || !ok || err != nil {
				t.Errorf("version %s, subject %q: %v, %v (-want +got):\n%s", version, subject, ok, err, diff)
			}
		}
	}
	if fetched := a.Fetched(); len(fetched) != 1 {
		t.Errorf("the certificate was fetched %d times: %q", len(fetched), fetched)
	}
}

func TestSNSRefusesEverythingElse(t *testing.T) {
	a, eve := channeltest.NewAmazon(t, now), channeltest.NewAmazon(t, now)
	genuine := func(change func(map[string]string)) []byte {
		m := channeltest.Notification(bounced, now)
		if change != nil {
			change(m)
		}
		return a.Sign(m)
	}
	// changed is a genuine message in which something is another after it was signed.
	changed := func(name string, change func(string) string) []byte {
		m := map[string]string{}
		_ = json.Unmarshal(genuine(nil), &m)
		m[name] = change(m[name])
		return channeltest.Written(m)
	}
	to := func(value string) func(string) string { return func(string) string { return value } }
	flip := func(s string) string {
		raw, _ := base64.StdEncoding.DecodeString(s)
		raw[10] ^= 1
		return base64.StdEncoding.EncodeToString(raw)
	}
	for name, body := range map[string][]byte{
		"no JSON":                        []byte("nonsense"),
		"nothing":                        nil,
		"a bit of the message flipped":   changed("Message", func(s string) string { return strings.Replace(s, "Permanent", "Qermanent", 1) }),
		"a bit of the signature flipped": changed("Signature", flip),
		"no signature":                   changed("Signature", to("")),
		"the signature in another case":  changed("Signature", strings.ToUpper),
		"a signature with a prefix":      changed("Signature", func(s string) string { return "sha256=" + s }),
		"another's key":                  eve.Sign(channeltest.Notification(bounced, now)),
		"the message id another":         changed("MessageId", to("another")),
		"the time another":               changed("Timestamp", to(now.Add(time.Second).Format(time.RFC3339))),
		"a topic that is also ours":      changed("TopicArn", to("arn:aws:sns:us-east-1:1:other")),
		"a type that needs less":         changed("Type", to("UnsubscribeConfirmation")),
		"a subject that was not signed":  changed("Subject", to("x")),
		"a version that nobody knows":    changed("SignatureVersion", to("3")),
		"the version of another hash":    changed("SignatureVersion", to("2")),
		"no version":                     changed("SignatureVersion", to("")),
		"too old":                        genuine(func(m map[string]string) { m["Timestamp"] = now.Add(-61 * time.Minute).Format(time.RFC3339) }),
		"from the future":                genuine(func(m map[string]string) { m["Timestamp"] = now.Add(6 * time.Minute).Format(time.RFC3339) }),
		"without a time":                 genuine(func(m map[string]string) { m["Timestamp"] = "" }),
		"a topic that is not ours":       genuine(func(m map[string]string) { m["TopicArn"] = channeltest.Topic + "2" }),
		"a type that nobody knows":       genuine(func(m map[string]string) { m["Type"] = "Invitation" }),
		"two fields in one":              genuine(func(m map[string]string) { m["MessageId"] = "1\nTimestamp\n2" }),
		"a certificate of Eve's": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://eve.example.com/SimpleNotificationService-1.pem"
		}),
		"a certificate of Eve's, named alike": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://sns.eu-central-1.amazonaws.com.eve.example.com/SimpleNotificationService-1.pem"
		}),
		"a certificate of Eve's, before an @": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://sns.eu-central-1.amazonaws.com@eve.example.com/SimpleNotificationService-1.pem"
		}),
		"a certificate with a user": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://eve@sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem"
		}),
		"a certificate in a bucket of Amazon's": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://sns.s3.amazonaws.com.evil/SimpleNotificationService-1.pem"
		}),
		"a certificate on a deeper host": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://sns.eve.s3.amazonaws.com/SimpleNotificationService-1.pem"
		}),
		"a certificate on another port": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-1.pem"
		}),
		"a certificate in plain text": genuine(func(m map[string]string) {
			m["SigningCertURL"] = strings.Replace(channeltest.CertificateURL, "https", "http", 1)
		}),
		"a certificate from elsewhere there": genuine(func(m map[string]string) {
			m["SigningCertURL"] = "https://sns.eu-central-1.amazonaws.com/?Action=GetPublic"
		}),
		"no certificate": genuine(func(m map[string]string) { m["SigningCertURL"] = "" }),
	} {
		if notice, ok, err := sns(t, a).Read(t.Context(), body); !errors.Is(err, email.ErrForged) || ok {
			t.Errorf("%s: %+v, %v, %v; want it refused", name, notice, ok, err)
		}
	}
	for _, url := range a.Fetched() {
		if url != channeltest.CertificateURL {
			t.Errorf("%s was asked for", url)
		}
	}
}

func TestSNSRefusesACertificateThatHasRunOut(t *testing.T) {
	for _, shift := range []time.Duration{-48 * time.Hour, 48 * time.Hour} {
		a := channeltest.NewAmazon(t, now.Add(shift))
		if _, _, err := sns(t, a).Read(t.Context(), a.Sign(channeltest.Notification(bounced, now))); !errors.Is(err, email.ErrForged) {
			t.Errorf("a certificate of %v: %v", shift, err)
		}
	}
}

// What Amazon cannot be asked now comes again; that it could not is nobody's forgery.
func TestSNSAsksAgainWhenAmazonIsAway(t *testing.T) {
	a := channeltest.NewAmazon(t, now)
	s, body := sns(t, a), a.Sign(channeltest.Notification(bounced, now))
	a.Away(true)
	if _, ok, err := s.Read(t.Context(), body); err == nil || errors.Is(err, email.ErrForged) || ok {
		t.Errorf("while it is away: %v, %v", ok, err)
	}
	a.Away(false)
	if _, ok, err := s.Read(t.Context(), body); err != nil || !ok {
		t.Errorf("when it is back: %v, %v", ok, err)
	}
}

func TestSNSConfirmsItsTopicsOnly(t *testing.T) {
	a := channeltest.NewAmazon(t, now)
	m := channeltest.Confirmation(now)
	if _, ok, err := sns(t, a).Read(t.Context(), a.Sign(m)); ok || err != nil {
		t.Fatalf("%v, %v", ok, err)
	}
	if want := []string{channeltest.CertificateURL, m["SubscribeURL"]}; !slices.Equal(a.Fetched(), want) {
		t.Errorf("asked for %q; want %q", a.Fetched(), want)
	}
	a.Away(true)
	s := sns(t, a)
	if _, _, err := s.Read(t.Context(), a.Sign(m)); err == nil || errors.Is(err, email.ErrForged) {
		t.Errorf("a confirmation that did not get through: %v", err)
	}
	a.Away(false)
	for name, url := range map[string]string{
		"Eve's":            "https://eve.example.com/?Action=ConfirmSubscription&TopicArn=" + channeltest.Topic,
		"another topic":    "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=" + channeltest.Topic + "2",
		"another action":   "https://sns.eu-central-1.amazonaws.com/?Action=DeleteTopic&TopicArn=" + channeltest.Topic,
		"plain text":       strings.Replace(m["SubscribeURL"], "https", "http", 1),
		"nothing":          "",
		"nothing of a URL": "::",
	} {
		other := channeltest.Confirmation(now)
		other["SubscribeURL"] = url
		if _, _, err := s.Read(t.Context(), a.Sign(other)); !errors.Is(err, email.ErrForged) {
			t.Errorf("%s: %v", name, err)
		}
		if slices.Contains(a.Fetched(), url) {
			t.Errorf("%s: it was asked for", name)
		}
	}
	foreign := channeltest.Confirmation(now)
	foreign["TopicArn"] = channeltest.Topic + "2"
	if _, _, err := s.Read(t.Context(), a.Sign(foreign)); !errors.Is(err, email.ErrForged) {
		t.Errorf("a topic that is not ours: %v", err)
	}
	gone := channeltest.Confirmation(now)
	gone["Type"] = "UnsubscribeConfirmation"
	before := len(a.Fetched())
	if _, ok, err := s.Read(t.Context(), a.Sign(gone)); ok || err != nil || len(a.Fetched()) != before {
		t.Errorf("a farewell: %v, %v, asked for %q", ok, err, a.Fetched()[before:])
	}
}

func TestSESEvents(t *testing.T) {
	const mail = `"mail":{"source":"hello@example.org","headers":[{"name":"message-id","value":"<m@example.org>"}],"commonHeaders":{}}`
	complaint := email.Report{Word: "complaint", Reason: "the reader has called a letter spam", Suppress: events.RuleComplaint}
	bounce := func(kind, recipient string) string {
		return `{"eventType":"Bounce","bounce":{"bounceType":"` + kind + `","bouncedRecipients":[` + recipient + `]},` + mail + `}`
	}
	for name, test := range map[string]struct {
		message string
		want    email.Report
	}{
		"permanent, no more known":     {bounce("Permanent", ""), email.Report{Word: "bounce", Reason: "the letter came back", Suppress: events.RuleBounce}},
		"permanent, on SES's own list": {bounce("Permanent", `{"emailAddress":"ada@example.com"}`), email.Report{Word: "bounce", Reason: "the letter came back", Suppress: events.RuleBounce}},
		"transient, mailbox full": {
			bounce("Transient", `{"action":"failed","status":"5.2.2","diagnosticCode":"smtp; 552 5.2.2 full"}`),
			email.Report{Word: "bounce", Code: "552 5.2.2", Reason: "the mailbox is full"},
		},
		"transient, whatever the code": {
			bounce("Transient", `{"action":"failed","status":"5.1.1"}`), email.Report{Word: "bounce", Code: "5.1.1", Reason: noMailbox},
		},
		"an automatic reply":       {bounce("Transient", `{"emailAddress":"ada@example.com"}`), email.Report{}},
		"undetermined":             {bounce("Undetermined", ""), email.Report{}},
		"complaint":                {`{"notificationType":"Complaint","complaint":{"complaintFeedbackType":"abuse"},` + mail + `}`, complaint},
		"complaint without a type": {`{"eventType":"Complaint",` + mail + `}`, complaint},
		"no spam after all":        {`{"eventType":"Complaint","complaint":{"complaintFeedbackType":"not-spam"},` + mail + `}`, email.Report{}},
		"delivery":                 {`{"eventType":"Delivery","delivery":{"smtpResponse":"250 2.6.0 Message received for ada@example.com"},` + mail + `}`, email.Report{Word: "delivery", Code: "250 2.6.0"}},
		"sent":                     {`{"eventType":"Send",` + mail + `}`, email.Report{Word: "send"}},
		"refused":                  {`{"eventType":"Reject","reject":{"reason":"Bad content"},` + mail + `}`, email.Report{Word: "reject", Reason: "the provider has refused the letter"}},
		"delayed": {
			`{"eventType":"DeliveryDelay","deliveryDelay":{"delayedRecipients":[{"status":"4.4.1","diagnosticCode":"smtp; 421 4.4.1 busy"}]},` + mail + `}`,
			email.Report{Word: "deliverydelay", Code: "421 4.4.1", Reason: "the provider could not deliver the letter yet and keeps trying"},
		},
		"unsubscribed at SES":     {`{"eventType":"Subscription","subscription":{"newTopicPreferences":{"unsubscribeAll":true}},` + mail + `}`, email.Report{Word: "subscription", Reason: "the reader has unsubscribed at the provider", Suppress: events.RuleUnsubscribe}},
		"of some topics":          {`{"eventType":"Subscription","subscription":{"newTopicPreferences":{"unsubscribeAll":false}},` + mail + `}`, email.Report{}},
		"opened":                  {`{"eventType":"Open",` + mail + `}`, email.Report{}},
		"the words that begin it": {"Successfully validated SNS topic for Amazon SES event publishing.", email.Report{}},
		"JSON of another shape":   {`{"eventType":7}`, email.Report{}},
	} {
		a := channeltest.NewAmazon(t, now)
		got, ok, err := sns(t, a).Read(t.Context(), a.Sign(channeltest.Notification(test.message, now)))
		if diff := cmp.Diff(test.want, got.Report); diff != "" || ok != (test.want != email.Report{}) || err != nil {
			t.Errorf("%s: %v, %v (-want +got):\n%s", name, ok, err, diff)
		}
		if ok && (got.MessageID != "m@example.org" || got.Return != "hello@example.org") {
			t.Errorf("%s: found by %q and %q", name, got.MessageID, got.Return)
		}
	}
}

func TestSNSOptions(t *testing.T) {
	for _, topics := range [][]string{nil, {""}, {"ses-events"}, {"arn:aws:sqs:eu-central-1:123456789012:ses-events"}, {channeltest.Topic + ":1"}} {
		if _, err := email.NewSNS(email.SNSOptions{Topics: topics, Fetch: func(context.Context, string) ([]byte, error) { return nil, nil }}); err == nil {
			t.Errorf("topics %q are taken", topics)
		}
	}
}
