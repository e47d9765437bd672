package email_test

import (
	"encoding/base64"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

func sendGrid(t *testing.T, p *channeltest.SendGrid) *email.SendGrid {
	t.Helper()
	s, err := email.NewSendGrid(email.SendGridOptions{Key: p.Key(), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

const signatureHeader, timeHeader = "X-Twilio-Email-Event-Webhook-Signature", "X-Twilio-Email-Event-Webhook-Timestamp"

func TestSendGridEvents(t *testing.T) {
	report := func(word, code, reason, suppress string) email.Report {
		return email.Report{Word: word, Code: code, Reason: reason, Suppress: suppress}
	}
	const spam, gone = "the reader has called a letter spam", "the reader has unsubscribed at the provider"
	tests := []struct {
		event string
		want  email.Report
	}{
		{`"event":"processed"`, report("processed", "", "", "")},
		{`"event":"deferred","response":"451 busy"`, report("deferred", "", "a mail server could not take the letter yet", "")},
		{`"event":"delivered","response":"250 OK"`, report("delivered", "", "", "")},
		{`"event":"bounce","type":"bounce","status":"5.1.1","reason":"550 5.1.1 no such user ada@example.com"`, report("bounce", "550 5.1.1", noMailbox, events.RuleBounce)},
		{`"event":"bounce","type":"bounce","status":"5.0.0","reason":"500 unknown recipient"`, report("bounce", "500 5.0.0", "the letter came back", events.RuleBounce)},
		{`"event":"bounce","type":"bounce"`, report("bounce", "", "the letter came back", events.RuleBounce)},
		{`"event":"bounce","type":"bounce","status":"5.2.2"`, report("bounce", "5.2.2", "the mailbox is full", "")},
		{`"event":"bounce","type":"blocked","status":"5.1.1","reason":"550 5.1.1 blocked"`, report("bounce", "550 5.1.1", noMailbox, "")},
		{`"event":"dropped","reason":"Bounced Address"`, report("dropped", "", "the letter came back", events.RuleBounce)},
		{`"event":"dropped","reason":"Spam Reporting Address"`, report("spamreport", "", spam, events.RuleComplaint)},
		{`"event":"dropped","reason":"Unsubscribed Address"`, report("unsubscribe", "", gone, events.RuleUnsubscribe)},
		{`"event":"dropped","reason":"Recipient List over Package Quota"`, report("dropped", "", "the provider has not sent the letter", "")},
		{`"event":"spamreport"`, report("spamreport", "", spam, events.RuleComplaint)},
		{`"event":"unsubscribe"`, report("unsubscribe", "", gone, events.RuleUnsubscribe)},
		{`"event":"group_unsubscribe"`, report("group_unsubscribe", "", gone, events.RuleUnsubscribe)},
	}
	p := channeltest.NewSendGrid(t)
	var all []string
	var want []email.Notice
	for i, test := range tests {
		id := "m" + strconv.Itoa(i) + "@example.org"
		all = append(all, `{"email":"ada@example.com","smtp-id":"<`+id+`>","sg_event_id":"e`+strconv.Itoa(i)+`",`+test.event+`}`)
		want = append(want, email.Notice{MessageID: id, Report: test.want})
	}
	// What says nothing of a letter is left out.
	all = append(all, `{"event":"open","smtp-id":"<x@example.org>"}`, `{"event":"bounce"}`, `{"event":7}`, `"bounce"`)
	body := []byte("[" + strings.Join(all, ",\r\n") + "]\r\n")
	for _, age := range []time.Duration{-5 * time.Minute, 0, 5 * time.Minute} {
		got, err := sendGrid(t, p).Read(p.Sign(body, now.Add(age)), body)
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%v: %v (-want +got):\n%s", age, err, diff)
		}
	}
	if got, err := sendGrid(t, p).Read(p.Sign([]byte("{}"), now), []byte("{}")); got != nil || err != nil {
		t.Errorf("no list: %+v, %v", got, err)
	}
}

func TestSendGridRefusesEverythingElse(t *testing.T) {
	p, eve := channeltest.NewSendGrid(t), channeltest.NewSendGrid(t)
	body := []byte(`[{"event":"spamreport","smtp-id":"<m@example.org>"}]`)
	with := func(change func(http.Header)) http.Header {
		header := p.Sign(body, now)
		change(header)
		return header
	}
	change := func(name string, to func(string) string) http.Header {
		return with(func(h http.Header) { h.Set(name, to(h.Get(name))) })
	}
	for name, header := range map[string]http.Header{
		"no headers":                    {},
		"no signature":                  with(func(h http.Header) { h.Del(signatureHeader) }),
		"an empty signature":            change(signatureHeader, func(string) string { return "" }),
		"two signatures":                with(func(h http.Header) { h.Add(signatureHeader, h.Get(signatureHeader)) }),
		"two times":                     with(func(h http.Header) { h.Add(timeHeader, h.Get(timeHeader)) }),
		"no time":                       with(func(h http.Header) { h.Del(timeHeader) }),
		"a time that is none":           change(timeHeader, func(s string) string { return s + "x" }),
		"another time":                  change(timeHeader, func(string) string { return strconv.FormatInt(now.Unix()+1, 10) }),
		"the time written differently":  change(timeHeader, func(s string) string { return "0" + s }),
		"the signature in another case": change(signatureHeader, strings.ToLower),
		"a prefix":                      change(signatureHeader, func(s string) string { return "sha256=" + s }),
		"a bit of the signature flipped": change(signatureHeader, func(s string) string {
			raw, _ := base64.StdEncoding.DecodeString(s)
			raw[len(raw)-1] ^= 1
			return base64.StdEncoding.EncodeToString(raw)
		}),
		"another's key":    eve.Sign(body, now),
		"another body":     p.Sign(append(body, ' '), now),
		"too old":          p.Sign(body, now.Add(-5*time.Minute-time.Second)),
		"from the future":  p.Sign(body, now.Add(5*time.Minute+time.Second)),
		"before all times": p.Sign(body, time.Unix(-1<<62, 0)),
	} {
		if notices, err := sendGrid(t, p).Read(header, body); !errors.Is(err, email.ErrForged) || notices != nil {
			t.Errorf("%s: %+v, %v; want it refused", name, notices, err)
		}
	}
	flipped := []byte(strings.Replace(string(body), "m@", "l@", 1))
	if _, err := sendGrid(t, p).Read(p.Sign(body, now), flipped); !errors.Is(err, email.ErrForged) {
		t.Errorf("a bit of the body flipped: %v", err)
	}
}

func TestSendGridOptions(t *testing.T) {
	for _, key := range []string{"", "nonsense", base64.StdEncoding.EncodeToString([]byte("nonsense"))} {
		if _, err := email.NewSendGrid(email.SendGridOptions{Key: key}); err == nil {
			t.Errorf("key %q is taken", key)
		}
	}
}
