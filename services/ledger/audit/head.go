package audit

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// trimmedAfter is how old a message is at least, in real time, that somebody trims from a stream on purpose.
const trimmedAfter = 48 * time.Hour

// head is what a stream has lost at its beginning, of what must not be missing.
type head struct {
	// emptied: nothing is left, so that it is not only the oldest that is gone.
	emptied bool
	// count messages are gone, from one place to another; stored is when the last of them was.
	count    int
	from, to uint64
	stored   time.Time
}

func (h *head) lose(e record.Entry) {
	if h.count == 0 || e.Sequence < h.from {
		h.from = e.Sequence
	}
	if e.Sequence > h.to {
		h.to, h.stored = e.Sequence, e.StoredAt
	}
	h.count++
}

// cutOff returns the entries of one follow-up that lie before the beginning of their stream. What lies further on as well, as a
// fact does that was published again, is not gone.
func cutOff(entries []record.Entry, first map[string]uint64) []record.Entry {
	cut := func(e record.Entry) bool { return e.Sequence < first[e.Stream] }
	if !slices.ContainsFunc(entries, cut) {
		return nil
	}
	lives := map[name]bool{}
	for _, e := range entries {
		if !cut(e) {
			lives[name{e.Source, e.ID}] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(entries), func(e record.Entry) bool { return !cut(e) || lives[name{e.Source, e.ID}] })
}

// missed reports whether a message of a follow-up must not be gone: something may still follow from it, or it is younger than
// anybody trims. A follow-up that waits for its interview is given up within that time.
func missed(f record.Followup, e record.Entry, now time.Time) bool {
	open := f.Stage != events.Closed && f.Stage != events.AwaitingInterview
	return !f.Erased && (open || e.StoredAt.After(now.Add(-trimmedAfter)))
}

// behead takes in what the streams have lost of one follow-up at their beginning. What is only old is counted, and no more: streams
// are trimmed when they are nearly full.
func (r *run) behead(f record.Followup, entries []record.Entry) {
	now := time.Now()
	for _, e := range cutOff(entries, r.first) {
		if h := r.heads[e.Stream]; h.emptied || missed(f, e, now) {
			h.lose(e)
		} else {
			r.report.Trimmed++
		}
	}
}

// beheaded tells in one finding what a stream has lost at its beginning.
func (r *run) beheaded(stream string) {
	h := r.heads[stream]
	if h.count == 0 {
		return
	}
	detail := "The stream has lost its beginning: %d messages from %d to %d are gone, of follow-ups that are open or from the last two days; the ledger has copies."
	if h.emptied {
		detail = "The stream was emptied: %d messages from %d to %d are gone; the ledger has copies."
	}
	r.report.find(Finding{
		Kind: MissingInStream, Stream: stream, Sequence: h.from, Last: h.to, At: h.stored, Detail: fmt.Sprintf(detail, h.count, h.from, h.to),
	})
}

// untaken tells what a stream has lost at its beginning before the ledger had taken it. A ledger that begins with the stream was
// made of it as it is, and misses nothing.
func (r *run) untaken(ctx context.Context, stream string) error {
	first := r.first[stream]
	before, err := r.lastBefore(ctx, stream, first)
	if err != nil || before == 0 || before+1 == first {
		return err
	}
	r.report.find(Finding{
		Kind: MissingInStream, Stream: stream, Sequence: before + 1,
		Detail: fmt.Sprintf("The stream has lost what lay from %d to %d, and the ledger had not taken it yet: nobody can say whose it was.", before+1, first-1),
	})
	return nil
}

// lastBefore returns the place of the ledger's last entry before another place, 0 if there is none.
func (r *run) lastBefore(ctx context.Context, stream string, place uint64) (uint64, error) {
	low, high := uint64(0), max(place, 1)-1
	for low < high {
		middle := low + (high-low)/2
		entries, err := r.o.Book.EntriesAfter(ctx, stream, middle, 1)
		if err != nil {
			return 0, err
		}
		if len(entries) > 0 && entries[0].Sequence < place {
			low = entries[0].Sequence
		} else {
			high = middle
		}
	}
	return low, nil
}
