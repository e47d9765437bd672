package dashboard

import (
	"bytes"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// dossier is what the ledger knows of one follow-up, put so that the domain can judge it as the workflow does.
type dossier struct {
	tenant  events.Tenant
	policy  followup.Policy
	id      string
	facts   []events.Event
	emitted []handed
}

// handed is a reminder that was handed over, and when.
type handed struct {
	at time.Time
	followup.Emitted
}

func (d *Dashboard) dossier(slug, id string, entries []record.Entry, reminders []record.Reminder, zone *time.Location) dossier {
	tenant, _ := d.tenants.Tenant(slug)
	policy, err := followup.ParsePolicy(tenant.Policy)
	if err != nil {
		policy = followup.DefaultPolicy()
	}
	s := dossier{tenant: tenant, policy: policy, id: id}
	for _, e := range entries {
		if e.Type.IsFact() && !isNothing(e.Data) {
			s.facts = append(s.facts, events.Event{
				ID: e.ID, Source: e.Source, Type: e.Type, Subject: id, Time: e.Time, Tenant: slug, Data: e.Data,
			})
		}
	}
	for _, r := range reminders {
		if r.HandedAt.IsZero() {
			continue
		}
		e := followup.Emitted{Kind: r.Kind, N: r.N, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt, Reason: r.Reason}
		if r.Kind == events.CheckIn || r.Kind == events.CheckInResult {
			e.Day = events.DateOf(r.DueAt.In(zone))
		}
		s.emitted = append(s.emitted, handed{r.HandedAt, e})
	}
	return s
}

// isNothing reports data that was erased, or never there.
func isNothing(data []byte) bool {
	data = bytes.TrimSpace(data)
	return len(data) == 0 || bytes.Equal(data, []byte("null"))
}

// knows reports whether the interview is among the facts, without which there is nothing to judge.
func (s dossier) knows() bool {
	return slices.ContainsFunc(s.facts, func(f events.Event) bool {
		return f.Type == events.InterviewScheduled || f.Type == events.InterviewCompleted
	})
}

// languages are those of the reasons and of the messages: the candidate's, unless the policy has one for the reasons.
func (s dossier) languages() (reasons, messages events.Language) {
	messages = events.English
	if s.knows() {
		latest := slices.MaxFunc(s.facts, func(a, b events.Event) int { return a.Time.Compare(b.Time) })
		messages = events.LanguageOf(s.at(latest.Time).Brief.Meeting.Candidate.Locale)
	}
	if own := s.policy.Language; own != "" {
		return own, messages
	}
	return messages, messages
}

// at is what was, is or would be so at an instant, if nothing else becomes known until then.
func (s dossier) at(now time.Time) followup.Decision {
	var emitted []followup.Emitted
	for _, e := range s.emitted {
		if !e.at.After(now) {
			emitted = append(emitted, e.Emitted)
		}
	}
	return followup.Dossier{Tenant: s.tenant.Slug, Followup: s.id, Facts: s.facts, Emitted: emitted}.Evaluate(s.policy, now)
}
