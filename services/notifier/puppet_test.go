package notifier_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel"
)

// puppet is a channel that does what a test tells it.
type puppet struct {
	number string
	// during is called while the bytes leave, if it is set; what it returns is Send's answer.
	during func(channel.Letter) error

	mu      sync.Mutex
	answers []error
	letters []channel.Letter
}

func (p *puppet) Sender() channel.Sender { return channel.Sender{Number: p.number} }

// Send counts every letter whose bytes leave, whatever the answer is.
func (p *puppet) Send(ctx context.Context, l channel.Letter, begin channel.Begin) (channel.Receipt, error) {
	if err := begin(ctx); err != nil {
		return channel.Receipt{}, err
	}
	p.mu.Lock()
	p.letters = append(p.letters, l)
	var answer error
	if len(p.answers) > 0 {
		answer, p.answers = p.answers[0], p.answers[1:]
	}
	p.mu.Unlock()
	if p.during != nil {
		answer = errors.Join(answer, p.during(l))
	}
	return channel.Receipt{ProviderID: fmt.Sprintf("P%d", len(l.Text))}, answer
}

// to are the letters to an address whose bytes have left.
func (p *puppet) to(address string) (letters []channel.Letter) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, l := range p.letters {
		if l.To == address {
			letters = append(letters, l)
		}
	}
	return letters
}

func (p *puppet) left(address string) int { return len(p.to(address)) }

// theatre is a notifier that a test takes through its work by hand, message by message: what happens at which moment is
// the test's to say.
type theatre struct {
	t        *testing.T
	bus      *bus.Bus
	clock    *hand
	puppets  map[events.Channel]*puppet
	links    *link.Site
	registry *prometheus.Registry
	notifier *notifier.Notifier
	// see is called at every boundary.
	see func(notifier.Boundary)
	// alerts are the orders for advisers.
	alerts []events.DeliveryOrder
	// seen is the place in DELIVERIES of the last message that was handled.
	seen uint64
}

const number = "+15005550006"

func newTheatre(t *testing.T, policy string, change func(*notifier.Options)) *theatre {
	t.Helper()
	th := &theatre{
		t: t, bus: bustest.Connect(t, bustest.NewServer(t), "test"), clock: &hand{now: morning},
		puppets: map[events.Channel]*puppet{events.Email: {}, events.SMS: {number: number}},
	}
	keys, err := link.ParseKeys(link.NewKey(1))
	if err != nil {
		t.Fatal(err)
	}
	base, err := link.ParseBase("https://afterword.example.org")
	if err != nil {
		t.Fatal(err)
	}
	th.registry = prometheus.NewRegistry()
	th.links = &link.Site{Base: base, Keys: keys}
	o := notifier.Options{
		Bus: th.bus, Clock: th.clock, Registerer: th.registry, MessageIDDomain: "example.org", Links: th.links,
		Channels: map[events.Channel]channel.Channel{events.Email: th.puppets[events.Email], events.SMS: th.puppets[events.SMS]},
		Public:   base, ReturnDomain: "bounces.example.org",
	}
	if change != nil {
		change(&o)
	}
	if th.notifier, err = notifier.New(o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// To run it for no time at all closes what it listens on.
		ended, end := context.WithCancel(context.Background())
		end()
		if err := th.notifier.Run(ended); err != nil {
			t.Errorf("end the notifier: %v", err)
		}
	})
	th.tenant(events.Tenant{Slug: slug, Policy: json.RawMessage(policy)})
	return th
}

// tenant stores a tenant and waits until the notifier has read it.
func (th *theatre) tenant(tenant events.Tenant) {
	th.t.Helper()
	tenants := bus.OpenBucket[events.Tenant](th.bus, bus.TenantsBucket)
	if _, err := tenants.Put(th.t.Context(), tenant.Slug, tenant); err != nil {
		th.t.Fatal(err)
	}
	if err := th.notifier.ReadTenants(th.t.Context()); err != nil {
		th.t.Fatal(err)
	}
}

// part is one follow-up with one reminder and a candidate of its own.
type part struct {
	tenant   string
	followup string
	reminder events.Reminder
	brief    events.Brief
}

func newPart(n int) part {
	p := part{tenant: slug, followup: fmt.Sprintf("int-%d", n), reminder: reminder(1), brief: brief()}
	p.reminder.ID = events.ReminderID(p.followup, events.CheckIn, 1)
	p.brief.Meeting.Interview.ID = p.followup
	p.brief.Meeting.Candidate.Email = fmt.Sprintf("candidate-%d@example.com", n)
	p.brief.Meeting.Candidate.Phone = fmt.Sprintf("+1415556%04d", n)
	return p
}

func (p part) address(ch events.Channel) string {
	if ch == events.SMS {
		return p.brief.Meeting.Candidate.Phone
	}
	return p.brief.Meeting.Candidate.Email
}

// knows writes what STATUS knows of the follow-up now.
func (th *theatre) knows(p part, s events.Snapshot) {
	th.t.Helper()
	s.Followup, s.EvaluatedAt = p.followup, th.clock.Now()
	status := bus.OpenBucket[events.Snapshot](th.bus, bus.StatusBucket)
	if _, err := status.Put(context.WithoutCancel(th.t.Context()), bus.Key(p.tenant, p.followup), s); err != nil {
		th.t.Fatal(err)
	}
}

func (th *theatre) event(t events.Type, p part, id string, data any) events.Event {
	th.t.Helper()
	e, err := events.New(t, "/test", id, p.tenant, p.followup, th.clock.Now(), data)
	if err != nil {
		th.t.Fatal(err)
	}
	return e
}

// due hands the reminder over; what is ordered because of it waits in DELIVERIES.
func (th *theatre) due(p part) {
	th.t.Helper()
	e := th.event(events.ReminderDue, p, p.tenant+"."+p.reminder.ID+".due", events.ReminderNotice{Reminder: p.reminder, Brief: &p.brief})
	if out := th.notifier.Handle(th.t.Context(), bus.Message{Event: e, Attempt: 1}); out != bus.Done() {
		th.t.Fatalf("fan out: %+v", out)
	}
}

// play handles every order that waits, and those that come of them, each as often as it asks for; between its tries
// the clock goes on by pause. It returns the results that were published.
func (th *theatre) play(pause time.Duration) (results []events.Event) {
	th.t.Helper()
	for {
		m, err := th.bus.Get(th.t.Context(), events.StreamDeliveries, th.seen+1)
		if errors.Is(err, bus.ErrNotFound) {
			return results
		}
		if err != nil {
			th.t.Fatal(err)
		}
		th.seen = m.Sequence
		if m.Event.Type != events.DeliveryRequested {
			results = append(results, m.Event)
			continue
		}
		if order, err := events.DataOf[events.DeliveryOrder](m.Event); err == nil && order.Alert != nil {
			th.alerts = append(th.alerts, order)
		}
		for m.Attempt = 1; th.notifier.Handle(th.t.Context(), m) != bus.Done(); m.Attempt++ {
			if m.Attempt > 50 {
				th.t.Fatalf("order %s never ends", m.Event.ID)
			}
			th.clock.Set(th.clock.Now().Add(pause))
		}
	}
}
