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

// Answered is what became of a request. Method and Route are of a fixed set each: they name the span. Tenant and ID may
// be empty.
type Answered struct {
	Method, Route string
	Status        int
	// Tenant is whose the request was, ID what the log calls it.
	Tenant, ID string
}

// End ends the span.
func (s RequestSpan) End(a Answered) {
	s.span.SetName(a.Method + " " + a.Route)
	s.span.SetAttributes(
		attribute.String("http.request.method", a.Method), attribute.String("http.route", a.Route),
		attribute.Int("http.response.status_code", a.Status),
	)
	if a.Tenant != "" {
		s.span.SetAttributes(attribute.String("afterword.tenant", a.Tenant))
	}
	if a.ID != "" {
		s.span.SetAttributes(attribute.String("afterword.request", a.ID))
	}
	if a.Status >= http.StatusInternalServerError {
		s.span.SetStatus(codes.Error, http.StatusText(a.Status))
	}
	s.span.End()
}
