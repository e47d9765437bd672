package notifier_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
	"github.com/afterword-io/afterword/services/notifier/letter"
)

const formType = "application/x-www-form-urlencoded"

func TestCallsThatAreRefused(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	form := p.form("STOP")
	body, genuine := form.Encode(), signatureOf(token, publicBase+inboundURL, form)
	tests := []struct {
		name                                string
		method, path, kind, signature, body string
		want                                int
	}{
		{"no signature", http.MethodPost, inboundURL, formType, "", body, http.StatusForbidden},
		{"another account's", http.MethodPost, inboundURL, formType, signatureOf("other", publicBase+inboundURL, form), body, http.StatusForbidden},
		{"one flipped bit", http.MethodPost, inboundURL, formType, "A" + genuine[1:], body, http.StatusForbidden},
		{"in lower case", http.MethodPost, inboundURL, formType, strings.ToLower(genuine), body, http.StatusForbidden},
		{"with a prefix", http.MethodPost, inboundURL, formType, "sha1=" + genuine, body, http.StatusForbidden},
		{"of another body", http.MethodPost, inboundURL, formType, genuine, strings.Replace(body, "STOP", "STOQ", 1), http.StatusForbidden},
		{"of a shorter body", http.MethodPost, inboundURL, formType, genuine, body + "&X=1", http.StatusForbidden},
		{"of another address", http.MethodPost, inboundURL, formType, signatureOf(token, publicBase+"/other", form), body, http.StatusForbidden},
		{"of the address it is really called at", http.MethodPost, inboundURL, formType, signatureOf(token, "http://"+p.notifier.Addr()+inboundURL, form), body, http.StatusForbidden},
		{"of the address without what is asked", http.MethodPost, inboundURL + "?a=1", formType, genuine, body, http.StatusForbidden},
		{"a body that is no form", http.MethodPost, inboundURL, formType, signatureOf(token, publicBase+inboundURL, nil), "%zz", http.StatusForbidden},
		{"a form that is no text", http.MethodPost, inboundURL, formType, signatureOf(token, publicBase+inboundURL, url.Values{"A": {"1"}}), "A=1", http.StatusBadRequest},
		{"JSON", http.MethodPost, inboundURL, "application/json", genuine, body, http.StatusUnsupportedMediaType},
		{"no type", http.MethodPost, inboundURL, "", genuine, body, http.StatusUnsupportedMediaType},
		{"too much", http.MethodPost, inboundURL, formType, genuine, strings.Repeat("a", 64<<10+1), http.StatusRequestEntityTooLarge},
		{"GET", http.MethodGet, inboundURL, formType, genuine, "", http.StatusMethodNotAllowed},
		{"HEAD", http.MethodHead, inboundURL, formType, genuine, "", http.StatusMethodNotAllowed},
		{"PUT", http.MethodPut, inboundURL, formType, genuine, body, http.StatusMethodNotAllowed},
		{"no such path", http.MethodPost, "/v1/callbacks/twilio/other", formType, genuine, body, http.StatusNotFound},
		{"nor this one", http.MethodGet, "/", "", "", "", http.StatusNotFound},
		{"a slash behind it", http.MethodPost, inboundURL + "/", formType, genuine, body, http.StatusNotFound},
		{"two slashes", http.MethodPost, "/" + inboundURL, formType, genuine, body, http.StatusNotFound},
		{"dots", http.MethodPost, "/v1/x/../callbacks/twilio/inbound", formType, genuine, body, http.StatusNotFound},
		{"a provider without an account here", http.MethodPost, "/v1/callbacks/ses", "application/json", "", "{}", http.StatusNotFound},
	}
	for _, test := range tests {
		status, header, answer := p.call(test.method, test.path, test.kind, test.signature, test.body)
		if status != test.want || header.Get("Location") != "" {
			t.Errorf("%s: %d %q; want %d", test.name, status, header.Get("Location"), test.want)
		}
		if strings.Contains(answer, "STO") || strings.Contains(answer, handset) {
			t.Errorf("%s: the answer quotes what came: %q", test.name, answer)
		}
	}
	if p.isStopped(number) || len(p.talk().Replies) != 0 {
		t.Error("a call that was refused has had an effect")
	}
	if got := p.metric("afterword_notifier_callbacks_total", "twilio/inbound", "403"); got != 11 {
		t.Errorf("%v calls are counted as forged; want 11", got)
	}
	// What is counted has no name that a caller chooses.
	if got := p.metric("afterword_notifier_callbacks_total", "other", "404"); got != 6 {
		t.Errorf("%v calls are counted as going nowhere; want 6", got)
	}
	if status, _, _ := p.call(http.MethodPost, inboundURL, formType+"; charset=UTF-8", genuine, body); status != http.StatusOK || !p.isStopped(number) {
		t.Errorf("the genuine call is answered with %d", status)
	}
}

