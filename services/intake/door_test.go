package intake

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

const (
	acmeKey  = "aw_acme-key-of-the-tests"
	otherKey = "aw_other-key-of-the-tests"
	// patience is how long a test waits for something that must happen.
	patience = 20 * time.Second
)

// testNow is the time that the clock of every test shows.
func testNow() time.Time { return time.Date(2026, time.March, 3, 21, 0, 0, 0, time.UTC) }

type stoppedClock struct{ now time.Time }

func (c stoppedClock) Now() time.Time { return c.now }

func (stoppedClock) Real(shown time.Duration) time.Duration { return max(0, shown) }

func (stoppedClock) Speed() float64 { return 1 }

func sha(key string) string {
	sum := sha256.Sum256([]byte(key))
	return hex.EncodeToString(sum[:])
}

func tenant(slug string, keys ...events.APIKey) events.Tenant {
	return events.Tenant{Slug: slug, Keys: keys}
}

// door is an intake with two tenants, acme and other, on a real bus.
type door struct {
	t        *testing.T
	nats     *bustest.Server
	bus      *bus.Bus
	service  *Service
	health   *telemetry.Health
	registry *prometheus.Registry
	logs     *observer.ObservedLogs
	url      string
}

func openDoor(t *testing.T, change ...func(*Options)) *door {
	t.Helper()
	return openDoorOn(t, bustest.NewServer(t), change...)
}

// openDoorOn is openDoor on a server that the test knows already.
func openDoorOn(t *testing.T, nats *bustest.Server, change ...func(*Options)) *door {
	t.Helper()
	d := &door{t: t, nats: nats, health: telemetry.NewHealth(), registry: prometheus.NewRegistry()}
	ctx := t.Context()
	d.bus = bustest.Connect(t, d.nats, "intake-test")
	d.putTenant(tenant("acme", events.APIKey{Hash: sha(acmeKey)}))
	d.putTenant(tenant("other", events.APIKey{Hash: sha(otherKey)}))

	core, logs := observer.New(zap.DebugLevel)
	d.logs = logs
	options := Options{
		Bus: d.bus, Clock: stoppedClock{testNow()}, Addr: "127.0.0.1:0", Logger: zap.New(core), Registerer: d.registry, Health: d.health,
	}
	for _, c := range change {
		c(&options)
	}
	service, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	d.service = service
	d.url = "http://" + d.service.Addr()
	running, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan error, 1)
	go func() { ended <- d.service.Run(running) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	eventually(t, "the tenants are known", func() bool { return d.service.tenants.Ready(ctx) == nil })
	return d
}

func (d *door) putTenant(tenant events.Tenant) {
	d.t.Helper()
	if _, err := bus.OpenBucket[events.Tenant](d.bus, bus.TenantsBucket).Put(d.t.Context(), tenant.Slug, tenant); err != nil {
		d.t.Fatal(err)
	}
}

// eventually waits for ok, which must come true within patience.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !ok() {
		select {
		case <-tick.C:
		case <-deadline.C:
			t.Fatalf("did not come true: %s", what)
		}
	}
}

// response is an answer with its body read.
type response struct {
	*http.Response
	text string
}

func (r response) into(t *testing.T, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(r.text), v); err != nil {
		t.Fatalf("the answer %d is not the expected JSON: %v\n%s", r.StatusCode, err, r.text)
	}
}

func (r response) problem(t *testing.T) httpapi.Problem {
	t.Helper()
	if got := r.Header.Get("Content-Type"); got != "application/problem+json" {
		t.Fatalf("status %d has Content-Type %q, want a problem\n%s", r.StatusCode, got, r.text)
	}
	var p httpapi.Problem
	r.into(t, &p)
	if p.Status != r.StatusCode {
		t.Errorf("the problem says status %d, the answer %d", p.Status, r.StatusCode)
	}
	return p
}

func (r response) locations(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, f := range r.problem(t).Errors {
		all = append(all, f.Location)
	}
	return all
}

// request sends what the test says; headers are name, value, name, value.
func (d *door) request(method, path, key, body string, headers ...string) response {
	d.t.Helper()
	r, err := d.send(method, path, key, body, headers...)
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *door) send(method, path, key, body string, headers ...string) (response, error) {
	req, err := http.NewRequestWithContext(d.t.Context(), method, d.url+path, strings.NewReader(body))
	if err != nil {
		return response{}, err
	}
	if key != "" {
		req.Header.Set("Authorization", "Bearer "+key)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i+1] == "" {
			req.Header.Del(headers[i])
			continue
		}
		req.Header.Add(headers[i], headers[i+1])
		if headers[i] == "Content-Type" {
			req.Header.Set(headers[i], headers[i+1])
		}
	}
	res, err := noRedirects().Do(req)
	if err != nil {
		return response{}, err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return response{res, string(text)}, err
}

func noRedirects() *http.Client {
	return &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

func (d *door) post(path, body string, headers ...string) response {
	d.t.Helper()
	return d.request(http.MethodPost, path, acmeKey, body, headers...)
}

// facts reads the events that FACTS holds; there must be at least n.
func (d *door) facts(n int) []events.Event {
	d.t.Helper()
	ctx, cancel := context.WithCancel(d.t.Context())
	defer cancel()
	var mu sync.Mutex
	var found []events.Event
	ended := make(chan error, 1)
	go func() {
		ended <- d.bus.Follow(ctx, events.StreamFacts, time.Now().Add(-time.Hour), func(m bus.Message) {
			mu.Lock()
			defer mu.Unlock()
			found = append(found, m.Event)
		})
	}()
	// A last fact of our own marks the end of those that were there.
	mark := marker(d.t)
	if _, err := d.bus.Publish(ctx, mark, mark.ID); err != nil {
		d.t.Fatal(err)
	}
	var facts []events.Event
	eventually(d.t, "the facts are read", func() bool {
		mu.Lock()
		defer mu.Unlock()
		facts = nil
		for _, e := range found {
			if e.ID == mark.ID {
				return true
			}
			if e.Tenant != mark.Tenant {
				facts = append(facts, e)
			}
		}
		return false
	})
	cancel()
	if err := <-ended; err != nil {
		d.t.Fatal(err)
	}
	if len(facts) < n {
		d.t.Fatalf("FACTS holds %d facts, want at least %d", len(facts), n)
	}
	return facts
}

func marker(t *testing.T) events.Event {
	t.Helper()
	e, err := events.New(events.CandidateErased, "/test", "mark-"+time.Now().Format("150405.000000000"), "marks", "mark", testNow(), events.Erasure{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// meeting is the interview of the examples as JSON, after change.
func meeting(t *testing.T, change ...func(*events.Meeting)) string {
	t.Helper()
	m := (&described{now: testNow().AddDate(0, 0, 1)}).meetingExample()
	for _, c := range change {
		c(&m)
	}
	return encode(t, m)
}

func encode(t *testing.T, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// document is the meeting as a map, for changes that the type cannot express.
func document(t *testing.T) map[string]any {
	t.Helper()
	var m map[string]any
	decoder := json.NewDecoder(bytes.NewReader([]byte(meeting(t))))
	decoder.UseNumber()
	if err := decoder.Decode(&m); err != nil {
		t.Fatal(err)
	}
	return m
}
