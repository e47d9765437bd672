package bench

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// survey is what the questions need to know of what there is: a sample of one tenant's follow-ups.
type survey struct {
	tenant string
	now    time.Time
	sample []record.Followup
	// deep are cursors of the list, up to 100,000 follow-ups down.
	deep []string
}

// depth is how many follow-ups lie before the deepest page that is asked for.
const depth = 100_000

// look walks down the list of the largest tenant.
func look(ctx context.Context, b *book.Book, tenant string, now time.Time) (survey, error) {
	s := survey{tenant: tenant, now: now}
	q := book.FollowupQuery{Tenant: tenant, Limit: book.MaxLimit}
	for seen := 0; seen < depth; seen += q.Limit {
		page, err := b.Followups(ctx, q)
		if err != nil {
			return s, fmt.Errorf("look at the follow-ups of %s: %w", tenant, err)
		}
		for i := 0; i < len(page.Items); i += 25 {
			if page.Items[i].Candidate != "" {
				s.sample = append(s.sample, page.Items[i])
			}
		}
		if page.Next == "" {
			break
		}
		q.Cursor = page.Next
		s.deep = append(s.deep, page.Next)
	}
	if len(s.sample) == 0 {
		return s, errors.New("there is nothing to ask for")
	}
	if len(s.deep) == 0 {
		s.deep = []string{""}
	}
	return s, nil
}

func (s survey) any(chance *rand.Rand) record.Followup { return s.sample[chance.IntN(len(s.sample))] }

// cursor is one of the deeper half.
func (s survey) cursor(chance *rand.Rand) string {
	half := s.deep[len(s.deep)/2:]
	return half[chance.IntN(len(half))]
}

// given and family are the parts of somebody's name.
func given(f record.Followup) string {
	name, _, _ := strings.Cut(f.Candidate, " ")
	return name
}

func firstWord(name string) string {
	word, _, _ := strings.Cut(name, " ")
	return word
}

func family(f record.Followup) string {
	_, name, _ := strings.Cut(f.Candidate, " ")
	return name
}

// yearUntil is the year before now, in days.
func (s survey) yearUntil() (from, to events.Date) {
	to = events.DateOf(s.now).AddDays(1)
	return to.AddDays(-365), to
}

func allOf(tenant string) book.StatsQuery { return book.StatsQuery{Tenant: tenant} }
