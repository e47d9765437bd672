package dashboard

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/replay"
	"github.com/afterword-io/afterword/services/ledger/audit"
	"github.com/afterword-io/afterword/services/ledger/book"
)

const (
	// mostTried is how many follow-ups a trial replays, the latest; mostDiffering how many of those that would change it lists.
	mostTried     = 2000
	mostDiffering = 200
	// tryPatience bounds a trial, in real time: a page waits for it.
	tryPatience = time.Minute
)

// trial is what a policy would have done.
type trial struct {
	// Seal says that this text was tried; see sealOf.
	Seal    string
	Changes []policyChange
	Summary string
	// Unseen names the fields that no replay can show.
	Unseen string
	// Bounded reports that there are more follow-ups than were replayed.
	Bounded     bool
	Differences []differenceView
	// More counts those that are not listed.
	More int
}

// differenceView is what would change in one follow-up.
type differenceView struct {
	Followup string
	Changes  []differenceLine
}

type differenceLine struct{ Line, Because string }

// try replays the tenant's latest follow-ups under both policies.
func (d *Dashboard) try(ctx context.Context, tenant string, before, after followup.Policy) (*trial, error) {
	ctx, cancel := context.WithTimeout(ctx, tryPatience)
	defer cancel()
	leave, ok := d.large.enter(ctx, tenant)
	if !ok {
		return nil, ctx.Err()
	}
	defer leave()
	recorded, bounded, err := d.recorded(ctx, tenant)
	if err != nil {
		return nil, err
	}
	result, err := replay.Run(ctx, recorded, before, after, nil)
	if err != nil {
		return nil, err
	}
	t := &trial{Changes: changesOf(before, after), Summary: result.String(), Bounded: bounded}
	var unseen []string
	for _, c := range t.Changes {
		if slices.Contains([]string{"fan_out", "alert_to", "language", "lead.min", "lead.max"}, c.Name) {
			unseen = append(unseen, c.Name)
		}
	}
	t.Unseen = strings.Join(unseen, ", ")
	for i, difference := range result.Differences {
		if i == mostDiffering {
			t.More = len(result.Differences) - i
			break
		}
		t.Differences = append(t.Differences, linesOf(difference))
	}
	return t, nil
}

// linesOf tells on the employer's clock, as the command line does.
func linesOf(difference replay.Difference) differenceView {
	zone, err := time.LoadLocation(difference.Zone)
	if err != nil {
		zone = time.UTC
	}
	v := differenceView{Followup: difference.Followup}
	for _, c := range difference.Changes {
		v.Changes = append(v.Changes, differenceLine{strings.Join(strings.Fields(c.Line(zone)), " "), c.Because()})
	}
	return v
}

// recorded gathers the facts of the tenant's latest follow-ups. Whose candidate is erased has none any more.
func (d *Dashboard) recorded(ctx context.Context, tenant string) (all *replay.Record, bounded bool, err error) {
	all = replay.NewRecord()
	q := book.FollowupQuery{Tenant: tenant, Limit: book.MaxLimit}
	for seen := 0; ; {
		part, err := d.book.Followups(ctx, q)
		if err != nil {
			return nil, false, err
		}
		for _, f := range part.Items {
			if seen++; seen > mostTried {
				return all, true, nil
			}
			if f.Erased {
				continue
			}
			entries, err := d.book.Timeline(ctx, tenant, f.ID)
			if err != nil {
				return nil, false, err
			}
			for _, e := range entries {
				if e.Stream == events.StreamFacts {
					all.Add(audit.FactOf(e))
				}
			}
		}
		if part.Next == "" {
			return all, false, nil
		}
		q.Cursor = part.Next
	}
}
