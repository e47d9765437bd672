package intake

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

// record is what becomes known of a request while it is served, for its log line.
// It never holds anything of the body, a query or an address.
type record struct {
	id     string
	tenant string
	route  string
	reason kind
	cause  error
}

type recordKey struct{}

func recordOf(ctx context.Context) *record {
	if rec, ok := ctx.Value(recordKey{}).(*record); ok {
		return rec
	}
	return &record{}
}

// refuse answers with the problem of err and notes it.
func (s *Service) refuse(w http.ResponseWriter, r *http.Request, err error) {
	rec, why := recordOf(r.Context()), refusalOf(err)
	rec.reason, rec.cause = why.kind, why.cause
	writeProblem(w, why, rec.id)
}

// observe gives every request its id, its log line and its metrics, and turns a panic
// into a problem.
func (s *Service) observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		rec := &record{id: requestID(r.Header), route: "unmatched"}
		r = r.WithContext(context.WithValue(r.Context(), recordKey{}, rec))
		seen := &telemetry.StatusWriter{ResponseWriter: w}
		seen.Header().Set("X-Request-Id", rec.id)
		seen.Header().Set("X-Content-Type-Options", "nosniff")
		defer func() {
			if p := recover(); p != nil {
				s.recovered(seen, r, p)
			}
			s.note(r, seen.Status, rec, time.Since(began))
		}()
		next.ServeHTTP(seen, r)
	})
}

// recovered answers 500 if nothing was written yet. The panic's value may quote the body,
// so only its type is logged, with the stack.
func (s *Service) recovered(w *telemetry.StatusWriter, r *http.Request, p any) {
	err := fmt.Errorf("panic of type %T", p)
	s.log.Error("a request panicked", zap.String("request_id", recordOf(r.Context()).id),
		zap.Error(err), zap.ByteString("stack", debug.Stack()))
	if w.Status == 0 {
		s.refuse(w, r, err)
	}
}

func (s *Service) note(r *http.Request, status int, rec *record, took time.Duration) {
	s.metrics.requests.WithLabelValues(rec.route, strconv.Itoa(status/100)+"xx").Inc()
	s.metrics.seconds.WithLabelValues(rec.route).Observe(took.Seconds())
	fields := []zap.Field{
		zap.String("request_id", rec.id), zap.String("tenant", rec.tenant), zap.String("method", knownMethod(r.Method)),
		zap.String("route", rec.route), zap.Int("status", status), zap.Duration("took", took),
	}
	if rec.reason != "" {
		s.metrics.rejected.WithLabelValues(string(rec.reason)).Inc()
		fields = append(fields, zap.String("reason", string(rec.reason)))
	}
	if rec.cause != nil {
		fields = append(fields, zap.Error(rec.cause))
	}
	if status >= 500 {
		s.log.Error("request", fields...)
		return
	}
	s.log.Info("request", fields...)
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
	if id == "" || len(id) > 64 || strings.ContainsFunc(id, func(c rune) bool { return !isWordRune(c) }) {
		return rand.Text()
	}
	return id
}

// isWordRune: a letter or digit of ASCII, a hyphen, an underscore or a dot.
func isWordRune(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '.'
}
