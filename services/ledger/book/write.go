package book

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/afterword-io/afterword/services/ledger/record"
)

// maxArguments is how many values one statement may have on both engines.
const maxArguments = 30_000

// rows are lines to be inserted into one table.
type rows struct {
	table string
	width int
	args  []any
}

func newRows(table string, width int) *rows { return &rows{table: table, width: width} }

// add adds a line; its values are in the order of the table's columns.
func (r *rows) add(values ...any) { r.args = append(r.args, values...) }

// insert writes lines, many in each statement.
func (t *taking) insert(ctx context.Context, r *rows, onConflict string) error {
	if len(r.args) == 0 {
		return nil
	}
	line := "(" + placeholders(r.width) + ")"
	for chunk := range slices.Chunk(r.args, maxArguments/r.width*r.width) {
		values := strings.TrimSuffix(strings.Repeat(line+", ", len(chunk)/r.width), ", ")
		if _, err := t.exec(ctx, "INSERT INTO "+r.table+" VALUES "+values+" "+onConflict, chunk...); err != nil {
			return fmt.Errorf("write into %s: %w", r.table, err)
		}
	}
	return nil
}

// write writes what has become of the follow-ups: what is the same as before is left alone.
func (t *taking) write(ctx context.Context, all map[key]*touched) error {
	followups, reminders, deliveries, words := newRows("followups", 26), newRows("reminders", 11), newRows("deliveries", 17), newRows("words", 3)
	tallies := map[string]map[record.Cell]int{}
	keys := slices.SortedFunc(maps.Keys(all), func(a, b key) int { return cmp.Or(cmp.Compare(a.tenant, b.tenant), cmp.Compare(a.id, b.id)) })
	for _, k := range keys {
		f := all[k]
		if err := addFollowup(followups, f.record); err != nil {
			return err
		}
		if err := t.compareReminders(ctx, reminders, f); err != nil {
			return err
		}
		compareDeliveries(deliveries, f)
		if err := t.compareWords(ctx, words, f); err != nil {
			return err
		}
		if f.record.Erased() {
			if _, err := t.exec(ctx, "UPDATE entries SET data = 'null' WHERE tenant = ? AND followup = ? AND stream = 'FACTS' AND data <> 'null'", k.tenant, k.id); err != nil {
				return fmt.Errorf("erase the facts of %s: %w", k.id, err)
			}
		}
		if tallies[k.tenant] == nil {
			tallies[k.tenant] = map[record.Cell]int{}
		}
		for cell, n := range f.record.Contribution() {
			tallies[k.tenant][cell] += n
		}
		for cell, n := range f.contribution {
			tallies[k.tenant][cell] -= n
		}
	}
	for _, part := range []struct {
		rows *rows
		keys string
		// columns are those that may change.
		columns []string
	}{
		{followups, "tenant, id", []string{
			"candidate", "candidate_id", "employer", "employer_key", "position", "application", "employer_zone", "candidate_zone", "stage", "outcome",
			"decided_at", "opened_at", "ended_at", "closed_at", "assumed", "promised_by", "notes_owed", "next_due_at", "next_kind", "revision",
			"planned_with", "facts", "erased", "state",
		}},
		{reminders, "tenant, followup, kind, n", []string{"state", "due_at", "expires_at", "handed_at", "sent_at", "rule", "reason"}},
		{deliveries, "tenant, followup, kind, n, channel", []string{
			"result", "due_at", "at", "sends", "attempts", "class", "message_id", "code", "rule", "reason", "receipt", "receipt_at",
		}},
	} {
		if err := t.insert(ctx, part.rows, replacing(part.keys, part.columns)); err != nil {
			return err
		}
	}
	if err := t.insert(ctx, words, "ON CONFLICT DO NOTHING"); err != nil {
		return err
	}
	return t.tally(ctx, tallies)
}

func replacing(keys string, columns []string) string {
	sets := make([]string, len(columns))
	for i, c := range columns {
		sets[i] = c + " = excluded." + c
	}
	return "ON CONFLICT (" + keys + ") DO UPDATE SET " + strings.Join(sets, ", ")
}

func addFollowup(rows *rows, r *record.Record) error {
	memory, err := json.Marshal(r.Memory)
	if err != nil {
		return fmt.Errorf("encode what is remembered of %s: %w", r.Followup.ID, err)
	}
	f, promised := r.Followup, ""
	if !f.PromisedBy.IsZero() {
		promised = f.PromisedBy.String()
	}
	rows.add(f.Tenant, f.ID, f.Candidate, f.CandidateID, f.Employer, f.EmployerKey, f.Position, f.Application, f.EmployerZone, f.CandidateZone,
		string(f.Stage), string(f.Outcome), micros(f.DecidedAt), micros(f.OpenedAt), micros(f.EndedAt), micros(f.ClosedAt), number(f.Assumed), promised,
		int64(f.NotesOwed), micros(f.NextDueAt), string(f.NextKind), int64(f.Revision), f.PlannedWith, int64(f.Facts), number(f.Erased), string(memory))
	return nil
}

