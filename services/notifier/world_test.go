package notifier_test

import (
	"context"
	"fmt"
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
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

const (
	slug    = "acme"
	account = "ACtest"
	token   = "secret"
	// patience is how long a test waits for something that must happen.
	patience = 30 * time.Second
)

// morning is when the worked example's first check-in is due: Friday 09:00 in New York.
var morning = time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)

// hand is a clock that a test sets. Real waits are cut short, so that who waits looks again soon.
type hand struct {
	mu  sync.Mutex
	now time.Time
}

func (h *hand) Now() time.Time { h.mu.Lock(); defer h.mu.Unlock(); return h.now }

func (h *hand) Set(t time.Time) { h.mu.Lock(); defer h.mu.Unlock(); h.now = t }

func (h *hand) Real(shown time.Duration) time.Duration {
	return max(0, min(shown, 20*time.Millisecond))
}

func (h *hand) Speed() float64 { return 1 }

// world is a bus, the providers, and what the notifier says.
type world struct {
	t        *testing.T
	server   *bustest.Server
	bus      *bus.Bus
	mail     *channeltest.MailServer
	texts    *channeltest.Texts
	clock    *hand
	channels map[events.Channel]channel.Channel
	registry *prometheus.Registry
	logs     *observer.ObservedLogs
	log      *zap.Logger

	// thaws are called before the notifiers are waited for at the end.
	thaws []func()

	mu   sync.Mutex
	said []events.Event
}

func newWorld(t *testing.T) *world {
	t.Helper()
	core, logs := observer.New(zapcore.DebugLevel)
	w := &world{
		t: t, server: bustest.NewServer(t), mail: channeltest.NewMailServer(t, channeltest.MailOptions{}),
		texts: channeltest.NewTexts(t, account, token), clock: &hand{now: morning}, logs: logs, log: zap.New(core),
	}
	w.bus = bustest.Connect(t, w.server, "test")
	w.texts.SetNow(w.clock.Now)
	letters, err := email.New(email.Options{
		Host: w.mail.Host(), Port: w.mail.Port(), TLS: email.None, From: "Afterword <hello@example.org>", Timeout: 20 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = letters.Close() })
	texts, err := sms.New(sms.Options{BaseURL: w.texts.URL(), Account: account, Token: token, From: "+15005550006"})
	if err != nil {
		t.Fatal(err)
	}
	w.channels = map[events.Channel]channel.Channel{events.Email: letters, events.SMS: texts}
	ctx, stop := context.WithCancel(context.Background())
	followed := make(chan error, 1)
	go func() {
		followed <- w.bus.Follow(ctx, events.StreamDeliveries, time.Unix(1, 0), func(m bus.Message) {
			w.mu.Lock()
			defer w.mu.Unlock()
			w.said = append(w.said, m.Event)
		})
	}()
	t.Cleanup(func() {
		stop()
		if err := <-followed; err != nil {
			t.Errorf("follow the deliveries: %v", err)
		}
		w.discreet()
	})
	return w
}

// start runs a notifier until the test ends or stop is called; stop waits for its end.
func (w *world) start(change func(*notifier.Options)) (stop func()) {
	w.t.Helper()
	w.registry = prometheus.NewRegistry()
	o := notifier.Options{
		Bus: w.bus, Clock: w.clock, Channels: w.channels, MessageIDDomain: "example.org", Logger: w.log, Registerer: w.registry,
		Concurrency: 1, SendTimeout: 20 * time.Second, AckWait: 30 * time.Second,
	}
	if change != nil {
		change(&o)
	}
	n, err := notifier.New(o)
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- n.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			w.t.Errorf("Run: %v", err)
		}
	})
	w.t.Cleanup(func() {
		for _, thaw := range w.thaws {
			thaw()
		}
		stop()
	})
	return stop
}

func brief() events.Brief {
	finn := events.Interviewer{ID: "iv-1", Name: "Mr. Finn", Email: "finn@example.com", Phone: "+14155550199"}
	return events.Brief{
		Meeting: events.Meeting{
			Interview: events.Interview{ID: "int-42", EndedAt: time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)},
			Candidate: events.Candidate{
				ID: "cand-1", Name: "Zebedee Quark", Email: "zebedee@example.com", Phone: "+14155550123", TimeZone: "America/New_York",
			},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
			Interviewers: []events.Interviewer{finn},
		},
		Unthanked: []events.Interviewer{finn}, Deadline: time.Date(2026, 3, 4, 20, 0, 0, 0, time.UTC),
		PromisedBy: events.NewDate(2026, 3, 5),
	}
}

func reminder(n int) events.Reminder {
	return events.Reminder{
		ID: events.ReminderID("int-42", events.CheckIn, n), Kind: events.CheckIn, N: n, State: events.Due,
		DueAt: morning, ExpiresAt: morning.Add(4 * 24 * time.Hour), Reason: "They said by Thursday.",
	}
}

