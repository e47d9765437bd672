package book

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// lastRune lies after every rune of a word: what begins with w lies between w and w+lastRune.
const lastRune = "\U0010FFFF"

// wanted turns what somebody typed into traits. A follow-up fits if each word typed is the beginning of one of its words,
// or if its id is what was typed.
func (b *Book) wanted(ctx context.Context, tenant, typed string) ([]trait, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return nil, nil
	}
	byID := is(columnID().loose()+" = ?", typed)
	var (
		rare  []string // the follow-ups that fit the words that few have
		found bool     // there is such a word
		often []string // the words that many have
	)
	beginnings := record.Words(typed)
	for _, beginning := range beginnings {
		ids, few, err := b.having(ctx, tenant, beginning)
		switch {
		case err != nil:
			return nil, err
		case !few:
			often = append(often, beginning)
		case found:
			rare = slices.DeleteFunc(rare, func(id string) bool { _, ok := slices.BinarySearch(ids, id); return !ok })
		default:
			rare, found = ids, true
		}
	}
	if !found {
		// Words that many have, few may have together.
		ids, few, together, err := b.sharing(ctx, tenant, often)
		if err != nil {
			return nil, err
		}
		if few {
			rare, found = ids, true
			often = slices.DeleteFunc(often, func(word string) bool { return slices.Contains(together, word) })
		}
	}
	others, args := join(havingAll(often))
	either := condition{"(" + byID.sql + " OR (" + others + "))", append(slices.Clone(byID.args), args...)}
	if !found && len(beginnings) > 0 {
		return []trait{{loosely: either}}, nil
	}
	// An id is a handful of words itself, so it may be among them already.
	if events.ValidID(typed) && !slices.Contains(rare, typed) {
		rare = append(rare, typed)
	}
	traits := []trait{{ways: []way{{is("tenant = ?", tenant), among(rare)}}}}
	traits[0].loosely = among(rare)
	if len(often) > 0 {
		traits = append(traits, trait{loosely: either})
	}
	return traits, nil
}

// having returns the follow-ups with a word that begins so, sorted, unless there are many.
func (b *Book) having(ctx context.Context, tenant, beginning string) (ids []string, few bool, err error) {
	// One follow-up may have two such words.
	most := 2 * b.bounds.fewRows()
	rows, err := b.db().QueryContext(ctx, b.bind("SELECT followup FROM words WHERE tenant = ? AND word >= ? AND word < ? LIMIT ?"),
		tenant, beginning, beginning+lastRune, most+1)
	if err == nil {
		ids, err = collect(rows, func(row scanner) (id string, err error) { return id, row.Scan(&id) })
	}
	if err != nil {
		return nil, false, fmt.Errorf("look a word up: %w", err)
	}
	if len(ids) > most {
		return nil, false, nil
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids, len(ids) < b.bounds.fewRows(), nil
}

// havingAll is a follow-up's having words that begin so.
func havingAll(beginnings []string) []condition {
	conditions := make([]condition, len(beginnings))
	for i, beginning := range beginnings {
		// A count, because an EXISTS would be joined by the engine as it likes.
		conditions[i] = is("(SELECT count(*) FROM words w WHERE w.tenant = followups.tenant AND w.followup = followups.id AND w.word >= ? AND w.word < ?) > 0",
			beginning, beginning+lastRune)
	}
	return conditions
}

// sharing returns the follow-ups that have words with all of those beginnings, sorted, of which no more are looked at than
// bounds allow; of less than two there is nothing to say. few is false if too many have them together.
func (b *Book) sharing(ctx context.Context, tenant string, beginnings []string) (ids []string, few bool, together []string, err error) {
	most := b.bounds.sharedRows()
	var parts []string
	var args []any
	for _, beginning := range beginnings {
		var n int
		err := b.db().QueryRowContext(ctx, b.bind("SELECT count(*) FROM (SELECT 1 FROM words WHERE tenant = ? AND word >= ? AND word < ? LIMIT ?) AS found"),
			tenant, beginning, beginning+lastRune, most+1).Scan(&n)
		if err != nil {
			return nil, false, nil, fmt.Errorf("count who has a word: %w", err)
		}
		if n <= most {
			together = append(together, beginning)
			parts = append(parts, "SELECT followup FROM words WHERE tenant = ? AND word >= ? AND word < ?")
			args = append(args, tenant, beginning, beginning+lastRune)
		}
	}
	if len(together) < 2 {
		return nil, false, nil, nil
	}
	rows, err := b.db().QueryContext(ctx, b.bind(strings.Join(parts, " INTERSECT ")+" LIMIT ?"), append(args, b.bounds.fewRows()+1)...)
	if err == nil {
		ids, err = collect(rows, func(row scanner) (id string, err error) { return id, row.Scan(&id) })
	}
	if err != nil {
		return nil, false, nil, fmt.Errorf("look words up together: %w", err)
	}
	slices.Sort(ids)
	return ids, len(ids) < b.bounds.fewRows(), together, nil
}

// among is the id's being one of these.
func among(ids []string) condition {
	if len(ids) == 0 {
		return is("1 = 0")
	}
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	return condition{"id IN (" + placeholders(len(ids)) + ")", args}
}
