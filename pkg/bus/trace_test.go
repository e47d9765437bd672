package bus_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

const (
	callersTrace  = "0af7651916cd43dd8448eb211c80319c"
	callersParent = "00-" + callersTrace + "-b7ad6b7169203331-01"
)

func newTracing() (*tracetest.SpanRecorder, *sdk.TracerProvider) {
	recorder := tracetest.NewSpanRecorder()
	return recorder, sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder))
}

// spanNamed returns the span of a name that ended last.
func spanNamed(t *testing.T, recorder *tracetest.SpanRecorder, name string) sdk.ReadOnlySpan {
	t.Helper()
	var found sdk.ReadOnlySpan
	for _, span := range recorder.Ended() {
		if span.Name() == name {
			found = span
		}
	}
	if found == nil {
		t.Fatalf("there is no span %q", name)
	}
	return found
}

func attributeOf(span sdk.ReadOnlySpan, key string) string {
	for _, a := range span.Attributes() {
		if string(a.Key) == key {
			return a.Value.String()
		}
	}
	return ""
}

func TestATraceGoesThroughTheBus(t *testing.T) {
	recorder, provider := newTracing()
	b := connect(t, bustest.NewServer(t), bus.Options{Tracer: provider})
	ctx, root := provider.Tracer("test").Start(t.Context(), "root")
	sent := fact("a")
	if _, err := b.Publish(ctx, sent, "m-a"); err != nil {
		t.Fatal(err)
	}
	root.End()
	if sent.Extensions != nil {
		t.Error("the caller's event was changed")
	}
	within := make(chan trace.SpanContext, 1)
	stop := consume(t, b, bus.Consumer{}, func(ctx context.Context, _ bus.Message) bus.Outcome {
		within <- trace.SpanContextFromContext(ctx)
		return bus.Done()
	})
	inside := receive(t, within, "the fact")
	stop()
	published, processed := spanNamed(t, recorder, "publish thankyou.sent"), spanNamed(t, recorder, "process thankyou.sent")
	for _, step := range []struct {
		name          string
		child, parent trace.SpanContext
	}{
		{"publish is a child of what published", published.Parent(), root.SpanContext()},
		{"process is a child of publish", processed.Parent(), published.SpanContext()},
		{"the handler works within process", inside, processed.SpanContext()},
	} {
		if step.child.SpanID() != step.parent.SpanID() || step.child.TraceID() != step.parent.TraceID() {
			t.Errorf("%s: got %s, want %s", step.name, step.child.SpanID(), step.parent.SpanID())
		}
	}
	if published.SpanKind() != trace.SpanKindProducer || processed.SpanKind() != trace.SpanKindConsumer {
		t.Errorf("the kinds are %s and %s", published.SpanKind(), processed.SpanKind())
	}
	for key, want := range map[string]string{
		"messaging.system": "nats", "messaging.destination.name": "FACTS", "messaging.message.id": "m-a",
		"afterword.followup": "int-1", "afterword.tenant": "acme",
	} {
		for _, span := range []sdk.ReadOnlySpan{published, processed} {
			if got := attributeOf(span, key); got != want {
				t.Errorf("%s: %s is %q, want %q", span.Name(), key, got, want)
			}
		}
	}
	if got := attributeOf(processed, "messaging.consumer.group.name"); got != "test" {
		t.Errorf("it was processed by %q", got)
	}
}

