package bounces

import (
	"context"
	"net"
	"testing"
	"testing/synctest"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

// emptyDoor is a net.Listener before which nobody stands.
type emptyDoor struct {
	net.Listener
	closed chan struct{}
}

func (d *emptyDoor) Accept() (net.Conn, error) {
	<-d.closed
	return nil, net.ErrClosed
}

func (d *emptyDoor) Close() error {
	select {
	case <-d.closed:
	default:
		close(d.closed)
	}
	return nil
}

func (d *emptyDoor) Addr() net.Addr { return &net.TCPAddr{} }

// A message that is being taken in is finished before Run ends, and no other is begun.
func TestRunFinishesWhatHasBegun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		keys, err := link.ParseKeys(link.NewKey(1))
		if err != nil {
			t.Fatal(err)
		}
		s, err := New(Options{
			Listen: "127.0.0.1:0", Domain: "returns.example.org", Keys: keys,
			Receive: func(context.Context, link.Ref, email.Report) error { return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.listener.Close(); err != nil {
			t.Fatal(err)
		}
		s.listener = newListener(&emptyDoor{closed: make(chan struct{})}, 1, s.o.Life)
		ctx, stop := context.WithCancel(t.Context())
		ended := false
		go func() {
			if err := s.Run(ctx); err != nil {
				t.Errorf("Run: %v", err)
			}
			ended = true
		}()
		end, ok := s.begin()
		if !ok {
			t.Fatal("no message is taken in")
		}
		stop()
		synctest.Wait()
		if ended {
			t.Error("it ended in the middle of a message")
		}
		if _, ok := s.begin(); ok {
			t.Error("another message was begun")
		}
		end()
		synctest.Wait()
		if !ended {
			t.Error("it did not end")
		}
	})
}
