package intake

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// Each limit is the largest size that is taken, also where the length is not announced.
func TestABodyMayBeAsLargeAsTheLimitAndNotLarger(t *testing.T) {
	body := meeting(t)
	d := openDoor(t, func(o *Options) { o.Limits.Body, o.Limits.Batch = int64(len(body)), int64(len(body))+20 })
	for _, c := range []struct {
		path, body string
		headers    []string
		status     int
	}{
		{"/v1/interviews", body, nil, http.StatusAccepted},
		{"/v1/interviews", body + " ", nil, http.StatusRequestEntityTooLarge},
		{"/v1/events", " " + body, []string{"Content-Type", "application/cloudevents+json"}, http.StatusRequestEntityTooLarge},
		{"/v1/events", "[" + strings.Repeat(" ", len(body)) + "]", []string{"Content-Type", "application/cloudevents-batch+json"}, http.StatusAccepted},
		{"/v1/events", "[" + strings.Repeat(" ", len(body)+20) + "]", []string{"Content-Type", "application/cloudevents-batch+json"}, http.StatusRequestEntityTooLarge},
		{"/v1/simulate", strings.Repeat(" ", len(body)+21), nil, http.StatusRequestEntityTooLarge},
	} {
		if r := d.post(c.path, c.body, c.headers...); r.StatusCode != c.status {
			t.Errorf("%s with %d bytes: status %d, want %d: %s", c.path, len(c.body), r.StatusCode, c.status, r.text)
		}
		unannounced := d.serve(t.Context(), c.path, io.MultiReader(strings.NewReader(c.body)), c.headers...)
		if unannounced.Code != c.status {
			t.Errorf("%s with %d unannounced bytes: status %d, want %d", c.path, len(c.body), unannounced.Code, c.status)
		}
	}
}

// serve calls the handler without a connection.
func (d *door) serve(ctx context.Context, path string, body io.Reader, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, path, body)
	r.Header.Set("Authorization", "Bearer "+acmeKey)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	d.service.Handler().ServeHTTP(w, r)
	return w
}

// The limit of a batch is not a way around the limit of an event.
func TestAnEventOfABatchHasTheLimitOfAnEvent(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Limits.Body = 1 << 10 })
	body := batchOf(t, 2, func(i int, e map[string]any) {
		if i == 1 {
			e["data"] = map[string]any{"result": "no_answer", "note": strings.Repeat("x", 1<<10)}
		}
	})
	r := d.post("/v1/events", body, "Content-Type", "application/cloudevents-batch+json")
	if p := r.problem(t); r.StatusCode != http.StatusRequestEntityTooLarge || p.Type != "/docs#problem-too-large" || !strings.Contains(p.Detail, "[1]") {
		t.Errorf("status %d: %s", r.StatusCode, r.text)
	}
}

// unwanted is a body that must not be read.
type unwanted struct{ t *testing.T }

func (u unwanted) Read([]byte) (int, error) {
	u.t.Error("the body was read")
	return 0, io.EOF
}

func TestABodyAnnouncedAsTooLargeIsNotRead(t *testing.T) {
	d := openDoor(t)
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/interviews", unwanted{t})
	r.Header.Set("Authorization", "Bearer "+acmeKey)
	r.ContentLength = 1 << 30
	w := httptest.NewRecorder()
	d.service.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
}

func TestASimulationHasAsManyFactsAsABatch(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Limits.BatchEvents = 2 })
	for n, want := range map[int]int{2: http.StatusOK, 3: http.StatusRequestEntityTooLarge} {
		body := batchOf(t, n, func(_ int, e map[string]any) { e["time"] = "2026-03-03T20:30:00Z" })
		if r := d.post("/v1/simulate", body); r.StatusCode != want {
			t.Errorf("%d facts: status %d, want %d: %s", n, r.StatusCode, want, r.text)
		}
	}
}

// What was read is carried through, although nobody waits for the answer any more.
func TestACallerWhoHangsUpHasSaidItAllTheSame(t *testing.T) {
	d := openDoor(t)
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	if w := d.serve(gone, "/v1/interviews", strings.NewReader(meeting(t))); w.Code != http.StatusAccepted {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if got := d.facts(1)[0].Type; got != events.InterviewCompleted {
		t.Errorf("the fact is %s", got)
	}
}
