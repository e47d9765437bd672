package bus

import (
	"context"
	"maps"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/pkg/events"
)

// tracerName says which code makes the spans.
const tracerName = "github.com/afterword-io/afterword/pkg/bus"

// Traced returns ctx with the trace that the event came with as the parent of what is done next, and ctx itself if the
// event came with none. The trace of an event are the attributes traceparent and tracestate of the CloudEvents
// extension for distributed tracing; what is no trace by the W3C's rules is as if it were not there.
func Traced(ctx context.Context, e events.Event) context.Context {
	return propagation.TraceContext{}.Extract(ctx, propagation.MapCarrier(e.Extensions))
}

// carrying returns the event with the trace of ctx. The caller's event stays as it is.
func carrying(ctx context.Context, e events.Event) events.Event {
	if !trace.SpanContextFromContext(ctx).IsValid() {
		return e
	}
	carrier := propagation.MapCarrier{}
	propagation.TraceContext{}.Inject(ctx, carrier)
	extensions := maps.Clone(e.Extensions)
	if extensions == nil {
		extensions = make(map[string]string, len(carrier))
	}
	// The state belongs to the parent that it came with.
	delete(extensions, "tracestate")
	maps.Copy(extensions, carrier)
	e.Extensions = extensions
	return e
}

// hasTrace reports whether the event came with a trace.
func hasTrace(e events.Event) bool {
	return trace.SpanContextFromContext(Traced(context.Background(), e)).IsValid()
}

// publishing begins the span of a Publish: in the trace that the event came with, else in that of ctx.
func (b *Bus) publishing(ctx context.Context, e events.Event, msgID string) (context.Context, trace.Span) {
	options := []trace.SpanStartOption{trace.WithSpanKind(trace.SpanKindProducer)}
	if hasTrace(e) {
		if caller := trace.SpanContextFromContext(ctx); caller.IsValid() {
			options = append(options, trace.WithLinks(trace.Link{SpanContext: caller}))
		}
		ctx = Traced(ctx, e)
	}
	ctx, span := b.tracer.Start(ctx, "publish "+e.Type.Name(), options...)
	if span.IsRecording() {
		span.SetAttributes(about(e)...)
		span.SetAttributes(
			attribute.String("messaging.operation.type", "send"), attribute.String("messaging.operation.name", "publish"),
			attribute.String("messaging.message.id", msgID), attribute.Int("messaging.message.body.size", len(e.Data)),
		)
	}
	return ctx, span
}

// publishingAll begins the span of a PublishBatch, and returns the events with it; those that came with a trace of
// their own stay in that.
func (b *Bus) publishingAll(ctx context.Context, es []events.Event) (context.Context, trace.Span, []events.Event) {
	ctx, span := b.tracer.Start(ctx, "publish a batch", trace.WithSpanKind(trace.SpanKindProducer))
	if span.IsRecording() {
		span.SetAttributes(
			attribute.String("messaging.system", "nats"), attribute.String("messaging.operation.type", "send"),
			attribute.String("messaging.operation.name", "publish"), attribute.Int("messaging.batch.message_count", len(es)),
		)
	}
	traced := make([]events.Event, len(es))
	for i, e := range es {
		if traced[i] = e; !hasTrace(e) {
			traced[i] = carrying(ctx, e)
		}
	}
	return ctx, span, traced
}

// stored ends the span of a publication.
func stored(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	span.End()
}

// trace begins the span of one delivery, in the trace of its event.
func (l *loop) trace(m Message, msgID string) (context.Context, trace.Span) {
	ctx, span := l.bus.tracer.Start(Traced(l.handling, m.Event), "process "+m.Event.Type.Name(), trace.WithSpanKind(trace.SpanKindConsumer))
	if span.IsRecording() {
		span.SetAttributes(about(m.Event)...)
		span.SetAttributes(
			attribute.String("messaging.operation.type", "process"), attribute.String("messaging.operation.name", "process"),
			attribute.String("messaging.consumer.group.name", l.consumer.Durable), attribute.String("messaging.message.id", msgID),
			attribute.Int("messaging.message.body.size", len(m.Event.Data)), attribute.Int("afterword.delivered", m.Delivered),
		)
	}
	return ctx, span
}

// handled ends it with what the handler answered.
func handled(span trace.Span, o Outcome) {
	span.SetAttributes(attribute.String("afterword.outcome", o.kind.String()))
	switch {
	case o.kind == giveUp:
		span.SetStatus(codes.Error, o.reason)
	case o.kind == retryLater && o.err != nil:
		span.SetStatus(codes.Error, o.err.Error())
	}
	span.End()
}

// about are the attributes that tell which event it is. Ids of follow-ups say nothing of a person.
func about(e events.Event) []attribute.KeyValue {
	list := []attribute.KeyValue{
		attribute.String("messaging.system", "nats"),
		attribute.String("afterword.tenant", e.Tenant), attribute.String("afterword.followup", e.Subject),
	}
	if subject, err := events.Subject(e); err == nil {
		list = append(list, attribute.String("messaging.destination.name", streamOf(subject)))
	}
	return list
}
