package standalone

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
	"github.com/afterword-io/afterword/standalone/outbox"
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

// story is one interview with what happens after it.
func story(t *testing.T, id string, channel events.Channel) []events.Event {
	t.Helper()
	ended := begin().Add(7 * time.Hour)
	fact := func(n int, kind events.Type, at time.Time, data any) events.Event {
		e, err := events.New(kind, "/test", fmt.Sprintf("%s-%d", id, n), "", id, at, data)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	return []events.Event{
		fact(1, events.InterviewCompleted, ended, events.Meeting{
			Interview: events.Interview{ID: id, EndedAt: ended},
			Candidate: events.Candidate{
				Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: "America/New_York", Channels: []events.Channel{channel},
			},
			Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "America/New_York"},
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
			Promise:      &events.Promise{By: events.NewDate(2026, time.March, 5)},
		}),
		fact(2, events.ThankyouSent, ended.Add(16*time.Hour), events.Thankyou{Method: events.ByEmail}),
		fact(3, events.OutcomeRecorded, ended.Add(74*time.Hour), events.OutcomeReport{Outcome: events.Offer}),
	}
}

// compare holds the messages against what the domain says; an unexpected one fails.
func compare(t *testing.T, got []outbox.Message, stories ...[]events.Event) {
	t.Helper()
	want := map[string]events.Reminder{}
	for _, facts := range stories {
		for _, r := range followup.Simulate(followup.DefaultPolicy(), facts, time.Time{}).Reminders {
			if r.State == events.Due {
				want[r.ID] = r
			}
		}
	}
	seen := map[string]int{}
	for _, m := range got {
		seen[m.Reminder]++
		r, ok := want[m.Reminder]
		switch {
		case !ok:
			t.Errorf("unexpected: %s by %s", m.Reminder, m.Channel)
		case seen[m.Reminder] > 1:
			t.Errorf("doubled: %s by %s", m.Reminder, m.Channel)
		case m.AcceptedAt.Before(r.DueAt) || !m.AcceptedAt.Before(r.ExpiresAt):
			t.Errorf("%s came at %s, due %s, expired %s", m.Reminder, m.AcceptedAt, r.DueAt, r.ExpiresAt)
		}
	}
	for id := range want {
		if seen[id] == 0 {
			t.Errorf("lost: %s", id)
		}
	}
	if len(want) < 3*len(stories) {
		t.Errorf("only %d reminders were expected, which proves little", len(want))
	}
}

// Two candidates, one by email and one by text message, over four days in less than a minute. In the middle the process
// stops and another one goes on: the clock stood still, and nothing is lost or doubled.
func TestFourDaysAcrossARestart(t *testing.T) {
	o := Options{DataDir: t.TempDir(), Speed: 7200, StartAt: begin()}
	w := open(t, o)
	ada, eve := story(t, "int-1", events.Email), story(t, "int-2", events.SMS)
	w.tell(ada[0], eve[0])
	w.tell(ada[1])
	w.stop()
	stoppedAt := w.Now()

	next, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	if now := next.Now(); !now.Equal(stoppedAt) {
		t.Errorf("it stopped at %s and goes on at %s", stoppedAt, now)
	}
	if err := next.Close(); err != nil {
		t.Fatal(err)
	}
	w = open(t, o)
	w.tell(ada[2], eve[2])
	w.awaitClosed("int-1")
	w.awaitClosed("int-2")
	for _, facts := range [][]events.Event{ada, {eve[0], eve[2]}} {
		told := followup.Simulate(followup.DefaultPolicy(), facts, time.Time{})
		w.await("the last message", func() error {
			for _, r := range told.Reminders {
				if r.State == events.Due && !slices.ContainsFunc(w.outbox.Messages(), func(m outbox.Message) bool { return m.Reminder == r.ID }) {
					return fmt.Errorf("%s is missing", r.ID)
				}
			}
			return nil
		})
	}
	compare(t, w.outbox.Messages(), ada, []events.Event{eve[0], eve[2]})
	for _, m := range w.outbox.Messages() {
		if (m.Channel == events.SMS) != strings.HasPrefix(m.Reminder, "int-2.") || m.Copies != 1 {
			t.Errorf("%s came by %s, %d times", m.Reminder, m.Channel, m.Copies)
		}
	}

	_, _, front := w.call(http.MethodGet, "/", nil)
	for _, want := range []string{"7200 × real time", "<dt>Follow-ups waiting</dt><dd>0</dd>", "<dt>Follow-ups ended</dt><dd>2</dd>"} {
		if !strings.Contains(front, want) {
			t.Errorf("the front page does not show %q:\n%s", want, front)
		}
	}
}

