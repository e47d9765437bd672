package lifecycle_test

import (
	"context"
	"errors"
	"testing"

	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

const (
	traceOne = "0af7651916cd43dd8448eb211c80319c"
	traceTwo = "4bf92f3577b34da6a3ce929d0e0e4736"
)

func factWithin(subject, traceID string) events.Event {
	e := events.Event{Subject: subject}
	if traceID != "" {
		e.Extensions = map[string]string{"traceparent": "00-" + traceID + "-b7ad6b7169203331-01"}
	}
	return e
}

func TestADecisionIsInTheTraceOfTheFirstFact(t *testing.T) {
	cases := []struct {
		name   string
		facts  []events.Event
		want   string
		linked string
	}{
		{"one fact", []events.Event{factWithin("int-1", traceOne)}, traceOne, ""},
		{"a later fact of the same trace", []events.Event{factWithin("int-1", traceOne), factWithin("int-1", traceOne)}, traceOne, ""},
		{"a later fact of another trace", []events.Event{factWithin("int-1", traceOne), factWithin("int-1", traceTwo)}, traceOne, traceTwo},
		{"a first fact without a trace", []events.Event{factWithin("int-1", ""), factWithin("int-1", traceTwo)}, traceTwo, ""},
		{"another round's fact came first", []events.Event{factWithin("int-0", traceTwo), factWithin("int-1", traceOne)}, traceOne, ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			recorder := tracetest.NewSpanRecorder()
			provider := sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder))
			var inside trace.SpanContext
			advance := lifecycle.Tracing(provider, func(ctx context.Context, _ lifecycle.AdvanceInput) (lifecycle.Decided, error) {
				inside = trace.SpanContextFromContext(ctx)
				return lifecycle.Decided{Revision: 1}, nil
			})
			decided, err := advance(t.Context(), lifecycle.AdvanceInput{Tenant: "acme", Followup: "int-1", State: lifecycle.State{Facts: c.facts}})
			if err != nil || decided.Revision != 1 {
				t.Fatalf("got %+v, %v", decided, err)
			}
			span := recorder.Ended()[0]
			if inside.SpanID() != span.SpanContext().SpanID() || inside.TraceID().String() != c.want {
				t.Errorf("the decision was made in trace %s, want %s", inside.TraceID(), c.want)
			}
			linked := ""
			for _, l := range span.Links() {
				linked += l.SpanContext.TraceID().String()
			}
			if linked != c.linked {
				t.Errorf("linked are %q, want %q", linked, c.linked)
			}
		})
	}
}

func TestADecisionThatFailsSaysSo(t *testing.T) {
	recorder := tracetest.NewSpanRecorder()
	failed := errors.New("the bus is away")
	advance := lifecycle.Tracing(sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder)), func(context.Context, lifecycle.AdvanceInput) (lifecycle.Decided, error) {
		return lifecycle.Decided{}, failed
	})
	if _, err := advance(t.Context(), lifecycle.AdvanceInput{}); !errors.Is(err, failed) {
		t.Errorf("got %v", err)
	}
	if status := recorder.Ended()[0].Status(); status.Code != codes.Error || status.Description != failed.Error() {
		t.Errorf("its span ended with %v", status)
	}
}
