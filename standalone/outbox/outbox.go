package outbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

// Options says where messages are kept and which clock they are stamped by. Both are required.
type Options struct {
	// Path is the file that keeps the messages.
	Path  string
	Clock clock.Clock
}

// Outbox is the two local endpoints and the pages that show what they took.
type Outbox struct {
	store   *Store
	clock   clock.Clock
	account Account
	smtp    net.Listener
	sms     net.Listener
	// notices are the statuses that wait to be told.
	notices chan notice

	mu        sync.Mutex
	callbacks Callbacks
}

// New opens the file and binds both endpoints to free loopback ports.
func New(o Options) (*Outbox, error) {
	if o.Path == "" || o.Clock == nil {
		return nil, errors.New("outbox: Path and Clock are required")
	}
	store, err := OpenStore(o.Path, o.Clock)
	if err != nil {
		return nil, err
	}
	b := &Outbox{store: store, clock: o.Clock, account: newAccount(), notices: make(chan notice, maxNotices)}
	if b.smtp, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, errors.Join(fmt.Errorf("bind the outbox's SMTP server: %w", err), store.Close())
	}
	if b.sms, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, errors.Join(fmt.Errorf("bind the outbox's SMS endpoint: %w", err), b.smtp.Close(), store.Close())
	}
	return b, nil
}

// Messages returns what was accepted so far, oldest first.
func (b *Outbox) Messages() []Message { return b.store.List(Query{}) }

// SMTP is the port of the SMTP server on 127.0.0.1; it takes letters without encryption or login.
func (b *Outbox) SMTP() int { return b.smtp.Addr().(*net.TCPAddr).Port }

// SMS is the base URL of the SMS endpoint, and the account that it takes.
func (b *Outbox) SMS() (baseURL string, account Account) {
	return "http://" + b.sms.Addr().String(), b.account
}

// Run serves both endpoints until ctx is done, then closes everything.
func (b *Outbox) Run(ctx context.Context) error {
	err := daemon.Together(ctx,
		func(ctx context.Context) error { return serveSMTP(ctx, b.smtp, b.store) },
		func(ctx context.Context) error {
			return telemetry.Serve(ctx, b.sms, &http.Server{Handler: smsHandler(b.account, b.store, b.notices)})
		},
		b.tellStatuses,
	)
	return errors.Join(err, b.Close())
}

// Close gives back what New has taken; Run does that by itself. Calling it again does nothing.
func (b *Outbox) Close() error {
	var errs []error
	for _, err := range []error{b.smtp.Close(), b.sms.Close(), b.store.Close()} {
		if !errors.Is(err, net.ErrClosed) && !errors.Is(err, os.ErrClosed) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
