package portal_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/portal"
)

const (
	slug     = "acme"
	subject  = "int-42"
	patience = 20 * time.Second
	address  = "ada@example.com"
	number   = "+14155550123"
	sender   = "+15005550006"
)

// evening is a moment after the worked example's interview: Tuesday 17:00 in New York.
func evening() time.Time { return time.Date(2026, 3, 3, 22, 0, 0, 0, time.UTC) }

// hand is a clock that a test sets.
type hand struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hand) Now() time.Time { h.mu.Lock(); defer h.mu.Unlock(); return h.now }

func (h *hand) Set(t time.Time) { h.mu.Lock(); defer h.mu.Unlock(); h.now = t }

func (h *hand) Real(shown time.Duration) time.Duration { return max(0, shown) }

func (h *hand) Speed() float64 { return 1 }

// world is a bus, a portal, and a stand-in for the workflow that keeps the dossiers.
type world struct {
	t        testing.TB
	server   *bustest.Server
	bus      *bus.Bus
	clock    *hand
	links    *link.Site
	registry *prometheus.Registry
	logs     *observer.ObservedLogs
	portal   *portal.Service
	// site is where the portal is served.
	site *httptest.Server

	dossiers bus.Bucket[followup.Dossier]
	mu       sync.Mutex
	kept     map[string]followup.Dossier
	// still keeps the workflow from writing.
	still bool
	said  []events.Event
}

func newWorld(t testing.TB, change ...func(*portal.Options)) *world {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	base, err := link.ParseBase("http://portal.test")
	if err != nil {
		t.Fatal(err)
	}
	keys, err := link.ParseKeys(link.NewKey(1))
	if err != nil {
		t.Fatal(err)
	}
	w := &world{
		t: t, server: bustest.NewServer(t), clock: &hand{now: evening()}, logs: logs, registry: prometheus.NewRegistry(),
		links: &link.Site{Base: base, Keys: keys}, kept: map[string]followup.Dossier{},
	}
	w.bus = bustest.Connect(t, w.server, "test")
	w.dossiers = bus.OpenBucket[followup.Dossier](w.bus, bus.DossiersBucket)
	w.tenant(events.Tenant{Slug: slug, Name: "Acme", Brand: events.Brand{SenderName: "Acme Careers", Color: "#1f5f5b", SMSSender: sender}})
	o := portal.Options{
		Bus: w.bus, Clock: w.clock, Links: w.links, Logger: zap.New(core), Registerer: w.registry,
		Limits: portal.Limits{Show: 10 * time.Second, PerLink: 1000, BurstPerLink: 100_000, PerAddress: 1000, BurstPerAddress: 100_000},
	}
	for _, c := range change {
		c(&o)
	}
	if w.portal, err = portal.New(o); err != nil {
		t.Fatal(err)
	}
	w.site = httptest.NewServer(w.portal.Handler())
	ctx, stop := context.WithCancel(context.Background())
	followed := make(chan error, 1)
	go func() { followed <- w.bus.Follow(ctx, events.StreamFacts, time.Unix(1, 0), w.hear) }()
	t.Cleanup(func() {
		w.site.Close()
		stop()
		// A test may be over before the first look at the stream.
		if err := <-followed; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("follow the facts: %v", err)
		}
		w.discreet()
	})
	return w
}

func (w *world) tenant(t events.Tenant) {
	w.t.Helper()
	if _, err := bus.OpenBucket[events.Tenant](w.bus, bus.TenantsBucket).Put(w.t.Context(), t.Slug, t); err != nil {
		w.t.Fatal(err)
	}
}

// hear does what the workflow does with a fact.
func (w *world) hear(m bus.Message) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.said = append(w.said, m.Event)
	if w.still {
		return
	}
	key := link.FollowupRef(m.Event.Tenant, m.Event.Subject).String()
	d := w.kept[key]
	d.Tenant, d.Followup = m.Event.Tenant, m.Event.Subject
	if !slices.ContainsFunc(d.Facts, func(f events.Event) bool { return f.Source == m.Event.Source && f.ID == m.Event.ID }) {
		d.Facts = append(d.Facts, m.Event)
	}
	w.keep(key, d)
}

// keep evaluates a dossier and writes it, or deletes it when the candidate is erased.
func (w *world) keep(key string, d followup.Dossier) {
	d.Emitted = d.Evaluate(followup.DefaultPolicy(), w.clock.Now()).Emitted
	d.Revision++
	w.kept[key] = d
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var err error
	if slices.ContainsFunc(d.Facts, func(f events.Event) bool { return f.Type == events.CandidateErased }) {
		err = w.dossiers.Delete(ctx, key)
	} else {
		_, err = w.dossiers.Put(ctx, key, d)
	}
	if err != nil {
		w.t.Errorf("keep a dossier: %v", err)
	}
}

// at sets the clock, and lets the workflow wake.
func (w *world) at(t time.Time) {
	w.clock.Set(t)
	w.mu.Lock()
	defer w.mu.Unlock()
	for key, d := range w.kept {
		w.keep(key, d)
	}
}

// meeting is that of the worked example.
func meeting() events.Meeting {
	return events.Meeting{
		Interview: events.Interview{
			ID: subject, StartsAt: time.Date(2026, 3, 3, 19, 0, 0, 0, time.UTC), EndedAt: time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC), Format: "onsite",
		},
		Candidate: events.Candidate{Name: "Ada Park", Email: address, Phone: number, TimeZone: "America/New_York", Locale: "en"},
		Employer:  events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Position:  events.Position{Title: "Dispatcher", Required: []string{"route planning", "SQL"}},
		Interviewers: []events.Interviewer{
			{ID: "iv-1", Name: "Mr. Finn", Title: "Operations manager", Email: "finn+jobs@example.com", Phone: "+14155550199"},
			{ID: "lang@example.com", Name: "Bea Lang"},
		},
	}
}

