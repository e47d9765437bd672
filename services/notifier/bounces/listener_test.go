package bounces

import (
	"errors"
	"net"
	"testing"
	"time"
)

// door is a net.Listener that has somebody before it whenever it is asked.
type door struct {
	net.Listener
	accepted int
}

func (d *door) Accept() (net.Conn, error) {
	d.accepted++
	return &line{}, nil
}

func (d *door) Close() error { return nil }

// line is a connection that remembers its deadlines.
type line struct {
	net.Conn
	reading, writing time.Time
}

func (l *line) SetDeadline(t time.Time) error      { l.reading, l.writing = t, t; return nil }
func (l *line) SetReadDeadline(t time.Time) error  { l.reading = t; return nil }
func (l *line) SetWriteDeadline(t time.Time) error { l.writing = t; return nil }
func (l *line) Close() error                       { return nil }

func TestNoMoreThanSoManyConnections(t *testing.T) {
	inner := &door{}
	l := newListener(inner, 2, time.Hour)
	var first net.Conn
	for range 2 {
		conn, err := l.Accept()
		if err != nil {
			t.Fatal(err)
		}
		first = conn
	}
	_ = first.Close()
	_ = first.Close()
	// The place of one that has closed, even twice, is one place.
	if _, err := l.Accept(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		_, err := l.Accept()
		ended <- err
	}()
	_ = l.Close()
	if err := <-ended; !errors.Is(err, net.ErrClosed) || inner.accepted != 3 {
		t.Errorf("a connection too many: %v, %d accepted", err, inner.accepted)
	}
}

func TestAConnectionHasAnEnd(t *testing.T) {
	l := newListener(&door{}, 1, time.Hour)
	before := time.Now()
	conn, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	inner, end := conn.(*mortal).Conn.(*line), conn.(*mortal).end
	if !inner.reading.Equal(end) || !inner.writing.Equal(end) || end.Before(before.Add(time.Hour)) || end.After(time.Now().Add(time.Hour)) {
		t.Errorf("it ends at %v, %v", inner.reading, inner.writing)
	}
	soon := before.Add(time.Minute)
	for name, set := range map[string]func(time.Time) error{"both": conn.SetDeadline, "reading": conn.SetReadDeadline, "writing": conn.SetWriteDeadline} {
		for wanted, want := range map[time.Time]time.Time{soon: soon, before.Add(2 * time.Hour): end, {}: end} {
			inner.reading, inner.writing = time.Time{}, time.Time{}
			if err := set(wanted); err != nil {
				t.Fatal(err)
			}
			for _, got := range []time.Time{inner.reading, inner.writing} {
				if !got.IsZero() && !got.Equal(want) {
					t.Errorf("%s: %v becomes %v", name, wanted, got)
				}
			}
			if inner.reading.IsZero() && inner.writing.IsZero() {
				t.Errorf("%s: no deadline was set", name)
			}
		}
	}
}
