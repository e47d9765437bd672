package email

import (
	"sync"

	"github.com/wneessen/go-mail/smtp"
)

type connection = smtp.Client

// pool keeps connections that are not in use, the most recently used on top.
type pool struct {
	mu     sync.Mutex
	idle   []*connection
	keep   int
	closed bool
}

func newPool(keep int) *pool { return &pool{keep: keep} }

// take returns nil if there is none.
func (p *pool) take() *connection {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.idle) == 0 {
		return nil
	}
	last := len(p.idle) - 1
	conn := p.idle[last]
	p.idle = p.idle[:last]
	return conn
}

func (p *pool) put(conn *connection) {
	p.mu.Lock()
	full := p.closed || len(p.idle) >= p.keep
	if !full {
		p.idle = append(p.idle, conn)
	}
	p.mu.Unlock()
	if full {
		// The server may be gone already; there is nobody to tell.
		_ = conn.Quit()
	}
}

// drop closes the connection without another word to the server.
func (p *pool) drop(conn *connection) { _ = conn.Close() }

func (p *pool) close() {
	p.mu.Lock()
	idle := p.idle
	p.idle, p.closed = nil, true
	p.mu.Unlock()
	for _, conn := range idle {
		_ = conn.Quit()
	}
}
