package book_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/record"
)

func TestTheTimelineIsInTheOrderInWhichThingsBecameKnown(t *testing.T) {
	booktest.Each(t, func(t *testing.T, open func() *book.Book) {
		b := open()
		world{followups: []record.Followup{{Tenant: "acme", ID: "app/7"}, {Tenant: "acme", ID: "bare"}, {Tenant: "other", ID: "app/7"}}}.put(t, b)
		entry := func(stream string, sequence uint64, known time.Duration, eventType events.Type, data string) record.Entry {
			return record.Entry{
				Tenant: "acme", Followup: "app/7", Stream: stream, Sequence: sequence, Type: eventType, Source: "/ats", ID: "e",
				Time: day0().Add(known), StoredAt: day0().Add(time.Minute), Data: json.RawMessage(data),
			}
		}
		want := []record.Entry{
			entry("FACTS", 9, 0, events.InterviewCompleted, `{"topics":["depot"]}`),
			entry("FOLLOWUPS", 3, 0, events.FollowupPlanned, `{"changed":[]}`),
			entry("FOLLOWUPS", 4, 0, events.ReminderDue, `{}`),
			entry("DELIVERIES", 1, 0, events.DeliverySent, `{}`),
			entry("FACTS", 2, time.Second, events.ThankyouSent, `null`),
		}
		foreign := entry("FACTS", 10, 0, events.InterviewCompleted, `{"secret":1}`)
		foreign.Tenant = "other"
		elsewhere := entry("FACTS", 11, 0, events.InterviewCompleted, `{}`)
		elsewhere.Followup = "app/8"
		for _, e := range []record.Entry{want[4], want[3], want[2], foreign, want[1], elsewhere, want[0]} {
			if err := b.Exec(t.Context(), "INSERT INTO entries (stream, sequence, tenant, followup, type, source, event_id, time, stored_at, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				e.Stream, int64(e.Sequence), e.Tenant, e.Followup, string(e.Type), e.Source, e.ID, at(e.Time), at(e.StoredAt), string(e.Data)); err != nil {
				t.Fatal(err)
			}
		}
		got, err := b.Timeline(t.Context(), "acme", "app/7")
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		if bare, err := b.Timeline(t.Context(), "acme", "bare"); err != nil || bare == nil || len(bare) != 0 {
			t.Errorf("of one without events: %v %v", bare, err)
		}
	})
}
