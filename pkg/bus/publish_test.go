package bus_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// connect returns a connection with these options, and with the topology.
func connect(t *testing.T, s *bustest.Server, o bus.Options) *bus.Bus {
	t.Helper()
	o.URL, o.Name = s.URL(), "test"
	if o.MaxBytes == 0 {
		o.MaxBytes = bustest.MaxBytes
	}
	b, err := bus.Connect(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if err := b.EnsureTopology(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b
}

func TestPublishGoesToTheStreamOfTheType(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	for _, test := range []struct {
		event           events.Event
		stream, subject string
	}{
		{fact("a"), "FACTS", "afterword.facts.acme.thankyou.sent"},
		{event(events.FollowupPlanned, "b", events.Snapshot{Followup: "int-1"}), "FOLLOWUPS", "afterword.followups.acme.followup.planned"},
		{event(events.DeliverySent, "c", events.Delivery{Channel: events.SMS}), "DELIVERIES", "afterword.deliveries.acme.sms.sent"},
	} {
		ack, err := b.Publish(t.Context(), test.event, "m-"+test.event.ID)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(bus.Ack{Stream: test.stream, Sequence: 1}, ack); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.event.Type.Name(), diff)
		}
		stream, err := js.Stream(t.Context(), test.stream)
		if err != nil {
			t.Fatal(err)
		}
		stored, err := stream.GetMsg(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		if stored.Subject != test.subject {
			t.Errorf("%s lies under %s, want %s", test.event.Type.Name(), stored.Subject, test.subject)
		}
	}
}

func TestPublishReportsADuplicate(t *testing.T) {
	s := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	b := connect(t, s, bus.Options{Registerer: registry})
	for i, want := range []bus.Ack{
		{Stream: "FACTS", Sequence: 1},
		{Stream: "FACTS", Sequence: 1, Duplicate: true},
	} {
		got, err := b.Publish(t.Context(), fact("a"), "m-a")
		if err != nil || got != want {
			t.Fatalf("publish %d: got %+v, %v, want %+v", i+1, got, err, want)
		}
	}
	// What has not happened yet is a zero, so that its first time is seen as a growth.
	want := `
# HELP afterword_bus_published_total Events published, by stream and result: stored, duplicate (the id was known), unavailable, refused.
# TYPE afterword_bus_published_total counter
afterword_bus_published_total{result="duplicate",stream="DEAD"} 0
afterword_bus_published_total{result="duplicate",stream="DELIVERIES"} 0
afterword_bus_published_total{result="duplicate",stream="FACTS"} 1
afterword_bus_published_total{result="duplicate",stream="FOLLOWUPS"} 0
afterword_bus_published_total{result="refused",stream="DEAD"} 0
afterword_bus_published_total{result="refused",stream="DELIVERIES"} 0
afterword_bus_published_total{result="refused",stream="FACTS"} 0
afterword_bus_published_total{result="refused",stream="FOLLOWUPS"} 0
afterword_bus_published_total{result="stored",stream="DEAD"} 0
afterword_bus_published_total{result="stored",stream="DELIVERIES"} 0
afterword_bus_published_total{result="stored",stream="FACTS"} 1
afterword_bus_published_total{result="stored",stream="FOLLOWUPS"} 0
afterword_bus_published_total{result="unavailable",stream="DEAD"} 0
afterword_bus_published_total{result="unavailable",stream="DELIVERIES"} 0
afterword_bus_published_total{result="unavailable",stream="FACTS"} 0
afterword_bus_published_total{result="unavailable",stream="FOLLOWUPS"} 0
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "afterword_bus_published_total"); err != nil {
		t.Error(err)
	}
}

func TestPublishRefusesWhatCanNeverBeStored(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	large := event(events.DebriefRecorded, "large", events.Debrief{Topics: []string{strings.Repeat("x", 2<<20)}})
	unnamed := fact("unnamed")
	unnamed.Type = "com.example.other"
	for _, test := range []struct {
		name  string
		event events.Event
		id    string
	}{
		{"larger than the server takes", large, "m-1"},
		{"a type without a subject", unnamed, "m-2"},
		{"without a message id", fact("a"), ""},
	} {
		var refused *bus.RefusedError
		if _, err := b.Publish(t.Context(), test.event, test.id); !errors.As(err, &refused) {
			t.Errorf("%s: got %v, want a RefusedError", test.name, err)
		}
		if err := b.PublishBatch(t.Context(), []events.Event{fact("x"), test.event}, []string{"m-x", test.id}); !errors.As(err, &refused) {
			t.Errorf("%s, in a batch: got %v, want a RefusedError", test.name, err)
		}
	}
	_, js := raw(t, s)
	if n := messages(t, js, "FACTS"); n != 0 {
		t.Errorf("%d messages were stored", n)
	}
}

func TestPublishIntoAFullStreamIsUnavailable(t *testing.T) {
	s := bustest.NewServer(t)
	b := connect(t, s, bus.Options{MaxBytes: 32 << 10})
	_, js := raw(t, s)
	var stored uint64
	var unavailable *bus.UnavailableError
	for i := 0; ; i++ {
		_, err := b.Publish(t.Context(), event(events.DebriefRecorded, fmt.Sprint(i), events.Debrief{Topics: []string{strings.Repeat("x", 500)}}), fmt.Sprint("m-", i))
		if err == nil {
			stored++
			continue
		}
		if !errors.As(err, &unavailable) || !unavailable.Full {
			t.Fatalf("got %v, want an UnavailableError that says full", err)
		}
		break
	}
	es, ids := facts(1000, 20)
	if err := b.PublishBatch(t.Context(), es, ids); !errors.As(err, &unavailable) || !unavailable.Full {
		t.Errorf("a batch: got %v, want an UnavailableError that says full", err)
	}
	if n := messages(t, js, "FACTS"); n != stored || n == 0 {
		t.Errorf("the stream holds %d messages, want the %d that were acknowledged", n, stored)
	}
	if err := b.Healthy(t.Context()); !errors.As(err, &unavailable) || !unavailable.Full {
		t.Errorf("Healthy: got %v, want an UnavailableError that says full", err)
	}
}

func TestPublishWithoutAServerIsUnavailable(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	if err := b.Healthy(t.Context()); err != nil {
		t.Fatalf("Healthy: %v", err)
	}
	s.Stop()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var unavailable *bus.UnavailableError
	if _, err := b.Publish(ctx, fact("a"), "m-a"); !errors.As(err, &unavailable) || unavailable.Full {
		t.Errorf("Publish: got %v, want an UnavailableError", err)
	}
	es, ids := facts(0, 3)
	if err := b.PublishBatch(ctx, es, ids); !errors.As(err, &unavailable) {
		t.Errorf("PublishBatch: got %v, want an UnavailableError", err)
	}
	if err := b.Healthy(t.Context()); !errors.As(err, &unavailable) {
		t.Errorf("Healthy: got %v, want an UnavailableError", err)
	}
	s.Start()
	publish(t, b, "b")
	if err := b.Healthy(t.Context()); err != nil {
		t.Errorf("Healthy after the restart: %v", err)
	}
}

func TestPublishWithoutItsStreamIsUnavailable(t *testing.T) {
	s := bustest.NewServer(t)
	b, err := bus.Connect(t.Context(), bus.Options{URL: s.URL(), Name: "test"})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	var unavailable *bus.UnavailableError
	if _, err := b.Publish(t.Context(), fact("a"), "m-a"); !errors.As(err, &unavailable) {
		t.Errorf("Publish: got %v, want an UnavailableError", err)
	}
	if err := b.Healthy(t.Context()); !errors.As(err, &unavailable) {
		t.Errorf("Healthy: got %v, want an UnavailableError", err)
	}
}
