package bus_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// reading is the value of each series of the bus, by name and labels, as in name{consumer=x,stream=y}.
func reading(t *testing.T, registry *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			value := m.GetGauge().GetValue() + m.GetCounter().GetValue()
			if h := m.GetHistogram(); h != nil {
				value = float64(h.GetSampleCount())
			}
			values[family.GetName()+"{"+strings.Join(labels, ",")+"}"] = value
		}
	}
	return values
}

// A consumer that has stopped cannot say that it is behind; the survey can.
func TestTheSurveyShowsHowFullStreamsAreAndHowFarBehindConsumers(t *testing.T) {
	s := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	b := connect(t, s, bus.Options{Registerer: registry, MaxBytes: 1 << 20})
	for i := range 5 {
		publish(t, b, fmt.Sprint("m-", i))
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	handled := make(chan struct{})
	ended := make(chan error, 1)
	go func() {
		ended <- b.Consume(ctx, bus.Consumer{Stream: events.StreamFacts, Durable: "reader", MaxAckPending: 2, Concurrency: 2, Grace: time.Millisecond}, func(ctx context.Context, _ bus.Message) bus.Outcome {
			handled <- struct{}{}
			<-ctx.Done()
			return bus.Retry(0, ctx.Err())
		})
	}()
	<-handled
	<-handled
	got := reading(t, registry)
	for series, want := range map[string]float64{
		"afterword_bus_connected{}":                                                    1,
		"afterword_bus_stream_messages{stream=FACTS}":                                  5,
		"afterword_bus_stream_messages{stream=DEAD}":                                   0,
		"afterword_bus_stream_limit_bytes{stream=FACTS}":                               1 << 20,
		"afterword_bus_consumer_waiting_messages{consumer=reader,stream=FACTS}":        3,
		"afterword_bus_consumer_unacknowledged_messages{consumer=reader,stream=FACTS}": 2,
		"afterword_bus_publish_seconds{stream=FACTS}":                                  5,
		"afterword_bus_dead_letters_total{consumer=reader}":                            0,
		"afterword_bus_consumed_total{consumer=reader,outcome=give_up}":                0,
	} {
		if value, ok := got[series]; !ok || value != want {
			t.Errorf("%s is %v (there: %v), want %v", series, value, ok, want)
		}
	}
	if used := got["afterword_bus_stream_bytes{stream=FACTS}"]; used < 500 || used > 1<<20 {
		t.Errorf("five facts take %v bytes", used)
	}
	s.Stop()
	down := reading(t, registry)
	for deadline := time.Now().Add(20 * time.Second); down["afterword_bus_connected{}"] != 0; down = reading(t, registry) {
		if time.Now().After(deadline) {
			t.Fatal("it shows a connection to a server that is down")
		}
	}
	if _, shown := down["afterword_bus_stream_bytes{stream=FACTS}"]; shown {
		t.Error("it shows numbers of a server that does not answer")
	}
	s.Start()
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// What a Follow reads it reads for itself: its consumer is nobody's to watch, and its name is never the same.
func TestTheSurveyLeavesOutConsumersWithoutAName(t *testing.T) {
	s := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	b := connect(t, s, bus.Options{Registerer: registry})
	publish(t, b, "m-1")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	seen, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- b.Follow(ctx, events.StreamFacts, time.Now().Add(-time.Hour), func(bus.Message) { close(seen) }) // only one comes
	}()
	<-seen
	for series := range reading(t, registry) {
		if strings.Contains(series, "consumer=") {
			t.Errorf("%s is shown", series)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
