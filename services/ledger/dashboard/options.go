package dashboard

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Record is what the pages read: *book.Book.
type Record interface {
	Followups(ctx context.Context, q book.FollowupQuery) (book.Page[record.Followup], error)
	// Each goes through all that a question finds.
	Each(ctx context.Context, q book.FollowupQuery, see func(record.Followup) error) error
	Followup(ctx context.Context, tenant, id string) (record.Followup, error)
	Timeline(ctx context.Context, tenant, id string) ([]record.Entry, error)
	RemindersOf(ctx context.Context, tenant, id string) ([]record.Reminder, error)
	DeliveriesOf(ctx context.Context, tenant, id string) ([]record.Delivery, error)
	Reminders(ctx context.Context, q book.ReminderQuery) (book.Page[record.Reminder], error)
	Deliveries(ctx context.Context, q book.DeliveryQuery) (book.Page[record.Delivery], error)
	Stats(ctx context.Context, q book.StatsQuery) (book.Stats, error)
	Employers(ctx context.Context, tenant string, minGroup, limit int) ([]book.EmployerStats, error)
	Today(ctx context.Context, tenant string, now time.Time) (book.Today, error)
	Changed(tenant string) (<-chan struct{}, func())
	Dead
}

// Tenants says which tenants there are: *tenants.Directory.
type Tenants interface {
	Tenant(slug string) (events.Tenant, bool)
	All() []events.Tenant
}

// Elsewhere is a page that is not the dashboard's, for the foot of every page.
type Elsewhere struct {
	// Text is what the link says, To the path it leads to.
	Text, To string
}

// Options are what New needs. All but Elsewhere are required.
type Options struct {
	Book    Record
	Tenants Tenants
	// Bus has the dead letters and the streams, Policies the tenants' records; Audit proves that nothing was lost.
	Bus      Bus
	Policies Policies
	Audit    Audit
	// Clock is what the pages call now.
	Clock clock.Clock
	// Gate says who looks.
	Gate access.Gate
	// Logger is told what went wrong, without anything personal.
	Logger *zap.Logger
	// Elsewhere are pages on the same address that the foot leads to.
	Elsewhere []Elsewhere
}

// Dashboard is made by New. It is safe for concurrent use.
type Dashboard struct {
	book    Record
	tenants Tenants
	// dead is the part of the book that operators read.
	dead     Dead
	bus      Bus
	policies Policies
	audit    Audit
	clock    clock.Clock
	gate     access.Gate
	log      *zap.Logger

	elsewhere []Elsewhere
	templates *template.Template
	assets    *assets
	messages  *message.Templates
	pulse     pulse
	handler   http.Handler
	// large are the audits and trials that run.
	large *queue
	// patience bounds an audit that a page waits for, in real time.
	patience time.Duration
	// signsOut reports that the gate has a way out.
	signsOut bool
}

// New reads the templates and joins the routes.
func New(o Options) (*Dashboard, error) {
	var missing []error
	need := func(there bool, what string) {
		if !there {
			missing = append(missing, fmt.Errorf("the dashboard needs %s", what))
		}
	}
	need(o.Book != nil, "a book to read")
	need(o.Tenants != nil, "the tenants")
	need(o.Bus != nil, "the bus")
	need(o.Policies != nil, "the tenants' policies")
	need(o.Audit != nil, "an audit")
	need(o.Clock != nil, "a clock")
	need(o.Gate != nil, "a gate that says who looks")
	need(o.Logger != nil, "a logger")
	if err := errors.Join(missing...); err != nil {
		return nil, err
	}
	d := &Dashboard{
		book: o.Book, dead: o.Book, tenants: o.Tenants, bus: o.Bus, policies: o.Policies, audit: o.Audit, clock: o.Clock,
		gate: o.Gate, log: o.Logger, pulse: usualPulse(), large: newQueue(), patience: auditPatience, elsewhere: o.Elsewhere,
	}
	var err error
	if d.assets, err = readAssets(); err != nil {
		return nil, err
	}
	if d.templates, err = parseTemplates(); err != nil {
		return nil, err
	}
	if d.messages, err = message.New(); err != nil {
		return nil, fmt.Errorf("read the messages' words: %w", err)
	}
	d.handler = d.join()
	return d, nil
}

// Handler serves every page. Serve it with a BaseContext that ends when the server stops: that ends what streams.
func (d *Dashboard) Handler() http.Handler { return d.handler }
