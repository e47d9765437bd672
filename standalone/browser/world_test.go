package browser

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/standalone"
	"github.com/afterword-io/afterword/standalone/outbox"
)

// world is one running standalone in time-lapse.
type world struct{ *standalone.Standalone }

// begin runs a standalone until the end of the test, on a clock that starts at an instant.
func begin(t *testing.T, at time.Time, speed float64) *world {
	t.Helper()
	s, err := standalone.New(standalone.Options{DataDir: t.TempDir(), Listen: "127.0.0.1:0", StartAt: at, Speed: speed})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("standalone ended with %v", err)
		}
	})
	select {
	case <-s.Ready():
	case err := <-ended:
		ended <- nil
		t.Fatalf("standalone did not start: %v", err)
	case <-time.After(patience):
		t.Fatal("standalone is not ready")
	}
	return &world{s}
}

// interviewed reports an interview that took place on Tuesday 3 March 2026, 14:00 to 15:00 in New York.
func (w *world) interviewed(t *testing.T, id string, change func(*events.Meeting)) {
	t.Helper()
	ended := time.Date(2026, time.March, 3, 20, 0, 0, 0, time.UTC)
	m := events.Meeting{
		Interview:    events.Interview{ID: id, StartsAt: ended.Add(-time.Hour), EndedAt: ended},
		Candidate:    events.Candidate{ID: id, Name: "Ada Park", Email: id + "@example.com", TimeZone: "America/New_York", Locale: "en"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
		Position:     events.Position{Title: "Dispatcher", Required: []string{"route planning", "shift leadership"}},
		Interviewers: []events.Interviewer{{Name: "Mr. Finn", Title: "Operations manager", Email: "finn@example.com", Phone: "+14155550199"}},
	}
	if change != nil {
		change(&m)
	}
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	key, err := os.ReadFile(w.KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	answer, text := w.call(t, http.MethodPost, w.URL()+"/v1/interviews", body, http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + strings.TrimSpace(string(key))}})
	if answer.StatusCode != http.StatusAccepted {
		t.Fatalf("report the interview: %s: %s", answer.Status, text)
	}
}

// call makes a request and follows no redirect.
func (w *world) call(t *testing.T, method, address string, body []byte, header http.Header) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header = header
	client := http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(text)
}

// await looks until check returns nil.
func await(t *testing.T, what string, check func() error) {
	t.Helper()
	// It may be three days on the clock.
	ctx, cancel := context.WithTimeout(t.Context(), 3*patience)
	defer cancel()
	ticker := time.NewTicker(50 * time.Millisecond)
	defer ticker.Stop()
	for {
		err := check()
		if err == nil {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("wait for %s: %v", what, errors.Join(err, ctx.Err()))
		case <-ticker.C:
		}
	}
}

// knows is what the workflow says of a follow-up.
func (w *world) knows(t *testing.T, id string) events.Snapshot {
	t.Helper()
	key, err := os.ReadFile(w.KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	answer, text := w.call(t, http.MethodGet, w.URL()+"/v1/followups/"+url.PathEscape(id), nil, http.Header{"Authorization": {"Bearer " + strings.TrimSpace(string(key))}})
	var s events.Snapshot
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("ask for %s: %s: %s", id, answer.Status, text)
	}
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// letters are the messages about a follow-up so far.
func (w *world) letters(t *testing.T, id string) []outbox.Message {
	t.Helper()
	answer, text := w.call(t, http.MethodGet, w.URL()+"/outbox/messages", nil, nil)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("read the outbox: %s: %s", answer.Status, text)
	}
	var all []outbox.Message
	if err := json.Unmarshal([]byte(text), &all); err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(all, func(m outbox.Message) bool { return !strings.HasPrefix(m.Reminder, id+".") })
}

// letter waits for the message of a reminder.
func (w *world) letter(t *testing.T, id string, kind events.Kind) outbox.Message {
	t.Helper()
	var found outbox.Message
	reminder := events.ReminderID(id, kind, 1)
	await(t, reminder, func() error {
		all := w.letters(t, id)
		i := slices.IndexFunc(all, func(m outbox.Message) bool { return m.Reminder == reminder })
		if i < 0 {
			return fmt.Errorf("it is %s, and there are %d messages, none of them %s", w.Now().Format(time.RFC3339), len(all), reminder)
		}
		found = all[i]
		return nil
	})
	return found
}

// links are the addresses in a message, in its text, its HTML and its headers, that lead to this standalone.
func (w *world) links(m outbox.Message) []string {
	var all []string
	for _, part := range []string{m.Text, html.UnescapeString(m.HTML), strings.Join(m.Headers["List-Unsubscribe"], " ")} {
		for _, link := range regexp.MustCompile(`https?://[^\s"'<>()]+`).FindAllString(part, -1) {
			link = strings.TrimRight(link, ".,;:")
			if strings.HasPrefix(link, w.URL()+"/") && !slices.Contains(all, link) {
				all = append(all, link)
			}
		}
	}
	return all
}

// page is the link to the candidate's page in a message.
func (w *world) page(t *testing.T, m outbox.Message) string {
	t.Helper()
	for _, link := range w.links(m) {
		if strings.HasPrefix(link, w.URL()+"/f/") && !strings.HasSuffix(link, ".ics") && !strings.Contains(link, "#") {
			return link
		}
	}
	t.Fatalf("%s has no link to the page:\n%s", m.Reminder, m.Text)
	return ""
}
