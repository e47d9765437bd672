package notifier

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/services/notifier/channel"
)

// within begins a span inside the one that ctx has, and where that one goes: the bus has begun it for the message.
func within(ctx context.Context, name string, kind trace.SpanKind) (context.Context, trace.Span) {
	tracer := trace.SpanFromContext(ctx).TracerProvider().Tracer("github.com/afterword-io/afterword/services/notifier")
	return tracer.Start(ctx, name, trace.WithSpanKind(kind))
}

// traced runs a stage in a span of its own.
func (s stage) traced(ctx context.Context, d *delivery) verdict {
	ctx, span := within(ctx, s.name, trace.SpanKindInternal)
	defer span.End()
	v := s.run(ctx, d)
	if v.end != pass {
		span.SetAttributes(attribute.Stringer("afterword.verdict", v.end), attribute.String("afterword.rule", string(v.rule)))
	}
	if v.err != nil {
		span.SetStatus(codes.Error, v.err.Error())
	}
	return v
}

// sending begins the span of an attempt at a provider; the last look lies within it.
func sending(ctx context.Context, d *delivery) (context.Context, trace.Span) {
	ctx, span := within(ctx, "send by "+string(d.carrier()), trace.SpanKindClient)
	span.SetAttributes(
		attribute.String("afterword.channel", string(d.order.Channel)), attribute.String("afterword.reminder", d.order.Reminder.ID),
		attribute.Int("afterword.attempt", d.claimed.Attempts+1),
	)
	return ctx, span
}

// answered ends it with the class and the code of the provider's answer, and no word of its text: providers quote
// addresses.
func answered(span trace.Span, receipt channel.Receipt, failure error) {
	class, code := answerOf(receipt, failure)
	span.SetAttributes(attribute.String("afterword.answer", class), attribute.String("afterword.code", code))
	if failure != nil && class != "turned_back" {
		span.SetStatus(codes.Error, class)
	}
	span.End()
}

// answerOf names how an attempt ended, and the provider's code for it.
func answerOf(receipt channel.Receipt, failure error) (class, code string) {
	var (
		temporary *channel.Temporary
		permanent *channel.Permanent
		ambiguous *channel.Ambiguous
	)
	switch {
	case failure == nil && receipt.Found:
		return "found", receipt.Code
	case failure == nil:
		return "accepted", receipt.Code
	case errors.As(failure, &temporary):
		return "temporary", temporary.Code
	case errors.As(failure, &permanent):
		return "permanent", permanent.Code
	case errors.As(failure, &ambiguous):
		return "ambiguous", ambiguous.Code
	default:
		return "turned_back", ""
	}
}

// String is the word for it in spans.
func (e end) String() string {
	return [...]string{"pass", "hold", "retry", "skip", "done"}[e]
}