func TestEverythingIsOnOneAddress(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir(), TemporalUI: true})
	cases := []struct {
		path string
		want string
	}{
		{"/", "API key of the tenant"},
		{"/outbox", "Nothing has been sent yet"},
		{"/outbox/messages", "[]"},
		{"/style.css", "color-scheme"},
		{"/docs", "/v1/interviews"},
		{"/openapi.json", `"openapi"`},
		{"/healthz", "ok"},
		{"/readyz?verbose", `"workflow":"ok"`},
		{"/metrics", "afterword_build_info"},
		{"/version", `"go":`},
		{"/clock", `"speed":1`},
		{"/temporal/namespaces/afterword/workflows", `base: "/temporal"`},
		{"/temporal/api/v1/namespaces/afterword", `"workflowExecutionRetentionTtl"`},
		{"/temporal/api/v1/settings", `"DefaultNamespace":"afterword"`},
	}
	for _, c := range cases {
		status, header, body := w.call(http.MethodGet, c.path, nil)
		if status != http.StatusOK || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d, no %q in %.300s", c.path, status, c.want, body)
		}
		if !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
			continue
		}
		if _, err := html.Parse(strings.NewReader(body)); err != nil || header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %v, policy %q", c.path, err, header.Get("Content-Security-Policy"))
		}
	}
	if status, header, _ := w.call(http.MethodGet, "/temporal/", nil); status != http.StatusSeeOther || header.Get("Location") != "/temporal/namespaces/afterword/workflows" {
		t.Errorf("/temporal/: %d to %q", status, header.Get("Location"))
	}
	if status, header, _ := w.call(http.MethodGet, "/nowhere", nil); status != http.StatusNotFound || header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("/nowhere: %d %s", status, header.Get("Content-Type"))
	}
	if status, _, _ := w.call(http.MethodPost, "/v1/interviews", []byte("{}")); status != http.StatusUnauthorized {
		t.Errorf("an interview without a key: %d", status)
	}
	for _, path := range []string{"/", "/outbox", "/outbox/messages", "/style.css", "/docs", "/healthz", "/readyz", "/metrics", "/version", "/clock"} {
		if status, header, _ := w.call(http.MethodPost, path, nil); status != http.StatusMethodNotAllowed || header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: %d, allowed are %q", path, status, header.Get("Allow"))
		}
	}
	// Senders of webhooks take a redirect for a failure, or repeat it without a body.
	if status, header, _ := w.call(http.MethodPost, "/v1//interviews", []byte("{}"), w.withKey); status != http.StatusNotFound || header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("/v1//interviews: %d to %q", status, header.Get("Location"))
	}
}

// operatorsPaths are the pages that show what candidates read, or could do harm.
func operatorsPaths() []string {
	return []string{"/", "/outbox", "/outbox/messages", "/outbox/stream", "/metrics", "/version", "/temporal/", "/temporal/api/v1/namespaces"}
}

// A web site whose name is made to point here must not read the pages through a visitor's browser.
func TestPagesAreForThisMachineOnly(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir(), TemporalUI: true})
	elsewhere := func(r *http.Request) { r.Host = "rebound.example.com" }
	for _, path := range operatorsPaths() {
		if status, _, _ := w.call(http.MethodGet, path, nil, elsewhere); status != http.StatusForbidden {
			t.Errorf("%s asked for as another host: %d", path, status)
		}
	}
	for _, host := range []string{"localhost:8080", "127.0.0.1", "[::1]:8080", "[::1]"} {
		if status, _, _ := w.call(http.MethodGet, "/outbox", nil, func(r *http.Request) { r.Host = host }); status != http.StatusOK {
			t.Errorf("/outbox asked for as %s: %d", host, status)
		}
	}
	// The API has keys of its own, and may be behind a proxy.
	if status, _, _ := w.call(http.MethodGet, "/v1/followups/x", nil, elsewhere, w.withKey); status != http.StatusNotFound {
		t.Errorf("the API asked for as another host: %d", status)
	}
	crossSite := func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }
	path := "/temporal/api/v1/namespaces/afterword/workflows/x/terminate"
	if status, _, _ := w.call(http.MethodPost, path, []byte("{}"), crossSite); status != http.StatusForbidden {
		t.Errorf("another site's form is answered with %d", status)
	}
}

func TestAPasswordOpensThePages(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir(), Listen: "0.0.0.0:0", OperatorPassword: "sesame", TemporalUI: true})
	login := func(name, password string) func(*http.Request) {
		return func(r *http.Request) { r.SetBasicAuth(name, password) }
	}
	for _, path := range operatorsPaths() {
		for _, wrong := range []func(*http.Request){func(*http.Request) {}, login("operator", "Sesame"), login("operator", ""), login("root", "sesame")} {
			if status, header, _ := w.call(http.MethodGet, path, nil, wrong); status != http.StatusUnauthorized || header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s: %d", path, status)
			}
		}
	}
	if status, _, _ := w.call(http.MethodGet, "/outbox", nil, login("operator", "sesame"), func(r *http.Request) { r.Host = "afterword.example.com" }); status != http.StatusOK {
		t.Errorf("/outbox with the password: %d", status)
	}
	if status, _, _ := w.call(http.MethodGet, "/readyz", nil); status != http.StatusOK {
		t.Errorf("/readyz: %d", status)
	}
}

