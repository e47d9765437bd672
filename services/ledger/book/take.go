package book

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// ErrMoved is returned by Take when another writer has taken messages of the stream although it had to wait: nothing was
// written, and the position has to be read again.
var ErrMoved = errors.New("another writer has moved the ledger's position")

// Take writes a batch of one stream, in one transaction. The messages must be in the order of their sequence and follow what was
// taken before; what lies at or below the position is left out, so that a batch may be given again. Errors: ErrMoved, and
// those of the database, after which the same batch may be given again.
func (b *Book) Take(ctx context.Context, stream string, batch []bus.Message) error {
	b.taking.Lock()
	defer b.taking.Unlock()
	began := time.Now()
	written, tenants, err := take(ctx, b.engine(), stream, batch)
	if err != nil {
		return fmt.Errorf("write %d messages of %s into the ledger: %w", len(batch), stream, err)
	}
	if written > 0 {
		b.metrics.took(stream, written, time.Since(began))
	}
	b.watch.tell(tenants)
	return nil
}

// Position is the sequence of the last message of the stream that was taken, 0 if none was.
func (b *Book) Position(ctx context.Context, stream string) (uint64, error) {
	n, err := position(ctx, b.db(), b.bind, stream)
	if err != nil {
		return 0, fmt.Errorf("read how far %s was taken: %w", stream, err)
	}
	return n, nil
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func position(ctx context.Context, q querier, bind func(string) string, stream string) (uint64, error) {
	var n int64
	err := q.QueryRowContext(ctx, bind("SELECT sequence FROM positions WHERE stream = ?"), stream).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return uint64(n), err
}

// take writes a batch and returns how many messages of it were new, and which tenants they are about.
func take(ctx context.Context, on engine, stream string, batch []bus.Message) (int, map[string]int64, error) {
	tx, err := on.begin(ctx)
	if err != nil {
		return 0, nil, err
	}
	defer func() { _ = tx.Rollback() }()
	t := &taking{Tx: tx, dialect: on.dialect}
	before, err := position(ctx, tx, on.dialect.bind, stream)
	if err != nil {
		return 0, nil, err
	}
	fresh := slices.DeleteFunc(slices.Clone(batch), func(m bus.Message) bool { return m.Sequence <= before })
	if len(fresh) == 0 {
		// Another process that shares the database may have written it, and nobody here knows yet.
		return 0, tenantsOf(batch), nil
	}
	if err := t.move(ctx, stream, before, fresh[len(fresh)-1].Sequence); err != nil {
		return 0, nil, err
	}
	if stream == events.StreamDead {
		err = t.bury(ctx, fresh)
	} else {
		err = t.project(ctx, stream, fresh)
	}
	if err != nil {
		return 0, nil, err
	}
	tenants := tenantsOf(fresh)
	if err := t.see(ctx, tenants); err != nil {
		return 0, nil, err
	}
	return len(fresh), tenants, tx.Commit()
}

// tenantsOf counts the messages of each tenant.
func tenantsOf(batch []bus.Message) map[string]int64 {
	tenants := map[string]int64{}
	for _, m := range batch {
		if m.Event.Tenant != "" {
			tenants[m.Event.Tenant]++
		}
	}
	return tenants
}

// taking is the transaction of one batch.
type taking struct {
	*sql.Tx
	dialect dialect
}

func (t *taking) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return t.ExecContext(ctx, t.dialect.bind(query), args...)
}

// move takes the position from before to after. It makes sure that a batch is never counted twice, whatever a writer waits for.
func (t *taking) move(ctx context.Context, stream string, before, after uint64) error {
	query, args := "UPDATE positions SET sequence = ? WHERE stream = ? AND sequence = ?", []any{int64(after), stream, int64(before)}
	if before == 0 {
		query, args = "INSERT INTO positions (stream, sequence) VALUES (?, ?) ON CONFLICT DO NOTHING", []any{stream, int64(after)}
	}
	result, err := t.exec(ctx, query, args...)
	if err != nil {
		return err
	}
	moved, err := result.RowsAffected()
	if err == nil && moved == 0 {
		err = ErrMoved
	}
	return err
}

