package dashboard_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/afterword-io/afterword/services/ledger/access"
)

// stream is an answer that is read while it is written.
type stream struct {
	header http.Header
	mu     sync.Mutex
	text   strings.Builder
}

func (s *stream) Header() http.Header { return s.header }
func (s *stream) WriteHeader(int)     {}
func (s *stream) Flush()              {}

func (s *stream) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *stream) told() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

func TestLiveTellsOfChangesOnceASecondAtMost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		d := w.dashboard(t, access.Local(person(access.Viewer, "acme")))
		ctx, stop := context.WithCancel(t.Context())
		r := httptest.NewRequest(http.MethodGet, "/t/acme/live", http.NoBody).WithContext(ctx)
		r.SetPathValue("tenant", "acme")
		s := &stream{header: http.Header{}}
		over := make(chan struct{})
		go func() { d.Live(s, r); close(over) }()
		synctest.Wait()
		expect := func(when string, changes, beats int) {
			t.Helper()
			synctest.Wait()
			told := s.told()
			if got := strings.Count(told, "event: changed\n"); got != changes {
				t.Errorf("%s: told of %d changes, want %d", when, got, changes)
			}
			if got := strings.Count(told, ": still here\n"); got != beats {
				t.Errorf("%s: %d beats, want %d", when, got, beats)
			}
		}
		expect("at first", 0, 0)
		w.memory.change("globex")
		expect("after a change of another tenant", 0, 0)
		w.memory.change("acme")
		expect("after a change", 1, 0)
		for range 50 {
			w.memory.change("acme")
			<-time.After(10 * time.Millisecond)
		}
		expect("half a second and 50 changes later", 1, 0)
		<-time.After(600 * time.Millisecond)
		expect("once the second is over", 2, 0)
		<-time.After(17 * time.Second)
		expect("in silence", 2, 1)
		stop()
		synctest.Wait()
		select {
		case <-over:
		default:
			t.Error("it does not end with its request")
		}
		if n := w.memory.listening("acme"); n != 0 {
			t.Errorf("%d still listen", n)
		}
	})
}

func TestLiveEndsWhenTheServerStops(t *testing.T) {
	w := newWorld()
	base, stop := context.WithCancel(t.Context())
	server := httptest.NewUnstartedServer(w.handler(t, access.Local(person(access.Viewer, "acme"))))
	server.Config.BaseContext = func(net.Listener) context.Context { return base }
	server.Start()
	defer server.Close()
	answer, err := http.Get(server.URL + "/t/acme/live")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if got := answer.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("it is %q", got)
	}
	stop()
	// Reading ends only when the handler does.
	for buffer := make([]byte, 512); err == nil; {
		_, err = answer.Body.Read(buffer)
	}
}
