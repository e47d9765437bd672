package demo_test

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/afterword-io/afterword/cli/demo"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// fakeEnv makes this test binary a server; its value is the fault to plant.
const fakeEnv = "AFTERWORD_DEMO_TEST_SERVER"

func TestMain(m *testing.M) {
	fault, fake := os.LookupEnv(fakeEnv)
	if !fake {
		os.Exit(m.Run())
	}
	if err := serve(fault); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// fakeServer is what the demo sees of standalone: a clock, events in, an outbox and
// follow-ups out. What should happen it asks Simulate.
type fakeServer struct {
	clock clock.Lapse
	fault string

	mu    sync.Mutex
	facts map[string][]events.Event
	asked map[string]int
}

func serve(fault string) error {
	data := flag.String("data", "", "")
	listen := flag.String("listen", "", "")
	speed := flag.Float64("speed", 1, "")
	start := flag.String("start", "", "")
	flag.Parse()
	if fault == "start" {
		return errors.New("the disk is full")
	}
	origin, err := time.Parse(time.RFC3339, *start)
	if err != nil {
		return err
	}
	if fault == "late" {
		// As if a second and a half had gone by until it was ready.
		origin = origin.Add(time.Duration(1.5 * float64(time.Second) * *speed))
	}
	listener, err := net.Listen("tcp", *listen)
	if err != nil {
		return err
	}
	s := &fakeServer{clock: clock.Lapse{Origin: origin, Started: time.Now(), Factor: *speed}, fault: fault, facts: map[string][]events.Event{}, asked: map[string]int{}}
	if err := os.MkdirAll(*data, 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(*data, "api-key"), []byte("aw_demo\n"), 0o600); err != nil {
		return err
	}
	where := fmt.Sprintf(`{"http":"http://%s"}`, listener.Addr())
	if err := os.WriteFile(filepath.Join(*data, "connect.json"), []byte(where), 0o600); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	server := &http.Server{Handler: s.stumble(s.routes()), ReadHeaderTimeout: time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// stumble lets a slow server refuse the first three requests of each kind once it is ready.
func (s *fakeServer) stumble(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked[r.URL.Path]++
		count := s.asked[r.URL.Path]
		s.mu.Unlock()
		switch {
		case s.fault != "slow" || count > 3 || r.URL.Path == "/readyz" || r.URL.Path == "/clock":
			next.ServeHTTP(w, r)
		case strings.HasPrefix(r.URL.Path, "/v1/followups/"):
			w.WriteHeader(http.StatusNotFound)
		default:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
}

func (s *fakeServer) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { s.answer(w, "ok") })
	mux.HandleFunc("GET /clock", func(w http.ResponseWriter, _ *http.Request) {
		s.answer(w, map[string]any{"now": s.clock.Now(), "speed": s.clock.Factor})
	})
	mux.HandleFunc("POST /v1/events", func(w http.ResponseWriter, r *http.Request) {
		var envelope struct {
			Subject, ID string
			Type        events.Type
			Time        time.Time
			Data        json.RawMessage
		}
		if r.Header.Get("Authorization") != "Bearer aw_demo" || json.NewDecoder(r.Body).Decode(&envelope) != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		s.facts[envelope.Subject] = append(s.facts[envelope.Subject], events.Event{
			ID: envelope.ID, Subject: envelope.Subject, Type: envelope.Type, Time: envelope.Time, Data: envelope.Data,
		})
		w.WriteHeader(http.StatusAccepted)
	})
	mux.HandleFunc("GET /outbox/messages", func(w http.ResponseWriter, _ *http.Request) { s.answer(w, s.messages()) })
	mux.HandleFunc("GET /v1/followups/{id}", func(w http.ResponseWriter, r *http.Request) {
		told, ok := s.told(r.PathValue("id"))
		if !ok {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		snapshot := events.Snapshot{Followup: told.Followup, Outcome: told.Outcome, ClosedAt: told.ClosedAt, Plan: told.Reminders}
		if !told.ClosedAt.IsZero() {
			snapshot.Stage = events.Closed
		}
		s.answer(w, snapshot)
	})
	return mux
}

func (s *fakeServer) told(id string) (followup.Story, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.facts[id]) == 0 {
		return followup.Story{}, false
	}
	return followup.Simulate(followup.DefaultPolicy(), s.facts[id], s.clock.Now()), true
}

func (s *fakeServer) messages() []demo.Message {
	s.mu.Lock()
	ids := make([]string, 0, len(s.facts))
	for id := range s.facts {
		ids = append(ids, id)
	}
	s.mu.Unlock()
	all := []demo.Message{}
	for _, id := range ids {
		told, _ := s.told(id)
		for _, r := range told.Reminders {
			if r.State != events.Due || (s.fault == "lost" && r.Kind == events.ThankYou) {
				continue
			}
			m := demo.Message{Channel: events.Email, To: "kim@example.com", Subject: "Say thank you", Reminder: r.ID, AcceptedAt: r.DueAt}
			all = append(all, m)
			if s.fault == "doubled" && r.Kind == events.ThankYou {
				all = append(all, m)
			}
		}
	}
	slices.SortFunc(all, func(a, b demo.Message) int { return a.AcceptedAt.Compare(b.AcceptedAt) })
	return all
}

func (s *fakeServer) answer(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// story is over within a day: one interview, one reminder or two, withdrawn.
const story = `[
 {"specversion":"1.0","type":"io.afterword.interview.completed.v1","source":"/test","id":"t-1","subject":"int-1","time":"2026-03-03T15:00:00Z",
  "data":{"interview":{"id":"int-1","ended_at":"2026-03-03T15:00:00Z"},
   "candidate":{"name":"Kim Test","email":"kim@example.com","time_zone":"America/New_York"},
   "employer":{"name":"Acme","time_zone":"America/New_York","calendar":"US"},
   "interviewers":[{"id":"iv-1","name":"Pat Boss"}],"topics":["anvils"],"promise":{"by":"2026-03-06"}}},
 {"specversion":"1.0","type":"io.afterword.outcome.recorded.v1","source":"/test","id":"t-2","subject":"int-1","time":"2026-03-03T22:00:00Z",
  "data":{"outcome":"withdrawn"}}]`

// stage prepares a directory with the story, and this binary as a server with a fault.
func stage(t *testing.T, fault string) (examples, server string) {
	t.Helper()
	t.Setenv(fakeEnv, fault)
	t.Setenv("TMPDIR", t.TempDir())
	examples = t.TempDir()
	if err := os.WriteFile(filepath.Join(examples, "short.json"), []byte(story), 0o600); err != nil {
		t.Fatal(err)
	}
	server, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return examples, server
}

func nothingLeft(t *testing.T) {
	t.Helper()
	if left, err := filepath.Glob(filepath.Join(os.TempDir(), "afterword-demo-*")); err != nil || len(left) > 0 {
		t.Errorf("the demo left %v behind (%v)", left, err)
	}
}

// perform plays the story on a server with a fault, and returns what was told too.
func perform(t *testing.T, fault string) (demo.Verdict, string, error) {
	t.Helper()
	examples, server := stage(t, fault)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var out strings.Builder
	verdict, err := demo.Run(ctx, demo.Options{
		Standalone: server, Examples: examples, Speed: demo.MaxSpeed, HeadStart: time.Second, Out: &out,
	})
	nothingLeft(t)
	return verdict, out.String(), err
}

func TestDemoTellsTheStoryAndFindsNoDifference(t *testing.T) {
	verdict, told, err := perform(t, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(verdict.Differences) > 0 || verdict.Followups != 1 || verdict.Reminders == 0 {
		t.Errorf("verdict is %+v", verdict)
	}
	for _, want := range []string{
		"Tuesday 3 March 2026",
		"10:00 EST   ● Kim Test comes out of the interview for Acme with Pat Boss: they will decide by Friday 6 March.",
		"13:00 EST   → email to Kim Test <kim@example.com>: Say thank you",
		"thank you 1: ",
		"17:00 EST   ● Kim Test withdraws.",
		"Kim Test's follow-up with Acme is closed: withdrawn.",
		"1 follow-ups, 1 reminders, 0 lost, 0 doubled",
	} {
		if !strings.Contains(told, want) {
			t.Errorf("the story lacks %q", want)
		}
	}
	if n := strings.Count(told, "Say thank you"); n != 1 {
		t.Errorf("the message is told %d times", n)
	}
	if strings.Contains(told, "\x1b") {
		t.Error("the story is coloured though colours are off")
	}
	if t.Failed() {
		t.Log(told)
	}
}

func TestDemoFindsALostAndADoubledReminder(t *testing.T) {
	if v, told, err := perform(t, "lost"); err != nil || v.Lost != 1 || !strings.Contains(told, "never sent") {
		t.Errorf("verdict is %+v, error %v, told:\n%s", v, err, told)
	}
	if v, told, err := perform(t, "doubled"); err != nil || v.Doubled != 1 || !strings.Contains(told, "a second time") {
		t.Errorf("verdict is %+v, error %v, told:\n%s", v, err, told)
	}
}

func TestDemoBearsAServerThatIsSlow(t *testing.T) {
	if v, told, err := perform(t, "slow"); err != nil || len(v.Differences) > 0 || v.Reminders != 1 {
		t.Errorf("verdict is %+v, error %v, told:\n%s", v, err, told)
	}
}

func TestDemoGivesASlowStartALongerHeadStart(t *testing.T) {
	if v, told, err := perform(t, "late"); err != nil || len(v.Differences) > 0 || v.Reminders != 1 {
		t.Errorf("verdict is %+v, error %v, told:\n%s", v, err, told)
	}
}

// interrupter calls stop when it has been told of the first event.
type interrupter struct{ stop context.CancelFunc }

func (i interrupter) Write(p []byte) (int, error) {
	if strings.Contains(string(p), "●") {
		i.stop()
	}
	return len(p), nil
}

func TestAnInterruptedDemoLeavesNothingBehind(t *testing.T) {
	examples, self := stage(t, "")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	_, err := demo.Run(ctx, demo.Options{
		Standalone: self, Examples: examples, Speed: demo.MaxSpeed, HeadStart: time.Second, Out: interrupter{cancel},
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v, want cancelled", err)
	}
	nothingLeft(t)
}

func TestDemoSaysWhyTheServerDidNotStart(t *testing.T) {
	_, _, err := perform(t, "start")
	if err == nil || !strings.Contains(err.Error(), "the disk is full") {
		t.Errorf("error is %v, want one with the end of the server's log", err)
	}
}
