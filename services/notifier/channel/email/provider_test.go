package email

import (
	"slices"
	"strings"
	"testing"
)

// FuzzProviders: whatever a provider sends, what is made of it holds nothing but codes and our own sentences.
func FuzzProviders(f *testing.F) {
	for _, seed := range []string{
		`{"eventType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 ada@example.com"}]},"mail":{"source":"a@example.org"}}`,
		`{"notificationType":"Bounce","bounce":{"bounceType":"Transient","bouncedRecipients":[{"action":"failed","status":"ada@example.com"}]}}`,
		`{"eventType":"Delivery","delivery":{"smtpResponse":"250-2.6.0 ada"}}`,
		`{"eventType":"DeliveryDelay","deliveryDelay":{"delayedRecipients":[{"diagnosticCode":"smtp; 421"}]}}`,
		`{"eventType":"Complaint"}`, `{"eventType":"Reject"}`, `[]`, `null`, `"x"`,
	} {
		f.Add(seed, "bounce", "blocked", "550 5.1.1 ada@example.com", "5.1.1")
	}
	f.Add("", "dropped", "", "Bounced Address", "")
	f.Add("", "spamreport", "bounce", "ada", "ada@example.com")
	sentences := []string{
		"", "the letter came back", "the reader has called a letter spam", "the reader has unsubscribed at the provider",
		"the provider has refused the letter", "the provider could not deliver the letter yet and keeps trying",
		"a mail server could not take the letter yet", "the provider has not sent the letter",
	}
	for _, m := range meanings() {
		sentences = append(sentences, m.reason)
	}
	f.Fuzz(func(t *testing.T, message, event, kind, reason, status string) {
		notice, ok := readSES(message)
		if !ok && notice != (Notice{}) {
			t.Errorf("it says nothing, and yet %+v", notice)
		}
		report, _ := sendGridEvent{Event: event, Type: kind, Reason: reason, Status: status}.report()
		for _, r := range []Report{notice.Report, report} {
			if strings.Trim(r.Code, "0123456789. ") != "" || len(r.Code) > len("550 5.123.123") || !slices.Contains(sentences, r.Reason) {
				t.Errorf("%+v", r)
			}
		}
	})
}
