package bus_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestDoneEndsAMessage(t *testing.T) {
	s := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	b := connect(t, s, bus.Options{Registerer: registry})
	_, js := raw(t, s)
	got := make(chan bus.Message, 10)
	stop := consume(t, b, bus.Consumer{}, func(_ context.Context, m bus.Message) bus.Outcome {
		got <- m
		return bus.Outcome{}
	})
	publish(t, b, "a")
	m := receive(t, got, "the message")
	if m.Event.ID != "a" || m.Event.Tenant != "acme" || m.Event.Type != events.ThankyouSent || m.Event.Subject != "int-1" || string(m.Event.Data) != `{"method":"email"}` {
		t.Errorf("got the event %+v", m.Event)
	}
	if m.Sequence != 1 || m.Attempt != 1 || m.Delivered != 1 || m.Stored.IsZero() || m.Stored.Location() != time.UTC {
		t.Errorf("got %+v", m)
	}
	stop()
	if given, waiting := unsettled(t, js, "test"); given != 0 || waiting != 0 {
		t.Errorf("%d messages are unacknowledged, %d waiting", given, waiting)
	}
	want := `
# HELP afterword_bus_consumed_total Deliveries handled, by consumer and outcome: done, retry, hold, give_up.
# TYPE afterword_bus_consumed_total counter
afterword_bus_consumed_total{consumer="test",outcome="done"} 1
afterword_bus_consumed_total{consumer="test",outcome="give_up"} 0
afterword_bus_consumed_total{consumer="test",outcome="hold"} 0
afterword_bus_consumed_total{consumer="test",outcome="retry"} 0
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "afterword_bus_consumed_total"); err != nil {
		t.Error(err)
	}
}

func TestRetryCountsAttemptsAndHoldDoesNot(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	answers := []bus.Outcome{
		bus.Retry(time.Millisecond, errors.New("busy")),
		bus.Hold(time.Millisecond),
		bus.Hold(0),
		bus.Retry(time.Millisecond, errors.New("busy")),
		bus.Done(),
	}
	got := make(chan bus.Message, len(answers)+1)
	consume(t, b, bus.Consumer{MaxAttempts: 3}, func(_ context.Context, m bus.Message) bus.Outcome {
		got <- m
		return answers[min(m.Delivered, len(answers))-1]
	})
	publish(t, b, "a")
	for i, attempt := range []int{1, 2, 2, 2, 3} {
		if m := receive(t, got, "a delivery"); m.Attempt != attempt || m.Delivered != i+1 {
			t.Errorf("delivery %d: got attempt %d, delivered %d, want attempt %d", i+1, m.Attempt, m.Delivered, attempt)
		}
	}
}

func TestRetriesEndInDead(t *testing.T) {
	s := bustest.NewServer(t)
	registry := prometheus.NewRegistry()
	b := connect(t, s, bus.Options{Registerer: registry})
	_, js := raw(t, s)
	tries := make(chan int, 10)
	stop := consume(t, b, bus.Consumer{MaxAttempts: 3}, func(_ context.Context, m bus.Message) bus.Outcome {
		tries <- m.Attempt
		return bus.Retry(time.Millisecond, errors.New("the workflow engine\r\nis away"))
	})
	publish(t, b, "a")
	buried := dead(t, js, 1)
	stop()
	if len(tries) != 3 {
		t.Errorf("it was tried %d times, want 3", len(tries))
	}
	if want := "afterword.dead.facts.acme.thankyou.sent"; buried.Subject != want {
		t.Errorf("it lies under %s, want %s", buried.Subject, want)
	}
	if string(buried.Data) != `{"method":"email"}` {
		t.Errorf("its data is %s", buried.Data)
	}
	for name, want := range map[string]string{
		bus.DeadReason:    "It was tried 3 times without success.",
		bus.DeadError:     "the workflow engine  is away",
		bus.DeadStream:    "FACTS",
		bus.DeadSequence:  "1",
		bus.DeadSubject:   "afterword.facts.acme.thankyou.sent",
		bus.DeadMessageID: "m-a",
		bus.DeadConsumer:  "test",
		bus.DeadAttempt:   "3",
		bus.DeadDelivered: "3",
		"ce-id":           "a",
	} {
		if got := buried.Header.Get(name); got != want {
			t.Errorf("header %s is %q, want %q", name, got, want)
		}
	}
	if at, err := time.Parse(time.RFC3339, buried.Header.Get(bus.DeadAt)); err != nil || at.Location() != time.UTC {
		t.Errorf("header %s: %v, %v", bus.DeadAt, at, err)
	}
	if given, waiting := unsettled(t, js, "test"); given != 0 || waiting != 0 {
		t.Errorf("%d messages are unacknowledged, %d waiting", given, waiting)
	}
	want := `
# HELP afterword_bus_consumed_total Deliveries handled, by consumer and outcome: done, retry, hold, give_up.
# TYPE afterword_bus_consumed_total counter
afterword_bus_consumed_total{consumer="test",outcome="done"} 0
afterword_bus_consumed_total{consumer="test",outcome="give_up"} 1
afterword_bus_consumed_total{consumer="test",outcome="hold"} 0
afterword_bus_consumed_total{consumer="test",outcome="retry"} 2
# HELP afterword_bus_dead_letters_total Messages copied to DEAD, by consumer.
# TYPE afterword_bus_dead_letters_total counter
afterword_bus_dead_letters_total{consumer="test"} 1
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "afterword_bus_consumed_total", "afterword_bus_dead_letters_total"); err != nil {
		t.Error(err)
	}
}

