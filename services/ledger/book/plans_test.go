package book_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
)

// A question that is answered rightly may still be answered by reading the whole table, which only a large one would
// show: so the plan of every query is looked at.
func TestEveryListIsFoundByAnIndexOfItsWay(t *testing.T) {
	b := booktest.Open(t, booktest.URL(t, "sqlite"))
	w := newWorld(rand.New(rand.NewPCG(1, 2)))
	w.put(t, b)
	taken, err := b.Explain()
	if err != nil {
		t.Fatal(err)
	}
	queries := 0
	rapid.Check(t, func(t *rapid.T) {
		taken() // what a question before this one has left, which rapid may have broken off
		b.Narrow(rapid.IntRange(1, 20).Draw(t, "few"), rapid.IntRange(1, 20).Draw(t, "reach"))
		if _, err := b.Followups(t.Context(), followupQueries(w).Draw(t, "question about follow-ups")); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Reminders(t.Context(), reminderQueries(w).Draw(t, "question about reminders")); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Deliveries(t.Context(), deliveryQueries(w).Draw(t, "question about deliveries")); err != nil {
			t.Fatal(err)
		}
		for _, plan := range taken() {
			queries++
			if problem := flaw(plan); problem != "" {
				t.Fatalf("%s:\n%s\n  %s", problem, plan.Query, strings.Join(plan.Steps, "\n  "))
			}
		}
	})
	if queries == 0 {
		t.Error("no query was looked at")
	}
}

var (
	// sharp is a condition that is written so that an index can serve it; one in brackets is loose.
	sharp = regexp.MustCompile(`\b([a-z_]+) (=|>=|>|<) (?:\?|0)`)
	// sorted is an order that no index is meant to serve: of few lines, or of the bounded many that have two words.
	sorted = regexp.MustCompile(`ORDER BY \(|INTERSECT`)
)

// flaw says what is wrong with a plan; "" if nothing is.
func flaw(p book.Plan) string {
	for _, step := range p.Steps {
		if table, whole := strings.CutPrefix(step, "SCAN "); whole && !slices.Contains(p.Steps, "CO-ROUTINE "+table) {
			return "it reads all of " + table
		}
		if strings.HasPrefix(step, "USE TEMP B-TREE FOR") && !sorted.MatchString(p.Query) {
			return "it sorts what an index has in order"
		}
	}
	steps := strings.Join(p.Steps, "\n")
	for _, m := range sharp.FindAllStringSubmatch(p.Query, -1) {
		if served := m[1] + m[2][:1] + "?"; !strings.Contains(steps, served) {
			return fmt.Sprintf("no index serves %s %s", m[1], m[2])
		}
	}
	return ""
}
