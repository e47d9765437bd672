package dashboard

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// known is all that the book has of one follow-up.
type known struct {
	followup   record.Followup
	entries    []record.Entry
	reminders  []record.Reminder
	deliveries []record.Delivery
	dossier    dossier
}

// everything reads it.
func (d *Dashboard) everything(ctx context.Context, tenant, id string) (known, error) {
	var k known
	var err error
	if k.followup, err = d.book.Followup(ctx, tenant, id); err != nil {
		return k, err
	}
	if k.entries, err = d.book.Timeline(ctx, tenant, id); err != nil {
		return k, err
	}
	if k.reminders, err = d.book.RemindersOf(ctx, tenant, id); err != nil {
		return k, err
	}
	if k.deliveries, err = d.book.DeliveriesOf(ctx, tenant, id); err != nil {
		return k, err
	}
	k.dossier = d.dossier(tenant, id, k.entries, k.reminders, calendar.ZoneOrUTC(k.followup.EmployerZone))
	return k, nil
}

// followupPage is what the page is filled with.
type followupPage struct {
	Who      string
	Followup record.Followup
	Personal bool
	// PromiseReason says how the promise was understood.
	PromiseReason string
	// Deadline is the end of the time for thank-you notes.
	Deadline time.Time
	// Rounds are the other follow-ups of the same application; Siblings those of the same candidate. Empty where there is nothing to lead to.
	Siblings string
	Ways     []link
	// People is only there for who may see it.
	People *people
	Strip  strip
	// Timeline is every event, the first one first.
	Timeline []told
}

// people are those of the interview, as the facts have them.
type people struct {
	Candidate    events.Candidate
	Channels     string
	Interviewers []events.Interviewer
	Unthanked    int
	Topics       []string
	Strengths    []string
	Consents     []consent
}

type consent struct {
	Channel events.Channel
	Allowed bool
}

// followup is GET /t/{tenant}/followups/{id...}.
func (d *Dashboard) followup(w http.ResponseWriter, r *http.Request) {
	tenant, id, now := r.PathValue("tenant"), r.PathValue("id"), d.clock.Now()
	k, err := d.everything(r.Context(), tenant, id)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	seen := sightOf(r).of(k.followup)
	f := seen.followup(k.followup)
	c := followupPage{Who: whoOf(f), Followup: f, Personal: seen.personal, Timeline: toldOf(k.entries, seen)}
	c.Ways = append(c.Ways,
		link{Text: "Its reminders in a list", To: listAt(tenant, "reminders", "followup", id)},
		link{Text: "Its deliveries in a list", To: listAt(tenant, "deliveries", "followup", id)})
	if f.EmployerKey != "" {
		c.Ways = append(c.Ways, link{Text: "Other follow-ups of this employer", To: listAt(tenant, "followups", "employer", f.EmployerKey)})
	}
	if f.CandidateID != "" {
		c.Ways = append(c.Ways, link{Text: "Other follow-ups of this candidate", To: listAt(tenant, "followups", "candidate", f.CandidateID)})
	}
	if k.dossier.knows() {
		decision := k.dossier.at(now)
		c.PromiseReason, c.Deadline = decision.Snapshot.PromiseReason, decision.Brief.Deadline
		if seen.personal {
			c.People = peopleOf(decision.Brief)
		}
	}
	c.Strip = d.stripOf(k, c.Deadline, now, seen)
	d.render(w, r, "followup.html", c.Who, c)
}

func peopleOf(b events.Brief) *people {
	p := &people{
		Candidate: b.Meeting.Candidate, Interviewers: b.Meeting.Interviewers, Unthanked: len(b.Unthanked),
		Topics: b.Meeting.Topics, Strengths: b.Meeting.Strengths,
	}
	var names []string
	for _, ch := range p.Candidate.Channels {
		names = append(names, say(ch))
	}
	p.Channels = strings.Join(names, ", then ")
	for _, ch := range allChannels() {
		if allowed, spoken := b.Consents[ch]; spoken {
			p.Consents = append(p.Consents, consent{ch, allowed})
		}
	}
	return p
}