// completed makes the interview known and waits for its dossier.
func (w *world) completed(change ...func(*events.Meeting)) {
	w.t.Helper()
	m := meeting()
	for _, c := range change {
		c(&m)
	}
	w.publish(slug, events.InterviewCompleted, "evt-"+m.Interview.ID, m.Interview.ID, m.Interview.EndedAt, m)
}

// publish stores a fact of an ATS and waits until the workflow knows it.
func (w *world) publish(tenant string, kind events.Type, id, followup string, at time.Time, data any) {
	w.t.Helper()
	w.publishFrom(tenant, kind, "/ats", id, followup, at, data)
}

func (w *world) publishFrom(tenant string, kind events.Type, source, id, followup string, at time.Time, data any) {
	w.t.Helper()
	e, err := events.New(kind, source, id, tenant, followup, at, data)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.bus.Publish(w.t.Context(), e, events.MsgID(tenant, source, id)); err != nil {
		w.t.Fatal(err)
	}
	w.wait("the dossier has fact "+id, func() bool {
		entry, err := w.dossiers.Get(w.t.Context(), link.FollowupRef(tenant, followup).String())
		return err == nil && slices.ContainsFunc(entry.Value.Facts, func(f events.Event) bool { return f.ID == id })
	})
}

// wait waits for something that must happen.
func (w *world) wait(what string, ok func() bool) {
	w.t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-deadline.C:
			w.t.Fatalf("did not happen: %s", what)
		case <-tick.C:
		}
	}
}

// path is that of the candidate's page.
func (w *world) path() string { return pathOf(w.t, w.links.Page(slug, subject, w.clock.Now())) }

func (w *world) feedPath() string { return pathOf(w.t, w.links.Calendar(slug, subject, w.clock.Now())) }

func (w *world) unsubscribePath() string {
	return pathOf(w.t, w.links.Unsubscribe(slug, subject, suppression.OfTenant(slug, events.Email, address), w.clock.Now()))
}

func pathOf(t testing.TB, link string) string {
	t.Helper()
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	return u.Path
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

// send sends a request as it is.
func (w *world) send(r *http.Request) answer {
	w.t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }, Timeout: patience}
	response, err := client.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return answer{status: response.StatusCode, header: response.Header, body: string(body)}
}

func (w *world) request(method, path string, body io.Reader) *http.Request {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.site.URL+path, body)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func (w *world) get(path string) answer {
	w.t.Helper()
	return w.send(w.request(http.MethodGet, path, nil))
}

// post sends a form, with a nonce of the page unless it has one.
func (w *world) post(act string, pairs ...string) answer {
	w.t.Helper()
	form := form(pairs...)
	if !form.Has("nonce") {
		form.Set("nonce", w.nonce())
	}
	return w.postTo(w.path()+"/"+act, form)
}

func (w *world) postTo(path string, form url.Values) answer {
	w.t.Helper()
	r := w.request(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	return w.send(r)
}

func form(pairs ...string) url.Values {
	values := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	return values
}

// nonce is one that the page has drawn.
func (w *world) nonce() string {
	w.t.Helper()
	found := regexp.MustCompile(`name="nonce" value="([A-Z2-7]{26})"`).FindStringSubmatch(w.get(w.path()).body)
	if found == nil {
		w.t.Fatal("the page has no form with a nonce")
	}
	return found[1]
}

// facts are the facts of a type that were told by others than the ATS, in the order in which they were stored.
func (w *world) facts(kinds ...events.Type) []events.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	var found []events.Event
	for _, e := range w.said {
		if e.Source != "/ats" && (len(kinds) == 0 || slices.Contains(kinds, e.Type)) {
			found = append(found, e)
		}
	}
	return found
}

// told waits for the only fact of a type and reads its data.
func told[T any](w *world, kind events.Type) T {
	w.t.Helper()
	w.wait("one "+kind.Name(), func() bool { return len(w.facts(kind)) > 0 })
	found := w.facts(kind)
	if len(found) != 1 {
		w.t.Fatalf("%d facts of type %s", len(found), kind.Name())
	}
	if err := events.Validate(found[0], w.clock.Now()); err != nil {
		w.t.Errorf("%s is no valid fact: %v", kind.Name(), err)
	}
	data, err := events.DataOf[T](found[0])
	if err != nil {
		w.t.Fatal(err)
	}
	return data
}

func (w *world) suppressed() (events.Suppression, bool) {
	w.t.Helper()
	entry, found, err := suppression.Open(w.bus).Find(w.t.Context(), suppression.OfTenant(slug, events.Email, address))
	if err != nil {
		w.t.Fatal(err)
	}
	return entry, found
}

// discreet holds logs and metrics to their promise: nothing of anybody.
func (w *world) discreet() {
	var all bytes.Buffer
	for _, entry := range w.logs.All() {
		line, _ := json.Marshal(entry.ContextMap())
		all.WriteString(entry.Message)
		all.Write(line)
	}
	families, err := w.registry.Gather()
	if err != nil {
		w.t.Error(err)
	}
	for _, f := range families {
		all.WriteString(f.String())
	}
	for _, secret := range []string{"Ada", "Park", "Finn", "Newark", "example.com", "4155550", "/f/", subject} {
		if strings.Contains(all.String(), secret) {
			w.t.Errorf("logs or metrics hold %q", secret)
		}
	}
}

// key is that of the dossier.
func (w *world) key() string { return link.FollowupRef(slug, subject).String() }

func policy() followup.Policy { return followup.DefaultPolicy() }
