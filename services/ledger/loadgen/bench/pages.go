package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/dashboard"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// pageQuestions ask for whole pages of the dashboard, as an adviser's browser would: the question, the rendering and
// nothing of the network.
func pageQuestions(b *book.Book, s survey) ([]Question, error) {
	adviser := access.Person{ID: "bench", Name: "Bench", Role: access.Adviser, Everywhere: true}
	d, err := dashboard.New(dashboard.Options{
		Book: b, Tenants: only(s.tenant), Bus: nothing{}, Policies: nothing{}, Audit: nothing{}, Clock: stopped(s.now),
		Gate: access.Local(adviser), Logger: zap.NewNop(),
	})
	if err != nil {
		return nil, err
	}
	handler, root := d.Handler(), "/t/"+s.tenant
	page := func(name string, path func(f record.Followup) string) Question {
		return Question{name, func(ctx context.Context, chance *rand.Rand) error {
			r := httptest.NewRequestWithContext(ctx, http.MethodGet, root+path(s.any(chance)), nil)
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			if w.Code != http.StatusOK {
				return fmt.Errorf("GET %s is answered %d", r.URL.Path, w.Code)
			}
			return nil
		}}
	}
	always := func(path string) func(record.Followup) string { return func(record.Followup) string { return path } }
	return []Question{
		page("page, today", always("")),
		page("page, pipeline", always("/pipeline")),
		page("page, follow-ups", always("/followups")),
		page("page, follow-ups, one word", func(f record.Followup) string { return "/followups?q=" + url.QueryEscape(given(f)) }),
		page("page, follow-ups, two words", func(f record.Followup) string { return "/followups?q=" + url.QueryEscape(f.Candidate) }),
		page("page, follow-ups, one outcome", always("/followups?outcome=offer")),
		page("page, follow-up", func(f record.Followup) string { return "/followups/" + url.PathEscape(f.ID) }),
		page("page, reminders", always("/reminders")),
		page("page, deliveries", always("/deliveries")),
		page("page, employers", always("/employers")),
	}, nil
}

// only is the one tenant that is asked for.
type only string

// Tenant implements dashboard.Tenants.
func (o only) Tenant(slug string) (events.Tenant, bool) { return o.All()[0], slug == string(o) }

// All implements dashboard.Tenants.
func (o only) All() []events.Tenant {
	return []events.Tenant{{Slug: string(o), Name: "The bench's tenant"}}
}

// stopped is a clock that stands still at the end of the streams.
type stopped time.Time

// Now implements clock.Clock.
func (s stopped) Now() time.Time { return time.Time(s) }

// Speed implements clock.Clock.
func (stopped) Speed() float64 { return 1 }

// Real implements clock.Clock.
func (stopped) Real(shown time.Duration) time.Duration { return shown }

// nothing is what the pages that are asked for do not need.
type nothing struct{}

// Dead implements dashboard.Bus.
func (nothing) Dead(context.Context, uint64) (bus.DeadLetter, error) {
	return bus.DeadLetter{}, bus.ErrNotFound
}

// Replay implements dashboard.Bus.
func (nothing) Replay(context.Context, uint64) (bus.Ack, error) { return bus.Ack{}, bus.ErrNotFound }

// State implements dashboard.Bus.
func (nothing) State(context.Context, string) (bus.StreamState, error) { return bus.StreamState{}, nil }

// Get implements dashboard.Policies.
func (nothing) Get(context.Context, string) (bus.Entry[events.Tenant], error) {
	return bus.Entry[events.Tenant]{}, bus.ErrNotFound
}

// Update implements dashboard.Policies.
func (nothing) Update(context.Context, string, events.Tenant, uint64) (uint64, error) {
	return 0, bus.ErrNotFound
}

// Run implements dashboard.Audit.
func (nothing) Run(context.Context, audit.Request) (audit.Report, error) { return audit.Report{}, nil }

// Repair implements dashboard.Audit.
func (nothing) Repair(context.Context, audit.Request) (audit.Report, error) {
	return audit.Report{}, nil
}