func TestGiveUpIsBuriedOnce(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	giveUp := func(context.Context, bus.Message) bus.Outcome {
		return bus.GiveUp("No interview came within a day.", nil)
	}
	publish(t, b, "a")
	stop := consume(t, b, bus.Consumer{}, giveUp)
	buried := dead(t, js, 1)
	if got := buried.Header.Get(bus.DeadReason); got != "No interview came within a day." {
		t.Errorf("the reason is %q", got)
	}
	if _, there := buried.Header[bus.DeadError]; there {
		t.Error("there is an error header without an error")
	}
	stop()
	// A crash between the copy and the end of the message looks like this: it is given up again.
	if err := js.DeleteConsumer(t.Context(), "FACTS", "test"); err != nil {
		t.Fatal(err)
	}
	publish(t, b, "b")
	consume(t, b, bus.Consumer{Concurrency: 1}, giveUp)
	if got := dead(t, js, 2).Header.Get("ce-id"); got != "b" {
		t.Errorf("the second message in DEAD is %s, want b", got)
	}
}

func TestPoisonGoesToDead(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	nc, js := raw(t, s)
	// The header is an order to the server that DEAD could not carry out.
	small := &nats.Msg{
		Subject: "afterword.facts.acme.thankyou.sent", Data: []byte("not an event"),
		Header: nats.Header{jetstream.ExpectedStreamHeader: {"FACTS"}},
	}
	// Nothing is left of the server's limit for the headers that DEAD adds.
	large := &nats.Msg{Subject: "afterword.facts.acme.thankyou.sent", Data: make([]byte, nc.MaxPayload())}
	for _, m := range []*nats.Msg{small, large} {
		if _, err := js.PublishMsg(t.Context(), m); err != nil {
			t.Fatal(err)
		}
	}
	got := make(chan bus.Message, 10)
	consume(t, b, bus.Consumer{Concurrency: 1}, func(_ context.Context, m bus.Message) bus.Outcome {
		got <- m
		return bus.Done()
	})
	publish(t, b, "good")
	if m := receive(t, got, "the good message"); m.Event.ID != "good" {
		t.Errorf("the handler was given %+v", m)
	}
	first, second := dead(t, js, 1), dead(t, js, 2)
	if string(first.Data) != "not an event" || first.Header.Get(bus.DeadReason) != "The message cannot be decoded." {
		t.Errorf("the first: %q, %v", first.Data, first.Header)
	}
	if len(second.Data) != 0 || second.Header.Get(bus.DeadTruncated) != "true" || second.Header.Get(bus.DeadSequence) != "2" {
		t.Errorf("the second: %d bytes, %v", len(second.Data), second.Header)
	}
}

