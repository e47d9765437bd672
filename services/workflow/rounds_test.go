package followups

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// announced is an interview.scheduled of a follow-up, told a while after noon.
func announced(t *testing.T, id, followup, application string, after time.Duration) events.Event {
	t.Helper()
	e := interview(t, id, followup, application)
	scheduled, err := events.New(events.InterviewScheduled, e.Source, id, e.Tenant, followup, noon.Add(after), events.Meeting{
		Interview: events.Interview{ID: followup, StartsAt: noon.Add(72 * time.Hour), EndsAt: noon.Add(73 * time.Hour), ApplicationID: application},
		Candidate: events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return scheduled
}

// calledOff is an interview.cancelled.
func calledOff(t *testing.T, id, followup string) events.Event {
	t.Helper()
	e, err := events.New(events.InterviewCancelled, "/ats/test", id, "acme", followup, noon.Add(time.Hour), events.Cancellation{Reason: events.NoShow})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestAnAnnouncedRoundAndItsCancellationReachTheEarlierOne(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", "app-7"), announced(t, "evt-2", "int-43", "app-7", 0))
	knows(t, f, "int-42", "evt-1", "evt-2")
	told(t, d, calledOff(t, "evt-3", "int-43"))
	knows(t, f, "int-42", "evt-1", "evt-2", "evt-3")
	knows(t, f, "int-43", "evt-1", "evt-2", "evt-3")

	told(t, d, calledOff(t, "evt-4", "int-50")) // Nobody knows of what.
	knows(t, f, "int-42", "evt-1", "evt-2", "evt-3")
	knows(t, f, "int-50", "evt-4")
}

func TestACancellationBeforeItsInterviewReachesTheOtherRounds(t *testing.T) {
	for name, second := range map[string]events.Event{
		"announced": announced(t, "evt-3", "int-43", "app-7", 0), "completed": interview(t, "evt-3", "int-43", "app-7"),
	} {
		t.Run(name, func(t *testing.T) {
			d, f := newDispatcher(t)
			told(t, d, interview(t, "evt-1", "int-42", "app-7"), calledOff(t, "evt-2", "int-43"))
			knows(t, f, "int-42", "evt-1")
			told(t, d, second)
			knows(t, f, "int-42", "evt-1", "evt-2", "evt-3")
			told(t, d, interview(t, "evt-4", "int-44", "app-7"))
			knows(t, f, "int-44", "evt-1", "evt-2", "evt-3", "evt-4")
		})
	}
}

// The ATS names the application when it announces the interview, and another system reports that it is over.
func TestARoundIsKnownByWhatItsAnnouncementSaid(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", "app-7"), announced(t, "evt-2", "int-43", "app-7", 0), interview(t, "evt-3", "int-43", ""))
	knows(t, f, "int-42", "evt-1", "evt-2", "evt-3")
}

func TestOfEachRoundTheNewestIsKept(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d,
		announced(t, "evt-4", "int-43", "app-7", time.Hour), announced(t, "evt-3", "int-43", "app-7", time.Hour),
		announced(t, "evt-5", "int-43", "app-7", 0), calledOff(t, "evt-6", "int-43"), interview(t, "evt-1", "int-42", "app-7"),
	)
	knows(t, f, "int-42", "evt-1", "evt-4", "evt-6")
}

// A cancellation that is never explained is forgotten; where a follow-up belongs is not.
func TestACancellationOfNothingIsForgotten(t *testing.T) {
	server := bustest.NewServer(t)
	d, _ := newDispatcherOn(bustest.Connect(t, server, "workflow"))
	told(t, d, calledOff(t, "evt-1", "int-43"))
	ttl := func() string {
		nc, err := nats.Connect(server.URL())
		if err != nil {
			t.Fatal(err)
		}
		defer nc.Close()
		js, err := jetstream.New(nc)
		if err != nil {
			t.Fatal(err)
		}
		stream, err := js.Stream(t.Context(), "KV_APPLICATIONS")
		if err != nil {
			t.Fatal(err)
		}
		m, err := stream.GetLastMsgForSubject(t.Context(), "$KV.APPLICATIONS."+bus.Key("place", "acme", "int-43"))
		if err != nil {
			t.Fatal(err)
		}
		return m.Header.Get("Nats-TTL")
	}
	if got := ttl(); got != "48h0m0s" {
		t.Errorf("it is kept for %q", got)
	}
	told(t, d, announced(t, "evt-2", "int-43", "app-7", 0))
	if got := ttl(); got != "" {
		t.Errorf("the place is kept for %q only", got)
	}
}

func TestRoundsOfOneApplicationLearnOfEachOther(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d,
		interview(t, "evt-1", "int-42", "app-7"), interview(t, "evt-2", "int-43", "app-7"),
		interview(t, "evt-3", "int-50", "app-8"), interview(t, "evt-4", "int-51", ""),
	)
	knows(t, f, "int-42", "evt-1", "evt-2")
	knows(t, f, "int-43", "evt-1", "evt-2")
	knows(t, f, "int-50", "evt-3")
	knows(t, f, "int-51", "evt-4")

	elsewhere := interview(t, "evt-9", "int-60", "app-7")
	elsewhere.Tenant = "other"
	told(t, d, elsewhere)
	knows(t, f, "int-42", "evt-1", "evt-2")
}

func TestAnEndedRoundIsToldToo(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", "app-7"))
	f.end("int-42", false)
	told(t, d, interview(t, "evt-2", "int-43", "app-7"))
	knows(t, f, "int-42", "evt-1", "evt-2")
	if f.count("int-42") != 2 {
		t.Errorf("%d runs, want 2", f.count("int-42"))
	}
}

func TestARoundLearnsNothingPersonalOfTheOthers(t *testing.T) {
	d, f := newDispatcher(t)
	told(t, d, interview(t, "evt-1", "int-42", "app-7"), interview(t, "evt-2", "int-43", "app-7"))
	for _, e := range f.runs["followup/acme/int-42"][0].facts {
		if e.Subject != "int-43" {
			continue
		}
		got, err := events.DataOf[events.Meeting](e)
		if err != nil {
			t.Fatal(err)
		}
		want := events.Meeting{Interview: events.Interview{ID: "int-43", EndedAt: noon, ApplicationID: "app-7"}}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("int-42 is told of int-43 (-want +got):\n%s", diff)
		}
	}
}

