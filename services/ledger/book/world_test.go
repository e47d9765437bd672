package book_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// world is a small ledger whose answers a test works out for itself, by looking at every line.
type world struct {
	followups  []record.Followup
	reminders  []record.Reminder
	deliveries []record.Delivery
	dead       []book.DeadLetter
}

// day0 is the middle of the world's time.
func day0() time.Time { return time.Date(2026, time.March, 2, 9, 0, 0, 0, time.UTC) }

func candidates() []string {
	return []string{"Ada Park", "Ana Perez", "Élodie Müller", "Bob Ng", "Ada Ng", "Андрей Ким", ""}
}

func employers() []string {
	return []string{"Finn Logistics", "Ada Foods", "Müller & Söhne", "Nordlicht", "Ng's", ""}
}

func positions() []string { return []string{"Dispatcher", "Pastry chef", "Night dispatcher", ""} }

func tenants() []string { return []string{"acme", "other"} }

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// newWorld makes up a world in which instants coincide, ids are odd and nothing is rare.
func newWorld(r *rand.Rand) world {
	var w world
	hours := func(n int) time.Time { return day0().Add(time.Duration(r.IntN(n)-n/2) * time.Hour) }
	for i := range 120 {
		f := record.Followup{
			Tenant: pick(r, tenants()), ID: pick(r, []string{"int-%d", "app/%d:2", "Z@%d", "a.%d"}),
			Candidate: pick(r, candidates()), CandidateID: fmt.Sprintf("cand-%d", r.IntN(6)), Employer: pick(r, employers()),
			Position: pick(r, positions()), Application: "app-1", EmployerZone: "Europe/Berlin", CandidateZone: "America/New_York",
			Stage: pick(r, events.Stages()), Outcome: pick(r, append(events.Outcomes(), "", "")), OpenedAt: hours(100), NotesOwed: r.IntN(3), Revision: i, PlannedWith: "w", Facts: 2,
			Assumed: r.IntN(2) == 0, Erased: r.IntN(9) == 0,
		}
		f.ID = fmt.Sprintf(f.ID, i)
		f.EmployerKey = strings.ToLower(f.Employer)
		if r.IntN(6) > 0 {
			f.EndedAt = hours(40)
		}
		if f.Stage == events.Closed {
			f.ClosedAt, f.DecidedAt = hours(100), hours(100)
		} else if r.IntN(4) > 0 {
			f.NextDueAt, f.NextKind = hours(40), pick(r, events.Kinds())
		}
		if r.IntN(2) == 0 {
			f.PromisedBy = events.DateOf(hours(200))
		}
		w.followups = append(w.followups, f)
		for n := range r.IntN(5) {
			rem := record.Reminder{
				Tenant: f.Tenant, Followup: f.ID, Kind: pick(r, events.Kinds()), N: n + 1, State: pick(r, record.States()),
				DueAt: hours(60), ExpiresAt: hours(60), HandedAt: hours(60), Rule: "r", Reason: "Because.",
			}
			rem.ID = events.ReminderID(rem.Followup, rem.Kind, rem.N)
			w.reminders = append(w.reminders, rem)
			for _, channel := range []events.Channel{events.Email, events.SMS, events.Adviser}[:r.IntN(4)] {
				w.deliveries = append(w.deliveries, record.Delivery{
					Tenant: f.Tenant, Followup: f.ID, Reminder: rem.ID, Kind: rem.Kind, N: rem.N, Channel: channel, Result: pick(r, record.Results()),
					DueAt: rem.DueAt, At: hours(60), Sends: 1, Attempts: 2, Class: events.Accepted, MessageID: "m", Code: "250", Reason: "Taken.",
					Receipt: "delivered", ReceiptAt: hours(60),
				})
			}
		}
		if r.IntN(4) == 0 {
			w.dead = append(w.dead, book.DeadLetter{
				Sequence: uint64(i + 1), Tenant: pick(r, append(tenants(), "")), Followup: f.ID, Stream: "FACTS", StreamSequence: uint64(i), Consumer: "workflow",
				Type: events.DebriefRecorded, Reason: "Nobody took it.", At: hours(60), ReplayedAt: pick(r, []time.Time{{}, hours(60)}),
			})
		}
	}
	return w
}

