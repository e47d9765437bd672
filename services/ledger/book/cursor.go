package book

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
)

// A cursor is the key of the last line that was looked at, with a sum over the question it belongs to. It is a place and
// no secret: whoever changes it gets another part of a list that is theirs anyway, since the tenant is in the question and
// never in the cursor.

// sumSize is how many bytes of the sum a cursor carries: enough to notice that a cursor is of another list.
const sumSize = 9

// sumOf is what binds a cursor to the list and the question it was given out for.
func sumOf(list string, question any) ([]byte, error) {
	said, err := json.Marshal([]any{list, question})
	if err != nil {
		return nil, fmt.Errorf("write down the question of list %s: %w", list, err)
	}
	sum := sha256.Sum256(said)
	return sum[:sumSize], nil
}

// writeCursor makes the cursor of a place in the list whose question has this sum.
func writeCursor(sum []byte, place []any) (string, error) {
	raw, err := json.Marshal(place)
	if err != nil {
		return "", fmt.Errorf("write a cursor: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(append(bytes.Clone(sum), raw...)), nil
}

// readCursor gives the place back, nil for the beginning of the list. The place must have the form of the columns.
func readCursor(sum []byte, cursor string, columns []column) ([]any, error) {
	if cursor == "" {
		return nil, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || !bytes.HasPrefix(raw, sum) {
		return nil, ErrCursor
	}
	var values []json.RawMessage
	if json.Unmarshal(raw[len(sum):], &values) != nil || len(values) != len(columns) {
		return nil, ErrCursor
	}
	place := make([]any, len(values))
	for i, value := range values {
		if place[i], err = columns[i].read(value); err != nil {
			return nil, ErrCursor
		}
	}
	return place, nil
}

// column is one of those that a list is ordered by.
type column struct {
	name string
	// text says that it is a text; else it is a whole number.
	text bool
}

func (c column) read(raw json.RawMessage) (any, error) {
	if c.text {
		var s *string
		if err := json.Unmarshal(raw, &s); err != nil || s == nil {
			return nil, ErrCursor
		}
		return *s, nil
	}
	var n *int64
	if err := json.Unmarshal(raw, &n); err != nil || n == nil {
		return nil, ErrCursor
	}
	return *n, nil
}

// loose is the column as an expression that no index knows, so that it narrows or orders what is found by another one.
// It is written as both engines read it.
func (c column) loose() string {
	if c.text {
		return "(" + c.name + " || '')"
	}
	return "(" + c.name + " + 0)"
}