func number(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// scanWhole reads a follow-up with what is remembered of it.
func scanWhole(row scanner) (record.Followup, record.Memory, error) {
	var (
		state  string
		memory record.Memory
	)
	f, err := scanFollowup(withMore{row, &state})
	if err != nil {
		return f, memory, err
	}
	if err := json.Unmarshal([]byte(state), &memory); err != nil {
		return f, memory, fmt.Errorf("decode what is remembered of %s: %w", f.ID, err)
	}
	return f, memory, nil
}

// withMore is a row with one more column.
type withMore struct {
	row  scanner
	more any
}

func (w withMore) Scan(into ...any) error { return w.row.Scan(append(into, w.more)...) }

func (t *taking) compareReminders(ctx context.Context, rows *rows, f *touched) error {
	for _, old := range f.before.Reminders {
		if slices.ContainsFunc(f.record.Reminders, func(r record.Reminder) bool { return r.Kind == old.Kind && r.N == old.N }) {
			continue
		}
		if _, err := t.exec(ctx, "DELETE FROM reminders WHERE tenant = ? AND followup = ? AND kind = ? AND n = ?", old.Tenant, old.Followup, string(old.Kind), old.N); err != nil {
			return fmt.Errorf("take reminder %s out: %w", old.ID, err)
		}
	}
	for _, r := range f.record.Reminders {
		if slices.ContainsFunc(f.before.Reminders, r.Same) {
			continue
		}
		rows.add(r.Tenant, r.Followup, string(r.Kind), int64(r.N), string(r.State), micros(r.DueAt), micros(r.ExpiresAt), micros(r.HandedAt), micros(r.SentAt), r.Rule, r.Reason)
	}
	return nil
}

func compareDeliveries(rows *rows, f *touched) {
	for _, d := range f.record.Deliveries {
		if slices.ContainsFunc(f.before.Deliveries, d.Same) {
			continue
		}
		rows.add(d.Tenant, d.Followup, string(d.Kind), int64(d.N), string(d.Channel), string(d.Result), micros(d.DueAt), micros(d.At), int64(d.Sends),
			int64(d.Attempts), string(d.Class), d.MessageID, d.Code, d.Rule, d.Reason, d.Receipt, micros(d.ReceiptAt))
	}
}

func (t *taking) compareWords(ctx context.Context, rows *rows, f *touched) error {
	words := f.record.Words()
	for _, old := range f.words {
		if _, kept := slices.BinarySearch(words, old); kept {
			continue
		}
		if _, err := t.exec(ctx, "DELETE FROM words WHERE tenant = ? AND word = ? AND followup = ?", f.record.Followup.Tenant, old, f.record.Followup.ID); err != nil {
			return fmt.Errorf("take a word of %s out: %w", f.record.Followup.ID, err)
		}
	}
	for _, word := range words {
		if _, had := slices.BinarySearch(f.words, word); !had {
			rows.add(f.record.Followup.Tenant, word, f.record.Followup.ID)
		}
	}
	return nil
}

// tally adds differences to the tallies. A number that comes to 0 is no line: the tables are the same as if it had never
// been counted.
func (t *taking) tally(ctx context.Context, differences map[string]map[record.Cell]int) error {
	rows := newRows("tallies", 5)
	shrunk := false
	for _, tenant := range slices.Sorted(maps.Keys(differences)) {
		cells := differences[tenant]
		for _, c := range slices.SortedFunc(maps.Keys(cells), func(a, b record.Cell) int {
			return cmp.Or(cmp.Compare(a.EmployerKey, b.EmployerKey), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Measure, b.Measure))
		}) {
			if n := cells[c]; n != 0 {
				rows.add(tenant, c.EmployerKey, c.Day, c.Measure, int64(n))
				shrunk = shrunk || n < 0
			}
		}
	}
	if err := t.insert(ctx, rows, "ON CONFLICT (tenant, employer_key, day, measure) DO UPDATE SET n = tallies.n + excluded.n"); err != nil {
		return err
	}
	if !shrunk {
		return nil
	}
	if _, err := t.exec(ctx, "DELETE FROM tallies WHERE n = 0"); err != nil {
		return fmt.Errorf("take what counts nothing out of the tallies: %w", err)
	}
	return nil
}
