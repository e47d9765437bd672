package replay

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/afterword-io/afterword/pkg/followup"
)

// Result is what would change in all follow-ups.
type Result struct {
	Summary
	// Differences are those of the follow-ups that would change, in the order of the record. Never nil.
	Differences []Difference `json:"differences"`
}

// Summary counts.
type Summary struct {
	// Followups are all that were replayed, Changed those of which anything would change.
	Followups int `json:"followups"`
	Changed   int `json:"changed"`
	// Fewer, More and Moved are reminders; Rules are those that another rule drops.
	Fewer int `json:"reminders_fewer"`
	More  int `json:"reminders_more"`
	Moved int `json:"reminders_moved"`
	Rules int `json:"rules_changed"`
	// Outcomes and Closings are follow-ups.
	Outcomes int `json:"outcomes_changed"`
	Closings int `json:"closings_changed"`
}

// Run replays every follow-up under both policies. done, which may be nil, is counted up for each. It
// ends early only with ctx, and returns its error then.
func Run(ctx context.Context, record *Record, before, after followup.Policy, done *atomic.Int64) (Result, error) {
	changes := make([][]Change, record.Len())
	var next atomic.Int64
	var running sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		running.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(changes) {
					return
				}
				facts := record.Facts(record.Followup(i))
				changes[i] = Compare(followup.Simulate(before, facts, time.Time{}), followup.Simulate(after, facts, time.Time{}))
				if done != nil {
					done.Add(1)
				}
			}
		})
	}
	running.Wait()
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	result := Result{Summary: Summary{Followups: record.Len()}, Differences: []Difference{}}
	for i, list := range changes {
		if len(list) == 0 {
			continue
		}
		id := record.Followup(i)
		result.count(list)
		result.Differences = append(result.Differences, Difference{Followup: id, Zone: record.Zone(id), Changes: list})
	}
	return result, nil
}

func (s *Summary) count(changes []Change) {
	s.Changed++
	for _, c := range changes {
		switch c.Kind {
		case Removed:
			s.Fewer++
		case Added:
			s.More++
		case Moved:
			s.Moved++
		case Rule:
			s.Rules++
		case Outcome:
			s.Outcomes++
		case Closed:
			s.Closings++
		}
	}
}
