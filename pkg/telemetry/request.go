package telemetry

import (
	"context"
	"net/http"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// Requests makes a span of each HTTP request. It tells the method, the route and the status, and nothing of the path, the
// query, the caller's address or its program: those may be, or lead to, a person. That is why it is not the usual
// instrumentation, which tells all of them.
type Requests struct {
	tracer trace.Tracer
	remote bool
}

// NewRequests returns one for a server; provider may be nil. trusted says that a traceparent which a request comes with
// is the parent of its span.
func NewRequests(provider trace.TracerProvider, trusted bool) Requests {
	if provider == nil {
		provider = noop.NewTracerProvider()
	}
	return Requests{tracer: provider.Tracer("github.com/afterword-io/afterword/pkg/telemetry"), remote: trusted}
}

// Begin begins the span of a request; its context is to be that of whatever is done for it.
func (q Requests) Begin(r *http.Request) (context.Context, RequestSpan) {
	ctx := r.Context()
	if q.remote {
		ctx = propagation.TraceContext{}.Extract(ctx, propagation.HeaderCarrier(r.Header))
	}
	ctx, span := q.tracer.Start(ctx, "request", trace.WithSpanKind(trace.SpanKindServer))
	return ctx, RequestSpan{span}
}

// RequestSpan is the span of one request.
type RequestSpan struct{ span trace.Span }

// End ends it. method and route are of a fixed set each: they name the span.
func (s RequestSpan) End(method, route string, status int, more ...attribute.KeyValue) {
	s.span.SetName(method + " " + route)
	s.span.SetAttributes(
		attribute.String("http.request.method", method), attribute.String("http.route", route),
		attribute.Int("http.response.status_code", status),
	)
	s.span.SetAttributes(more...)
	if status >= http.StatusInternalServerError {
		s.span.SetStatus(codes.Error, http.StatusText(status))
	}
	s.span.End()
}
