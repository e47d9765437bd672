package book

import (
	"context"
	"fmt"
	"time"

	"github.com/afterword-io/afterword/services/ledger/record"
)

// EachFollowup shows see every follow-up of the tenant that is open or of which anything became known since, by id. A
// zero since is every follow-up. It stops at the first error of see and returns it.
//
// It reads in pages, so that neither a slow reader nor a long list holds up who writes: what changes in the meantime is
// seen as it is when its page is read.
func (b *Book) EachFollowup(ctx context.Context, tenant string, since time.Time, see func(record.Followup) error) error {
	if tenant == "" {
		return errTenant
	}
	l := list[record.Followup]{table: "followups", columns: followupColumns, order: []column{columnID()}, scan: scanFollowup}
	after := ""
	for {
		conditions := []condition{is("tenant = ?", tenant), is("id > ?", after)}
		if !since.IsZero() {
			conditions = append(conditions, is("(stage || '' <> 'closed' OR (SELECT count(*) FROM entries e "+
				"WHERE e.tenant = followups.tenant AND e.followup = followups.id AND e.time >= ?) > 0)", micros(since)))
		}
		found, err := l.query(ctx, b.now(), conditions, l.orderBy(false), MaxLimit)
		if err != nil {
			return fmt.Errorf("read the follow-ups of %s: %w", tenant, err)
		}
		for _, f := range found {
			if err := see(f); err != nil {
				return err
			}
		}
		if len(found) < MaxLimit {
			return nil
		}
		after = found[len(found)-1].ID
	}
}

// Each shows see every follow-up that fits q, in its order, page by page. It is Followups without pages.
func (b *Book) Each(ctx context.Context, q FollowupQuery, see func(record.Followup) error) error {
	q.Limit = MaxLimit
	for {
		page, err := b.Followups(ctx, q)
		if err != nil {
			return err
		}
		for _, f := range page.Items {
			if err := see(f); err != nil {
				return err
			}
		}
		if page.Next == "" {
			return nil
		}
		q.Cursor = page.Next
	}
}
