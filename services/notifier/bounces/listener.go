package bounces

import (
	"net"
	"sync"
	"time"
)

// listener accepts a limited number of connections at once, and lets each live for a limited time.
type listener struct {
	net.Listener
	places chan struct{}
	life   time.Duration
	closed chan struct{}
	once   sync.Once
}

func newListener(l net.Listener, most int, life time.Duration) *listener {
	return &listener{Listener: l, places: make(chan struct{}, most), life: life, closed: make(chan struct{})}
}

// Accept waits for a free place first: who comes meanwhile waits in the system's queue.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case l.places <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	conn, err := l.Listener.Accept()
	if err != nil {
		<-l.places
		return nil, err
	}
	c := &mortal{Conn: conn, end: time.Now().Add(l.life), leave: sync.OnceFunc(func() { <-l.places })}
	// If that fails the connection is gone, and whoever reads from it will see.
	_ = c.SetDeadline(c.end)
	return c, nil
}

// Close implements net.Listener.
func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// mortal is a connection that ends at an instant, whatever deadline it is given.
type mortal struct {
	net.Conn
	end   time.Time
	leave func()
}

// Close implements net.Conn.
func (c *mortal) Close() error {
	defer c.leave()
	return c.Conn.Close()
}

// SetDeadline implements net.Conn.
func (c *mortal) SetDeadline(t time.Time) error { return c.Conn.SetDeadline(c.atMost(t)) }

// SetReadDeadline implements net.Conn.
func (c *mortal) SetReadDeadline(t time.Time) error { return c.Conn.SetReadDeadline(c.atMost(t)) }

// SetWriteDeadline implements net.Conn.
func (c *mortal) SetWriteDeadline(t time.Time) error { return c.Conn.SetWriteDeadline(c.atMost(t)) }

func (c *mortal) atMost(t time.Time) time.Time {
	if t.IsZero() || t.After(c.end) {
		return c.end
	}
	return t
}