func TestRoundsEnteredAtOnceLearnOfEachOther(t *testing.T) {
	d, f := newDispatcher(t)
	const many = 6
	outcomes := make(chan bus.Outcome, many)
	for i := range many {
		e := interview(t, fmt.Sprintf("evt-%d", i), fmt.Sprintf("int-%d", i), "app-7")
		go func() { outcomes <- d.handle(t.Context(), bus.Message{Event: e, Attempt: 1}) }()
	}
	for range many {
		if got := <-outcomes; got != bus.Done() {
			t.Errorf("%+v", got)
		}
	}
	for i := range many {
		knows(t, f, fmt.Sprintf("int-%d", i), "evt-0", "evt-1", "evt-2", "evt-3", "evt-4", "evt-5")
	}
}

func TestARoundEnteredTwiceIsListedOnce(t *testing.T) {
	d, _ := newDispatcher(t)
	first := interview(t, "evt-1", "int-42", "app-7")
	told(t, d, first, first)
	entry, err := d.rounds.applications.Get(t.Context(), bus.Key("acme", "app-7"))
	if err != nil {
		t.Fatal(err)
	}
	if len(entry.Value.Told) != 1 {
		t.Errorf("%d rounds, want 1", len(entry.Value.Told))
	}
}

func TestWithoutTheBusARoundIsTriedAgain(t *testing.T) {
	server := bustest.NewServer(t)
	d, f := newDispatcher(t)
	b := bustest.Connect(t, server, "gone")
	d.rounds = newRounds(b)
	server.Stop()
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(errors.New("no time to wait"))
	if got := d.handle(ctx, bus.Message{Event: interview(t, "evt-1", "int-42", "app-7"), Attempt: 1}); got == bus.Done() {
		t.Error("it counts as dispatched")
	}
	if f.count("int-42") != 0 {
		t.Error("it was dispatched without its round being entered")
	}
}
