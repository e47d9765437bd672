package notifier_test

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
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/conversation"
)

const (
	publicBase = "https://callbacks.example.org"
	handset    = "+14155550123"
	inboundURL = "/v1/callbacks/twilio/inbound"
)

// phone is a candidate's phone: what it answers goes to a notifier by its provider, over HTTP.
type phone struct {
	*world
	notifier *notifier.Notifier
	talks    *conversation.Conversations
	made     int
	mu       sync.Mutex
}

func newPhone(t *testing.T, change func(*notifier.Options)) *phone {
	t.Helper()
	w := newWorld(t)
	w.registry = prometheus.NewRegistry()
	base, err := link.ParseBase(publicBase)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := link.ParseKeys(link.NewKey(1))
	if err != nil {
		t.Fatal(err)
	}
	o := notifier.Options{
		Bus: w.bus, Clock: w.clock, Channels: w.channels, MessageIDDomain: "example.org", Logger: w.log, Registerer: w.registry,
		Public: base, Addr: "127.0.0.1:0", Links: &link.Site{Base: base, Keys: keys},
	}
	if change != nil {
		change(&o)
	}
	p := &phone{world: w, talks: conversation.Open(w.bus)}
	if p.notifier, err = notifier.New(o); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.notifier.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	return p
}

// texted notes that a text of a kind has gone out to the phone.
func (p *phone) texted(tenant, followup string, kind events.Kind, locale string) {
	p.t.Helper()
	p.textedFrom(number, tenant, followup, kind, locale)
}

func (p *phone) textedFrom(sender, tenant, followup string, kind events.Kind, locale string) {
	p.t.Helper()
	err := p.talks.Note(p.t.Context(), sender, handset, conversation.Text{
		Tenant: tenant, Followup: followup, Kind: kind, N: 1, Reminder: events.ReminderID(followup, kind, 1), Locale: locale, At: p.clock.Now(),
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// sid is an id that no text has had.
func (p *phone) sid() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.made++
	return fmt.Sprintf("SM%032d", p.made)
}

// form is that of a text from the phone.
func (p *phone) form(text string) url.Values {
	return url.Values{
		"MessageSid": {p.sid()}, "AccountSid": {account}, "From": {handset}, "To": {number}, "Body": {text}, "NumMedia": {"0"},
	}
}

// says sends a text and returns the answer, "" for none.
func (p *phone) says(text string) string {
	p.t.Helper()
	return p.sends(p.form(text))
}

func (p *phone) sends(form url.Values) string {
	p.t.Helper()
	status, answer := p.post(inboundURL, form)
	if status != http.StatusOK {
		p.t.Fatalf("a text is answered with %d", status)
	}
	return answer
}

// post calls back as the provider does, and returns the status and the text of the answer.
func (p *phone) post(path string, form url.Values) (status int, answer string) {
	p.t.Helper()
	status, _, body := p.call(http.MethodPost, path, "application/x-www-form-urlencoded", signatureOf(token, publicBase+path, form), form.Encode())
	if status != http.StatusOK {
		return status, ""
	}
	var document struct {
		XMLName xml.Name `xml:"Response"`
		Message []string `xml:"Message"`
	}
	if err := xml.Unmarshal([]byte(body), &document); err != nil || len(document.Message) > 1 {
		p.t.Errorf("the answer is %q: %v", body, err)
	}
	return status, strings.Join(document.Message, "")
}

func (p *phone) call(method, path, kind, signature, body string) (status int, header http.Header, answer string) {
	p.t.Helper()
	request, err := http.NewRequestWithContext(p.t.Context(), method, "http://"+p.notifier.Addr()+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Content-Type", kind)
	if signature != "" {
		request.Header.Set("X-Twilio-Signature", signature)
	}
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	read, err := io.ReadAll(response.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(read)
}

func signatureOf(token, address string, form url.Values) string {
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(address))
	for _, key := range slices.Sorted(maps.Keys(form)) {
		mac.Write([]byte(key + form.Get(key)))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

// facts are all that were published, in order.
func (p *phone) facts() []events.Event { p.t.Helper(); return stored(p.t, p.bus, events.StreamFacts) }

// stored is what a stream holds.
func stored(t *testing.T, b *bus.Bus, stream string) []events.Event {
	t.Helper()
	var all []events.Event
	for sequence := uint64(1); ; sequence++ {
		m, err := b.Get(t.Context(), stream, sequence)
		if errors.Is(err, bus.ErrNotFound) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, m.Event)
	}
}

// talk is what is remembered of the phone.
func (p *phone) talk() conversation.Conversation {
	p.t.Helper()
	now, _, err := p.talks.Read(p.t.Context(), number, handset)
	if err != nil {
		p.t.Fatal(err)
	}
	return now
}

// answered is the kind of the last answer.
func (p *phone) answered() string {
	p.t.Helper()
	replies := p.talk().Replies
	if len(replies) == 0 {
		return "nothing is remembered"
	}
	return replies[len(replies)-1].Answer
}

// interview is the fact that a follow-up begins with: the worked example of the domain, told by Thursday.
func interview(tenant, id string, change func(*events.Meeting)) events.Event {
	ended := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	meeting := brief().Meeting
	meeting.Interview = events.Interview{ID: id, StartsAt: ended.Add(-time.Hour), EndedAt: ended}
	meeting.Promise = &events.Promise{Said: "by Thursday"}
	if change != nil {
		change(&meeting)
	}
	e, err := events.New(events.InterviewCompleted, "/ats", "interview-"+id, tenant, id, ended, meeting)
	if err != nil {
		panic(err)
	}
	return e
}

// keeps writes the dossier that the workflow would.
func (p *phone) keeps(d followup.Dossier) {
	p.t.Helper()
	dossiers := bus.OpenBucket[followup.Dossier](p.bus, bus.DossiersBucket)
	if _, err := dossiers.Put(p.t.Context(), link.FollowupRef(d.Tenant, d.Followup).String(), d); err != nil {
		p.t.Fatal(err)
	}
}
