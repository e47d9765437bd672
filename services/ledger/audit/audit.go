package audit

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Book is what an audit reads of the ledger: *book.Book.
type Book interface {
	EachFollowup(ctx context.Context, tenant string, since time.Time, see func(record.Followup) error) error
	Timeline(ctx context.Context, tenant, id string) ([]record.Entry, error)
	RemindersOf(ctx context.Context, tenant, id string) ([]record.Reminder, error)
	// RoundsOf returns the ids of the follow-ups of one application.
	RoundsOf(ctx context.Context, tenant, application string) ([]string, error)
	// Position is the sequence of the last message taken of a stream.
	Position(ctx context.Context, stream string) (uint64, error)
	// EntriesAfter returns the entries of a stream, of all tenants, by sequence: those after the given one, at most limit.
	EntriesAfter(ctx context.Context, stream string, after uint64, limit int) ([]record.Entry, error)
	// Mend takes messages that the ledger should have taken long ago. It changes nothing that it has.
	Mend(ctx context.Context, stream string, batch []bus.Message) error
}

// Tenants says who the tenants are: *tenants.Directory.
type Tenants interface {
	Tenant(slug string) (events.Tenant, bool)
	All() []events.Tenant
}

// Options says what to audit. Book, Bus and Tenants are required.
type Options struct {
	Book    Book
	Bus     *bus.Bus
	Tenants Tenants
	// Clock is the one that the services go by. Default the system's.
	Clock clock.Clock
	// Grace is how long, in real time, something may be on its way before it counts as missing. Default 2 min.
	Grace time.Duration
	// Logger; default none. Registerer; default none.
	Logger     *zap.Logger
	Registerer prometheus.Registerer
}

// Request asks for one run.
type Request struct {
	// Tenant is required.
	Tenant string
	// Since leaves out the closed follow-ups of which nothing became known since; zero is all.
	Since time.Time
	// Progress, if it is set, is called now and then with how many follow-ups were looked at, and of how many.
	Progress func(done, of int)
}

// ErrNoTenant is returned for a request that names no tenant, or none that exists.
var ErrNoTenant = errors.New("no such tenant")

// Auditor runs audits.
type Auditor struct {
	o       Options
	status  bus.Bucket[events.Snapshot]
	metrics *metrics
}

// New checks the options.
func New(o Options) (*Auditor, error) {
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.Grace == 0 {
		o.Grace = 2 * time.Minute
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	switch {
	case o.Book == nil:
		return nil, errors.New("audit: a book is required")
	case o.Bus == nil:
		return nil, errors.New("audit: a bus is required")
	case o.Tenants == nil:
		return nil, errors.New("audit: the tenants are required")
	case o.Grace < 0:
		return nil, errors.New("audit: the grace cannot be negative")
	}
	m, err := newMetrics(o.Registerer)
	if err != nil {
		return nil, err
	}
	return &Auditor{o: o, status: bus.OpenBucket[events.Snapshot](o.Bus, bus.StatusBucket), metrics: m}, nil
}

// shown is the grace as the clock shows it.
func (a *Auditor) shown() time.Duration {
	return time.Duration(float64(a.o.Grace) * a.o.Clock.Speed())
}

// policyOf returns the policy of a tenant as the workflow has it: one that cannot be read leaves the default.
func policyOf(t events.Tenant) followup.Policy {
	p, err := followup.ParsePolicy(t.Policy)
	if err != nil {
		return followup.DefaultPolicy()
	}
	return p
}

// Run looks at every follow-up of the tenant and holds the streams against the ledger. It changes nothing.
func (a *Auditor) Run(ctx context.Context, r Request) (Report, error) {
	tenant, ok := a.o.Tenants.Tenant(r.Tenant)
	if r.Tenant == "" || !ok {
		return Report{}, fmt.Errorf("audit %q: %w", r.Tenant, ErrNoTenant)
	}
	run := run{
		Auditor: a, request: r, policy: policyOf(tenant), report: newReport(r.Tenant, r.Since),
		first: map[string]uint64{}, last: map[string]uint64{}, heads: map[string]*head{}, living: map[name]uint64{},
	}
	for _, step := range []func(context.Context) error{run.catchUp, run.judgeAll, run.compareAll} {
		if err := step(ctx); err != nil {
			return Report{}, fmt.Errorf("audit %s: %w", r.Tenant, err)
		}
	}
	run.report.At = a.o.Clock.Now()
	return run.report, nil
}

// run is one audit under way.
type run struct {
	*Auditor
	request Request
	policy  followup.Policy
	report  Report
	// asOf is until when the ledger can be believed, as the clock shows it, where it is behind; zero where it is not.
	asOf time.Time
	// first and last are where each stream began and ended when the run began; one that was made anew has neither.
	first, last map[string]uint64
	// heads are what each stream has lost before that.
	heads map[string]*head
	// living are the facts that the stream holds, at any place.
	living map[name]uint64
}

// judgeAll judges every follow-up. They are listed first: what a slow run reads of each is as it is then.
func (r *run) judgeAll(ctx context.Context) error {
	var all []record.Followup
	err := r.o.Book.EachFollowup(ctx, r.request.Tenant, r.request.Since, func(f record.Followup) error {
		all = append(all, f)
		return nil
	})
	if err != nil {
		return err
	}
	for i, f := range all {
		r.progress(i, len(all))
		c, err := r.caseOf(ctx, f)
		if err != nil {
			return err
		}
		r.behead(f, c.Entries)
		j := Judge(c)
		tampered, err := r.tampered(ctx, c, f)
		if err != nil {
			return err
		}
		j.Findings = append(j.Findings, tampered...)
		r.report.add(j)
	}
	r.progress(len(all), len(all))
	return nil
}

func (r *run) progress(done, of int) {
	if r.request.Progress != nil && (done%100 == 0 || done == of) {
		r.request.Progress(done, of)
	}
}

// caseOf gathers what is known of one follow-up. The ledger is asked before the workflow, which so never knows less.
func (r *run) caseOf(ctx context.Context, f record.Followup) (Case, error) {
	c := Case{
		Tenant: r.request.Tenant, Followup: f.ID, Policy: r.policy, Now: r.o.Clock.Now(), Grace: r.shown(),
		Settled: time.Now().Add(-r.o.Grace),
	}
	if !r.asOf.IsZero() && r.asOf.Before(c.Now) {
		c.Now = r.asOf
	}
	var err error
	if c.Entries, err = r.o.Book.Timeline(ctx, c.Tenant, f.ID); err != nil {
		return c, err
	}
	if f.Application != "" {
		if c.Rounds, err = r.rounds(ctx, f); err != nil {
			return c, err
		}
	}
	entry, err := r.status.Get(ctx, bus.Key(c.Tenant, f.ID))
	switch {
	case err == nil:
		c.Status = &entry.Value
	case !errors.Is(err, bus.ErrNotFound):
		return c, fmt.Errorf("read what the workflow knows of %s: %w", f.ID, err)
	}
	return c, nil
}

// rounds returns what was said of the other rounds' interviews.
func (r *run) rounds(ctx context.Context, f record.Followup) ([]events.Event, error) {
	ids, err := r.o.Book.RoundsOf(ctx, r.request.Tenant, f.Application)
	if err != nil {
		return nil, err
	}
	var facts []events.Event
	for _, id := range ids {
		if id == f.ID {
			continue
		}
		entries, err := r.o.Book.Timeline(ctx, r.request.Tenant, id)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			if isInterview(e.Type) {
				facts = append(facts, FactOf(e))
			}
		}
	}
	return facts, nil
}