// see counts the messages of each tenant.
func (t *taking) see(ctx context.Context, tenants map[string]int64) error {
	rows := newRows("tenants_seen", 2)
	for _, tenant := range slices.Sorted(maps.Keys(tenants)) {
		rows.add(tenant, tenants[tenant])
	}
	return t.insert(ctx, rows, "ON CONFLICT (tenant) DO UPDATE SET version = tenants_seen.version + excluded.version")
}

// key is a follow-up.
type key struct{ tenant, id string }

// touched is a follow-up of the batch, as it was and as it becomes.
type touched struct {
	record *record.Record
	known  bool
	// before is what it was: rows to compare, words and contribution to take back.
	before       record.Record
	words        []string
	contribution map[record.Cell]int
}

// project applies the messages to the follow-ups they are about.
func (t *taking) project(ctx context.Context, stream string, batch []bus.Message) error {
	batch = readable(batch)
	all, err := t.load(ctx, batch)
	if err != nil {
		return err
	}
	entries := newRows("entries", 10)
	for _, m := range batch {
		if m.ReplayOf != 0 {
			if err := t.replayed(ctx, m); err != nil {
				return err
			}
		}
		f, ok := all[key{m.Event.Tenant, m.Event.Subject}]
		if !ok {
			// Nobody can read it: its place is kept, so that the stream has no hole here.
			entries.add(stream, int64(m.Sequence), "", "", "", "", "", int64(0), micros(m.Stored), "null")
			continue
		}
		e := f.record.Apply(record.Incoming{Stream: stream, Sequence: m.Sequence, Stored: m.Stored, Event: m.Event})
		entries.add(e.Stream, int64(e.Sequence), e.Tenant, e.Followup, string(e.Type), e.Source, e.ID, micros(e.Time), micros(e.StoredAt), string(e.Data))
	}
	// Only a place that Repair has mended is there already.
	if err := t.insert(ctx, entries, "ON CONFLICT (stream, sequence) DO NOTHING"); err != nil {
		return err
	}
	return t.write(ctx, all)
}

// errUnkept is the fault of what PostgreSQL would refuse, which would hold up the stream for good.
var errUnkept = errors.New("the data are no JSON text that can be kept")

// readable makes messages whose data cannot be kept such as cannot be read. The bus does not look into data: whoever may
// publish may have written anything.
func readable(batch []bus.Message) []bus.Message {
	batch = slices.Clone(batch)
	for i := range batch {
		if data := batch[i].Event.Data; len(data) > 0 && (!utf8.Valid(data) || !json.Valid(data) || holdsNUL(data)) {
			batch[i].Event, batch[i].Fault = events.Event{}, errUnkept
		}
	}
	return batch
}

// holdsNUL reports an escaped NUL in a JSON document: no text of PostgreSQL's can hold what it stands for.
func holdsNUL(document []byte) bool {
	for {
		_, escaped, found := bytes.Cut(document, []byte{'\\'})
		if !found {
			return false
		}
		if bytes.HasPrefix(escaped, []byte("u0000")) {
			return true
		}
		document = escaped[1:] // which may be a backslash itself
	}
}

// load reads the follow-ups that the batch is about.
func (t *taking) load(ctx context.Context, batch []bus.Message) (map[key]*touched, error) {
	all := map[key]*touched{}
	ids := map[string][]any{}
	for _, m := range batch {
		k := key{m.Event.Tenant, m.Event.Subject}
		if m.Fault != nil || k.tenant == "" || k.id == "" || all[k] != nil {
			continue
		}
		all[k] = &touched{record: record.New(k.tenant, k.id)}
		ids[k.tenant] = append(ids[k.tenant], k.id)
	}
	for tenant, list := range ids {
		for chunk := range slices.Chunk(list, 500) {
			if err := t.loadSome(ctx, all, tenant, chunk); err != nil {
				return nil, fmt.Errorf("read the follow-ups that are touched: %w", err)
			}
		}
	}
	for _, f := range all {
		if f.known {
			f.before = record.Record{Reminders: slices.Clone(f.record.Reminders), Deliveries: slices.Clone(f.record.Deliveries)}
			f.words, f.contribution = f.record.Words(), f.record.Contribution()
		}
	}
	return all, nil
}

