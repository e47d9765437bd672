package book

import (
	"context"
	"fmt"

	"github.com/afterword-io/afterword/services/ledger/record"
)

// mostEmployers is how many employers are told of at most.
const mostEmployers = 1000

// Employers answers with the figures of the employers that have the most follow-ups, over all time.
func (b *Book) Employers(ctx context.Context, tenant string, minGroup, limit int) ([]EmployerStats, error) {
	if tenant == "" {
		return nil, errTenant
	}
	if limit < 1 || limit > mostEmployers {
		return nil, fmt.Errorf("a list of employers holds 1 to %d, not %d", mostEmployers, limit)
	}
	employers, err := b.largest(ctx, tenant, limit)
	if err == nil {
		err = b.figures(ctx, tenant, groupOf(minGroup), employers)
	}
	if err != nil {
		return nil, fmt.Errorf("read the employers of %s: %w", tenant, err)
	}
	return employers, nil
}

// largest are the employers with the most follow-ups, by name the way it was written last.
func (b *Book) largest(ctx context.Context, tenant string, limit int) ([]EmployerStats, error) {
	rows, err := b.db().QueryContext(ctx, b.bind("SELECT employer_key, n, COALESCE((SELECT f.employer FROM followups f WHERE f.tenant = tallies.tenant "+
		"AND f.employer_key = tallies.employer_key ORDER BY f.ended_at DESC, f.id DESC LIMIT 1), '') FROM tallies "+
		"WHERE tenant = ? AND day = '' AND measure = ? AND n > 0 AND employer_key <> '' ORDER BY n DESC, employer_key LIMIT ?"),
		tenant, record.Followups, limit)
	if err != nil {
		return nil, err
	}
	employers, err := collect(rows, func(row scanner) (e EmployerStats, err error) {
		err = row.Scan(&e.Key, &e.Followups, &e.Name)
		return e, err
	})
	return append([]EmployerStats{}, employers...), err
}

// figures reads the figures of the employers.
func (b *Book) figures(ctx context.Context, tenant string, group int, employers []EmployerStats) error {
	if len(employers) == 0 {
		return nil
	}
	args := []any{tenant}
	for _, e := range employers {
		args = append(args, e.Key)
	}
	rows, err := b.db().QueryContext(ctx, b.bind("SELECT employer_key, measure, n FROM tallies WHERE tenant = ? AND day = '' AND employer_key IN ("+
		placeholders(len(employers))+")"), args...)
	if err != nil {
		return err
	}
	counts := map[string]map[string]int{}
	if _, err := collect(rows, func(row scanner) (key string, err error) {
		var measure string
		var n int
		if err := row.Scan(&key, &measure, &n); err != nil {
			return "", err
		}
		if counts[key] == nil {
			counts[key] = map[string]int{}
		}
		counts[key][measure] = n
		return key, nil
	}); err != nil {
		return err
	}
	for i := range employers {
		f := figuresOf(counts[employers[i].Key], group)
		employers[i].Answered, employers[i].PromiseKept, employers[i].Silent = f.answered, f.promiseKept, f.silent
		employers[i].DaysToDecision = f.daysToDecision
	}
	return nil
}
