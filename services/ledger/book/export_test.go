package book

import "context"

// Exec runs a statement on the book itself, so that a test can put into it what it likes.
func (b *Book) Exec(ctx context.Context, statement string, args ...any) error {
	_, err := b.engine().write.ExecContext(ctx, b.bind(statement), args...)
	return err
}

// Explain returns how the engine finds the answer to a query, line by line.
func (b *Book) Explain(ctx context.Context, query string, args ...any) ([]string, error) {
	rows, err := b.db().QueryContext(ctx, b.bind("EXPLAIN "+query), args...)
	if err != nil {
		return nil, err
	}
	return collect(rows, func(row scanner) (line string, err error) { return line, row.Scan(&line) })
}

// Narrow makes the bounds of a page so small that a small world exceeds them; zeros are the usual ones.
func (b *Book) Narrow(few, reach int) {
	b.bounds = bounds{few: few, reach: reach}
	if reach > 0 {
		b.bounds.patience = 1
	}
}
