package lifecycle

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// Advance is the type of Advancer.Advance.
type Advance func(ctx context.Context, in AdvanceInput) (Decided, error)

// Tracing gives each decision a span, in which everything is said that is said for it.
//
// The trace of a follow-up is that of its first fact, however many weeks later the decision is made: it lies in the
// state with the facts. A fact that came in a trace of its own, as from the candidate's page, is linked. Temporal knows
// nothing of it, so that a history is the same with tracing and without.
func Tracing(provider trace.TracerProvider, advance Advance) Advance {
	tracer := provider.Tracer("github.com/afterword-io/afterword/services/workflow")
	return func(ctx context.Context, in AdvanceInput) (Decided, error) {
		options := []trace.SpanStartOption{}
		ctx, latest := in.traced(ctx)
		if latest.IsValid() {
			options = append(options, trace.WithLinks(trace.Link{SpanContext: latest}))
		}
		ctx, span := tracer.Start(ctx, "advance", options...)
		defer span.End()
		decided, err := advance(ctx, in)
		if err != nil {
			span.SetStatus(codes.Error, err.Error())
		}
		span.SetAttributes(
			attribute.String("afterword.tenant", in.Tenant), attribute.String("afterword.followup", in.Followup),
			attribute.Int("afterword.facts", len(in.State.Facts)), attribute.Int("afterword.revision", decided.Revision),
			attribute.Bool("afterword.ended", decided.Ended),
		)
		return decided, err
	}
}

// traced returns ctx within the trace of the follow-up, and the latest fact's own if it came in another one.
func (in AdvanceInput) traced(ctx context.Context) (within context.Context, latest trace.SpanContext) {
	of := func(e events.Event) trace.SpanContext {
		return trace.SpanContextFromContext(bus.Traced(context.Background(), e))
	}
	var first trace.SpanContext
	for _, e := range in.State.Facts {
		// Those of other rounds come in the traces of their follow-ups.
		if own := of(e); e.Subject == in.Followup && own.IsValid() {
			first = own
			break
		}
	}
	if n := len(in.State.Facts); n > 0 {
		latest = of(in.State.Facts[n-1])
	}
	if latest.TraceID() == first.TraceID() {
		latest = trace.SpanContext{}
	}
	if !first.IsValid() {
		return ctx, latest
	}
	return trace.ContextWithRemoteSpanContext(ctx, first), latest
}
