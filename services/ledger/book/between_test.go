package book

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
)

// Between makes do be called before each query that the book reads with from now on.
func (b *Book) Between(do func()) error {
	var source string
	switch d := b.on.dialect.(type) {
	case sqlite:
		source = d.source(d.path, "_pragma=query_only(1)")
	case postgres:
		source = d.source(b.on.generation, "cache_statement")
	}
	c := &interrupter{driver: b.on.read.Driver(), source: source, do: do}
	if err := b.on.read.Close(); err != nil {
		return fmt.Errorf("close what was read with so far: %w", err)
	}
	b.on.read = sql.OpenDB(c)
	return nil
}

// interrupter is the driver, which calls do before each query.
type interrupter struct {
	driver driver.Driver
	source string
	do     func()
}

func (i *interrupter) Driver() driver.Driver { return i.driver }

func (i *interrupter) Connect(context.Context) (driver.Conn, error) {
	conn, err := i.driver.Open(i.source)
	if err != nil {
		return nil, err
	}
	return &interrupted{Conn: conn, do: i.do}, nil
}

type interrupted struct {
	driver.Conn
	do func()
}

func (c *interrupted) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
}

func (c *interrupted) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	c.do()
	return c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
}
