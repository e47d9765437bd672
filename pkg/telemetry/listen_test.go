package telemetry_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

// pipe is a listener whose connections are in memory, so that time can be faked around it.
type pipe struct {
	accept chan net.Conn
	closed chan struct{}
}

func newPipe() *pipe { return &pipe{accept: make(chan net.Conn), closed: make(chan struct{})} }

func (p *pipe) Accept() (net.Conn, error) {
	select {
	case c := <-p.accept:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipe) Close() error { close(p.closed); return nil }

func (p *pipe) Addr() net.Addr { return &net.TCPAddr{} }

func (p *pipe) dial() net.Conn {
	client, server := net.Pipe()
	p.accept <- server
	return client
}

// serve runs Serve and returns the end of it.
func serve(ctx context.Context, l net.Listener, handler http.HandlerFunc) <-chan error {
	ended := make(chan error, 1)
	go func() { ended <- telemetry.Serve(ctx, l, &http.Server{Handler: handler}) }()
	return ended
}

func TestServeLetsRunningRequestsFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		l := newPipe()
		ended := serve(ctx, l, func(w http.ResponseWriter, r *http.Request) {
			stop()
			<-time.After(telemetry.Grace / 2)
			if err := r.Context().Err(); err != nil {
				t.Errorf("the request was cut off: %v", err)
			}
			_, _ = io.WriteString(w, "finished")
		})
		conn := l.dial()
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: test\r\n\r\n")
		answer, err := io.ReadAll(conn)
		if err != nil || !strings.HasSuffix(string(answer), "finished") {
			t.Errorf("got %q, %v", answer, err)
		}
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
}

func TestServeCutsOffWhatDoesNotFinish(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		l := newPipe()
		ended := serve(ctx, l, func(_ http.ResponseWriter, r *http.Request) {
			stop()
			<-r.Context().Done()
		})
		conn := l.dial()
		_, _ = io.WriteString(conn, "GET / HTTP/1.1\r\nHost: test\r\n\r\n")
		began := time.Now()
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
		if took := time.Since(began); took != telemetry.Grace {
			t.Errorf("it stopped after %v, want %v", took, telemetry.Grace)
		}
		_ = conn.Close()
	})
}

func TestServeLimitsSlowAndLargeHeaders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		l := newPipe()
		ended := serve(ctx, l, func(http.ResponseWriter, *http.Request) { t.Error("the handler was reached") })

		slow := l.dial()
		began := time.Now()
		_, _ = io.WriteString(slow, "GET / HTTP/1.1\r\nHost:")
		_, _ = io.ReadAll(slow)
		if took := time.Since(began); took != telemetry.HeaderTimeout {
			t.Errorf("unfinished headers were cut off after %v, want %v", took, telemetry.HeaderTimeout)
		}

		large := l.dial()
		go func() {
			_, _ = io.WriteString(large, "GET / HTTP/1.1\r\nHost: test\r\nX: "+strings.Repeat("x", 2*telemetry.MaxHeaderBytes)+"\r\n\r\n")
		}()
		answer, _ := io.ReadAll(large)
		if !strings.Contains(string(answer), "431 ") {
			t.Errorf("large headers are answered with %q", answer)
		}
		_ = large.Close()
		stop()
		if err := <-ended; err != nil {
			t.Errorf("Serve: %v", err)
		}
	})
}

type brokenListener struct{ *pipe }

var errBroken = errors.New("broken")

func (brokenListener) Accept() (net.Conn, error) { return nil, errBroken }

func TestServeReportsAListenerThatFails(t *testing.T) {
	err := telemetry.Serve(t.Context(), brokenListener{newPipe()}, &http.Server{})
	if !errors.Is(err, errBroken) {
		t.Errorf("got %v, want the listener's error", err)
	}
}
