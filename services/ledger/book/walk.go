package book

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// How a page is found, whatever the filters and however long the list:
//
//	        ┌─ few: at most bounds.few come into question ──► all of them are looked at and sorted
//	ways ───┤
//	        └─ else: along an index that has the list's ────► until the page is full, or bounds.patience is used up
//	           order, bounds.reach lines at a time
//
// So the time that a page takes is bounded. The price is that a page may hold fewer lines than asked for, even none,
// and still have a next one: where lines that fit are rare among many that come into question.
//
// Which index is used is not left to the engines: only the conditions of the way are written so that an index can serve
// them, and all others loosely (column.loose). Where two indexes could, SQLite is told which. Both engines then do the
// same, with and without statistics.

// bounds say how much is looked at for one page. A zero field is its default.
type bounds struct {
	// few is how many lines may be looked at and sorted. Default 1,000.
	few int
	// reach is how many lines of an index are looked at at a time. Default 1,000.
	reach int
	// shared is how many lines of a word are looked at to find who has another one too. Default twenty times few.
	shared int
	// patience is for how long, in real time, a page goes on along an index without being full. Default 60 ms.
	patience time.Duration
}

func (o bounds) fewRows() int { return cmp.Or(o.few, 1000) }

func (o bounds) sharedRows() int { return cmp.Or(o.shared, 20*o.fewRows()) }

func (o bounds) reachRows() int { return cmp.Or(o.reach, 1000) }

func (o bounds) deadline() time.Time { return time.Now().Add(cmp.Or(o.patience, 60*time.Millisecond)) }

// condition is a part of a WHERE, with its arguments.
type condition struct {
	sql  string
	args []any
}

func is(sql string, args ...any) condition { return condition{sql, args} }

// oneOf is a column's being one of the values, loosely.
func oneOf[V ~string](c column, values []V) condition {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = string(v)
	}
	return condition{c.loose() + " IN (" + placeholders(len(values)) + ")", args}
}

