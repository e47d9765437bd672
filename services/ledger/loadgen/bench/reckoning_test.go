package bench

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// reckoning is what the test itself makes of the streams, in the plainest way there is: to compare the book with.
type reckoning struct {
	followups map[key]*reckoned
	failed    map[string]int // by tenant
}

type key struct{ tenant, followup string }

type reckoned struct {
	candidate, employer, position string
	snapshot                      events.Snapshot
	entries                       int
	results                       map[delivery]events.Type
	erased                        bool
}

type delivery struct {
	reminder string
	channel  events.Channel
}

// reckon reads all that the generator makes up.
func reckon(t *testing.T, g *loadgen.Generator) reckoning {
	t.Helper()
	r := reckoning{followups: map[key]*reckoned{}, failed: map[string]int{}}
	for _, m := range g.Messages() {
		k := key{m.Event.Tenant, m.Event.Subject}
		f := r.followups[k]
		if f == nil {
			f = &reckoned{results: map[delivery]events.Type{}}
			r.followups[k] = f
		}
		f.entries++
		f.take(t, m)
	}
	for k, f := range r.followups {
		for _, result := range f.results {
			if result == events.DeliveryFailed {
				r.failed[k.tenant]++
			}
		}
	}
	return r
}

func (f *reckoned) take(t *testing.T, m bus.Message) {
	switch e := m.Event; e.Type {
	case events.InterviewScheduled, events.InterviewCompleted:
		meeting := data[events.Meeting](t, e)
		f.candidate, f.employer, f.position = meeting.Candidate.Name, meeting.Employer.Name, meeting.Position.Title
	case events.CandidateErased:
		f.erased = true
	case events.FollowupOpened, events.FollowupPlanned, events.FollowupClosed:
		f.snapshot = data[events.Snapshot](t, e)
	case events.DeliverySent, events.DeliveryFailed, events.DeliverySkipped:
		d := data[events.Delivery](t, e)
		result := e.Type
		if d.Class == events.Ambiguous {
			result = "ambiguous"
		}
		f.results[delivery{d.Reminder, d.Channel}] = result
	}
}

func data[T any](t *testing.T, e events.Event) T {
	t.Helper()
	d, err := events.DataOf[T](e)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// where lists the ids of a tenant's follow-ups that are so, in order.
func (r reckoning) where(tenant string, is func(f *reckoned) bool) []string {
	ids := []string{}
	for k, f := range r.followups {
		if k.tenant == tenant && is(f) {
			ids = append(ids, k.followup)
		}
	}
	slices.Sort(ids)
	return ids
}

// named reports whether the follow-up has a word that begins like this in the name of its candidate, employer or position.
func (f *reckoned) named(beginning string) bool {
	if f.erased {
		return false
	}
	for word := range strings.FieldsSeq(plain(f.candidate + " " + f.employer + " " + f.position)) {
		if strings.HasPrefix(word, plain(beginning)) {
			return true
		}
	}
	return false
}

// plain is a name as people type it who have no such keys.
func plain(name string) string {
	return strings.NewReplacer("á", "a", "é", "e", "í", "i", "ó", "o", "ö", "o", "ü", "u", "ä", "a", "ß", "ss", "ı", "i").Replace(strings.ToLower(name))
}

func idsOf(list []record.Followup) []string {
	ids := make([]string, len(list))
	for i, f := range list {
		ids[i] = f.ID
	}
	slices.Sort(ids)
	return ids
}

// sortedByEnd reports whether the list has the latest end first.
func sortedByEnd(list []record.Followup) bool {
	return slices.IsSortedFunc(list, func(a, b record.Followup) int { return cmp.Compare(b.EndedAt.UnixMicro(), a.EndedAt.UnixMicro()) })
}
