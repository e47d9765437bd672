package portal

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

// record is what becomes known of a request while it is served, for its log line. It never holds a path, an
// address, or anything that was typed.
type record struct {
	id     string
	tenant string
	route  string
	cause  error
}

type recordKey struct{}

func recordOf(ctx context.Context) *record {
	if rec, ok := ctx.Value(recordKey{}).(*record); ok {
		return rec
	}
	return &record{}
}

// observe gives every request its id, its log line, its metrics and its span, and turns a panic into a page.
func (s *Service) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		rec := &record{id: rand.Text(), route: routeUnmatched}
		ctx, span := s.traces.Begin(r)
		r = r.WithContext(context.WithValue(ctx, recordKey{}, rec))
		seen := &telemetry.StatusWriter{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				s.recovered(seen, r, p)
			}
			s.note(r, seen.Status, rec, time.Since(began))
			span.End(telemetry.Answered{Method: knownMethod(r.Method), Route: rec.route, Status: seen.Status, Tenant: rec.tenant, ID: rec.id})
		}()
		next.ServeHTTP(seen, r)
	})
}

// recovered answers 500 if nothing was written yet. The panic's value may quote what was typed, so only its type is
// logged, with the stack.
func (s *Service) recovered(w *telemetry.StatusWriter, r *http.Request, p any) {
	err := fmt.Errorf("panic of type %T", p)
	s.log.Error("a request panicked", zap.String("request_id", recordOf(r.Context()).id),
		zap.Error(err), zap.ByteString("stack", debug.Stack()))
	if w.Status == 0 {
		s.fail(w, r, err)
	}
}

func (s *Service) note(r *http.Request, status int, rec *record, took time.Duration) {
	s.metrics.requests.WithLabelValues(rec.route, strconv.Itoa(status/100)+"xx").Inc()
	s.metrics.seconds.WithLabelValues(rec.route).Observe(took.Seconds())
	fields := []zap.Field{
		zap.String("request_id", rec.id), zap.String("tenant", rec.tenant), zap.String("method", knownMethod(r.Method)),
		zap.String("route", rec.route), zap.Int("status", status), zap.Duration("took", took),
	}
	if rec.cause != nil {
		fields = append(fields, zap.Error(rec.cause))
	}
	if status >= http.StatusInternalServerError {
		s.log.Error("request", fields...)
		return
	}
	s.log.Info("request", fields...)
}

func knownMethod(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodOptions:
		return m
	default:
		return "other"
	}
}