func placeholders(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

// way is one of the ways along which a list is gone through; no line lies on two.
type way []condition

// list is how the lines of a table are read page by page.
type list[T any] struct {
	table string
	// index is the one that is gone along; empty where only one can serve.
	index   string
	columns string
	// order is unique for a tenant; its first column is not text.
	order      []column
	descending bool
	scan       func(row scanner) (T, error)
	// place gives the values of order.
	place func(T) []any
	// within are the arguments of the table, where that is a part of one.
	within []any
}

// scanner is a row that is being read.
type scanner interface{ Scan(into ...any) error }

// view is where a question is answered from: a generation as it is, or as it was at one moment.
type view struct {
	querier
	dialect dialect
	bounds  bounds
}

// now is the generation that counts, as it is.
func (b *Book) now() view {
	on := b.engine()
	return view{on.read, on.dialect, b.bounds}
}

// along binds a table to an index; an empty one binds nothing.
func (v view) along(index string) string {
	if index == "" {
		return ""
	}
	return v.dialect.along(index)
}

// search is a question, made ready.
type search struct {
	// sum is of the question, for its cursors.
	sum []byte
	// ways lead to everything that comes into question. few says that they lead to bounds.few lines at most.
	ways []way
	few  bool
	// index is that of the ways; empty where only one can serve them.
	index string
	// filters are written loosely.
	filters []condition
	cursor  string
	limit   int
}

// page finds one page.
func (l list[T]) page(ctx context.Context, b *Book, s search) (Page[T], error) {
	page := Page[T]{Items: []T{}}
	limit, err := limitOf(s.limit)
	if err != nil {
		return page, err
	}
	after, err := readCursor(s.sum, s.cursor, l.order)
	if err != nil {
		return page, err
	}
	l.index = s.index
	// A line that is written between two queries would move others onto the page twice, or past it. The book itself is asked
	// nothing more: a swap waits for who is reading, with the book locked.
	on := b.engine()
	tx, err := on.look(ctx)
	if err != nil {
		return page, fmt.Errorf("read the list %s: %w", l.table, err)
	}
	defer func() { _ = tx.Rollback() }()
	v := view{tx, on.dialect, b.bounds}
	var horizon []any // as far as every way was looked at, if one was not to its end
	deadline := b.bounds.deadline()
	for _, w := range s.ways {
		found, end, err := l.walk(ctx, v, w, s, after, limit+1, deadline)
		if err != nil {
			return page, fmt.Errorf("read the list %s: %w", l.table, err)
		}
		page.Items = append(page.Items, found...)
		if end != nil && (horizon == nil || l.compare(end, horizon) < 0) {
			horizon = end
		}
	}
	slices.SortFunc(page.Items, func(x, y T) int { return l.compare(l.place(x), l.place(y)) })
	if horizon != nil {
		page.Items = slices.DeleteFunc(page.Items, func(x T) bool { return l.compare(l.place(x), horizon) > 0 })
	}
	if len(page.Items) > limit {
		page.Items = page.Items[:limit]
		horizon = l.place(page.Items[limit-1])
	}
	if horizon != nil {
		page.Next, err = writeCursor(s.sum, horizon)
	}
	return page, err
}

// walk goes along one way, from after on, until n lines are found. If it stopped before the way's end for another reason,
// it returns how far it has come.
func (l list[T]) walk(ctx context.Context, v view, w way, s search, after []any, n int, deadline time.Time) (found []T, end []any, err error) {
	for {
		conditions := slices.Clone([]condition(w))
		if after != nil {
			conditions = append(conditions, l.beyond(after, s.few))
		}
		from := l
		if !s.few && len(s.filters) > 0 {
			if end, err = l.end(ctx, v, conditions); err != nil {
				return nil, nil, err
			}
			if end != nil {
				from, conditions = l.window(v, conditions), nil
			}
		}
		some, err := from.query(ctx, v, append(conditions, s.filters...), l.orderBy(s.few), n-len(found))
		if err != nil {
			return nil, nil, err
		}
		found = append(found, some...)
		switch {
		case len(found) == n:
			return found, nil, nil // the page is full before the end of what was looked at
		case end == nil || !time.Now().Before(deadline):
			return found, end, nil
		}
		after = end
	}
}

// query reads at most n lines.
func (l list[T]) query(ctx context.Context, v view, conditions []condition, orderBy string, n int) ([]T, error) {
	where, args := join(conditions)
	args = append(append(slices.Clone(l.within), args...), n)
	rows, err := v.QueryContext(ctx, v.dialect.bind("SELECT "+l.columns+" FROM "+l.table+v.along(l.index)+" WHERE "+where+" ORDER BY "+orderBy+" LIMIT ?"), args...)
	if err != nil {
		return nil, err
	}
	return collect(rows, l.scan)
}

// window is the list of the next lines that the conditions lead to, as many as are looked at at a time. It is not bounded
// by its last line: an engine that knows both ends of a window takes it from an index of all lines in that order, however
// few of those between them belong to it.
func (l list[T]) window(v view, conditions []condition) list[T] {
	where, args := join(conditions)
	l.table = "(SELECT " + l.columns + " FROM " + l.table + v.along(l.index) + " WHERE " + where + " ORDER BY " + l.orderBy(false) + " LIMIT ?) AS " + l.table
	l.index, l.within = "", append(args, v.bounds.reachRows())
	return l
}

// end is the place of the last line within reach, nil if there are not that many.
func (l list[T]) end(ctx context.Context, v view, conditions []condition) ([]any, error) {
	where, args := join(conditions)
	query := "SELECT " + l.names() + " FROM " + l.table + v.along(l.index) + " WHERE " + where + " ORDER BY " + l.orderBy(false) + " LIMIT 1 OFFSET ?"
	texts, numbers := make([]string, len(l.order)), make([]int64, len(l.order))
	into := make([]any, len(l.order))
	for i, c := range l.order {
		into[i] = &numbers[i]
		if c.text {
			into[i] = &texts[i]
		}
	}
	err := v.QueryRowContext(ctx, v.dialect.bind(query), append(args, v.bounds.reachRows()-1)...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	place := make([]any, len(l.order))
	for i, c := range l.order {
		place[i] = numbers[i]
		if c.text {
			place[i] = texts[i]
		}
	}
	return place, err
}

// beyond is what lies after a place.
func (l list[T]) beyond(place []any, loosely bool) condition {
	names := make([]string, len(l.order))
	for i, c := range l.order {
		names[i] = c.name
		if loosely {
			names[i] = c.loose()
		}
	}
	return condition{"(" + strings.Join(names, ", ") + ") " + l.sign() + " (" + placeholders(len(place)) + ")", place}
}

func (l list[T]) sign() string {
	if l.descending {
		return "<"
	}
	return ">"
}

func (l list[T]) names() string {
	names := make([]string, len(l.order))
	for i, c := range l.order {
		names[i] = c.name
	}
	return strings.Join(names, ", ")
}

func (l list[T]) orderBy(loosely bool) string {
	parts := make([]string, len(l.order))
	for i, c := range l.order {
		parts[i] = c.name
		if loosely {
			parts[i] = c.loose()
		}
		if l.descending {
			parts[i] += " DESC"
		}
	}
	return strings.Join(parts, ", ")
}

// compare orders two places as the engines do: numbers by size, texts by their bytes.
func (l list[T]) compare(x, y []any) int {
	order := 0
	for i, c := range l.order {
		if c.text {
			order = cmp.Compare(x[i].(string), y[i].(string))
		} else {
			order = cmp.Compare(x[i].(int64), y[i].(int64))
		}
		if order != 0 {
			break
		}
	}
	if l.descending {
		return -order
	}
	return order
}

// count counts the lines that the conditions lead to, but no further than one above most.
func (b *Book) count(ctx context.Context, table string, conditions []condition, most int) (n int, err error) {
	where, args := join(conditions)
	query := "SELECT count(*) FROM (SELECT 1 FROM " + table + " WHERE " + where + " LIMIT ?) AS found"
	if err := b.db().QueryRowContext(ctx, b.bind(query), append(args, most+1)...).Scan(&n); err != nil {
		return 0, fmt.Errorf("count what comes into question of %s: %w", table, err)
	}
	return n, nil
}

// join is the WHERE of all the conditions.
func join(conditions []condition) (where string, args []any) {
	parts := make([]string, len(conditions))
	for i, c := range conditions {
		parts[i] = c.sql
		args = append(args, c.args...)
	}
	return strings.Join(parts, " AND "), args
}

// collect reads all the rows and closes them.
func collect[T any](rows *sql.Rows, scan func(scanner) (T, error)) ([]T, error) {
	defer func() { _ = rows.Close() }() // rows.Err has said it
	var all []T
	for rows.Next() {
		item, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, item)
	}
	return all, rows.Err()
}

// errTenant is returned for a question of all tenants, of which there is none.
var errTenant = errors.New("a question of the ledger needs a tenant")

func limitOf(asked int) (int, error) {
	switch {
	case asked == 0:
		return DefaultLimit, nil
	case asked < 0 || asked > MaxLimit:
		return 0, fmt.Errorf("a page holds 1 to %d lines, not %d", MaxLimit, asked)
	}
	return asked, nil
}