func (t *taking) loadSome(ctx context.Context, all map[key]*touched, tenant string, ids []any) error {
	args := append([]any{tenant}, ids...)
	in := " WHERE tenant = ? AND %s IN (" + placeholders(len(ids)) + ")"
	read := func(query string, scan func(scanner) error) error {
		rows, err := t.QueryContext(ctx, t.dialect.bind(query), args...)
		if err != nil {
			return err
		}
		_, err = collect(rows, func(row scanner) (struct{}, error) { return struct{}{}, scan(row) })
		return err
	}
	err := read("SELECT "+followupColumns+", state FROM followups"+fmt.Sprintf(in, "id"), func(row scanner) error {
		f, memory, err := scanWhole(row)
		if err == nil {
			found := all[key{f.Tenant, f.ID}]
			found.record.Followup, found.record.Memory, found.known = f, memory, true
		}
		return err
	})
	if err != nil {
		return err
	}
	err = read("SELECT "+reminderColumns+" FROM reminders"+fmt.Sprintf(in, "followup")+" ORDER BY followup, kind, n", func(row scanner) error {
		r, err := scanReminder(row)
		if err == nil {
			found := all[key{r.Tenant, r.Followup}].record
			found.Reminders = append(found.Reminders, r)
		}
		return err
	})
	if err != nil {
		return err
	}
	return read("SELECT "+deliveryColumns+" FROM deliveries"+fmt.Sprintf(in, "followup")+" ORDER BY followup, kind, n, channel", func(row scanner) error {
		d, err := scanDelivery(row)
		if err == nil {
			found := all[key{d.Tenant, d.Followup}].record
			found.Deliveries = append(found.Deliveries, d)
		}
		return err
	})
}

// bury takes in dead letters. One that was sent again before may have a row with nothing but that.
func (t *taking) bury(ctx context.Context, batch []bus.Message) error {
	rows := newRows("dead", 10)
	for _, m := range batch {
		header := func(name string) string {
			if values := m.Header[name]; len(values) > 0 {
				// Headers may hold any bytes, and a text of PostgreSQL's may not.
				return strings.ReplaceAll(strings.ToValidUTF8(values[0], "\uFFFD"), "\x00", "\uFFFD")
			}
			return ""
		}
		sequence, _ := strconv.ParseInt(header(bus.DeadSequence), 10, 64)
		at, err := time.Parse(time.RFC3339, header(bus.DeadAt))
		if err != nil {
			at = m.Stored
		}
		rows.add(int64(m.Sequence), m.Event.Tenant, m.Event.Subject, header(bus.DeadStream), sequence, header(bus.DeadConsumer),
			string(m.Event.Type), header(bus.DeadReason), micros(at), int64(0))
	}
	return t.insert(ctx, rows, "ON CONFLICT (sequence) DO UPDATE SET tenant = excluded.tenant, followup = excluded.followup, stream = excluded.stream, "+
		"stream_sequence = excluded.stream_sequence, consumer = excluded.consumer, type = excluded.type, reason = excluded.reason, at = excluded.at")
}

// replayed marks the dead letter that a message comes from.
func (t *taking) replayed(ctx context.Context, m bus.Message) error {
	rows := newRows("dead", 10)
	rows.add(int64(m.ReplayOf), m.Event.Tenant, m.Event.Subject, "", int64(0), "", "", "", int64(0), micros(m.Stored))
	return t.insert(ctx, rows, "ON CONFLICT (sequence) DO UPDATE SET replayed_at = excluded.replayed_at")
}
