package book

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
)

// Plan is how SQLite goes about a query: each step in its own words.
type Plan struct {
	Query string
	Steps []string
}

// Explain makes the book note how SQLite goes about every query that it reads with from now on.
func (b *Book) Explain() (taken func() []Plan, err error) {
	file, ok := b.on.dialect.(sqlite)
	if !ok {
		return nil, errors.New("only SQLite explains itself here")
	}
	e := &explainer{driver: b.on.read.Driver(), source: file.source(file.path, "_pragma=query_only(1)")}
	if err := b.on.read.Close(); err != nil {
		return nil, err
	}
	b.on.read = sql.OpenDB(e)
	return e.taken, nil
}

// explainer is the driver, which asks for the plan of each query before the query itself.
type explainer struct {
	driver driver.Driver
	source string

	mu    sync.Mutex
	plans []Plan
}

func (e *explainer) taken() []Plan {
	e.mu.Lock()
	defer e.mu.Unlock()
	plans := e.plans
	e.plans = nil
	return plans
}

func (e *explainer) Driver() driver.Driver { return e.driver }

func (e *explainer) Connect(context.Context) (driver.Conn, error) {
	conn, err := e.driver.Open(e.source)
	if err != nil {
		return nil, err
	}
	return &explained{Conn: conn, to: e}, nil
}

type explained struct {
	driver.Conn
	to *explainer
}

func (c *explained) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	return c.Conn.(driver.ConnBeginTx).BeginTx(ctx, o)
}

func (c *explained) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	asked := c.Conn.(driver.QueryerContext)
	steps, err := asked.QueryContext(ctx, "EXPLAIN QUERY PLAN "+query, args)
	if err != nil {
		return nil, fmt.Errorf("explain %s: %w", query, err)
	}
	plan := Plan{Query: query}
	row := make([]driver.Value, len(steps.Columns()))
	for {
		err := steps.Next(row)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, errors.Join(err, steps.Close())
		}
		plan.Steps = append(plan.Steps, strings.TrimSpace(fmt.Sprint(row[len(row)-1])))
	}
	if err := steps.Close(); err != nil {
		return nil, err
	}
	c.to.mu.Lock()
	c.to.plans = append(c.to.plans, plan)
	c.to.mu.Unlock()
	return asked.QueryContext(ctx, query, args)
}
