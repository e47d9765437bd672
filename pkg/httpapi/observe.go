package httpapi

import (
	"cmp"
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

// Observer gives every request its id, its log line, its metrics and its span, and turns a panic into a problem.
type Observer struct {
	// Log gets a line for each request, and never anything of a body, a query or an address. Required.
	Log *zap.Logger
	// Registerer gets afterword_<Name>_requests_total, _request_seconds and _rejected_total. Default none.
	Registerer prometheus.Registerer
	// Tracer gets a span for each request, in the trace that the request comes with. Default none.
	Tracer trace.TracerProvider
	// Name is the service's.
	Name string
	// Types comes before a kind's word in a problem's type. Default urn:afterword:problem:.
	Types string
}

// Noted is what becomes known of a request while it is served.
type Noted struct {
	observer *observed
	id       string
	tenant   string
	route    string
	refusal  *Refusal
}

// SetRoute says which of the fixed routes it is.
func (n *Noted) SetRoute(route string) { n.route = route }

// SetTenant says whose credential it came with.
func (n *Noted) SetTenant(tenant string) { n.tenant = tenant }

// ID is the request's id.
func (n *Noted) ID() string { return n.id }

type notedKey struct{}

// Note returns what is noted of a request; outside of Wrap what is noted is lost.
func Note(ctx context.Context) *Noted {
	if n, ok := ctx.Value(notedKey{}).(*Noted); ok {
		return n
	}
	return &Noted{}
}

// Refused answers with the problem of err and notes it.
func Refused(w http.ResponseWriter, r *http.Request, err error) {
	n := Note(r.Context())
	n.refusal = RefusalOf(err)
	write(w, n.refusal, n.types(), n.id)
}

func (n *Noted) types() string {
	if n.observer == nil {
		return defaultTypes
	}
	return n.observer.types
}

const defaultTypes = "urn:afterword:problem:"

// observed is an observer at work.
type observed struct {
	log      *zap.Logger
	types    string
	traces   telemetry.Requests
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	rejected *prometheus.CounterVec
}

// Wrap returns next, observed. It can be called once for a registerer.
func (o Observer) Wrap(next http.Handler) http.Handler {
	with, name := promauto.With(o.Registerer), "afterword_"+o.Name+"_"
	seen := &observed{
		log: o.Log, types: cmp.Or(o.Types, defaultTypes), traces: telemetry.NewRequests(o.Tracer, true),
		requests: with.NewCounterVec(prometheus.CounterOpts{
			Name: name + "requests_total", Help: "Requests answered, by route and class of status.",
		}, []string{"route", "status"}),
		seconds: with.NewHistogramVec(prometheus.HistogramOpts{
			Name: name + "request_seconds", Help: "Time from a request's arrival to its answer, by route.",
			Buckets: prometheus.ExponentialBuckets(0.0005, 2, 15),
		}, []string{"route"}),
		rejected: with.NewCounterVec(prometheus.CounterOpts{
			Name: name + "rejected_total", Help: "Requests that were not accepted, by the problem they were answered with.",
		}, []string{"reason"}),
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { seen.serve(w, r, next) })
}

func (o *observed) serve(w http.ResponseWriter, r *http.Request, next http.Handler) {
	began := time.Now()
	n := &Noted{observer: o, id: requestID(r.Header), route: "unmatched"}
	ctx, span := o.traces.Begin(r)
	r = r.WithContext(context.WithValue(ctx, notedKey{}, n))
	seen := &telemetry.StatusWriter{ResponseWriter: w}
	seen.Header().Set("X-Request-Id", n.id)
	seen.Header().Set("X-Content-Type-Options", "nosniff")
	defer func() {
		if p := recover(); p != nil {
			o.recovered(seen, r, p)
		}
		o.note(r, seen.Status, n, time.Since(began))
		span.End(telemetry.Answered{Method: knownMethod(r.Method), Route: n.route, Status: seen.Status, Tenant: n.tenant, ID: n.id})
	}()
	next.ServeHTTP(seen, r)
}

// recovered answers 500 if nothing was written yet. The panic's value may quote the body,
// so only its type is logged, with the stack.
func (o *observed) recovered(w *telemetry.StatusWriter, r *http.Request, p any) {
	err := fmt.Errorf("panic of type %T", p)
	o.log.Error("a request panicked", zap.String("request_id", Note(r.Context()).id), zap.Error(err), zap.ByteString("stack", debug.Stack()))
	if w.Status == 0 {
		Refused(w, r, err)
	}
}

func (o *observed) note(r *http.Request, status int, n *Noted, took time.Duration) {
	o.requests.WithLabelValues(n.route, strconv.Itoa(status/100)+"xx").Inc()
	o.seconds.WithLabelValues(n.route).Observe(took.Seconds())
	fields := []zap.Field{
		zap.String("request_id", n.id), zap.String("tenant", n.tenant), zap.String("method", knownMethod(r.Method)),
		zap.String("route", n.route), zap.Int("status", status), zap.Duration("took", took),
	}
	if n.refusal != nil {
		o.rejected.WithLabelValues(n.refusal.Kind.Word).Inc()
		fields = append(fields, zap.String("reason", n.refusal.Kind.Word))
		if n.refusal.Cause != nil {
			fields = append(fields, zap.Error(n.refusal.Cause))
		}
	}
	if status >= 500 {
		o.log.Error("request", fields...)
		return
	}
	o.log.Info("request", fields...)
}

func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	default:
		return "other"
	}
}

// requestID takes the caller's id if it is a plain word, else a new one.
func requestID(h http.Header) string {
	id := h.Get("X-Request-Id")
	if id == "" || len(id) > 64 || strings.ContainsFunc(id, func(c rune) bool { return !IsWordRune(c) }) {
		return rand.Text()
	}
	return id
}

// IsWordRune reports whether c is a letter or digit of ASCII, a hyphen, an underscore or a dot.
func IsWordRune(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '.'
}