// put writes the world into a book.
func (w world) put(t *testing.T, b *book.Book) {
	t.Helper()
	exec := func(table, columns string, args ...any) {
		t.Helper()
		marks := strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")
		if err := b.Exec(t.Context(), "INSERT INTO "+table+" ("+columns+") VALUES ("+marks+")", args...); err != nil {
			t.Fatalf("put a line into %s: %v", table, err)
		}
	}
	for _, f := range w.followups {
		exec("followups", "tenant, id, candidate, candidate_id, employer, employer_key, position, application, employer_zone, candidate_zone, "+
			"stage, outcome, decided_at, opened_at, ended_at, closed_at, assumed, promised_by, notes_owed, next_due_at, next_kind, revision, planned_with, facts, erased, state",
			f.Tenant, f.ID, f.Candidate, f.CandidateID, f.Employer, f.EmployerKey, f.Position, f.Application, f.EmployerZone, f.CandidateZone,
			string(f.Stage), string(f.Outcome), at(f.DecidedAt), at(f.OpenedAt), at(f.EndedAt), at(f.ClosedAt), bit(f.Assumed), f.PromisedBy.String(), f.NotesOwed,
			at(f.NextDueAt), string(f.NextKind), f.Revision, f.PlannedWith, f.Facts, bit(f.Erased), "{}")
		for _, word := range wordsOf(f) {
			exec("words", "tenant, word, followup", f.Tenant, word, f.ID)
		}
	}
	for _, r := range w.reminders {
		exec("reminders", "tenant, followup, kind, n, state, due_at, expires_at, handed_at, sent_at, rule, reason",
			r.Tenant, r.Followup, string(r.Kind), r.N, string(r.State), at(r.DueAt), at(r.ExpiresAt), at(r.HandedAt), at(r.SentAt), r.Rule, r.Reason)
	}
	for _, d := range w.deliveries {
		exec("deliveries", "tenant, followup, kind, n, channel, result, due_at, at, sends, attempts, class, message_id, code, rule, reason, receipt, receipt_at",
			d.Tenant, d.Followup, string(d.Kind), d.N, string(d.Channel), string(d.Result), at(d.DueAt), at(d.At), d.Sends, d.Attempts, string(d.Class),
			d.MessageID, d.Code, d.Rule, d.Reason, d.Receipt, at(d.ReceiptAt))
	}
	for _, d := range w.dead {
		exec("dead", "sequence, tenant, followup, stream, stream_sequence, consumer, type, reason, at, replayed_at",
			int64(d.Sequence), d.Tenant, d.Followup, d.Stream, int64(d.StreamSequence), d.Consumer, string(d.Type), d.Reason, at(d.At), at(d.ReplayedAt))
	}
}

func at(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

func wordsOf(f record.Followup) []string {
	words := record.Words(f.Candidate + " " + f.Employer + " " + f.Position)
	slices.Sort(words)
	return slices.Compact(words)
}

// within says what a question says of an instant: from is included, to is not, and what is not known is within no bounds.
func within(t, from, to time.Time) bool {
	if from.IsZero() && to.IsZero() {
		return true
	}
	return !t.IsZero() && !t.Before(from) && (to.IsZero() || t.Before(to))
}

func anyOf[T comparable](list []T, x T) bool { return len(list) == 0 || slices.Contains(list, x) }

// followupsFor is the answer to a question, by looking at every follow-up.
func (w world) followupsFor(q book.FollowupQuery) []record.Followup {
	found := []record.Followup{}
	for _, f := range w.followups {
		typed := strings.TrimSpace(q.Search)
		beginnings := record.Words(typed)
		fits := typed == "" || f.ID == typed || len(beginnings) > 0
		for _, beginning := range beginnings {
			has := slices.ContainsFunc(wordsOf(f), func(word string) bool { return strings.HasPrefix(word, beginning) })
			fits = fits && (has || f.ID == typed)
		}
		if fits && f.Tenant == q.Tenant && anyOf(q.Stages, f.Stage) && anyOf(q.Outcomes, f.Outcome) &&
			(q.EmployerKey == "" || q.EmployerKey == f.EmployerKey) && (q.CandidateID == "" || q.CandidateID == f.CandidateID) &&
			within(f.EndedAt, q.EndedFrom, q.EndedTo) && within(f.NextDueAt, q.DueFrom, q.DueTo) && (!q.ByDue || !f.NextDueAt.IsZero()) {
			found = append(found, f)
		}
	}
	slices.SortFunc(found, func(x, y record.Followup) int {
		if q.ByDue {
			return cmp.Or(x.NextDueAt.Compare(y.NextDueAt), cmp.Compare(x.ID, y.ID))
		}
		return -cmp.Or(x.EndedAt.Compare(y.EndedAt), cmp.Compare(x.ID, y.ID))
	})
	return found
}

func (w world) remindersFor(q book.ReminderQuery) []record.Reminder {
	found := []record.Reminder{}
	for _, r := range w.reminders {
		if r.Tenant == q.Tenant && (q.Followup == "" || q.Followup == r.Followup) && anyOf(q.States, r.State) && anyOf(q.Kinds, r.Kind) && within(r.DueAt, q.DueFrom, q.DueTo) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(x, y record.Reminder) int {
		return cmp.Or(x.DueAt.Compare(y.DueAt), cmp.Compare(x.Followup, y.Followup), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.N, y.N))
	})
	return found
}

func (w world) deliveriesFor(q book.DeliveryQuery) []record.Delivery {
	found := []record.Delivery{}
	for _, d := range w.deliveries {
		if d.Tenant == q.Tenant && (q.Followup == "" || q.Followup == d.Followup) && anyOf(q.Results, d.Result) && anyOf(q.Channels, d.Channel) && within(d.At, q.From, q.To) {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, func(x, y record.Delivery) int {
		return -cmp.Or(x.At.Compare(y.At), cmp.Compare(x.Followup, y.Followup), cmp.Compare(x.Kind, y.Kind), cmp.Compare(x.N, y.N), cmp.Compare(x.Channel, y.Channel))
	})
	return found
}
