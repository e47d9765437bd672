package loadgen

import (
	"container/heap"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// Generator makes up the streams of one set of options.
type Generator struct {
	o         Options
	cast      cast
	templates []template
}

// New lives the lives that the copies are made of, which takes seconds at the default number. The error says what is
// wrong with the options.
func New(o Options) (*Generator, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, fmt.Errorf("make up follow-ups: %w", err)
	}
	g := &Generator{o: o, cast: newCast(o)}
	chance := rand.New(rand.NewPCG(o.Seed, 1))
	cutter := newCutter()
	for i := range o.Lives {
		begin := o.from().Add(year / time.Duration(o.Lives) * time.Duration(i))
		p := drawPlot(chance, begin)
		t := newTemplate(cutter, p.place, live(chance, p))
		// Its first word may come long before or after the interview; it begins in the first year all the same.
		for ; t.begin.Before(o.from()); t.early += year {
			t.begin = t.begin.Add(year)
		}
		for ; !t.begin.Before(o.from().Add(year)); t.early -= year {
			t.begin = t.begin.Add(-year)
		}
		g.templates = append(g.templates, t)
	}
	slices.SortStableFunc(g.templates, func(a, b template) int { return a.begin.Compare(b.begin) })
	return g, nil
}

// Options returns the options with their defaults filled in.
func (g *Generator) Options() Options { return g.o }

// Tenants lists the tenants, the largest first.
func (g *Generator) Tenants() []string { return slices.Clone(g.cast.tenants) }

// Messages gives every event with its stream, in the order in which the bus would have stored them; sequences count
// from 1 in each stream without a gap.
func (g *Generator) Messages() iter.Seq2[string, bus.Message] {
	return func(yield func(string, bus.Message) bool) {
		sequences := map[string]uint64{}
		running := &queue{}
		for n := 0; n < g.o.Followups || running.Len() > 0; {
			// Whoever has begun by the time of the next event takes part from here on.
			for ; n < g.o.Followups && (running.Len() == 0 || !g.begins(n).After((*running)[0].at)); n++ {
				c := g.copy(n)
				heap.Push(running, event{c.time(), n, c})
			}
			top := &(*running)[0]
			if top.at.After(g.o.Until) {
				heap.Pop(running)
				continue
			}
			stream, m := top.copied.message()
			sequences[stream]++
			m.Sequence = sequences[stream]
			if !yield(stream, m) {
				return
			}
			if top.copied.next == len(top.copied.lines) {
				heap.Pop(running)
				continue
			}
			top.at = top.copied.time()
			heap.Fix(running, 0)
		}
	}
}

// slot says of which template follow-up n is a copy, and how many years later. Slots come in the order of time.
func (g *Generator) slot(n int) (t *template, years time.Duration) {
	slots := len(g.templates) * g.o.Years
	slot := int(int64(n) * int64(slots) / int64(g.o.Followups))
	t = &g.templates[slot%len(g.templates)]
	return t, time.Duration(slot/len(g.templates)) * year
}

// begins is when follow-up n begins at the earliest.
func (g *Generator) begins(n int) time.Time {
	t, years := g.slot(n)
	return t.begin.Add(years)
}

// copy casts follow-up n.
func (g *Generator) copy(n int) *copied {
	chance := rand.New(rand.NewPCG(g.o.Seed, uint64(n)+2))
	t, years := g.slot(n)
	return &copied{
		template: t, person: g.cast.draw(chance, n+1, t.place), years: years + t.early,
		moved: years + t.early + time.Duration(chance.IntN(3600))*time.Second,
	}
}

// event is the next event of a copy in the queue of all that run.
type event struct {
	at     time.Time
	n      int
	copied *copied
}

// queue has the earliest event first; of two at one instant that of the earlier follow-up.
type queue []event

func (q queue) Len() int { return len(q) }

func (q queue) Less(i, j int) bool {
	if c := q[i].at.Compare(q[j].at); c != 0 {
		return c < 0
	}
	return q[i].n < q[j].n
}

func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push implements heap.Interface.
func (q *queue) Push(x any) { *q = append(*q, x.(event)) }

// Pop implements heap.Interface.
func (q *queue) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// Feed gives every event to take, stream by stream in batches of at most size, as a follower of each stream would get
// them.
func (g *Generator) Feed(ctx context.Context, size int, take func(ctx context.Context, stream string, batch []bus.Message) error) error {
	waiting := map[string][]bus.Message{}
	for stream, m := range g.Messages() {
		batch := append(waiting[stream], m)
		if len(batch) == size {
			if err := take(ctx, stream, batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
		waiting[stream] = batch
	}
	for _, stream := range []string{events.StreamFacts, events.StreamFollowups, events.StreamDeliveries} {
		if len(waiting[stream]) > 0 {
			if err := take(ctx, stream, waiting[stream]); err != nil {
				return err
			}
		}
	}
	return nil
}
