package alerts

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/intake"
	"github.com/afterword-io/afterword/services/portal"
)

const tenant = "acme"

// connected is a bus whose connection shows its metrics.
func connected(t *testing.T, url string, registry *prometheus.Registry, maxBytes int64) *bus.Bus {
	t.Helper()
	b, err := bus.Connect(t.Context(), bus.Options{URL: url, Name: "test", MaxBytes: maxBytes, Registerer: registry})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := b.EnsureTopology(ctx); err != nil {
		t.Fatal(err)
	}
	return b
}

// running runs something until the test ends or stop is called.
func running(t *testing.T, run func(context.Context) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- run(ctx) }()
	stopped := false
	stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("it ended with %v", err)
		}
	}
	t.Cleanup(stop)
	return stop
}

// again calls do until stop is called or the test ends.
func again(t *testing.T, every time.Duration, do func(ctx context.Context, n int)) (stop func()) {
	t.Helper()
	return running(t, func(ctx context.Context) error {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for n := 0; ; n++ {
			do(ctx, n)
			select {
			case <-ctx.Done():
				return nil
			case <-ticker.C:
			}
		}
	})
}

// fact is one of a follow-up of its own.
func fact(t *testing.T, n int) events.Event {
	t.Helper()
	e, err := events.New(events.CandidateErased, "/test", fmt.Sprint("e-", n), tenant, fmt.Sprint("int-", n), time.Now(), struct{}{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// theBusStops takes the bus away from intake and the portal while they are used.
func theBusStops(t *testing.T) {
	server := bustest.NewServer(t)
	registry, health := prometheus.NewRegistry(), telemetry.NewHealth()
	registry.MustRegister(health)
	b := connected(t, server.URL(), registry, bustest.MaxBytes)
	key, record := events.NewAPIKey(time.Now())
	if _, err := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket).Put(t.Context(), tenant, events.Tenant{Slug: tenant, Keys: []events.APIKey{record}}); err != nil {
		t.Fatal(err)
	}
	door, err := intake.New(intake.Options{Bus: b, Addr: "127.0.0.1:0", Registerer: registry, Health: health})
	if err != nil {
		t.Fatal(err)
	}
	running(t, door.Run)
	links := site(t)
	page, err := portal.New(portal.Options{Bus: b, Links: links, Registerer: registry, Limits: portal.Limits{
		PerLink: 1000, BurstPerLink: 100_000, PerAddress: 1000, BurstPerAddress: 100_000,
	}})
	if err != nil {
		t.Fatal(err)
	}
	pages := httptest.NewServer(page.Handler())
	t.Cleanup(pages.Close)
	await(t, "intake knows its tenants", func() error { return health.Ready(t.Context()) })

	target, _ := shown(t, "afterword", registry)
	w := watch(t, target)
	token := links.Keys.Sign(link.Token{Purpose: link.Page, Followup: link.FollowupRef(tenant, "int-1"), Expires: time.Now().Add(time.Hour)})
	again(t, 50*time.Millisecond, func(ctx context.Context, n int) {
		call(ctx, http.MethodGet, pages.URL+"/f/"+token, "", "")
		call(ctx, http.MethodPost, "http://"+door.Addr()+"/v1/followups/int-1/facts/thankyou.sent", key, `{"method":"email"}`)
	})
	w.await("facts are taken", func() error {
		if len(w.query(`sum(rate(afterword_intake_requests_total{status="2xx"}[2s])) > 0`)) == 0 {
			return errors.New("none yet")
		}
		return nil
	})
	w.quiet("BusUnreachable", "NotReady", "IntakeUnavailable", "PortalUnavailable")
	server.Stop()
	w.fires("BusUnreachable", "job", "afterword")
	w.fires("NotReady", "check", "bus")
	w.fires("IntakeUnavailable", "job", "afterword")
	w.fires("PortalUnavailable", "job", "afterword")
	server.Start()
	w.ends("BusUnreachable")
	w.ends("NotReady")
}

// site makes links that the portal believes.
func site(t *testing.T) *link.Site {
	t.Helper()
	base, err := link.ParseBase("http://portal.test")
	if err != nil {
		t.Fatal(err)
	}
	keys, err := link.ParseKeys(link.NewKey(1))
	if err != nil {
		t.Fatal(err)
	}
	return &link.Site{Base: base, Keys: keys}
}

// call makes a request whose answer does not matter.
func call(ctx context.Context, method, url, key, body string) {
	request, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return
	}
	if key != "" {
		request.Header.Set("Authorization", "Bearer "+key)
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return
	}
	_, _ = io.Copy(io.Discard, response.Body)
	_ = response.Body.Close()
}

// writingIsSlow puts a line with a long delay between a publisher and the bus.
func writingIsSlow(t *testing.T) {
	server := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	line := newLine(t, strings.TrimPrefix(server.URL(), "nats://"))
	b := connected(t, "nats://"+line.addr(), registry, bustest.MaxBytes)
	target, _ := shown(t, "afterword", registry)
	// What is asked of the bus for its metrics takes the slow line, too.
	w := watchEach(t, "2s", target)
	again(t, 20*time.Millisecond, func(ctx context.Context, n int) {
		// What is cut off at the end of the test is no matter.
		_, _ = b.Publish(ctx, fact(t, n), fmt.Sprint("m-", n))
	})
	w.await("writes are measured", func() error {
		if len(w.query(`stream:afterword_bus_publish_seconds:p99_5m{stream="FACTS"} < 0.5`)) == 0 {
			return errors.New("not yet")
		}
		return nil
	})
	w.quiet("PublishSlow")
	line.slow(700 * time.Millisecond)
	w.fires("PublishSlow", "stream", "FACTS")
}

// line passes bytes on between clients and a server, with a delay that can be set.
type line struct {
	listener net.Listener
	delay    chan time.Duration
}

func newLine(t *testing.T, server string) *line {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{listener: listener, delay: make(chan time.Duration, 1)}
	l.delay <- 0
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			upstream, err := net.Dial("tcp", server)
			if err != nil {
				_ = client.Close()
				continue
			}
			go l.pass(upstream, client)
			go l.pass(client, upstream)
		}
	}()
	return l
}

