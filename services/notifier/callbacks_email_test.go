package notifier_test

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/google/go-cmp/cmp"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/bounces"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

// postOffice is who sends emails for a theatre, and takes back what does not arrive.
type postOffice struct {
	*theatre
	amazon *channeltest.Amazon
	grid   *channeltest.SendGrid
	logs   *observer.ObservedLogs
}

func newPostOffice(t *testing.T, change func(*notifier.Options)) *postOffice {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	o := &postOffice{amazon: channeltest.NewAmazon(t, morning), grid: channeltest.NewSendGrid(t), logs: logs}
	now := func() time.Time { return morning }
	ses, err := email.NewSNS(email.SNSOptions{Topics: []string{channeltest.Topic}, Fetch: o.amazon.Fetch, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	grid, err := email.NewSendGrid(email.SendGridOptions{Key: o.grid.Key(), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	o.theatre = newTheatre(t, `{}`, func(options *notifier.Options) {
		options.SES, options.SendGrid, options.Logger, options.ReturnProtocol = ses, grid, zap.New(core), bounces.SMTP
		if change != nil {
			change(options)
		}
	})
	return o
}

// call posts to a route and returns the status of the answer.
func (o *postOffice) call(route string, header http.Header, body []byte) int {
	o.t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/v1/callbacks/"+route, bytes.NewReader(body))
	for name, values := range header {
		request.Header[name] = values
	}
	answer := httptest.NewRecorder()
	o.notifier.Handler().ServeHTTP(answer, request)
	if strings.Contains(answer.Body.String(), "@") {
		o.t.Errorf("the answer quotes what came: %s", answer.Body)
	}
	return answer.Code
}

// event is one of Amazon SES about a letter, which is named by its Message-ID or by its return address.
func (o *postOffice) event(what, messageID, source string) []byte {
	return o.amazon.Sign(channeltest.Notification(
		`{`+what+`,"mail":{"source":"`+source+`","destination":["candidate-1@example.com"],"commonHeaders":{"messageId":"`+messageID+`"}}}`, morning))
}

const sesBounce = `"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"candidate-1@example.com","status":"5.1.1"}]}`

func TestEveryoneWhoTakesALetterBackIsHeard(t *testing.T) {
	p := both(1)
	id := events.EmailMessageID(slug, p.reminder.ID, "example.org")
	for name, tell := range map[string]func(o *postOffice, returnAddress string) int{
		"SES by Message-ID": func(o *postOffice, _ string) int {
			return o.call("ses", nil, o.event(sesBounce, "<"+id+">", "hello@example.org"))
		},
		"SES by return address": func(o *postOffice, returnAddress string) int {
			return o.call("ses", nil, o.event(sesBounce, "<given-by-ses@example.com>", returnAddress))
		},
		"SendGrid": func(o *postOffice, _ string) int {
			body := []byte(`[{"event":"open","smtp-id":"<` + id + `>"},{"email":"candidate-1@example.com","event":"bounce","type":"bounce","status":"5.1.1","smtp-id":"<` + id + `>","sg_event_id":"e1"}]`)
			return o.call("sendgrid", o.grid.Sign(body, morning), body)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o := newPostOffice(t, nil)
			o.sent(p)
			sent := o.puppets[events.Email].to(p.address(events.Email))[0]
			address := "bounce+" + sent.Return + "@" + sent.ReturnDomain
			for range 3 {
				if got := tell(o, address); got != http.StatusNoContent {
					t.Fatalf("answered %d", got)
				}
			}
			if got := receipts(t, o.play(time.Hour)); len(got) != 1 || got[0] != "bounced" {
				t.Errorf("receipts %q; want one", got)
			}
			if list := o.list(); len(list) != 1 || o.puppets[events.SMS].left(p.address(events.SMS)) != 1 {
				t.Errorf("list %v, %d texts", list, o.puppets[events.SMS].left(p.address(events.SMS)))
			}
			for _, entry := range o.logs.All() {
				if strings.Contains(entry.Message+strings.Join(values(entry.ContextMap()), " "), "candidate-1@") {
					t.Errorf("a log line quotes the address: %s %v", entry.Message, entry.ContextMap())
				}
			}
		})
	}
}

func values(fields map[string]any) (all []string) {
	for _, value := range fields {
		if text, ok := value.(string); ok {
			all = append(all, text)
		}
	}
	return all
}

// A forged call is refused before anything is looked up, one that is understood is answered with success even if
// nothing is known of its letter, and one that could not be stored comes again.
func TestStatusesOfEmailCallbacks(t *testing.T) {
	o := newPostOffice(t, nil)
	ses := o.event(sesBounce, "<unknown@example.org>", "")
	grid := []byte(`[{"event":"bounce","smtp-id":"<unknown@example.org>"}]`)
	signed := o.grid.Sign(grid, morning)
	for name, test := range map[string]struct {
		route  string
		header http.Header
		body   []byte
		want   int
	}{
		"SES, unknown letter":           {"ses", nil, ses, 204},
		"SES, return address forged":    {"ses", nil, o.event(sesBounce, "", "bounce+aeaqcai@bounces.example.org"), 204},
		"SES, says nothing":             {"ses", nil, o.event(`"eventType":"Open"`, "", ""), 204},
		"SES, confirmation":             {"ses", nil, o.amazon.Sign(channeltest.Confirmation(morning)), 204},
		"SES, forged":                   {"ses", nil, bytes.Replace(ses, []byte("Permanent"), []byte("Transient"), 1), 403},
		"SES, nonsense":                 {"ses", nil, []byte("nonsense"), 403},
		"SES, too long":                 {"ses", nil, make([]byte, 513<<10), 413},
		"SendGrid, unknown letter":      {"sendgrid", signed, grid, 204},
		"SendGrid, forged":              {"sendgrid", signed, append(grid, ' '), 403},
		"SendGrid, without a signature": {"sendgrid", nil, grid, 403},
		"SendGrid, too long":            {"sendgrid", signed, make([]byte, 1<<20+1), 413},
	} {
		if got := o.call(test.route, test.header, test.body); got != test.want {
			t.Errorf("%s: %d; want %d", name, got, test.want)
		}
	}
	if list, results := o.list(), o.play(time.Hour); len(list) != 0 || len(results) != 0 {
		t.Errorf("something follows: %v, %v", list, results)
	}
	request := httptest.NewRequest(http.MethodGet, "/v1/callbacks/ses", nil)
	answer := httptest.NewRecorder()
	o.notifier.Handler().ServeHTTP(answer, request)
	if answer.Code != http.StatusMethodNotAllowed {
		t.Errorf("GET is answered %d", answer.Code)
	}
	stranger := newPostOffice(t, nil)
	stranger.amazon.Away(true)
	if got := stranger.call("ses", nil, stranger.event(sesBounce, "", "")); got != http.StatusServiceUnavailable {
		t.Errorf("without the certificate: %d; want 503, for it to come again", got)
	}
	if err := o.bus.Close(); err != nil {
		t.Fatal(err)
	}
	for route, call := range map[string]func() int{
		"ses":      func() int { return o.call("ses", nil, ses) },
		"sendgrid": func() int { return o.call("sendgrid", signed, grid) },
	} {
		if got := call(); got != http.StatusServiceUnavailable {
			t.Errorf("%s without the bus: %d; want 503, for it to come again", route, got)
		}
	}
}

func TestWhatIsNotConfiguredIsNotServed(t *testing.T) {
	o := newPostOffice(t, func(options *notifier.Options) { options.SES, options.SendGrid = nil, nil })
	for _, route := range []string{"ses", "sendgrid"} {
		if got := o.call(route, nil, []byte("{}")); got != http.StatusNotFound {
			t.Errorf("%s: %d", route, got)
		}
	}
	none := newTheatre(t, `{}`, func(options *notifier.Options) { options.ReturnDomain = "" })
	if got := none.notifier.ReturnAddr(); got != "" {
		t.Errorf("without a return domain bounces are taken at %s", got)
	}
}

// A letter of the real channel comes back by the real listener: from the envelope that was sent to the text that
// goes out instead.
func TestALetterComesBack(t *testing.T) {
	w := newPhone(t, func(o *notifier.Options) { o.ReturnDomain, o.ReturnProtocol = "returns.example.org", bounces.SMTP })
	r, b := reminder(1), brief()
	w.wants(morning, r)
	w.due(r, b)
	w.result(r, events.Email)
	sent := w.letters()[0]
	dsn := "From: MAILER-DAEMON@mx.example.net\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n" +
		"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n\r\n" +
		"Final-Recipient: rfc822; " + b.Meeting.Candidate.Email + "\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n"
	client, err := smtp.Dial(w.notifier.ReturnAddr())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.SendMail("", []string{sent.From}, strings.NewReader(dsn)); err != nil {
		t.Fatal(err)
	}
	w.until("the receipt", func() bool {
		for _, e := range w.events() {
			d, err := events.DataOf[events.Delivery](e)
			if err == nil && e.Type == events.DeliveryReceipt && d.State == string(letter.Bounced) {
				return true
			}
		}
		return false
	})
	_, second := w.result(r, events.SMS)
	if diff := cmp.Diff(events.Accepted, second.Class); diff != "" {
		t.Errorf("the text (-want +got):\n%s", diff)
	}
}