func TestDeadThatIsFullLosesNothing(t *testing.T) {
	s := bustest.NewServer(t)
	core, logs := observer.New(zap.ErrorLevel)
	b := connect(t, s, bus.Options{Logger: zap.New(core)})
	_, js := raw(t, s)
	config := jetstream.StreamConfig{
		Name: "DEAD", Subjects: []string{"afterword.dead.>"}, Storage: jetstream.FileStorage,
		Discard: jetstream.DiscardNew, MaxBytes: 1, Duplicates: 5 * time.Minute,
	}
	if err := js.DeleteStream(t.Context(), "DEAD"); err != nil {
		t.Fatal(err)
	}
	if _, err := js.CreateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	given := make(chan int, 10)
	stop := consume(t, b, bus.Consumer{}, func(_ context.Context, m bus.Message) bus.Outcome {
		given <- m.Delivered
		return bus.GiveUp("It is hopeless.", nil)
	})
	publish(t, b, "a")
	receive(t, given, "the first delivery")
	stop()
	if n := logs.FilterMessageSnippet("could not be copied to DEAD").Len(); n != 1 {
		t.Errorf("%d log lines say that it could not be copied", n)
	}
	config.MaxBytes = -1
	if _, err := js.UpdateStream(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	consume(t, b, bus.Consumer{}, func(context.Context, bus.Message) bus.Outcome { return bus.GiveUp("It is hopeless.", nil) })
	if got := dead(t, js, 1).Header.Get("ce-id"); got != "a" {
		t.Errorf("DEAD holds %q, want a", got)
	}
}

func TestAPanicIsARetryAndKeepsThePayloadOutOfTheLog(t *testing.T) {
	s := bustest.NewServer(t)
	core, logs := observer.New(zap.DebugLevel)
	b := connect(t, s, bus.Options{Logger: zap.New(core)})
	got := make(chan bus.Message, 10)
	consume(t, b, bus.Consumer{}, func(_ context.Context, m bus.Message) bus.Outcome {
		switch {
		case m.Attempt == 2:
			got <- m
		case m.Event.ID == "own":
			panic("cannot write to " + m.Event.Source + " canary-4711")
		default:
			_ = []string{}[m.Attempt]
		}
		return bus.Done()
	})
	publish(t, b, "own", "runtime")
	for range 2 {
		receive(t, got, "the second attempt")
	}
	panics := logs.FilterMessage("a handler panicked").All()
	if len(panics) != 2 {
		t.Fatalf("%d panics were logged, want 2", len(panics))
	}
	console := zapcore.NewConsoleEncoder(zap.NewDevelopmentEncoderConfig())
	for _, entry := range logs.All() {
		line, err := console.EncodeEntry(entry.Entry, entry.Context)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(line.String(), "canary-4711") {
			t.Errorf("the panic's text is in the log: %s", line)
		}
	}
	if got := fmt.Sprint(panics[0].ContextMap()["error"], panics[1].ContextMap()["error"]); !strings.Contains(got, "index out of range") || !strings.Contains(got, "panic with a string") {
		t.Errorf("the panics are logged as %q", got)
	}
}

func TestALongHandlerKeepsItsMessage(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	nc, _ := raw(t, s)
	beats := make(chan *nats.Msg, 100)
	if _, err := nc.ChanSubscribe("$JS.ACK.FACTS.test.>", beats); err != nil {
		t.Fatal(err)
	}
	got := make(chan bus.Message, 10)
	release := make(chan struct{})
	stop := consume(t, b, bus.Consumer{AckWait: 300 * time.Millisecond}, func(_ context.Context, m bus.Message) bus.Outcome {
		got <- m
		<-release
		return bus.Done()
	})
	publish(t, b, "a")
	receive(t, got, "the message")
	// Nine beats are three times AckWait.
	for range 9 {
		if m := receive(t, beats, "a sign of life"); string(m.Data) != "+WPI" {
			t.Fatalf("got %q, want a sign of life", m.Data)
		}
	}
	close(release)
	if m := receive(t, beats, "the acknowledgement"); string(m.Data) != "+ACK" {
		t.Errorf("got %q, want the acknowledgement", m.Data)
	}
	stop()
	if len(got) != 0 {
		t.Error("it was delivered a second time")
	}
	if len(beats) != 0 {
		t.Error("signs of life went on after the acknowledgement")
	}
}

func TestTwoInstancesShareADurable(t *testing.T) {
	s := bustest.NewServer(t)
	const n = 20
	var wg sync.WaitGroup
	wg.Add(2)
	got := make(chan string, 2*n)
	for i := range 2 {
		first := sync.OnceFunc(func() { wg.Done(); wg.Wait() })
		consume(t, bustest.Connect(t, s, fmt.Sprint("instance-", i)), bus.Consumer{Concurrency: 1}, func(_ context.Context, m bus.Message) bus.Outcome {
			// Each waits with its first message until the other has one, too.
			first()
			got <- m.Event.ID
			return bus.Done()
		})
	}
	b := bustest.Connect(t, s, "publisher")
	es, ids := facts(0, n)
	if err := b.PublishBatch(t.Context(), es, ids); err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]int)
	for range n {
		seen[receive(t, got, "a message")]++
	}
	for id, times := range seen {
		if times != 1 {
			t.Errorf("%s was handled %d times", id, times)
		}
	}
}

func TestHeldMessagesDoNotStallTheNext(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	const n = 10_000
	var (
		held = make(chan struct{}, n)
		next = make(chan struct{})
	)
	stop := consume(t, b, bus.Consumer{MaxAckPending: 2 * n, Concurrency: 64}, func(_ context.Context, m bus.Message) bus.Outcome {
		if m.Event.ID == "next" {
			close(next)
			return bus.Done()
		}
		held <- struct{}{}
		return bus.Hold(time.Hour)
	})
	for first := 0; first < n; first += bus.MaxBatch {
		es, ids := facts(first, bus.MaxBatch)
		if err := b.PublishBatch(t.Context(), es, ids); err != nil {
			t.Fatal(err)
		}
	}
	for range n {
		receive(t, held, "a message to hold")
	}
	publish(t, b, "next")
	receive(t, next, "the message behind the held ones")
	stop()
	if given, _ := unsettled(t, js, "test"); given != n {
		t.Errorf("%d messages are held, want %d", given, n)
	}
}

