package intake

import (
	"net/http"
	"testing"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// Whoever traces an event by its own attributes, or a request by its header, finds the fact in that trace; without
// either the request begins one.
func TestAFactIsInItsCallersTrace(t *testing.T) {
	const (
		ofRequest = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
		ofEvent   = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	)
	recorder := tracetest.NewSpanRecorder()
	provider := sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder))
	nats := bustest.NewServer(t)
	d := openDoorOn(t, nats, func(o *Options) {
		traced, err := bus.Connect(t.Context(), bus.Options{URL: nats.URL(), Name: "traced", MaxBytes: bustest.MaxBytes, Tracer: provider})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = traced.Close() })
		o.Bus, o.Tracer = traced, provider
	})
	for i, c := range []struct {
		name    string
		headers []string
		want    string
	}{
		{"neither", binary("ce-id", "evt-1"), ""},
		{"the request", append(binary("ce-id", "evt-2"), "Traceparent", ofRequest), "0af7651916cd43dd8448eb211c80319c"},
		{"the event", binary("ce-id", "evt-3", "ce-traceparent", ofEvent), "4bf92f3577b34da6a3ce929d0e0e4736"},
		{"both: the event's counts", append(binary("ce-id", "evt-4", "ce-traceparent", ofEvent), "Traceparent", ofRequest), "4bf92f3577b34da6a3ce929d0e0e4736"},
	} {
		if r := d.request(http.MethodPost, "/v1/events", acmeKey, `{"result":"no_answer"}`, c.headers...); r.StatusCode != http.StatusAccepted {
			t.Fatalf("%s: %d %s", c.name, r.StatusCode, r.text)
		}
		m, err := d.bus.Get(t.Context(), events.StreamFacts, uint64(i+1))
		if err != nil {
			t.Fatal(err)
		}
		fact := trace.SpanContextFromContext(bus.Traced(t.Context(), m.Event))
		if !fact.IsValid() || c.want != "" && fact.TraceID().String() != c.want {
			t.Errorf("%s: the fact is in trace %s, want %s", c.name, fact.TraceID(), c.want)
		}
	}
}
