package standalone

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// patience is how long one step may take on a busy machine.
const patience = time.Minute

// begin is a Tuesday, when it is seven in the morning in New York.
func begin() time.Time { return time.Date(2026, time.March, 3, 12, 0, 0, 0, time.UTC) }

// world is one running standalone.
type world struct {
	*Standalone
	t    *testing.T
	stop func()
}

// open runs a standalone on dir until stop, or the end of the test.
func open(t *testing.T, o Options) *world {
	t.Helper()
	if o.Listen == "" {
		o.Listen = "127.0.0.1:0"
	}
	s, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	w := &world{Standalone: s, t: t}
	stopped := false
	w.stop = func() {
		t.Helper()
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("it ended with %v", err)
		}
	}
	t.Cleanup(w.stop)
	select {
	case <-s.Ready():
	case err := <-ended:
		ended <- nil
		t.Fatalf("it did not start: %v", err)
	case <-time.After(patience):
		t.Fatal("it is not ready")
	}
	return w
}

// call makes a request and returns the answer's status, header and body. Changes is applied to the request.
func (w *world) call(method, path string, body []byte, changes ...func(*http.Request)) (int, http.Header, string) {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.URL()+path, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, change := range changes {
		change(request)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(answer)
}

func (w *world) withKey(r *http.Request) {
	key, err := os.ReadFile(w.KeyFile())
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+strings.TrimSpace(string(key)))
	r.Header.Set("Content-Type", "application/cloudevents+json")
}

// tell posts facts, each once the clock shows its time.
func (w *world) tell(facts ...events.Event) {
	w.t.Helper()
	for _, fact := range facts {
		w.await("the time of "+fact.ID, func() error {
			if now := w.Now(); now.Before(fact.Time) {
				return fmt.Errorf("the clock shows %s", now)
			}
			return nil
		})
		body, err := json.Marshal(fact)
		if err != nil {
			w.t.Fatal(err)
		}
		if status, _, answer := w.call(http.MethodPost, "/v1/events", body, w.withKey); status != http.StatusAccepted {
			w.t.Fatalf("tell %s: %d %s", fact.ID, status, answer)
		}
	}
}

// await looks until check returns nil.
func (w *world) await(what string, check func() error) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := check()
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			w.t.Fatalf("wait for %s: %v", what, err)
		case <-ticker.C:
		}
	}
}

func (w *world) awaitClosed(id string) {
	w.t.Helper()
	w.await("the end of "+id, func() error {
		status, _, answer := w.call(http.MethodGet, "/v1/followups/"+id, nil, w.withKey)
		var s events.Snapshot
		if err := json.Unmarshal([]byte(answer), &s); err != nil || s.Stage != events.Closed {
			return fmt.Errorf("%d %s", status, answer)
		}
		return nil
	})
}