func TestWhatIsRefused(t *testing.T) {
	dir := t.TempDir()
	cases := []struct {
		name    string
		options Options
		want    string
	}{
		{"no directory", Options{}, "a data directory is required"},
		{"open to others", Options{DataDir: dir, Listen: "0.0.0.0:0"}, "refusing to listen on 0.0.0.0:0"},
		{"open to others by leaving out the host", Options{DataDir: dir, Listen: ":0"}, "refusing to listen on :0"},
		{"no port", Options{DataDir: dir, Listen: "127.0.0.1"}, "the address to listen on"},
		{"backwards", Options{DataDir: dir, Speed: -1}, "greater than zero"},
		{"beyond all years", Options{DataDir: dir, Speed: 1e300}, "at most 100000"},
		{"a start in real time", Options{DataDir: dir, StartAt: begin()}, "only a time-lapse"},
		{"a sender that is none", Options{DataDir: dir, Listen: "127.0.0.1:0", SMTP: email.Options{From: "nobody"}}, "the mail server"},
		{"an account without a token", Options{DataDir: dir, Listen: "127.0.0.1:0", Twilio: sms.Options{Account: "AC1", From: "+15005550006"}}, "the SMS account"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, err := New(c.options)
			if err == nil {
				t.Fatal(errorsOf(s.Close()), "it was accepted")
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %q, want %q in it", err, c.want)
			}
		})
	}
	// Each gave back what it had taken.
	s, err := New(Options{DataDir: dir, Listen: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	if err := errorsOf(s.Close(), s.Close()); err != nil {
		t.Error(err)
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestADirectoryHasOneProcessAndOneKindOfTime(t *testing.T) {
	actual, lapsed := t.TempDir(), t.TempDir()
	w := open(t, Options{DataDir: actual})
	if _, err := New(Options{DataDir: actual, Listen: "127.0.0.1:0"}); err == nil || !strings.Contains(err.Error(), "another process is using") {
		t.Errorf("a second process: %v", err)
	}
	w.stop()
	if _, err := New(Options{DataDir: actual, Listen: "127.0.0.1:0", Speed: 60}); err == nil || !strings.Contains(err.Error(), "lives in real time") {
		t.Errorf("a time-lapse of real data: %v", err)
	}
	w = open(t, Options{DataDir: lapsed, Speed: 60})
	w.stop()
	if _, err := New(Options{DataDir: lapsed, Listen: "127.0.0.1:0"}); err == nil || !strings.Contains(err.Error(), "belongs to a time-lapse") {
		t.Errorf("a time-lapse in real time: %v", err)
	}
}

// The key is made once, works after a restart, is made again if its file is lost, and stays dead when it was rotated.
func TestTheKeyOfTheFirstTenant(t *testing.T) {
	o := Options{DataDir: t.TempDir()}
	ask := func(w *world) int {
		t.Helper()
		status, _, _ := w.call(http.MethodGet, "/v1/followups/x", nil, w.withKey)
		return status
	}
	w := open(t, o)
	first, err := os.ReadFile(w.KeyFile())
	if err != nil || !strings.HasPrefix(string(first), "aw_") || ask(w) != http.StatusNotFound {
		t.Fatalf("the first key is %q, %v", first, err)
	}
	w.stop()
	for _, name := range []string{"api-key", "outbox.jsonl", "lock"} {
		if info, err := os.Stat(filepath.Join(o.DataDir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
	if _, err := os.Stat(filepath.Join(o.DataDir, "connect.json")); !os.IsNotExist(err) {
		t.Errorf("connect.json is still there: %v", err)
	}
	if err := os.Remove(w.KeyFile()); err != nil {
		t.Fatal(err)
	}
	w = open(t, o)
	second, err := os.ReadFile(w.KeyFile())
	if err != nil || string(second) == string(first) || ask(w) != http.StatusNotFound {
		t.Errorf("the second key is %q, %v", second, err)
	}
	w.stop()
	if err := os.WriteFile(w.KeyFile(), []byte("aw_invented\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w = open(t, o)
	if status := ask(w); status != http.StatusUnauthorized {
		t.Errorf("an invented key is answered with %d", status)
	}
}

// Somebody who watches the outbox must not keep the process from stopping; telemetry.Grace would.
func TestAReaderOfTheStreamDoesNotHoldUpTheEnd(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir()})
	response, err := http.Get(w.URL() + "/outbox/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	ended := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, response.Body)
		ended <- err
	}()
	w.stop()
	// A stream that was cut off by force ends with an error.
	if err := <-ended; err != nil {
		t.Errorf("the stream ended with %v", err)
	}
	if conn, err := http.Get(w.URL() + "/healthz"); err == nil {
		conn.Body.Close()
		t.Error("it still answers")
	}
}
