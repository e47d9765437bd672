package telemetry_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

type answer struct {
	Status string            `json:"status"`
	Checks map[string]string `json:"checks"`
	Facts  map[string]string `json:"facts"`
}

// get asks a Health over HTTP.
func get(t *testing.T, h *telemetry.Health, method, target string) (int, answer) {
	t.Helper()
	mux := http.NewServeMux()
	h.Register(mux)
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), method, target, nil))
	var a answer
	if strings.HasPrefix(w.Header().Get("Content-Type"), "application/json") {
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatalf("%s: %v in %s", target, err, w.Body)
		}
	}
	return w.Code, a
}

func ok(context.Context) error { return nil }

func failing(context.Context) error { return errors.New("no connection") }

func TestReadyz(t *testing.T) {
	for _, test := range []struct {
		name   string
		set    func(h *telemetry.Health)
		target string
		code   int
		want   answer
	}{
		{
			name: "without checks", set: func(*telemetry.Health) {}, target: "/readyz",
			code: 200, want: answer{Status: "ok"},
		},
		{
			name: "all checks pass", target: "/readyz",
			set:  func(h *telemetry.Health) { h.Add("bus", ok); h.AddFact("tzdata", "2026b") },
			code: 200, want: answer{Status: "ok", Checks: map[string]string{"bus": "ok"}},
		},
		{
			name: "verbose shows facts", target: "/readyz?verbose",
			set:  func(h *telemetry.Health) { h.Add("bus", ok); h.AddFact("tzdata", "2026b") },
			code: 200, want: answer{Status: "ok", Checks: map[string]string{"bus": "ok"}, Facts: map[string]string{"tzdata": "2026b"}},
		},
		{
			name: "one check fails", target: "/readyz",
			set:  func(h *telemetry.Health) { h.Add("bus", failing); h.Add("tenants", ok) },
			code: 503, want: answer{Status: "failing", Checks: map[string]string{"bus": "no connection", "tenants": "ok"}},
		},
		{
			name: "a check of the same name replaces the first", target: "/readyz",
			set:  func(h *telemetry.Health) { h.Add("bus", failing); h.Add("bus", ok) },
			code: 200, want: answer{Status: "ok", Checks: map[string]string{"bus": "ok"}},
		},
		{
			name: "draining", target: "/readyz",
			set:  func(h *telemetry.Health) { h.Add("bus", ok); h.Drain() },
			code: 503, want: answer{Status: "draining", Checks: map[string]string{"bus": "ok"}},
		},
		{
			name: "a check panics", target: "/readyz",
			set:  func(h *telemetry.Health) { h.Add("bus", func(context.Context) error { panic("nil map") }) },
			code: 503, want: answer{Status: "failing", Checks: map[string]string{"bus": "the check panicked: nil map"}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := telemetry.NewHealth()
			test.set(h)
			code, got := get(t, h, http.MethodGet, test.target)
			if code != test.code {
				t.Errorf("got status %d, want %d", code, test.code)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestHealthzSpeaksOfTheProcessOnly(t *testing.T) {
	h := telemetry.NewHealth()
	h.Add("bus", failing)
	h.Drain()
	if code, got := get(t, h, http.MethodGet, "/healthz"); code != 200 || got.Status != "ok" {
		t.Errorf("got %d %+v", code, got)
	}
	if code, _ := get(t, h, http.MethodPost, "/healthz"); code != http.StatusMethodNotAllowed {
		t.Errorf("POST answers %d", code)
	}
}

func TestReadyNamesWhatFailed(t *testing.T) {
	h := telemetry.NewHealth()
	if err := h.Ready(t.Context()); err != nil {
		t.Errorf("without checks: %v", err)
	}
	h.Add("tenants", failing)
	h.Add("bus", failing)
	h.Add("smtp", ok)
	if got, want := h.Ready(t.Context()).Error(), "bus: no connection\ntenants: no connection"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	h.Drain()
	if err := h.Ready(t.Context()); !errors.Is(err, telemetry.ErrDraining) {
		t.Errorf("while draining: %v", err)
	}
}

func TestChecksRunAtOnceAndEndInTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := telemetry.NewHealth()
		release := make(chan struct{})
		var runs atomic.Int32
		stuck := func(context.Context) error { runs.Add(1); <-release; return nil }
		h.Add("stuck", stuck)
		// Two checks that wait for each other pass only if they run at the same time.
		meet := make(chan struct{})
		h.Add("left", func(ctx context.Context) error {
			select {
			case meet <- struct{}{}:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		h.Add("right", func(ctx context.Context) error {
			select {
			case <-meet:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
		for range 3 {
			err := h.Ready(t.Context())
			if !errors.Is(err, context.DeadlineExceeded) {
				t.Fatalf("got %v, want a deadline", err)
			}
			for _, name := range []string{"left", "right"} {
				if strings.Contains(err.Error(), name) {
					t.Errorf("%s failed: %v", name, err)
				}
			}
		}
		if n := runs.Load(); n != 1 {
			t.Errorf("the stuck check runs %d times at once", n)
		}
		close(release)
		synctest.Wait()
		if err := h.Ready(t.Context()); err != nil {
			t.Errorf("after it was released: %v", err)
		}
	})
}
