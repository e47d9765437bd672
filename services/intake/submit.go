package intake

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// Receipt says what a fact became; it is the body of a 202.
type Receipt struct {
	// ID is the follow-up's id.
	ID string `json:"id"`
	// Followup is the path of the follow-up.
	Followup string `json:"followup"`
	// Event is the id of the event on the bus.
	Event string `json:"event"`
	// Duplicate reports that the bus had this event already; nothing new was stored.
	Duplicate bool `json:"duplicate,omitempty"`
}

func followupPath(id string) string { return "/v1/followups/" + url.PathEscape(id) }

func receiptOf(e events.Event, duplicate bool) Receipt {
	return Receipt{ID: e.Subject, Followup: followupPath(e.Subject), Event: e.ID, Duplicate: duplicate}
}

// admit makes an event from outside the tenant's own and holds it to the contract. Where it has
// no time, now is it. The error is a *refusal for a foreign tenant, else that of events.Validate.
func admit(e events.Event, tenant string, now time.Time) (events.Event, error) {
	if e.Tenant != "" && e.Tenant != tenant {
		return e, httpapi.Refuse(otherTenant(), "The event's tenant is not the one of the API key.")
	}
	e.Tenant = tenant
	if e.Time.IsZero() {
		e.Time = now
	}
	if err := events.Validate(e, now); err != nil {
		return e, withPhoneHints(err, e.Data)
	}
	return events.Normalize(e), nil
}

// submitOne publishes one fact and answers with its receipt.
func (s *Service) submitOne(c *call, e events.Event) (answer, error) {
	return s.submit(c, []events.Event{e}, func(duplicate bool) (answer, error) {
		receipt := receiptOf(e, duplicate)
		a, err := reply(http.StatusAccepted, receipt)
		return a.With("Location", receipt.Followup), err
	})
}

// submit publishes the facts, all or none, and answers once they are stored. With an
// Idempotency-Key it does so at most once.
func (s *Service) submit(c *call, es []events.Event, accepted func(duplicate bool) (answer, error)) (answer, error) {
	// What has been read is carried through although the caller may hang up meanwhile.
	ctx := context.WithoutCancel(c.Context())
	run := func() (answer, error) {
		duplicate, err := s.publish(ctx, es)
		if err != nil {
			return answer{}, err
		}
		return accepted(duplicate)
	}
	if c.key == "" {
		return run()
	}
	ctx, cancel := context.WithTimeout(ctx, 3*s.limits.Publish)
	defer cancel()
	place := bus.Key(c.tenant.Slug, c.Pattern, c.key)
	return s.claims.once(ctx, place, fingerprint(c.Request, c.body), run)
}

// publish returns once every event is stored durably. duplicate reports that a single
// event was stored already.
func (s *Service) publish(ctx context.Context, es []events.Event) (duplicate bool, err error) {
	if len(es) == 0 {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.limits.Publish)
	defer cancel()
	began := time.Now()
	if len(es) == 1 {
		var ack bus.Ack
		ack, err = s.bus.Publish(ctx, es[0], msgID(es[0]))
		duplicate = ack.Duplicate
	} else {
		ids := make([]string, len(es))
		for i, e := range es {
			ids[i] = msgID(e)
		}
		err = s.bus.PublishBatch(ctx, es, ids)
	}
	s.metrics.publish.Observe(time.Since(began).Seconds())
	if err != nil {
		return false, fmt.Errorf("publish %d facts: %w", len(es), err)
	}
	if duplicate {
		s.metrics.repeated.Inc()
		return true, nil
	}
	for _, e := range es {
		s.metrics.facts.WithLabelValues(e.Type.Name()).Inc()
	}
	return false, nil
}

func msgID(e events.Event) string { return events.MsgID(e.Tenant, e.Source, e.ID) }
