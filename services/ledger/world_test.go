package ledger_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/telemetry"
	ledger "github.com/afterword-io/afterword/services/ledger"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

func TestMain(m *testing.M) { booktest.Main(m) }

// patience is how long a test waits for what must happen.
const patience = 30 * time.Second

// hand is a clock that shows one instant.
type hand time.Time

func (h hand) Now() time.Time { return time.Time(h) }

func (hand) Real(shown time.Duration) time.Duration { return max(0, shown) }

func (hand) Speed() float64 { return 1 }

// noon is what the clock of the tests shows.
func noon() time.Time { return time.Date(2026, time.March, 6, 12, 0, 0, 0, time.UTC) }

// world is a bus with one tenant, and where its record is kept.
type world struct {
	server *bustest.Server
	bus    *bus.Bus
	url    string
	key    string
}

func newWorld(t *testing.T, engine string) world {
	t.Helper()
	server := bustest.NewServer(t)
	w := world{server: server, bus: bustest.Connect(t, server, "test"), url: booktest.URL(t, engine)}
	key, record := events.NewAPIKey(time.Now())
	w.key = key
	tenant := events.Tenant{Slug: "acme", Name: "Acme", Keys: []events.APIKey{record}, CreatedAt: noon()}
	if _, err := bus.OpenBucket[events.Tenant](w.bus, bus.TenantsBucket).Put(t.Context(), "acme", tenant); err != nil {
		t.Fatal(err)
	}
	return w
}

// running is a service that runs.
type running struct {
	*ledger.Service
	health   *telemetry.Health
	registry *prometheus.Registry
	stop     func()
}

// start runs a service until the test, or stop, ends it.
func (w world) start(t *testing.T) running {
	t.Helper()
	r := running{health: telemetry.NewHealth(), registry: prometheus.NewRegistry()}
	var err error
	r.Service, err = ledger.New(ledger.Options{
		Bus: w.bus, URL: w.url, Clock: hand(noon()), Addr: "127.0.0.1:0", Health: r.health, Registerer: r.registry,
		Gate:   access.Local(access.Person{ID: "op", Name: "Op", Role: access.Admin, Everywhere: true}),
		Logger: zaptest.NewLogger(t, zaptest.Level(zap.ErrorLevel)),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- r.Run(ctx) }()
	stopped := false
	r.stop = func() {
		t.Helper()
		if stopped {
			return
		}
		stopped = true
		cancel()
		select {
		case err := <-ended:
			if err != nil {
				t.Errorf("Run: %v", err)
			}
		case <-time.After(patience):
			t.Error("Run does not end")
		}
	}
	t.Cleanup(r.stop)
	return r
}

// eventually waits until it holds.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.After(patience)
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-deadline:
			t.Fatalf("%s did not happen within %v", what, patience)
		case <-look.C:
		}
	}
}

// get asks the service with the tenant's key.
func (w world) get(t *testing.T, r running, path string) (status int, body string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+r.Addr()+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+w.key)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

// shows waits until the API tells all that publish has said of a follow-up: each part comes by a stream of its own.
func (w world) shows(t *testing.T, r running, id string) {
	t.Helper()
	eventually(t, "follow-up "+id, func() bool {
		_, body := w.get(t, r, "/v1/followups/"+id+"/timeline")
		return strings.Contains(body, `"interview-`+id+`"`) && strings.Contains(body, `"planned-`+id+`"`)
	})
}

// publish says events about one follow-up: its interview, and a plan with a check-in that was due an hour ago.
func (w world) publish(t *testing.T, id string) {
	t.Helper()
	ended := noon().Add(-72 * time.Hour)
	due := events.Reminder{
		ID: events.ReminderID(id, events.CheckIn, 1), Kind: events.CheckIn, N: 1, State: events.Planned, DueAt: noon().Add(-time.Hour),
		ExpiresAt: noon().Add(48 * time.Hour), Reason: "The day has come.",
	}
	w.say(t, events.InterviewCompleted, "interview-"+id, id, events.Meeting{
		Interview: events.Interview{ID: id, EndedAt: ended}, Candidate: events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
		Employer: events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"}, Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
	})
	w.say(t, events.FollowupPlanned, "planned-"+id, id, events.Snapshot{
		Followup: id, Stage: events.AwaitingDecision, EndedAt: ended, Plan: []events.Reminder{due}, EvaluatedAt: noon(), Revision: 1, Facts: 1,
	})
}

func (w world) say(t *testing.T, kind events.Type, id, followup string, data any) {
	t.Helper()
	e, err := events.New(kind, "/test", id, "acme", followup, noon().Add(-time.Hour), data)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.bus.Publish(t.Context(), e, id); err != nil {
		t.Fatal(err)
	}
}

// gauge reads a metric with at most one label, and -1 if it is not there.
func (r running) gauge(t *testing.T, name, label string) float64 {
	t.Helper()
	families, err := r.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() != name {
			continue
		}
		for _, m := range family.GetMetric() {
			if label == "" || len(m.GetLabel()) > 0 && m.GetLabel()[0].GetValue() == label {
				return m.GetGauge().GetValue() + m.GetCounter().GetValue()
			}
		}
	}
	return -1
}

// dropStream deletes a stream and makes an empty one of its name.
func (w world) dropStream(t *testing.T, stream string) {
	t.Helper()
	nc, err := nats.Connect(w.server.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	if err := js.DeleteStream(t.Context(), stream); err != nil {
		t.Fatal(err)
	}
	if err := w.bus.EnsureTopology(t.Context()); err != nil {
		t.Fatal(err)
	}
}