func (l *line) addr() string { return l.listener.Addr().String() }

func (l *line) slow(by time.Duration) {
	<-l.delay
	l.delay <- by
}

// pass passes on each piece when its delay is over.
func (l *line) pass(to, from net.Conn) {
	defer func() { _, _ = to.Close(), from.Close() }()
	buffer := make([]byte, 64<<10)
	for {
		n, err := from.Read(buffer)
		delay := <-l.delay
		l.delay <- delay
		<-time.After(delay / 2)
		if _, failed := to.Write(buffer[:n]); failed != nil || err != nil {
			return
		}
	}
}

// aStreamFills publishes until little room is left.
func aStreamFills(t *testing.T) {
	server := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	b := connected(t, server.URL(), registry, 64<<10)
	target, _ := shown(t, "afterword", registry)
	w := watch(t, target)
	w.quiet("StreamNearlyFull")
	var unavailable *bus.UnavailableError
	for n := 0; ; n++ {
		if _, err := b.Publish(t.Context(), fact(t, n), fmt.Sprint("m-", n)); errors.As(err, &unavailable) && unavailable.Full {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	w.fires("StreamNearlyFull", "stream", "FACTS")
}

// aConsumerStops leaves three facts lying.
func aConsumerStops(t *testing.T) {
	server := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	b := connected(t, server.URL(), registry, bustest.MaxBytes)
	handled := make(chan struct{}, 100)
	stop := running(t, func(ctx context.Context) error {
		return b.Consume(ctx, bus.Consumer{Stream: events.StreamFacts, Durable: "reader"}, func(context.Context, bus.Message) bus.Outcome {
			handled <- struct{}{}
			return bus.Done()
		})
	})
	publish := func(from, to int) {
		for n := from; n < to; n++ {
			if _, err := b.Publish(t.Context(), fact(t, n), fmt.Sprint("m-", n)); err != nil {
				t.Fatal(err)
			}
		}
	}
	publish(0, 3)
	for range 3 {
		<-handled
	}
	target, _ := shown(t, "afterword", registry)
	w := watch(t, target)
	w.quiet("ConsumerBehind")
	stop()
	publish(3, 6)
	w.fires("ConsumerBehind", "consumer", "reader", "stream", "FACTS")
	running(t, func(ctx context.Context) error {
		return b.Consume(ctx, bus.Consumer{Stream: events.StreamFacts, Durable: "reader"}, func(context.Context, bus.Message) bus.Outcome { return bus.Done() })
	})
	w.ends("ConsumerBehind")
}

// aServiceIsGone stops showing metrics.
func aServiceIsGone(t *testing.T) {
	target, closeIt := shown(t, "afterword-notifier", prometheus.NewRegistry())
	w := watch(t, target)
	w.quiet("ServiceDown")
	closeIt()
	w.fires("ServiceDown", "job", "afterword-notifier", "instance", target.address)
}
