package book

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

const followupColumns = "tenant, id, candidate, candidate_id, employer, employer_key, position, application, employer_zone, candidate_zone, " +
	"stage, outcome, decided_at, opened_at, ended_at, closed_at, assumed, promised_by, notes_owed, next_due_at, next_kind, " +
	"revision, planned_with, facts, erased"

// The columns that follow-ups are ordered and narrowed by.
func columnID() column        { return column{"id", true} }
func columnEnded() column     { return column{"ended_at", false} }
func columnNextDue() column   { return column{"next_due_at", false} }
func columnStage() column     { return column{"stage", true} }
func columnOutcome() column   { return column{"outcome", true} }
func columnEmployer() column  { return column{"employer_key", true} }
func columnCandidate() column { return column{"candidate_id", true} }

// followupsByEnd has those whose end is not known last.
func followupsByEnd() list[record.Followup] {
	return list[record.Followup]{
		table: "followups", columns: followupColumns, order: []column{columnEnded(), columnID()}, descending: true, scan: scanFollowup,
		place: func(f record.Followup) []any { return []any{micros(f.EndedAt), f.ID} },
	}
}

func followupsByDue() list[record.Followup] {
	l := followupsByEnd()
	l.order, l.descending = []column{columnNextDue(), columnID()}, false
	l.place = func(f record.Followup) []any { return []any{micros(f.NextDueAt), f.ID} }
	return l
}

// Followups answers a list. A page may hold less than its limit and have a next one: see walk.go.
func (b *Book) Followups(ctx context.Context, q FollowupQuery) (Page[record.Followup], error) {
	if q.Tenant == "" {
		return Page[record.Followup]{}, errTenant
	}
	asked := q
	asked.Cursor, asked.Limit = "", 0
	l := followupsByEnd()
	if q.ByDue {
		l = followupsByDue()
	}
	sum, err := sumOf("followups", asked)
	if err != nil {
		return Page[record.Followup]{}, err
	}
	s := search{sum: sum, cursor: q.Cursor, limit: q.Limit}
	if err := b.plan(ctx, &s, q); err != nil {
		return Page[record.Followup]{}, err
	}
	return l.page(ctx, b, s)
}

// Followup returns one, or ErrNotFound.
func (b *Book) Followup(ctx context.Context, tenant, id string) (record.Followup, error) {
	if tenant == "" {
		return record.Followup{}, errTenant
	}
	row := b.db().QueryRowContext(ctx, b.bind("SELECT "+followupColumns+" FROM followups WHERE tenant = ? AND id = ?"), tenant, id)
	f, err := scanFollowup(row)
	if errors.Is(err, sql.ErrNoRows) {
		return record.Followup{}, ErrNotFound
	}
	if err != nil {
		return record.Followup{}, fmt.Errorf("read follow-up %s of %s: %w", id, tenant, err)
	}
	return f, nil
}

// has returns ErrNotFound if the tenant has no such follow-up: nothing of another tenant's may be told apart from nothing.
func (b *Book) has(ctx context.Context, tenant, id string) error {
	_, err := b.Followup(ctx, tenant, id)
	return err
}

func scanFollowup(row scanner) (record.Followup, error) {
	var (
		f                                   record.Followup
		decided, opened, ended, closed, due int64
		assumed, erased                     int64
		promised, stage, outcome, kind      string
	)
	if err := row.Scan(&f.Tenant, &f.ID, &f.Candidate, &f.CandidateID, &f.Employer, &f.EmployerKey, &f.Position, &f.Application,
		&f.EmployerZone, &f.CandidateZone, &stage, &outcome, &decided, &opened, &ended, &closed, &assumed, &promised, &f.NotesOwed,
		&due, &kind, &f.Revision, &f.PlannedWith, &f.Facts, &erased); err != nil {
		return record.Followup{}, err
	}
	f.Stage, f.Outcome, f.NextKind = events.Stage(stage), events.Outcome(outcome), events.Kind(kind)
	f.DecidedAt, f.OpenedAt, f.EndedAt, f.ClosedAt, f.NextDueAt = instant(decided), instant(opened), instant(ended), instant(closed), instant(due)
	f.Assumed, f.Erased = assumed != 0, erased != 0
	if promised != "" {
		day, err := events.ParseDate(promised)
		if err != nil {
			return record.Followup{}, fmt.Errorf("the promise of follow-up %s: %w", f.ID, err)
		}
		f.PromisedBy = day
	}
	return f, nil
}
