package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// streams are those that the ledger is made from.
func streams() []string {
	return []string{events.StreamFacts, events.StreamFollowups, events.StreamDeliveries}
}

const (
	// catchUpPatience is how long a run waits, in real time, for the ledger to take what there was when it began.
	catchUpPatience = 20 * time.Second
	catchUpLook     = 50 * time.Millisecond
	// pageOfEntries is how many entries are read at once.
	pageOfEntries = 1000
)

// catchUp waits until the ledger has taken what the streams hold. A ledger that does not get there is judged as of the last word
// that it has: else all that it has not heard of would count as lost.
func (r *run) catchUp(ctx context.Context) error {
	patience, cancel := context.WithTimeout(ctx, catchUpPatience)
	defer cancel()
	look := time.NewTicker(catchUpLook)
	defer look.Stop()
	for _, stream := range streams() {
		// The ledger is asked first: what is stored in between must not look like a stream that ends too early.
		position, err := r.o.Book.Position(ctx, stream)
		if err != nil {
			return err
		}
		state, err := r.o.Bus.State(ctx, stream)
		if err != nil {
			return err
		}
		r.heads[stream] = &head{emptied: state.Messages == 0}
		if state.Last < position {
			if err := r.madeAnew(ctx, stream, position); err != nil {
				return err
			}
			continue
		}
		r.first[stream], r.last[stream] = state.First, state.Last
		for waiting := true; waiting && position < held(state); {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-look.C:
				position, err = r.o.Book.Position(ctx, stream)
			case <-patience.Done():
				waiting, err = false, r.behind(ctx, stream, position)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// held returns the place of the last message that a stream holds, 0 if it holds none: nobody takes what is gone.
func held(s bus.StreamState) uint64 {
	if s.Messages == 0 {
		return 0
	}
	return present(s.Last, s.Deleted)
}

// behind notes that the ledger does not have the end of a stream. The stream is everybody's: how long it is, one tenant is not told.
func (r *run) behind(ctx context.Context, stream string, position uint64) error {
	r.report.find(Finding{
		Kind: Unprojected, Stream: stream, Sequence: position + 1,
		Detail: fmt.Sprintf("The ledger has not taken all of %s; what came after that is not judged.", stream),
	})
	r.last[stream] = position
	return r.believe(ctx, stream, position)
}

// madeAnew notes that a stream ends before the place up to which the ledger has taken it. What lies at a place is another message now:
// there is nothing to compare.
func (r *run) madeAnew(ctx context.Context, stream string, position uint64) error {
	r.report.find(Finding{
		Kind: MissingInStream, Stream: stream,
		Detail: "The stream ends before what the ledger has of it, so it was made anew: nothing new is read of it, and what came after is not judged, until the ledger is made anew as well (afterword ledger rebuild --force).",
	})
	return r.believe(ctx, stream, position)
}

// believe lets the ledger be believed until the last word that it has of a stream.
func (r *run) believe(ctx context.Context, stream string, position uint64) error {
	entries, err := r.o.Book.EntriesAfter(ctx, stream, max(position, 1)-1, 1)
	if err != nil {
		return err
	}
	at := time.Unix(0, 0).UTC()
	if len(entries) > 0 {
		at = entries[0].Time
	}
	if r.asOf.IsZero() || at.Before(r.asOf) {
		r.asOf = at
	}
	return nil
}

func (r *run) compareAll(ctx context.Context) error {
	for _, stream := range streams() {
		if err := r.compare(ctx, stream); err != nil {
			return err
		}
	}
	return nil
}

// compare holds a stream against the ledger, message by message, as far as both had come when the run began.
func (r *run) compare(ctx context.Context, stream string) error {
	last, ok := r.last[stream]
	if !ok {
		return nil // It was made anew.
	}
	r.beheaded(stream)
	state, err := r.o.Bus.State(ctx, stream)
	if err != nil {
		return err
	}
	first := max(state.First, 1) - 1
	after, err := r.begin(ctx, stream, first, last)
	if err != nil {
		return err
	}
	if after == first {
		if err := r.untaken(ctx, stream); err != nil {
			return err
		}
	}
	var missing []record.Entry
	reading := entries{book: r.o.Book, stream: stream, after: after, last: last}
	err = r.each(ctx, stream, after, present(last, state.Deleted), func(m bus.Message) error {
		for {
			entry, ok, err := reading.next(ctx, m.Sequence)
			switch {
			case err != nil:
				return err
			case !ok:
				r.unprojected(stream, m)
				return nil
			case entry.Sequence == m.Sequence:
				r.same(stream, m, entry)
				return nil
			}
			missing = append(missing, entry)
		}
	})
	if err != nil {
		return err
	}
	for {
		entry, ok, err := reading.next(ctx, last)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		missing = append(missing, entry)
	}
	r.holes(stream, after, last, state.Deleted, missing)
	return nil
}

// present returns the last place up to last at which the stream has a message: who waited for one that is gone would wait for ever.
func present(last uint64, deleted []uint64) uint64 {
	for slices.Contains(deleted, last) {
		last--
	}
	return last
}

// begin returns after which place to compare: what the bus stored before Since is left out, in real time.
func (r *run) begin(ctx context.Context, stream string, first, last uint64) (uint64, error) {
	if r.request.Since.IsZero() || r.o.Clock.Speed() != 1 {
		return first, nil
	}
	low, high := first, last
	for low < high {
		middle := low + (high-low)/2
		entries, err := r.o.Book.EntriesAfter(ctx, stream, middle, 1)
		if err != nil {
			return 0, err
		}
		if len(entries) > 0 && entries[0].StoredAt.Before(r.request.Since) {
			low = max(middle+1, entries[0].Sequence)
		} else {
			high = middle
		}
	}
	return low, nil
}

// each shows see the messages of a stream from after one place to another.
func (r *run) each(ctx context.Context, stream string, after, last uint64, see func(bus.Message) error) error {
	if after >= last {
		return nil
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	err := r.o.Bus.Tail(ctx, stream, after, bus.TailOptions{}, func(_ context.Context, batch []bus.Message) error {
		for _, m := range batch {
			if context.Cause(ctx) != nil {
				return nil
			}
			if m.Sequence <= last {
				if err := see(m); err != nil {
					cancel(err)
					return nil
				}
			}
			if m.Sequence >= last {
				cancel(errEnd)
				return nil
			}
		}
		return nil
	})
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, errEnd) {
		return cause
	}
	return err
}

// errEnd says that a stream was read to where it had come.
var errEnd = errors.New("the end of what is compared")

// entries reads the ledger's entries of one stream in order.
type entries struct {
	book   Book
	stream string
	after  uint64
	last   uint64
	page   []record.Entry
	ended  bool
}

// next returns the next entry up to a sequence; ok is false if there is none.
func (e *entries) next(ctx context.Context, until uint64) (entry record.Entry, ok bool, err error) {
	if len(e.page) == 0 && !e.ended {
		if e.page, err = e.book.EntriesAfter(ctx, e.stream, e.after, pageOfEntries); err != nil {
			return entry, false, err
		}
		e.ended = len(e.page) < pageOfEntries
	}
	if len(e.page) == 0 || e.page[0].Sequence > min(until, e.last) {
		return entry, false, nil
	}
	entry, e.page = e.page[0], e.page[1:]
	e.after = entry.Sequence
	return entry, true, nil
}

// unprojected notes a message that the ledger should have.
func (r *run) unprojected(stream string, m bus.Message) {
	if m.Fault != nil || m.Event.Tenant != r.request.Tenant {
		return
	}
	r.living[name{m.Event.Source, m.Event.ID}] = m.Sequence
	r.report.Compared++
	r.report.find(Finding{
		Kind: Unprojected, Followup: m.Event.Subject, Stream: stream, Sequence: m.Sequence, At: m.Stored,
		Detail: "The ledger does not have this message, and has later ones.",
	})
}

// same holds an entry against its message.
func (r *run) same(stream string, m bus.Message, entry record.Entry) {
	if m.Fault != nil || m.Event.Tenant != r.request.Tenant {
		return
	}
	if entry.Tenant == "" && entry.ID == "" {
		return // Of a message that it cannot keep the ledger has the place alone.
	}
	r.report.Compared++
	e := m.Event
	if stream == events.StreamFacts {
		r.living[name{e.Source, e.ID}] = m.Sequence
	}
	var differs []string
	differ := func(field string, different bool) {
		if different {
			differs = append(differs, field)
		}
	}
	differ("tenant", entry.Tenant != e.Tenant)
	differ("follow-up", entry.Followup != e.Subject)
	differ("type", entry.Type != e.Type)
	differ("source", entry.Source != e.Source)
	differ("id", entry.ID != e.ID)
	differ("time", !entry.Time.Equal(e.Time.Truncate(time.Microsecond)))
	differ("data", !sameData(e, entry))
	if len(differs) > 0 {
		r.report.find(Finding{
			Kind: Altered, Followup: e.Subject, Stream: stream, Sequence: m.Sequence, At: m.Stored,
			Detail: fmt.Sprintf("The ledger's copy has another %s than the stream.", join(differs)),
		})
	}
}

// sameData holds the data of an entry against what the message says. The ledger keeps facts whole and the rest in part: what it
// keeps has to be what was said. The data of an erased candidate are gone, as they have to be.
func sameData(e events.Event, entry record.Entry) bool {
	if isGone(entry.Data) {
		return true
	}
	switch {
	case e.Type.IsFact():
		return sameJSON(e.Data, entry.Data)
	case e.Type == events.ReminderDue, e.Type == events.ReminderSkipped, e.Type == events.ReminderWithdrawn:
		var was, is events.ReminderNotice
		return json.Unmarshal(e.Data, &was) == nil && json.Unmarshal(entry.Data, &is) == nil && sameReminder(was.Reminder, is.Reminder)
	case e.Type == events.DeliverySent, e.Type == events.DeliveryFailed, e.Type == events.DeliverySkipped:
		var was, is events.Delivery
		return json.Unmarshal(e.Data, &was) == nil && json.Unmarshal(entry.Data, &is) == nil &&
			was.Reminder == is.Reminder && was.Channel == is.Channel && was.DueAt.Equal(is.DueAt) && was.At.Equal(is.At) && was.MessageID == is.MessageID
	default:
		return true
	}
}

func sameReminder(a, b events.Reminder) bool {
	return a.ID == b.ID && a.DueAt.Equal(b.DueAt) && a.ExpiresAt.Equal(b.ExpiresAt) && a.State == b.State && a.Rule == b.Rule
}

// sameJSON compares what two documents say, whatever their spaces and the order of their fields.
func sameJSON(a, b []byte) bool {
	if bytes.Equal(a, b) {
		return true
	}
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return false
	}
	ax, errX := json.Marshal(x)
	by, errY := json.Marshal(y)
	return errX == nil && errY == nil && bytes.Equal(ax, by)
}

// holes notes what the stream does not have any more. A fact that lies at another place, as after it was published again, is
// not missing. A hole of which the ledger knows nothing either could be anybody's.
func (r *run) holes(stream string, after, last uint64, deleted []uint64, missing []record.Entry) {
	known := map[uint64]bool{}
	for _, e := range missing {
		known[e.Sequence] = true
		_, lives := r.living[name{e.Source, e.ID}]
		if e.Tenant != r.request.Tenant || stream == events.StreamFacts && lives {
			continue
		}
		r.report.find(Finding{
			Kind: MissingInStream, Followup: e.Followup, Stream: stream, Sequence: e.Sequence, At: e.StoredAt,
			Detail: fmt.Sprintf("The stream does not have this %s any more; the ledger has a copy.", e.Type.Name()),
		})
	}
	for _, sequence := range deleted {
		if sequence > after && sequence <= last && !known[sequence] {
			r.report.find(Finding{
				Kind: MissingInStream, Stream: stream, Sequence: sequence,
				Detail: "The stream has a hole here, and the ledger has no copy: nobody can say whose it was.",
			})
		}
	}
}

// tampered holds the ledger's reminders against the plan that the workflow keeps, where both are of the same revision.
func (r *run) tampered(ctx context.Context, c Case, f record.Followup) ([]Finding, error) {
	if c.Status == nil || f.Revision != c.Status.Revision {
		return nil, nil
	}
	rows, err := r.o.Book.RemindersOf(ctx, c.Tenant, c.Followup)
	if err != nil {
		return nil, err
	}
	var found []Finding
	for _, row := range rows {
		i := slices.IndexFunc(c.Status.Plan, func(p events.Reminder) bool { return p.ID == row.ID })
		if i < 0 || row.DueAt.Equal(c.Status.Plan[i].DueAt.Truncate(time.Microsecond)) {
			continue
		}
		found = append(found, Finding{
			Kind: Altered, Followup: c.Followup, Reminder: row.ID, DueAt: c.Status.Plan[i].DueAt.UTC(), At: row.DueAt.UTC(),
			Detail: fmt.Sprintf("The ledger has it due at %s, and the plan at %s.", stamp(row.DueAt), stamp(c.Status.Plan[i].DueAt)),
		})
	}
	return found, nil
}

func join(words []string) string {
	text := ""
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			text += " and "
		default:
			text += ", "
		}
		text += w
	}
	return text
}