func TestTheSignatureIsOfTheAddressWithWhatIsAsked(t *testing.T) {
	p := newPhone(t, nil)
	p.texted(slug, "int-42", events.CheckIn, "en")
	if status, answer := p.post(inboundURL+"?tenant=a%20b&x", p.form("HELP")); status != http.StatusOK || answer == "" {
		t.Errorf("%d, %q", status, answer)
	}
}

func TestAFormMustNotBePacked(t *testing.T) {
	p := newPhone(t, nil)
	form := p.form("STOP")
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, inboundURL, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", formType)
	r.Header.Set("Content-Encoding", "gzip")
	r.Header.Set("X-Twilio-Signature", signatureOf(token, publicBase+inboundURL, form))
	w := httptest.NewRecorder()
	if p.notifier.Handler().ServeHTTP(w, r); w.Code != http.StatusUnsupportedMediaType {
		t.Errorf("%d", w.Code)
	}
}

func TestWithoutAPublicAddressNoCallIsBelieved(t *testing.T) {
	p := newPhone(t, func(o *notifier.Options) { o.Public = nil })
	if status, _ := p.post(inboundURL, p.form("STOP")); status != http.StatusNotFound {
		t.Errorf("%d", status)
	}
}

func TestCallbacksMayBeServedElsewhere(t *testing.T) {
	p := newPhone(t, func(o *notifier.Options) { o.Addr = "" })
	if p.notifier.Addr() != "" {
		t.Errorf("the address is %q", p.notifier.Addr())
	}
	form := p.form("STOP")
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, inboundURL, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", formType)
	r.Header.Set("X-Twilio-Signature", signatureOf(token, publicBase+inboundURL, form))
	w := httptest.NewRecorder()
	p.notifier.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusOK || !p.isStopped(number) {
		t.Errorf("%d", w.Code)
	}
}

func TestAnAddressThatIsTakenIsToldAtOnce(t *testing.T) {
	p := newPhone(t, nil)
	_, err := notifier.New(notifier.Options{Bus: p.bus, Channels: p.channels, MessageIDDomain: "example.org", Addr: p.notifier.Addr()})
	if err == nil || !strings.Contains(err.Error(), "listen") {
		t.Errorf("New: %v", err)
	}
}

