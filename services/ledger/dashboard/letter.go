package dashboard

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// preview is a message as the candidate reads it, without the links that would be keys to the candidate's page.
type preview struct {
	Subject, Text, SMS string
	// Letter is where the email is in its own looks.
	Letter string
}

// situation is what a reminder's message is made of, as of its due instant.
func (s dossier) situation(r record.Reminder) message.Situation {
	brief := s.at(r.DueAt).Brief
	return message.Situation{
		Reminder: events.Reminder{
			ID: r.ID, Kind: r.Kind, N: r.N, State: events.Due, DueAt: r.DueAt, ExpiresAt: r.ExpiresAt, Reason: r.Reason,
		},
		Brief: brief, Brand: s.tenant.Brand, Locale: brief.Meeting.Candidate.Locale, Office: s.policy.OfficeHours, Now: r.DueAt,
	}
}

// words are the tenant's templates; its own words count unless they have become wrong.
func (d *Dashboard) words(tenant events.Tenant) *message.Templates {
	if len(tenant.Templates) == 0 {
		return d.messages
	}
	own, err := d.messages.With(tenant.Templates)
	if err != nil {
		d.log.Warn("a tenant's own words cannot be used", zap.String("tenant", tenant.Slug))
		return d.messages
	}
	return own
}

// previewOf writes a reminder's message; nil if there is nothing to write it of.
func (s dossier) previewOf(words *message.Templates, r record.Reminder) *preview {
	situation := s.situation(r)
	email, err := words.Render(situation, events.Email)
	if err != nil {
		return nil
	}
	text, err := words.Render(situation, events.SMS)
	if err != nil {
		return nil
	}
	return &preview{
		Subject: email.Subject, Text: email.Text, SMS: text.Text,
		Letter: at(s.tenant.Slug, "letters", string(r.Kind), strconv.Itoa(r.N), s.id),
	}
}

// letter is GET /t/{tenant}/letters/{kind}/{n}/{id...}: the email of one reminder, alone.
func (d *Dashboard) letter(w http.ResponseWriter, r *http.Request) {
	tenant, id := r.PathValue("tenant"), r.PathValue("id")
	known, err := d.everything(r.Context(), tenant, id)
	if err != nil {
		d.fail(w, r, err)
		return
	}
	i := slices.IndexFunc(known.reminders, func(m record.Reminder) bool {
		return string(m.Kind) == r.PathValue("kind") && strconv.Itoa(m.N) == r.PathValue("n")
	})
	if i < 0 || !known.dossier.knows() || !sightOf(r).of(known.followup).personal {
		d.fail(w, r, fmt.Errorf("read a letter: %w", book.ErrNotFound))
		return
	}
	email, err := d.words(known.dossier.tenant).Render(known.dossier.situation(known.reminders[i]), events.Email)
	if err != nil {
		d.fail(w, r, fmt.Errorf("write a letter of kind %s: %w", known.reminders[i].Kind, err))
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", letterPolicy)
	_, _ = io.WriteString(w, email.HTML)
}
