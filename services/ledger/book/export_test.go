package book

import "context"

// Exec runs a statement on the book itself, so that a test can put into it what it likes.
func (b *Book) Exec(ctx context.Context, statement string, args ...any) error {
	_, err := b.engine().write.ExecContext(ctx, b.bind(statement), args...)
	return err
}

// Narrow makes the bounds of a page so small that a small world exceeds them; zeros are the usual ones.
func (b *Book) Narrow(few, reach int) {
	b.bounds = bounds{few: few, reach: reach}
	if reach > 0 {
		b.bounds.patience = 1
	}
}
