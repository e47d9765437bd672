package audit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// Repair audits the tenant and drives again what is missing. Done twice, it does nothing the second time: what it drives
// again has the id that it had. The report is that of the audit before, and says of each finding what was done.
func (a *Auditor) Repair(ctx context.Context, r Request) (Report, error) {
	report, err := a.Run(ctx, r)
	if err != nil {
		return Report{}, err
	}
	tenant, _ := a.o.Tenants.Tenant(r.Tenant)
	m := mender{Auditor: a, tenant: r.Tenant, since: r.Since, policy: policyOf(tenant), driven: map[string]drove{}}
	report.Repaired = []Repair{}
	for _, f := range inTurn(report.Findings) {
		did, mended, err := m.mend(ctx, f)
		switch {
		case ctx.Err() != nil:
			return report, ctx.Err()
		case err != nil:
			a.o.Logger.Warn("a finding could not be mended", zap.String("kind", string(f.Kind)), zap.String("followup", f.Followup), zap.Error(err))
			did, mended = "It could not be done: "+err.Error()+".", false
		}
		a.o.Logger.Info("repair", zap.String("kind", string(f.Kind)), zap.String("followup", f.Followup), zap.String("reminder", f.Reminder),
			zap.Bool("mended", mended), zap.String("did", did))
		report.Repaired = append(report.Repaired, Repair{Finding: f, Mended: mended, Did: did})
	}
	return report, nil
}

// inTurn puts first what others may follow from: what the streams and the ledger have lost.
func inTurn(findings []Finding) []Finding {
	turn := func(f Finding) int {
		switch f.Kind {
		case Unprojected:
			return 0
		case MissingInStream:
			return 1
		default:
			return 2
		}
	}
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b Finding) int { return turn(a) - turn(b) })
	return sorted
}

// mend does what can be done about one finding, and says so.
func (m *mender) mend(ctx context.Context, f Finding) (did string, mended bool, err error) {
	switch f.Kind {
	case Unprojected:
		return m.readAgain(ctx, f)
	case MissingInStream:
		return m.sayAgain(ctx, f)
	case Unheard, Asleep:
		did, err := m.drive(ctx, f.Followup)
		return did, err == nil, err
	case Undelivered:
		return m.handAgain(ctx, f)
	case Lost:
		return m.find(ctx, f)
	case Altered:
		return "The stream and the plan say what is so; rebuild the ledger to have it say the same (afterword ledger rebuild).", false, nil
	case Doubled, Early, Late, WrongTime, Unexpected:
		return "What was sent cannot be unsent.", false, nil
	case Ambiguous:
		return "Only the provider knows: look there, and tell the candidate by hand if it does not have it.", false, nil
	}
	return "", false, fmt.Errorf("nobody knows how to mend %q", f.Kind)
}

// readAgain gives the ledger what it does not have.
func (m *mender) readAgain(ctx context.Context, f Finding) (string, bool, error) {
	position, err := m.o.Book.Position(ctx, f.Stream)
	if err != nil {
		return "", false, err
	}
	if f.Sequence > position {
		return "The ledger is behind and goes on by itself; look at why it is slow.", false, nil
	}
	message, err := m.o.Bus.Get(ctx, f.Stream, f.Sequence)
	if err != nil {
		return "", false, err
	}
	if err := m.o.Book.Mend(ctx, f.Stream, []bus.Message{message}); err != nil {
		return "", false, err
	}
	return "It was read from the stream again.", true, nil
}

// sayAgain publishes the facts that their stream has lost, from the ledger's copies.
func (m *mender) sayAgain(ctx context.Context, f Finding) (string, bool, error) {
	switch {
	case f.Sequence == 0:
		return "Put the stream back from its backup, or make the ledger anew of what the stream holds now (afterword ledger rebuild --force): that gives up what only the ledger has.", false, nil
	case f.Followup == "" && f.Last == 0:
		return "Nobody has a copy of what was there.", false, nil
	case f.Stream != events.StreamFacts:
		return "What services say is not said again; the ledger's copy stays, as long as the ledger is not rebuilt with --force.", false, nil
	case f.Last > 0:
		return m.sayBeginningAgain(ctx, f.Stream)
	}
	entries, err := m.o.Book.EntriesAfter(ctx, f.Stream, f.Sequence-1, 1)
	if err != nil {
		return "", false, err
	}
	if len(entries) == 0 || entries[0].Sequence != f.Sequence {
		return "The ledger has no copy of it any more.", false, nil
	}
	fact := FactOf(entries[0])
	if isGone(entries[0].Data) {
		return "The candidate was erased, and the fact with them.", false, nil
	}
	if _, err := m.publish(ctx, fact, fmt.Sprint(f.Sequence)); err != nil {
		return "", false, err
	}
	return "The fact was published again from the ledger's copy, under its own source and id.", true, nil
}

// isGone reports that the data of a fact were erased.
func isGone(data json.RawMessage) bool { return len(data) == 0 || string(data) == "null" }

// find looks for a lost reminder: it drives the follow-up again where the workflow has not looked since it was due, and hands
// over what the plan wants and nobody has.
func (m *mender) find(ctx context.Context, f Finding) (string, bool, error) {
	status, err := m.known(ctx, f.Followup)
	if err != nil {
		return "", false, err
	}
	drove := ""
	if status == nil || status.EvaluatedAt.Before(f.DueAt) {
		if drove, err = m.drive(ctx, f.Followup); err != nil {
			return "", false, err
		}
		drove += " "
		if status, err = m.known(ctx, f.Followup); err != nil {
			return "", false, err
		}
	}
	reminder, ok := planned(status, f.Reminder)
	switch now := m.o.Clock.Now(); {
	case !ok:
		return drove + "The plan does not have it any more.", false, nil
	case !now.Before(reminder.ExpiresAt):
		return drove + "It has expired, and what has expired is not sent.", false, nil
	case reminder.State == events.Skipped:
		return drove + "The plan skips it now (" + reminder.Rule + ").", false, nil
	case status.Moot[f.Reminder] != "":
		return drove + "It is of no use any more (" + status.Moot[f.Reminder] + ").", false, nil
	}
	f.DueAt = reminder.DueAt
	did, mended, err := m.handAgain(ctx, f)
	return drove + did, mended, err
}

// planned returns what the plan says of a reminder.
func planned(s *events.Snapshot, id string) (events.Reminder, bool) {
	if s == nil {
		return events.Reminder{}, false
	}
	r, ok := wantedOf(s.Plan)[id]
	return r, ok
}

// known returns what the workflow knows of a follow-up, nil if it knows nothing.
func (m *mender) known(ctx context.Context, id string) (*events.Snapshot, error) {
	entry, err := m.status.Get(ctx, bus.Key(m.tenant, id))
	if errors.Is(err, bus.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read what the workflow knows of %s: %w", id, err)
	}
	return &entry.Value, nil
}

// driveTimeout is how long, in real time, the workflow is waited for.
const (
	driveTimeout = 15 * time.Second
	driveLook    = 20 * time.Millisecond
)
