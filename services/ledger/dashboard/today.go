package dashboard

import (
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// overdueAfter is how long nothing may be known of a reminder after its instant.
const overdueAfter = book.Grace

// comingNext is how many of the next follow-ups the first page names.
const comingNext = 8

// todayPage is what the first page is filled with.
type todayPage struct {
	// Concerns need a person, the most urgent first.
	Concerns []concern
	Figures  []figure
	Next     []record.Followup
	// All is where the rest of Next is.
	All string
}

// concern is something that does not mend itself.
type concern struct {
	Shape, Title, Says string
	// Oldest is which one has waited longest, if there is one to name.
	Oldest *oldest
	// To is the list of them; empty for who may not see it.
	To link
}

type oldest struct {
	Who, To string
	What    string
	Due     *moment
}

// figure is a number and the list behind it.
type figure struct {
	Label, Meaning string
	Count          int
	To             string
}

// choose is GET /: the way to the tenant, if there is only one.
func (d *Dashboard) choose(w http.ResponseWriter, r *http.Request) {
	person, _ := access.PersonOf(r.Context())
	var own []link
	for _, t := range d.tenants.All() {
		if person.May(t.Slug, access.Viewer) {
			own = append(own, link{Text: nameOf(t).Name, To: at(t.Slug)})
		}
	}
	if len(own) == 1 {
		http.Redirect(w, r, own[0].To, http.StatusSeeOther)
		return
	}
	d.render(w, r, "choose.html", "Choose a tenant", own)
}

// today is GET /t/{tenant}.
func (d *Dashboard) today(w http.ResponseWriter, r *http.Request) {
	tenant, now := r.PathValue("tenant"), d.clock.Now()
	counts, err := d.book.Today(r.Context(), tenant, now)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	seen := sightOf(r)
	c := todayPage{All: at(tenant, "followups") + "?sort=due"}
	next, err := d.book.Followups(r.Context(), book.FollowupQuery{Tenant: tenant, ByDue: true, DueFrom: now.Add(-overdueAfter), Limit: comingNext})
	if err != nil {
		d.fail(w, r, err)
		return
	}
	c.Next = seen.followups(next.Items)
	if c.Concerns, err = d.concerns(r, counts, now); err != nil {
		d.fail(w, r, err)
		return
	}
	list := func(page string, query ...string) string { return listAt(tenant, page, query...) }
	c.Figures = []figure{
		{"Due", "to be handed over in the next 24 hours", counts.Due, list("reminders", "state", string(record.Planned), "due", string(nextDay))},
		{"Held", "at the notifier's, nothing known of them yet", counts.Held, list("reminders", "state", string(record.Due), "due", string(inTime))},
		{"Overdue", fmt.Sprintf("more than %s past their instant, without a word", spanOf(overdueAfter)), counts.Overdue, list("reminders", overdueReminders()...)},
		{"Open", "follow-ups that are not closed", counts.Open, list("followups", openStages()...)},
		{"Sent", "accepted by a provider since midnight, UTC", counts.Sent, list("deliveries", sinceMidnight(record.DeliverySent)...)},
		{"Skipped", "for a reason, since midnight", counts.Skipped, list("deliveries", sinceMidnight(record.DeliverySkipped)...)},
		{"Failed", "refused for good, since midnight", counts.Failed, list("deliveries", sinceMidnight(record.DeliveryFailed)...)},
		{"Ambiguous", "nobody knows whether they arrived, since midnight", counts.Ambiguous, list("deliveries", sinceMidnight(record.DeliveryAmbiguous)...)},
	}
	d.render(w, r, "today.html", "Today", c)
}

// concerns says what needs a person, the most urgent first.
func (d *Dashboard) concerns(r *http.Request, counts book.Today, now time.Time) ([]concern, error) {
	tenant := r.PathValue("tenant")
	var list []concern
	if counts.Overdue > 0 {
		c := concern{
			Shape: "due", Title: count(counts.Overdue, "reminder is overdue", "reminders are overdue"),
			Says: "Their instant has passed, and nothing was heard of them. Look whether the services run and their queues move.",
			To:   link{Text: "Overdue reminders", To: listAt(tenant, "reminders", overdueReminders()...)},
		}
		var err error
		if c.Oldest, err = d.oldestOverdue(r, now); err != nil {
			return nil, err
		}
		list = append(list, c)
	}
	if counts.Dead > 0 {
		c := concern{
			Shape: "failed", Title: count(counts.Dead, "message was given up", "messages were given up"),
			Says: "A service could not make sense of them. An operator looks at the reason, and sends them again when it is mended.",
		}
		if person, _ := access.PersonOf(r.Context()); person.May(tenant, access.Operator) {
			c.To = link{Text: "Dead letters", To: at(tenant, "dead-letters")}
		}
		list = append(list, c)
	}
	if counts.Ambiguous > 0 {
		list = append(list, concern{
			Shape: "ambiguous", Title: count(counts.Ambiguous, "delivery is ambiguous", "deliveries are ambiguous"),
			Says: "The provider may have the message or not, and it is not sent twice on a guess. Ask the provider, then decide.",
			To:   link{Text: "Ambiguous deliveries", To: listAt(tenant, "deliveries", sinceMidnight(record.DeliveryAmbiguous)...)},
		})
	}
	if counts.Failed > 0 {
		list = append(list, concern{
			Shape: "failed", Title: count(counts.Failed, "delivery failed", "deliveries failed"),
			Says: "The provider refused them for good, mostly because of the address. Ask the candidate for another one.",
			To:   link{Text: "Failed deliveries", To: listAt(tenant, "deliveries", sinceMidnight(record.DeliveryFailed)...)},
		})
	}
	return list, nil
}

// oldestOverdue names the one that has waited longest; nil if it has come meanwhile.
func (d *Dashboard) oldestOverdue(r *http.Request, now time.Time) (*oldest, error) {
	tenant := r.PathValue("tenant")
	first, err := d.book.Reminders(r.Context(), book.ReminderQuery{
		Tenant: tenant, States: []record.State{record.Planned, record.Due}, DueTo: now.Add(-overdueAfter), Limit: 1,
	})
	if err != nil || len(first.Items) == 0 {
		return nil, err
	}
	reminder := first.Items[0]
	f, err := d.book.Followup(r.Context(), tenant, reminder.Followup)
	if err != nil {
		return nil, err
	}
	return &oldest{
		Who: whoOf(sightOf(r).followup(f)), To: at(tenant, "followups", f.ID), What: say(reminder.Kind), Due: momentOf(reminder.DueAt, now),
	}, nil
}

// whoOf is what a follow-up is called: the candidate's name, or its id for who may not see that.
func whoOf(f record.Followup) string {
	if f.Candidate != "" {
		return f.Candidate
	}
	return f.ID
}

// listAt is the address of a list, narrowed by pairs of name and value.
func listAt(tenant, page string, query ...string) string {
	values := url.Values{}
	for i := 0; i+1 < len(query); i += 2 {
		values.Add(query[i], query[i+1])
	}
	if len(values) == 0 {
		return at(tenant, page)
	}
	return at(tenant, page) + "?" + values.Encode()
}

// overdueReminders narrows a list to those of which nothing is known though their instant has passed.
func overdueReminders() []string {
	return []string{"state", string(record.Planned), "state", string(record.Due), "due", string(overdue)}
}

// sinceMidnight narrows a list to what came to a result today.
func sinceMidnight(result record.Result) []string {
	return []string{"result", string(result), "when", string(today)}
}

// openStages narrows a list to what is not closed.
func openStages() []string {
	var query []string
	for _, stage := range events.Stages() {
		if stage != events.Closed {
			query = append(query, "stage", string(stage))
		}
	}
	return query
}