// Who sends an event from within a trace finds it there again, whatever trace the request is in that carried it.
func TestAnEventStaysInTheTraceThatItCameWith(t *testing.T) {
	recorder, provider := newTracing()
	b := connect(t, bustest.NewServer(t), bus.Options{Tracer: provider})
	ctx, request := provider.Tracer("test").Start(t.Context(), "request")
	defer request.End()
	alone, first := fact("alone"), fact("first")
	alone.Extensions = map[string]string{"traceparent": callersParent, "tracestate": "vendor=1", "other": "kept"}
	first.Extensions = map[string]string{"traceparent": callersParent}
	if _, err := b.Publish(ctx, alone, "m-alone"); err != nil {
		t.Fatal(err)
	}
	if err := b.PublishBatch(ctx, []events.Event{first, fact("second")}, []string{"m-first", "m-second"}); err != nil {
		t.Fatal(err)
	}
	published := spanNamed(t, recorder, "publish thankyou.sent")
	if links := published.Links(); len(links) != 1 || links[0].SpanContext.SpanID() != request.SpanContext().SpanID() {
		t.Errorf("the span of the publication is not linked to that of the request: %v", links)
	}
	stored := func(sequence uint64) (events.Event, trace.SpanContext) {
		m, err := b.Get(t.Context(), "FACTS", sequence)
		if err != nil {
			t.Fatal(err)
		}
		return m.Event, trace.SpanContextFromContext(bus.Traced(t.Context(), m.Event))
	}
	e, of := stored(1)
	if of.TraceID().String() != callersTrace || of.SpanID() != published.SpanContext().SpanID() || of.TraceState().Get("vendor") != "1" || e.Extensions["other"] != "kept" {
		t.Errorf("alone: it lies with %v", e.Extensions)
	}
	if e, _ := stored(2); e.Extensions["traceparent"] != callersParent {
		t.Errorf("first of the batch: it lies with %v", e.Extensions)
	}
	if _, of := stored(3); of.SpanID() != spanNamed(t, recorder, "publish a batch").SpanContext().SpanID() {
		t.Errorf("second of the batch: its parent is %s", of.SpanID())
	}
}

func TestWithoutTracingTheTracesOfOthersGoThrough(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	e := fact("a")
	e.Extensions = map[string]string{"traceparent": callersParent}
	if _, err := b.Publish(t.Context(), e, "m-a"); err != nil {
		t.Fatal(err)
	}
	within := make(chan trace.SpanContext, 1)
	consume(t, b, bus.Consumer{}, func(ctx context.Context, _ bus.Message) bus.Outcome {
		within <- trace.SpanContextFromContext(ctx)
		return bus.Done()
	})
	if got := receive(t, within, "the fact"); got.TraceID().String() != callersTrace {
		t.Errorf("the handler works in trace %s", got.TraceID())
	}
}

func TestWhatIsNoTraceIsLeftAlone(t *testing.T) {
	for _, wrong := range []string{"", "yes", "00-0-0-00", "00-00000000000000000000000000000000-b7ad6b7169203331-01"} {
		e := fact("a")
		e.Extensions = map[string]string{"traceparent": wrong}
		if got := trace.SpanContextFromContext(bus.Traced(t.Context(), e)); got.IsValid() {
			t.Errorf("%q gives %v", wrong, got)
		}
	}
}

func TestSpansTellWhatWentWrong(t *testing.T) {
	recorder, provider := newTracing()
	b := connect(t, bustest.NewServer(t), bus.Options{Tracer: provider})
	if _, err := b.Publish(t.Context(), fact("a"), ""); err == nil {
		t.Fatal("it was published without an id")
	}
	if span := spanNamed(t, recorder, "publish thankyou.sent"); span.Status().Code != codes.Error {
		t.Errorf("a publication that failed ended with %v", span.Status())
	}
	answers := []bus.Outcome{bus.Hold(time.Millisecond), bus.Retry(time.Millisecond, errors.New("busy")), bus.GiveUp("It is hopeless.", nil)}
	handled := make(chan int, len(answers))
	publish(t, b, "a")
	stop := consume(t, b, bus.Consumer{}, func(_ context.Context, m bus.Message) bus.Outcome {
		handled <- m.Delivered
		return answers[m.Delivered-1]
	})
	for range answers {
		receive(t, handled, "a delivery")
	}
	stop()
	var got []string
	for _, span := range recorder.Ended() {
		if span.Name() == "process thankyou.sent" {
			got = append(got, attributeOf(span, "afterword.outcome")+" "+span.Status().Code.String()+" "+span.Status().Description)
		}
	}
	want := []string{"hold Unset ", "retry Error busy", "give_up Error It is hopeless."}
	if len(got) != len(want) || got[0] != want[0] || got[1] != want[1] || got[2] != want[2] {
		t.Errorf("got %q, want %q", got, want)
	}
}
