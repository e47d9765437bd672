package api

import (
	"net/http"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// leastGroup is the smallest group of which a rate is told: a caller may ask for a larger one only.
const leastGroup = 5

// Rate is a part of a whole; below the group that was asked for nothing is told but the whole's size.
type Rate struct {
	Of     int      `json:"of"`
	Count  *int     `json:"count"`
	Share  *float64 `json:"share"`
	Hidden bool     `json:"hidden,omitempty"`
}

func rateOf(r book.Rate) Rate {
	if !r.Told {
		return Rate{Of: r.Of, Hidden: true}
	}
	return Rate{Of: r.Of, Count: &r.Count, Share: &r.Share}
}

// Stats is the answer of GET /v1/stats.
type Stats struct {
	Followups   int  `json:"followups"`
	OnTime      Rate `json:"thank_you_on_time"`
	CheckedIn   Rate `json:"checked_in"`
	Answered    Rate `json:"answered"`
	PromiseKept Rate `json:"promise_kept"`
	Silent      Rate `json:"silent"`
	// DaysToDecision is null when too few are known.
	DaysToDecision *int                                     `json:"days_to_decision"`
	Outcomes       map[events.Outcome]int                   `json:"outcomes"`
	Stages         map[events.Stage]int                     `json:"stages"`
	Deliveries     map[events.Channel]map[record.Result]int `json:"deliveries"`
	Days           []book.DayCount                          `json:"days"`
	Employers      []Employer                               `json:"employers,omitempty"`
}

// Employer are one employer's figures over all time.
type Employer struct {
	Key            string `json:"key"`
	Name           string `json:"name"`
	Followups      int    `json:"followups"`
	Answered       Rate   `json:"answered"`
	PromiseKept    Rate   `json:"promise_kept"`
	Silent         Rate   `json:"silent"`
	DaysToDecision *int   `json:"days_to_decision"`
}

// stats is GET /v1/stats.
func (a *API) stats(w http.ResponseWriter, c *call) error {
	q := book.StatsQuery{
		Tenant: c.tenant.Slug, From: c.asked.day("from"), To: c.asked.day("to"),
		EmployerKey: c.asked.text("employer"), MinGroup: c.asked.number("min_group", leastGroup),
	}
	if !q.From.IsZero() && !q.To.IsZero() && !q.From.Before(q.To) {
		return httpapi.Refuse(httpapi.Invalid, "The time asked for is empty.").At("to", "must be after from; it is not included itself")
	}
	return a.reply(w, c, "", func() (any, error) {
		s, err := a.book.Stats(c.Context(), q)
		if err != nil {
			return nil, err
		}
		answer := Stats{
			Followups: s.Followups, OnTime: rateOf(s.OnTime), CheckedIn: rateOf(s.CheckedIn), Answered: rateOf(s.Answered),
			PromiseKept: rateOf(s.PromiseKept), Silent: rateOf(s.Silent), DaysToDecision: daysOf(s.DaysToDecision),
			Outcomes: s.Outcomes, Stages: s.Stages, Deliveries: s.Deliveries, Days: s.Days,
		}
		if most := c.asked.number("employers", 0); most > 0 {
			answer.Employers, err = a.employers(c, q.MinGroup, most)
		}
		return answer, err
	})
}

func (a *API) employers(c *call, minGroup, most int) ([]Employer, error) {
	found, err := a.book.Employers(c.Context(), c.tenant.Slug, minGroup, most)
	employers := make([]Employer, len(found))
	for i, e := range found {
		employers[i] = Employer{
			Key: e.Key, Name: e.Name, Followups: e.Followups, Answered: rateOf(e.Answered), PromiseKept: rateOf(e.PromiseKept),
			Silent: rateOf(e.Silent), DaysToDecision: daysOf(e.DaysToDecision),
		}
	}
	return employers, err
}

func daysOf(days int) *int {
	if days < 0 {
		return nil
	}
	return &days
}
