package notifier_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// The tenants: two that text from the installation's number, and one with its own.
const (
	otherTenant, ownTenant = "other", "own-number"
	ownNumber              = "+15005550007"
)

// believed is a puppet whose provider's callbacks are all genuine.
type believed struct{ *puppet }

func (believed) Signed(*url.URL, http.Header, []byte) bool { return true }

// addressTo is one message's: by email or by text, of the first person or of the second.
func addressTo(ch events.Channel, person int) string {
	if ch == events.SMS {
		return fmt.Sprintf("+1415556000%d", person)
	}
	return fmt.Sprintf("person-%d@example.com", person)
}

// town is all that can be sent: by each tenant, on each channel, to each person.
type town struct {
	*postOffice
	parts int
}

func newTown(t *testing.T) *town {
	t.Helper()
	o := newPostOffice(t, func(o *notifier.Options) {
		o.Channels[events.SMS] = believed{o.Channels[events.SMS].(*puppet)}
	})
	o.tenant(events.Tenant{Slug: otherTenant})
	o.tenant(events.Tenant{Slug: ownTenant, Brand: events.Brand{SMSSender: ownNumber}})
	return &town{postOffice: o}
}

// send has a tenant write to a person, and returns the follow-up with what was said of the delivery.
func (w *town) send(tenant string, ch events.Channel, person int) (p part, verb string) {
	w.t.Helper()
	w.parts++
	p = newPart(w.parts)
	p.tenant = tenant
	p.brief.Meeting.Candidate.Email, p.brief.Meeting.Candidate.Phone = "", ""
	if ch == events.SMS {
		p.brief.Meeting.Candidate.Phone = addressTo(ch, person)
	} else {
		p.brief.Meeting.Candidate.Email = addressTo(ch, person)
	}
	w.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
	w.due(p)
	return p, ends(w.t, w.play(time.Hour))[ch][0]
}

// stopped are the messages that are not sent any more.
func (w *town) stopped() (all []string) {
	w.t.Helper()
	for _, tenant := range []string{slug, otherTenant, ownTenant} {
		for _, ch := range []events.Channel{events.Email, events.SMS} {
			for person := range 2 {
				if _, verb := w.send(tenant, ch, person); verb != "sent" {
					all = append(all, fmt.Sprintf("%s %s %d: %s", tenant, ch, person, verb))
				}
			}
		}
	}
	return all
}

// last is the last letter that has left for an address.
func (w *town) last(ch events.Channel, person int) channel.Letter {
	w.t.Helper()
	letters := w.puppets[ch].to(addressTo(ch, person))
	if len(letters) == 0 {
		w.t.Fatalf("nothing has left for person %d", person)
	}
	return letters[len(letters)-1]
}

// says has a person text to a number.
func (w *town) says(person int, to, text string) {
	w.t.Helper()
	w.parts++
	w.form("twilio/inbound", url.Values{
		"MessageSid": {fmt.Sprintf("SM%032d", w.parts)}, "From": {addressTo(events.SMS, person)}, "To": {to}, "Body": {text},
	})
}

func (w *town) form(route string, form url.Values) {
	w.t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/v1/callbacks/"+route, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	answer := httptest.NewRecorder()
	w.notifier.Handler().ServeHTTP(answer, request)
	if answer.Code/100 != 2 {
		w.t.Fatalf("%s is answered %d", route, answer.Code)
	}
}

// ses tells what Amazon says of the last email of a tenant to the first person.
func (w *town) ses(what string) {
	w.t.Helper()
	if got := w.call("ses", nil, w.event(what, w.last(events.Email, 0).MessageID, "")); got != http.StatusNoContent {
		w.t.Fatalf("SES is answered %d", got)
	}
}

func (w *town) sendGrid(event string) {
	w.t.Helper()
	body := []byte(`[{"smtp-id":"<` + w.last(events.Email, 0).MessageID + `>",` + event + `}]`)
	if got := w.call("sendgrid", w.grid.Sign(body, morning), body); got != http.StatusNoContent {
		w.t.Fatalf("SendGrid is answered %d", got)
	}
}

// dsn brings the last email back, to whoever takes bounces.
func (w *town) dsn() {
	w.t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- w.notifier.TakeReturns(ctx) }()
	defer func() {
		stop()
		if err := <-ended; err != nil {
			w.t.Errorf("take bounces: %v", err)
		}
	}()
	client, err := smtp.Dial(w.notifier.ReturnAddr())
	if err != nil {
		w.t.Fatal(err)
	}
	defer client.Close()
	l := w.last(events.Email, 0)
	text := "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n" +
		"Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; " + l.To + "\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
	if err := client.SendMail("", []string{"bounce+" + l.Return + "@" + l.ReturnDomain}, strings.NewReader(text)); err != nil {
		w.t.Fatal(err)
	}
}