func TestStoppingWaitsForRunningHandlers(t *testing.T) {
	s := bustest.NewServer(t)
	b := bustest.Connect(t, s, "test")
	_, js := raw(t, s)
	started, release := make(chan struct{}), make(chan struct{})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- b.Consume(ctx, bus.Consumer{Stream: "FACTS", Durable: "test", Grace: time.Hour}, func(ctx context.Context, _ bus.Message) bus.Outcome {
			close(started)
			<-release
			if err := ctx.Err(); err != nil {
				t.Errorf("the handler's context ended within the grace: %v", err)
			}
			return bus.Done()
		})
	}()
	publish(t, b, "a")
	receive(t, started, "the handler's start")
	cancel()
	select {
	case err := <-ended:
		t.Fatalf("Consume returned before its handler: %v", err)
	case release <- struct{}{}:
	}
	if err := receive(t, ended, "the end of Consume"); err != nil {
		t.Errorf("Consume: %v", err)
	}
	if given, waiting := unsettled(t, js, "test"); given != 0 || waiting != 0 {
		t.Errorf("%d messages are unacknowledged, %d waiting", given, waiting)
	}
}

func TestTheGraceOfHandlersEnds(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	started := make(chan struct{})
	stop := consume(t, b, bus.Consumer{Grace: time.Millisecond}, func(ctx context.Context, m bus.Message) bus.Outcome {
		if m.Delivered == 1 {
			close(started)
			<-ctx.Done()
		}
		return bus.Retry(0, ctx.Err())
	})
	publish(t, b, "a")
	receive(t, started, "the handler's start")
	stop()
}

func TestConsumeReportsAConsumerThatIsWrong(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	for _, test := range []struct {
		name     string
		consumer bus.Consumer
		want     string
	}{
		{"no stream", bus.Consumer{Durable: "test"}, "a stream is required"},
		{"no name", bus.Consumer{Stream: "FACTS"}, "the durable name must be one"},
		{"a name with a dot", bus.Consumer{Stream: "FACTS", Durable: "a.b"}, "the durable name must be one"},
		{"a short wait", bus.Consumer{Stream: "FACTS", Durable: "test", AckWait: time.Millisecond}, "the ack wait must be at least 100ms"},
		{"less than nothing", bus.Consumer{Stream: "FACTS", Durable: "test", Concurrency: -1}, "the concurrency must not be negative"},
		{"less than no grace", bus.Consumer{Stream: "FACTS", Durable: "test", Grace: -1}, "the grace must not be negative"},
		{"a filter outside the stream", bus.Consumer{Stream: "FACTS", Durable: "test", Filter: []string{"other.>"}}, "lies outside stream FACTS"},
		{"overlapping filters", bus.Consumer{Stream: "FACTS", Durable: "test", Filter: []string{"afterword.facts.>", "afterword.facts.acme.>"}}, "overlap"},
	} {
		err := b.Consume(t.Context(), test.consumer, func(context.Context, bus.Message) bus.Outcome { return bus.Done() })
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.want)
		}
	}
}

func TestFilterChoosesSubjects(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	got := make(chan string, 10)
	consume(t, b, bus.Consumer{Filter: []string{"afterword.facts.*.checkin.made"}}, func(_ context.Context, m bus.Message) bus.Outcome {
		got <- m.Event.ID
		return bus.Done()
	})
	publish(t, b, "a")
	if _, err := b.Publish(t.Context(), event(events.CheckinMade, "b", events.Checkin{}), "m-b"); err != nil {
		t.Fatal(err)
	}
	if id := receive(t, got, "the check-in"); id != "b" {
		t.Errorf("got %s, want b", id)
	}
}

func TestConcurrencyLimitsTheHandlers(t *testing.T) {
	b := bustest.Connect(t, bustest.NewServer(t), "test")
	const limit, n = 3, 12
	var running atomic.Int32
	started, release := make(chan struct{}, n), make(chan struct{})
	consume(t, b, bus.Consumer{Concurrency: limit}, func(context.Context, bus.Message) bus.Outcome {
		defer running.Add(-1)
		if now := running.Add(1); now > limit {
			t.Errorf("%d handlers run at once", now)
		}
		started <- struct{}{}
		<-release
		return bus.Done()
	})
	es, ids := facts(0, n)
	if err := b.PublishBatch(t.Context(), es, ids); err != nil {
		t.Fatal(err)
	}
	for range limit {
		receive(t, started, "a handler at work")
	}
	close(release)
	for range n - limit {
		receive(t, started, "a handler at work")
	}
}