// wants writes the snapshot whose plan is these reminders.
func (w *world) wants(at time.Time, plan ...events.Reminder) {
	w.t.Helper()
	status := bus.OpenBucket[events.Snapshot](w.bus, bus.StatusBucket)
	_, err := status.Put(w.t.Context(), bus.Key(slug, "int-42"), events.Snapshot{Followup: "int-42", Plan: plan, EvaluatedAt: at})
	if err != nil {
		w.t.Fatal(err)
	}
}

// due publishes reminder.due.
func (w *world) due(r events.Reminder, b events.Brief) {
	w.t.Helper()
	id := r.ID + ".due." + r.DueAt.Format(time.RFC3339)
	e, err := events.New(events.ReminderDue, "/afterword/workflow", id, slug, "int-42", w.clock.Now(), events.ReminderNotice{Reminder: r, Brief: &b})
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.bus.Publish(w.t.Context(), e, events.ReminderMsgID(slug, r.ID, r.DueAt)); err != nil {
		w.t.Fatal(err)
	}
}

// order publishes a delivery.requested that no duplicate check recognises.
func (w *world) order(r events.Reminder, b events.Brief, ch events.Channel, copyNumber int) {
	w.t.Helper()
	id := fmt.Sprintf("%s.copy-%d", r.ID, copyNumber)
	e, err := events.New(events.DeliveryRequested, "/test", id, slug, "int-42", w.clock.Now(), events.DeliveryOrder{Reminder: r, Brief: b, Channel: ch})
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.bus.Publish(w.t.Context(), e, id); err != nil {
		w.t.Fatal(err)
	}
}

// until waits for something that must come true.
func (w *world) until(what string, holds func() bool) {
	w.t.Helper()
	deadline := time.NewTimer(patience)
	defer deadline.Stop()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for !holds() {
		select {
		case <-look.C:
		case <-deadline.C:
			for _, e := range w.logs.All() {
				w.t.Log(e.Message, e.ContextMap())
			}
			w.t.Fatalf("waited in vain: %s", what)
		}
	}
}

// result waits for what became of a reminder on a channel.
func (w *world) result(r events.Reminder, ch events.Channel) (verb string, d events.Delivery) {
	w.t.Helper()
	w.until("a result of "+r.ID+" by "+string(ch), func() bool {
		for _, e := range w.events() {
			_, after, _ := strings.Cut(e.Type.Name(), ".")
			data, err := events.DataOf[events.Delivery](e)
			if err == nil && after != "requested" && data.Reminder == r.ID && data.Channel == ch && data.DueAt.Equal(r.DueAt) {
				verb, d = after, data
				return true
			}
		}
		return false
	})
	return verb, d
}

// sent is how often a reminder is said to be sent.
func (w *world) sent(r events.Reminder) (n int) {
	for _, e := range w.events() {
		if d, err := events.DataOf[events.Delivery](e); err == nil && e.Type == events.DeliverySent && d.Reminder == r.ID {
			n++
		}
	}
	return n
}

func (w *world) events() []events.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]events.Event(nil), w.said...)
}

func (w *world) letters() []channeltest.Letter { l, _ := w.mail.Letters(); return l }

func (w *world) sms() []channeltest.Text { l, _ := w.texts.Letters(); return l }

// metric sums the values of a metric whose labels contain these values.
func (w *world) metric(name string, labels ...string) float64 {
	w.t.Helper()
	return metric(w.t, w.registry, name, labels...)
}

func metric(t *testing.T, registry *prometheus.Registry, name string, labels ...string) float64 {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, f := range families {
		if f.GetName() != name {
			continue
		}
	metrics:
		for _, m := range f.GetMetric() {
			has := map[string]bool{}
			for _, l := range m.GetLabel() {
				has[l.GetValue()] = true
			}
			for _, l := range labels {
				if !has[l] {
					continue metrics
				}
			}
			sum += m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return sum
}

// discreet fails the test if a log line or a result holds something personal.
func (w *world) discreet() {
	secrets := []string{"Zebedee", "zebedee@", "4155550123", "Mr. Finn", "finn@", "4155550199", "Finn Logistics"}
	check := func(where, text string) {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				w.t.Errorf("%s holds %q: %s", where, secret, text)
			}
		}
	}
	for _, e := range w.logs.All() {
		check("a log line", e.Message+fmt.Sprint(e.ContextMap()))
	}
	for _, e := range w.events() {
		if e.Type != events.DeliveryRequested {
			check("the data of "+e.Type.Name(), string(e.Data))
		}
		check("the id of "+e.Type.Name(), e.ID)
	}
}