// text is a letter to the phone that its provider has taken.
func (p *phone) text(followup string) link.Ref {
	p.t.Helper()
	r := reminder(1)
	r.ID, r.ExpiresAt = events.ReminderID(followup, events.CheckIn, 1), morning
	order := events.DeliveryOrder{Reminder: r, Brief: brief(), Channel: events.SMS}
	e, err := events.New(events.DeliveryRequested, "/test", r.ID, slug, followup, morning, order)
	if err != nil {
		p.t.Fatal(err)
	}
	ack, err := p.bus.Publish(p.t.Context(), e, r.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	l := letter.Letter{
		Tenant: slug, Followup: followup, Reminder: r.ID, Kind: r.Kind, N: r.N, Channel: events.SMS, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt,
		SentAt: morning, Sender: number, Address: suppression.OfTenant(slug, events.SMS, handset), Sequence: ack.Sequence,
	}
	if err := letter.Open(p.bus).Put(p.t.Context(), l); err != nil {
		p.t.Fatal(err)
	}
	return letter.Ref(l)
}

// status is the form with which a text's status is told.
func (p *phone) status(word, code string) url.Values {
	form := url.Values{
		"MessageSid": {p.sid()}, "MessageStatus": {word}, "To": {handset}, "From": {number}, "AccountSid": {account}, "ApiVersion": {"2010-04-01"},
	}
	if code != "" {
		form.Set("ErrorCode", code)
	}
	return form
}

// receipts are the states that were told of the texts of a follow-up.
func (p *phone) receipts(followup string) (states []string) {
	p.t.Helper()
	for _, e := range stored(p.t, p.bus, events.StreamDeliveries) {
		if e.Subject != followup || e.Type != events.DeliveryReceipt {
			continue
		}
		data, err := events.DataOf[events.Delivery](e)
		if err != nil {
			p.t.Fatal(err)
		}
		states = append(states, data.State)
	}
	return states
}

func TestWhatBecomesOfATextIsReceived(t *testing.T) {
	p := newPhone(t, nil)
	tests := []struct {
		name string
		// told are words, each with a code behind a slash or none.
		told []string
		want []string
		// rule is that under which the tenant may not text the number any more; stopped that the sender may not.
		rule    string
		stopped bool
	}{
		{"the usual way", []string{"queued", "sending", "sent", "delivered"}, []string{"queued", "sending", "sent", "delivered"}, "", false},
		{"shuffled and twice", []string{"sent", "delivered", "queued", "sending", "delivered", "sent"}, []string{"sent", "delivered"}, "", false},
		{"words that say nothing", []string{"receiving", "received", "fantasy"}, nil, "", false},
		{"not reached", []string{"sent", "undelivered/30003"}, []string{"sent", "undelivered"}, "", false},
		{"filtered", []string{"undelivered/30007"}, []string{"undelivered"}, "", false},
		{"no such number", []string{"sent", "undelivered/30005"}, []string{"sent", "bounced"}, events.RuleBounce, false},
		{"a landline", []string{"failed/30006"}, []string{"bounced"}, events.RuleBounce, false},
		{"the provider was told to stop", []string{"failed/21610"}, []string{"failed"}, "", true},
	}
	for i, test := range tests {
		followup := "int-" + string(rune('a'+i))
		ref, list := p.text(followup), suppression.Open(p.bus)
		for _, told := range test.told {
			word, code, _ := strings.Cut(told, "/")
			if status, _ := p.post("/v1/callbacks/twilio/status/"+ref.String(), p.status(word, code)); status != http.StatusNoContent {
				t.Errorf("%s: %s is answered with %d", test.name, told, status)
			}
		}
		if diff := cmp.Diff(test.want, p.receipts(followup)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		tenants, _, err := list.Find(t.Context(), suppression.OfTenant(slug, events.SMS, handset))
		if err != nil || tenants.Rule != test.rule || p.isStopped(number) != test.stopped {
			t.Errorf("%s: the tenant's rule is %q, stopped is %v, %v", test.name, tenants.Rule, p.isStopped(number), err)
		}
		for _, key := range []string{suppression.OfTenant(slug, events.SMS, handset), suppression.OfSender(events.SMS, number, handset)} {
			if _, _, err := list.Release(t.Context(), key); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestStatusesThatMeanNothingHere(t *testing.T) {
	p := newPhone(t, nil)
	ref := p.text("int-42").String()
	tests := []struct {
		name, ref string
		form      url.Values
		want      int
	}{
		{"of a text that is not kept", strings.Repeat("0", 32), p.status("delivered", ""), http.StatusNoContent},
		{"of what is no text", "abc", p.status("delivered", ""), http.StatusNotFound},
		{"of a text in capitals", strings.ToUpper(ref), p.status("delivered", ""), http.StatusNotFound},
		{"without a status", ref, url.Values{"MessageSid": {"SM1"}}, http.StatusBadRequest},
		{"without an id", ref, url.Values{"MessageStatus": {"sent"}}, http.StatusBadRequest},
	}
	for _, test := range tests {
		if status, _ := p.post("/v1/callbacks/twilio/status/"+test.ref, test.form); status != test.want {
			t.Errorf("%s: %d; want %d", test.name, status, test.want)
		}
	}
	form := p.status("delivered", "")
	path := "/v1/callbacks/twilio/status/" + ref
	if status, _, _ := p.call(http.MethodPost, path, formType, signatureOf("other", publicBase+path, form), form.Encode()); status != http.StatusForbidden {
		t.Errorf("a forged status is answered with %d", status)
	}
	// The status of one text is signed for its address alone.
	elsewhere := "/v1/callbacks/twilio/status/" + p.text("int-43").String()
	if status, _, _ := p.call(http.MethodPost, elsewhere, formType, signatureOf(token, publicBase+path, form), form.Encode()); status != http.StatusForbidden {
		t.Errorf("the status of another text is answered with %d", status)
	}
	if said := append(p.receipts("int-42"), p.receipts("int-43")...); len(said) != 0 {
		t.Errorf("receipts say %q", said)
	}
}

func TestAStatusThatCannotBeStoredIsAskedForAgain(t *testing.T) {
	p := newPhone(t, nil)
	path, form := "/v1/callbacks/twilio/status/"+p.text("int-42").String(), p.status("failed", "21610")
	p.server.Stop()
	if status, _ := p.post(path, form); status != http.StatusServiceUnavailable {
		t.Errorf("%d", status)
	}
	p.server.Start()
	p.until("the bus to be back", func() bool { return p.bus.Healthy(t.Context()) == nil })
	if status, _ := p.post(path, form); status != http.StatusNoContent || !p.isStopped(number) {
		t.Errorf("%d when it comes again; stopped is %v", status, p.isStopped(number))
	}
}

// genuine is a puppet whose provider signs as an account of ours does.
type genuine struct {
	*puppet
	*sms.Channel
}

func (g genuine) Sender() channel.Sender { return g.puppet.Sender() }

// Send is the puppet's.
func (g genuine) Send(ctx context.Context, l channel.Letter, begin channel.Begin) (channel.Receipt, error) {
	return g.puppet.Send(ctx, l, begin)
}

// A hundred texts to a number race with the STOP that its owner sends by text. From the moment at which the list
// holds it, no byte leaves for the number.
func TestNoTextLeavesAfterAStopThatCameByText(t *testing.T) {
	const letters, before = 100, 20
	ours, err := sms.New(sms.Options{BaseURL: channeltest.NewTexts(t, account, token).URL(), Account: account, Token: token, From: number})
	if err != nil {
		t.Fatal(err)
	}
	th := newTheatre(t, `{}`, func(o *notifier.Options) {
		o.Channels[events.SMS] = genuine{o.Channels[events.SMS].(*puppet), ours}
		o.Concurrency = letters
	})
	owner := newPart(0).address(events.SMS)
	list, key := suppression.Open(th.bus), suppression.OfSender(events.SMS, number, owner)
	var sent, late atomic.Int32
	some := make(chan struct{})
	th.puppets[events.SMS].during = func(channel.Letter) error {
		if sent.Add(1) == before {
			close(some)
		}
		// The bytes take as long as it takes to ask the list: they would be found leaving.
		if _, found, err := list.Find(t.Context(), key); err != nil || found {
			late.Add(1)
		}
		return nil
	}
	orders := make([]bus.Message, 0, letters)
	for i := range letters {
		p := newPart(i)
		p.brief.Meeting.Candidate.Phone = owner
		th.knows(p, events.Snapshot{Plan: []events.Reminder{p.reminder}})
		order := events.DeliveryOrder{Reminder: p.reminder, Brief: p.brief, Channel: events.SMS}
		orders = append(orders, bus.Message{Event: th.event(events.DeliveryRequested, p, p.reminder.ID, order), Attempt: 1})
	}
	var all sync.WaitGroup
	all.Go(func() {
		<-some
		form := url.Values{"MessageSid": {"SM1"}, "From": {owner}, "To": {number}, "Body": {"STOP"}}
		address := th.links.Base.JoinPath(inboundURL).String()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, inboundURL, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", formType)
		r.Header.Set("X-Twilio-Signature", signatureOf(token, address, form))
		w := httptest.NewRecorder()
		th.notifier.Handler().ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Errorf("STOP is answered with %d", w.Code)
		}
	})
	work := make(chan bus.Message)
	for range 16 {
		all.Go(func() {
			for m := range work {
				th.notifier.Handle(t.Context(), m)
			}
		})
	}
	for _, m := range orders {
		work <- m
	}
	close(work)
	all.Wait()
	if n := late.Load(); n > 0 {
		t.Errorf("%d texts left after the STOP", n)
	}
	if n := th.puppets[events.SMS].left(owner); n < before || n == letters {
		t.Errorf("%d texts left; the STOP came while some had left and others had not", n)
	}
	if _, found, err := list.Find(t.Context(), key); err != nil || !found {
		t.Errorf("the STOP is not kept: %v", err)
	}
}
