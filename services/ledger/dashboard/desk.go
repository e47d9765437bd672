package dashboard

import (
	"context"
	"sync"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// Bus is what the pages see and do on the bus: *bus.Bus.
type Bus interface {
	Dead(ctx context.Context, sequence uint64) (bus.DeadLetter, error)
	Replay(ctx context.Context, deadSequence uint64) (bus.Ack, error)
	State(ctx context.Context, stream string) (bus.StreamState, error)
}

// Policies keep the tenants' records, where their policies are: bus.Bucket[events.Tenant] of bus.TenantsBucket.
type Policies interface {
	Get(ctx context.Context, slug string) (bus.Entry[events.Tenant], error)
	Update(ctx context.Context, slug string, t events.Tenant, revision uint64) (uint64, error)
}

// Audit proves that nothing was lost: *audit.Auditor.
type Audit interface {
	Run(ctx context.Context, r audit.Request) (audit.Report, error)
	Repair(ctx context.Context, r audit.Request) (audit.Report, error)
}

// Dead is what the pages of operators read of the record: *book.Book.
type Dead interface {
	DeadLetters(ctx context.Context, tenant, cursor string, limit int) (book.Page[book.DeadLetter], error)
	UnreadableDeadLetters(ctx context.Context, cursor string, limit int) (book.Page[book.DeadLetter], error)
	DeadLetter(ctx context.Context, tenant string, sequence uint64) (book.DeadLetter, error)
	Position(ctx context.Context, stream string) (uint64, error)
}

// atOnce bounds how many audits and trials run at the same time: each reads thousands of follow-ups.
const atOnce = 2

// queue lets something large run: one at a time for each tenant, so that no tenant holds up the others, and atOnce in all.
type queue struct {
	places chan struct{}

	mu      sync.Mutex
	tenants map[string]chan struct{}
}

func newQueue() *queue {
	return &queue{places: make(chan struct{}, atOnce), tenants: map[string]chan struct{}{}}
}

// enter waits for the tenant's turn. It returns false once ctx is done.
func (q *queue) enter(ctx context.Context, tenant string) (leave func(), ok bool) {
	q.mu.Lock()
	own, known := q.tenants[tenant]
	if !known {
		own = make(chan struct{}, 1)
		q.tenants[tenant] = own
	}
	q.mu.Unlock()
	select {
	case own <- struct{}{}:
	case <-ctx.Done():
		return nil, false
	}
	select {
	case q.places <- struct{}{}:
		return func() { <-q.places; <-own }, true
	case <-ctx.Done():
		<-own
		return nil, false
	}
}