// Each word of a reader, a provider or an operator, as it comes in: it stops exactly what it means, on the whole of
// tenants, channels, people and numbers.
func TestEachWordStopsItsScope(t *testing.T) {
	const complaint = `"eventType":"Complaint","complaint":{"complaintFeedbackType":"abuse"}`
	email := []string{slug + " email 0"}
	shared := []string{slug + " sms 0", otherTenant + " sms 0"}
	own := []string{ownTenant + " sms 0"}
	texted := func(tenant string) func(*town) {
		return func(w *town) { w.send(tenant, events.SMS, 0) }
	}
	emailed := func(w *town) { w.send(slug, events.Email, 0) }
	refuses := func(ch events.Channel, tenant string, with error) func(*town) {
		return func(w *town) {
			w.puppets[ch].answers = []error{with}
			w.send(tenant, ch, 0)
		}
	}
	optedOut := &channel.Permanent{Fault: channel.Fault{Code: "21610"}, Suppress: events.RuleStop}
	noMailbox := &channel.Permanent{Fault: channel.Fault{Code: "550 5.1.1"}, Suppress: events.RuleBounce}
	byOperator := func(key string) func(*town) {
		return func(w *town) {
			if _, err := suppression.Open(w.bus).Add(w.t.Context(), key, events.Suppression{Rule: events.RuleOperator, At: morning}); err != nil {
				w.t.Fatal(err)
			}
		}
	}
	// status tells that the provider has refused the last text for an opt-out.
	status := func(from string) func(*town) {
		return func(w *town) {
			_, route, _ := strings.Cut(w.last(events.SMS, 0).StatusURL, "/v1/callbacks/")
			w.form(route, url.Values{
				"MessageSid": {"SM1"}, "MessageStatus": {"failed"}, "ErrorCode": {"21610"}, "From": {from}, "To": {addressTo(events.SMS, 0)},
			})
		}
	}
	// unsubscribe does what the portal does with the link of the last email.
	unsubscribe := func(w *town) {
		_, token, _ := strings.Cut(w.last(events.Email, 0).Unsubscribe, "/unsubscribe/")
		read, err := w.links.Keys.Read(token, w.clock.Now(), link.Unsubscribe)
		if err != nil {
			w.t.Fatal(err)
		}
		s := events.Suppression{Rule: events.RuleUnsubscribe, At: w.clock.Now()}
		if _, err := suppression.Open(w.bus).Add(w.t.Context(), read.Address, s); err != nil {
			w.t.Fatal(err)
		}
	}
	for _, test := range []struct {
		name  string
		acts  []func(*town)
		stops []string
		rule  string
	}{
		{"nothing", nil, nil, ""},
		{"STOP", []func(*town){texted(slug), func(w *town) { w.says(0, number, "STOP") }}, shared, events.RuleStop},
		{"STOP of a stranger", []func(*town){func(w *town) { w.says(0, number, "stop") }}, shared, events.RuleStop},
		{"STOP to an own number", []func(*town){texted(ownTenant), func(w *town) { w.says(0, ownNumber, "STOP") }}, own, events.RuleStop},
		{"START", []func(*town){
			texted(slug), func(w *town) { w.says(0, number, "STOP") }, func(w *town) { w.says(0, number, "START") },
		}, nil, ""},
		{"START to another number", []func(*town){
			texted(slug), func(w *town) { w.says(0, number, "STOP") }, func(w *town) { w.says(0, ownNumber, "START") },
		}, shared, events.RuleStop},
		{"START of another person", []func(*town){
			texted(slug), func(w *town) { w.says(0, number, "STOP") }, func(w *town) { w.says(1, number, "START") },
		}, shared, events.RuleStop},
		{"START against an operator", []func(*town){
			byOperator(suppression.OfTenant(slug, events.SMS, addressTo(events.SMS, 0))), func(w *town) { w.says(0, number, "START") },
		}, []string{slug + " sms 0"}, events.RuleOperator},
		{"21610", []func(*town){refuses(events.SMS, slug, optedOut)}, shared, events.RuleStop},
		{"21610 of an own number", []func(*town){refuses(events.SMS, ownTenant, optedOut)}, own, events.RuleStop},
		{"21610 afterwards", []func(*town){texted(slug), status(number)}, shared, events.RuleStop},
		{"21610, then START", []func(*town){refuses(events.SMS, slug, optedOut), func(w *town) { w.says(0, number, "START") }}, nil, ""},
		{"hard bounce by SMTP reply", []func(*town){refuses(events.Email, slug, noMailbox)}, email, events.RuleBounce},
		{"hard bounce by DSN", []func(*town){emailed, (*town).dsn}, email, events.RuleBounce},
		{"hard bounce by SES", []func(*town){emailed, func(w *town) { w.ses(sesBounce) }}, email, events.RuleBounce},
		{"hard bounce by SendGrid", []func(*town){
			emailed, func(w *town) { w.sendGrid(`"event":"bounce","type":"bounce","status":"5.1.1"`) },
		}, email, events.RuleBounce},
		{"soft bounce by SendGrid", []func(*town){
			emailed, func(w *town) { w.sendGrid(`"event":"bounce","type":"bounce","status":"5.2.2"`) },
		}, nil, ""},
		{"complaint by SES", []func(*town){emailed, func(w *town) { w.ses(complaint) }}, email, events.RuleComplaint},
		{"complaint by SendGrid", []func(*town){emailed, func(w *town) { w.sendGrid(`"event":"spamreport"`) }}, email, events.RuleComplaint},
		{"unsubscribe", []func(*town){emailed, unsubscribe}, email, events.RuleUnsubscribe},
		{"unsubscribe at the provider", []func(*town){emailed, func(w *town) { w.sendGrid(`"event":"unsubscribe"`) }}, email, events.RuleUnsubscribe},
		{"operator", []func(*town){byOperator(suppression.OfTenant(slug, events.Email, addressTo(events.Email, 0)))}, email, events.RuleOperator},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newTown(t)
			for _, act := range test.acts {
				act(w)
				w.play(time.Hour)
			}
			var want []string
			for _, stopped := range test.stops {
				want = append(want, stopped+": skipped suppressed")
			}
			got := w.stopped()
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("what is stopped (-want +got):\n%s", diff)
			}
			for _, entry := range w.list() {
				if entry.Rule != test.rule {
					t.Errorf("on the list by %+v", entry)
				}
			}
		})
	}
}
