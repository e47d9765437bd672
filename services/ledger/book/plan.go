package book

import (
	"context"
	"slices"
	"time"
)

// trait is something that a question asks of follow-ups.
type trait struct {
	// ways lead to the lines that have it, by an index; nil if none does.
	ways []way
	// index is that of the ways; empty where only one can serve them.
	index string
	// ordered says that the index goes on by ended_at and id.
	ordered bool
	// loosely says the same without an index.
	loosely condition
}

// plan decides how the follow-ups that fit q are found: by the trait that the fewest have, if these are few; else along
// an index in the list's order.
func (b *Book) plan(ctx context.Context, s *search, q FollowupQuery) error {
	words, err := b.wanted(ctx, q.Tenant, q.Search)
	if err != nil {
		return err
	}
	traits := append(words, q.traits()...)
	best, least := -1, b.bounds.fewRows()+1
	for i, t := range traits {
		if t.ways == nil {
			continue
		}
		n := 0
		for _, w := range t.ways {
			some, err := b.count(ctx, "followups"+b.now().along(t.index), w, least)
			if err != nil {
				return err
			}
			n += some
		}
		if n < least {
			best, least = i, n
		}
	}
	s.few = best >= 0
	if !s.few && !q.ByDue {
		best = slices.IndexFunc(traits, func(t trait) bool { return t.ordered })
	}
	for i, t := range traits {
		if i != best && t.loosely.sql != "" {
			s.filters = append(s.filters, t.loosely)
		}
	}
	s.ways, s.index = []way{{is("tenant = ?", q.Tenant)}}, "followups_by_end"
	switch {
	case best >= 0:
		s.ways, s.index = traits[best].ways, traits[best].index
	case q.ByDue:
		s.index = "followups_by_due"
	}
	q.bound(s)
	return nil
}

// bound adds the bounds of time: sharply where the list goes along them, else loosely.
func (q FollowupQuery) bound(s *search) {
	add := func(along bool, conditions []condition) {
		if !along {
			s.filters = append(s.filters, conditions...)
			return
		}
		for i := range s.ways {
			s.ways[i] = append(slices.Clone(s.ways[i]), conditions...)
		}
	}
	byEnd, byDue := !s.few && !q.ByDue, !s.few && q.ByDue
	add(byEnd, between(columnEnded(), q.EndedFrom, q.EndedTo, byEnd))
	if due := between(columnNextDue(), q.DueFrom, q.DueTo, byDue); len(due) > 0 {
		add(byDue, due)
	} else if q.ByDue {
		add(byDue, []condition{known(columnNextDue(), byDue)})
	}
}

// between bounds an instant: from is included, to is not, and zero is no bound. What is not known, which is written as
// 0, lies within no bounds.
func between(c column, from, to time.Time, sharply bool) []condition {
	if from.IsZero() && to.IsZero() {
		return nil
	}
	name := c.name
	if !sharply {
		name = c.loose()
	}
	// An engine goes by one lower bound, and by which is its own choice: so there is one, but where an index asks for more.
	var conditions []condition
	if from.IsZero() || c == columnNextDue() {
		conditions = append(conditions, known(c, sharply))
	}
	if !from.IsZero() {
		conditions = append(conditions, is(name+" >= ?", max(micros(from), 1)))
	}
	if !to.IsZero() {
		conditions = append(conditions, is(name+" < ?", micros(to)))
	}
	return conditions
}

func known(c column, sharply bool) condition {
	if sharply {
		return is(c.name + " > 0")
	}
	return is(c.loose() + " > 0")
}

// traits are what q asks of follow-ups beside words and bounds.
func (q FollowupQuery) traits() []trait {
	var traits []trait
	exact := func(index string, c column, value string) {
		if value != "" {
			// Said of every column, though only the index of candidates leaves out those without.
			w := way{is("tenant = ?", q.Tenant), is(c.name + " <> ''"), is(c.name+" = ?", value)}
			traits = append(traits, trait{ways: []way{w}, index: index, ordered: true, loosely: is(c.loose()+" = ?", value)})
		}
	}
	exact("followups_by_candidate", columnCandidate(), q.CandidateID)
	exact("followups_by_employer", columnEmployer(), q.EmployerKey)
	anyOf(&traits, q.Tenant, "followups_by_outcome", columnOutcome(), q.Outcomes)
	anyOf(&traits, q.Tenant, "followups_by_stage", columnStage(), q.Stages)
	if due := between(columnNextDue(), q.DueFrom, q.DueTo, true); len(due) > 0 {
		w := append(way{is("tenant = ?", q.Tenant)}, due...)
		traits = append(traits, trait{ways: []way{w}, index: "followups_by_due"}) // bound says it loosely
	}
	return traits
}

// anyOf adds a column's being one of several values, if any were asked for: a way for each.
func anyOf[V ~string](traits *[]trait, tenant, index string, c column, values []V) {
	if values = distinct(values); len(values) > 0 {
		*traits = append(*traits, trait{ways: waysOf(tenant, c, values, nil), index: index, ordered: true, loosely: oneOf(c, values)})
	}
}

func distinct[T ~string](list []T) []T {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}
