package bench

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// Question is one kind of question, asked about something else every time.
type Question struct {
	Name string
	Ask  func(ctx context.Context, chance *rand.Rand) error
}

// grace is after how long a reminder of which nothing was heard is overdue.
const grace = 15 * time.Minute

// bookQuestions are what the API and the pages ask of a book.
func bookQuestions(b *book.Book, s survey) []Question {
	list := func(name string, narrow func(q *book.FollowupQuery, chance *rand.Rand)) Question {
		return Question{name, func(ctx context.Context, chance *rand.Rand) error {
			q := book.FollowupQuery{Tenant: s.tenant}
			narrow(&q, chance)
			_, err := b.Followups(ctx, q)
			return err
		}}
	}
	search := func(name string, words func(f record.Followup) string) Question {
		return list(name, func(q *book.FollowupQuery, chance *rand.Rand) { q.Search = words(s.any(chance)) })
	}
	return []Question{
		list("list, first page", func(*book.FollowupQuery, *rand.Rand) {}),
		list("list, 100,000 down", func(q *book.FollowupQuery, chance *rand.Rand) { q.Cursor = s.cursor(chance) }),
		list("list, one stage", func(q *book.FollowupQuery, chance *rand.Rand) {
			stages := []events.Stage{events.AwaitingDecision, events.CheckingIn, events.InterviewAhead, events.OwesNotes, events.Closed}
			q.Stages = []events.Stage{stages[chance.IntN(len(stages))]}
		}),
		list("list, two stages", func(q *book.FollowupQuery, _ *rand.Rand) {
			q.Stages = []events.Stage{events.AwaitingDecision, events.CheckingIn}
		}),
		list("list, one outcome", func(q *book.FollowupQuery, chance *rand.Rand) {
			outcomes := []events.Outcome{events.Offer, events.Rejection, events.NoResponse, events.Withdrawn, events.Expired}
			q.Outcomes = []events.Outcome{outcomes[chance.IntN(len(outcomes))]}
		}),
		list("list, one employer", func(q *book.FollowupQuery, chance *rand.Rand) { q.EmployerKey = s.any(chance).EmployerKey }),
		list("list, one employer, one outcome", func(q *book.FollowupQuery, chance *rand.Rand) {
			q.EmployerKey, q.Outcomes = s.any(chance).EmployerKey, []events.Outcome{events.Withdrawn}
		}),
		list("list, one candidate", func(q *book.FollowupQuery, chance *rand.Rand) { q.CandidateID = s.any(chance).CandidateID }),
		list("list, one month", func(q *book.FollowupQuery, chance *rand.Rand) {
			q.EndedFrom = s.now.AddDate(0, -1-chance.IntN(24), 0)
			q.EndedTo = q.EndedFrom.AddDate(0, 1, 0)
		}),
		list("list, one outcome of a month", func(q *book.FollowupQuery, chance *rand.Rand) {
			outcomes := []events.Outcome{events.Offer, events.Rejection, events.NoResponse, events.Withdrawn, events.Expired}
			q.Outcomes = []events.Outcome{outcomes[chance.IntN(len(outcomes))]}
			q.EndedFrom = s.now.AddDate(0, -1-chance.IntN(24), 0)
			q.EndedTo = q.EndedFrom.AddDate(0, 1, 0)
		}),
		list("list, one stage until a year ago", func(q *book.FollowupQuery, _ *rand.Rand) {
			q.Stages, q.EndedTo = []events.Stage{events.AwaitingDecision}, s.now.AddDate(-1, 0, 0)
		}),
		list("list, by due", func(q *book.FollowupQuery, _ *rand.Rand) { q.ByDue = true }),
		list("list, overdue", func(q *book.FollowupQuery, _ *rand.Rand) { q.ByDue, q.DueTo = true, s.now.Add(-grace) }),
		search("search, one word", given),
		search("search, employer's first word", func(f record.Followup) string { return firstWord(f.Employer) }),
		search("search, two words", func(f record.Followup) string { return f.Candidate }),
		search("search, name and employer", func(f record.Followup) string { return family(f) + " " + firstWord(f.Employer) }),
		search("search, three letters", func(f record.Followup) string { return string([]rune(family(f) + "xx")[:3]) }),
		search("search, one letter", func(f record.Followup) string { return string([]rune(f.Candidate)[:1]) }),
		search("search, two letters of two words", func(f record.Followup) string {
			return string([]rune(f.Candidate)[:1]) + " " + string([]rune(f.Employer)[:1])
		}),
		search("search, nothing found", func(record.Followup) string { return "qqqq" }),
		search("search, whole id", func(f record.Followup) string { return f.ID }),
		list("search, one word, one outcome", func(q *book.FollowupQuery, chance *rand.Rand) {
			q.Search, q.Outcomes = given(s.any(chance)), []events.Outcome{events.Withdrawn}
		}),
		one("follow-up", s, func(ctx context.Context, id string) error { _, err := b.Followup(ctx, s.tenant, id); return err }),
		one("timeline", s, func(ctx context.Context, id string) error { _, err := b.Timeline(ctx, s.tenant, id); return err }),
		one("reminders of one", s, func(ctx context.Context, id string) error { _, err := b.RemindersOf(ctx, s.tenant, id); return err }),
		one("deliveries of one", s, func(ctx context.Context, id string) error { _, err := b.DeliveriesOf(ctx, s.tenant, id); return err }),
		reminders(b, "reminders, first page", book.ReminderQuery{Tenant: s.tenant}),
		reminders(b, "reminders, due next day", book.ReminderQuery{Tenant: s.tenant, DueFrom: s.now, DueTo: s.now.Add(24 * time.Hour)}),
		reminders(b, "reminders, planned", book.ReminderQuery{Tenant: s.tenant, States: []record.State{record.Planned}}),
		reminders(b, "reminders, one kind, failed", book.ReminderQuery{
			Tenant: s.tenant, States: []record.State{record.Failed}, Kinds: []events.Kind{events.CheckIn},
		}),
		deliveries(b, "deliveries, first page", book.DeliveryQuery{Tenant: s.tenant}),
		deliveries(b, "deliveries, failed", book.DeliveryQuery{Tenant: s.tenant, Results: []record.Result{record.DeliveryFailed}}),
		deliveries(b, "deliveries, failed texts", book.DeliveryQuery{
			Tenant: s.tenant, Results: []record.Result{record.DeliveryFailed}, Channels: []events.Channel{events.SMS},
		}),
		deliveries(b, "deliveries, ambiguous of a month", book.DeliveryQuery{
			Tenant: s.tenant, Results: []record.Result{record.DeliveryAmbiguous}, From: s.now.AddDate(0, -1, 0), To: s.now,
		}),
		{"stats, one year", func(ctx context.Context, _ *rand.Rand) error {
			from, to := s.yearUntil()
			_, err := b.Stats(ctx, book.StatsQuery{Tenant: s.tenant, From: from, To: to})
			return err
		}},
		{"stats, all time", func(ctx context.Context, _ *rand.Rand) error {
			_, err := b.Stats(ctx, book.StatsQuery{Tenant: s.tenant})
			return err
		}},
		{"stats, one employer", func(ctx context.Context, chance *rand.Rand) error {
			_, err := b.Stats(ctx, book.StatsQuery{Tenant: s.tenant, EmployerKey: s.any(chance).EmployerKey})
			return err
		}},
		{"employers", func(ctx context.Context, _ *rand.Rand) error {
			_, err := b.Employers(ctx, s.tenant, 5, 100)
			return err
		}},
		{"today", func(ctx context.Context, _ *rand.Rand) error {
			_, err := b.Today(ctx, s.tenant, s.now)
			return err
		}},
		{"version", func(ctx context.Context, _ *rand.Rand) error {
			_, err := b.Version(ctx, s.tenant)
			return err
		}},
	}
}

func one(name string, s survey, ask func(ctx context.Context, id string) error) Question {
	return Question{name, func(ctx context.Context, chance *rand.Rand) error { return ask(ctx, s.any(chance).ID) }}
}

func reminders(b *book.Book, name string, q book.ReminderQuery) Question {
	return Question{name, func(ctx context.Context, _ *rand.Rand) error {
		_, err := b.Reminders(ctx, q)
		return err
	}}
}

func deliveries(b *book.Book, name string, q book.DeliveryQuery) Question {
	return Question{name, func(ctx context.Context, _ *rand.Rand) error {
		_, err := b.Deliveries(ctx, q)
		return err
	}}
}
