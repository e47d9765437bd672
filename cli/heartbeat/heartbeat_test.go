package heartbeat_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/zap"
	"go.uber.org/zap/zaptest/observer"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/cli/heartbeat"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// house answers as intake and the ledger do, and can be broken.
type house struct {
	t *testing.T
	// refuse are the paths, by their beginnings, that are answered 503.
	refuse string
	// answers are what the first interviews are answered, kept or not: a status, or 0 for none.
	answers []int
	// heard, if any, is called when an interview is, before it is answered.
	heard func()
	// result is what the ledger says of the second question on; of the first it knows nothing.
	result string

	mu       sync.Mutex
	asked    int
	meeting  events.Meeting
	bodies   []string
	requests []string
	pings    int
}

func (h *house) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		h.t.Error(err)
	}
	if h.refuse != "" && strings.HasPrefix(r.URL.Path, h.refuse) {
		http.Error(w, "no", http.StatusServiceUnavailable)
		return
	}
	id := h.meeting.Interview.ID
	switch route := r.Method + " " + r.URL.Path; route {
	case "POST /v1/interviews":
		if err := json.Unmarshal(body, &h.meeting); err != nil {
			h.t.Error(err)
		}
		h.bodies = append(h.bodies, string(body))
		h.requests = append(h.requests, "interview")
		if h.heard != nil {
			h.heard()
		}
		answer := http.StatusAccepted
		if len(h.answers) > 0 {
			answer, h.answers = h.answers[0], h.answers[1:]
		}
		if answer == 0 {
			panic(http.ErrAbortHandler)
		}
		w.WriteHeader(answer)
	case "GET /v1/deliveries":
		if got := r.URL.Query().Get("followup"); got != id {
			h.t.Errorf("asked for %q, want %q", got, id)
		}
		h.asked++
		if h.asked == 1 {
			_, _ = io.WriteString(w, `{"deliveries":[]}`)
			return
		}
		_, _ = io.WriteString(w, `{"deliveries":[{"result":"`+h.result+`","code":"550"}]}`)
	case "POST /v1/followups/" + id + "/facts/candidate.erased":
		h.requests = append(h.requests, "erased")
		w.WriteHeader(http.StatusAccepted)
	case "GET /ping":
		h.pings++
	default:
		h.t.Errorf("unexpected %s", route)
	}
}

func open(t *testing.T, h *house, change func(*heartbeat.Options)) (*heartbeat.Heartbeat, *prometheus.Registry) {
	t.Helper()
	h.t = t
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c, err := client.New(client.Options{Server: server.URL, Key: "aw_key"})
	if err != nil {
		t.Fatal(err)
	}
	registry := prometheus.NewRegistry()
	o := heartbeat.Options{
		Intake: c, To: "ops@example.org", Poll: time.Millisecond, Patience: time.Minute, Ping: server.URL + "/ping", Registerer: registry,
	}
	if change != nil {
		change(&o)
	}
	heart, err := heartbeat.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return heart, registry
}

// values is the value of each series, of a histogram the number of what it has seen.
func values(t *testing.T, registry *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]float64{}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			name := strings.TrimPrefix(family.GetName(), "afterword_heartbeat_")
			for _, l := range m.GetLabel() {
				name += " " + l.GetValue()
			}
			all[name] = m.GetCounter().GetValue() + m.GetGauge().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	return all
}

func TestABeatGoesTheWholeWayAndLeavesNothingBehind(t *testing.T) {
	h := &house{result: "sent"}
	heart, registry := open(t, h, nil)
	before := time.Now().Unix()
	if err := heart.Beat(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"interview", "erased"}, h.requests); diff != "" || h.pings != 1 || h.asked < 2 {
		t.Errorf("%d pings, asked %d times (-want +got):\n%s", h.pings, h.asked, diff)
	}
	got := values(t, registry)
	if got["last_success_timestamp_seconds"] < float64(before) || got["seconds"] != 1 || got["failures_total sent"] != 0 {
		t.Errorf("the metrics show %v", got)
	}
}

// Whatever fails: it is told at which stage, nobody is pinged, the success stays as it was, and the follow-up is ended if it is known
// to be stored.
func TestABeatThatFailsSaysWhere(t *testing.T) {
	for name, test := range map[string]struct {
		house    *house
		stage    heartbeat.Stage
		patience time.Duration
		requests []string
		want     string
	}{
		"intake refuses":           {&house{answers: []int{422}}, heartbeat.Submit, time.Minute, []string{"interview"}, "stage submit: the server refused it with 422"},
		"too much for intake":      {&house{answers: []int{429}}, heartbeat.Submit, time.Minute, []string{"interview"}, "stage submit: the server refused it with 429"},
		"intake cannot":            {&house{refuse: "/v1/interviews"}, heartbeat.Submit, 50 * time.Millisecond, nil, "not known whether the interview is stored: the server refused it with 503"},
		"the key is taken away":    {&house{answers: []int{0, 401}}, heartbeat.Submit, time.Minute, []string{"interview", "interview"}, "not known whether the interview is stored: the server refused it with 401"},
		"the ledger does not know": {&house{result: "requested"}, heartbeat.Sent, 50 * time.Millisecond, []string{"interview", "erased"}, "not on record"},
		"the ledger refuses":       {&house{refuse: "/v1/deliveries"}, heartbeat.Sent, 50 * time.Millisecond, []string{"interview", "erased"}, "503"},
		"the provider refuses":     {&house{result: "failed"}, heartbeat.Sent, time.Minute, []string{"interview", "erased"}, "failed 550"},
		"the erasure is refused":   {&house{result: "sent", refuse: "/v1/followups"}, heartbeat.Erase, time.Minute, []string{"interview"}, "503"},
	} {
		t.Run(name, func(t *testing.T) {
			h := test.house
			heart, registry := open(t, h, func(o *heartbeat.Options) { o.Patience = test.patience })
			err := heart.Beat(t.Context())
			var failure *heartbeat.Failure
			if !errors.As(err, &failure) || failure.Stage != test.stage || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "example.org") {
				t.Errorf("got %v", err)
			}
			if diff := cmp.Diff(test.requests, h.requests); diff != "" || h.pings != 0 {
				t.Errorf("%d pings (-want +got):\n%s", h.pings, diff)
			}
			got := values(t, registry)
			if got["failures_total "+string(test.stage)] != 1 || got["last_success_timestamp_seconds"] != 0 {
				t.Errorf("the metrics show %v", got)
			}
		})
	}
}

// What was answered by none, or by an error of the server's, may be stored: the same goes in until it is, and the beat goes on.
func TestAnInterviewThatMayBeStoredIsHandedInAgain(t *testing.T) {
	for name, answers := range map[string][]int{
		"no answer":                {0},
		"an error within":          {500},
		"a proxy without an end":   {502},
		"away":                     {503},
		"a proxy out of patience":  {504},
		"several":                  {0, 503, 0},
		"too many, after that one": {0, 429},
	} {
		t.Run(name, func(t *testing.T) {
			h := &house{answers: answers, result: "sent"}
			heart, registry := open(t, h, nil)
			if err := heart.Beat(t.Context()); err != nil {
				t.Fatal(err)
			}
			want := append(slices.Repeat([]string{"interview"}, len(answers)+1), "erased")
			if diff := cmp.Diff(want, h.requests); diff != "" || h.pings != 1 {
				t.Errorf("%d pings (-want +got):\n%s", h.pings, diff)
			}
			// Intake takes the event's id from the content.
			if different := slices.Compact(h.bodies); len(different) != 1 {
				t.Errorf("not the same is handed in: %q", different)
			}
			if got := values(t, registry); got["failures_total submit"] != 0 || got["seconds"] != 1 {
				t.Errorf("the metrics show %v", got)
			}
		})
	}
}

// What never left is stored nowhere. After something that did leave, nobody there is no answer either.
func TestWhereNobodyIsThere(t *testing.T) {
	for name, test := range map[string]struct {
		heard bool
		want  string
	}{
		"from the start":          {false, "stage submit: no answer from"},
		"after the first request": {true, "not known whether the interview is stored: no answer from"},
	} {
		t.Run(name, func(t *testing.T) {
			h := &house{t: t, answers: []int{0}}
			server := httptest.NewServer(h)
			t.Cleanup(server.Close)
			// A listener that is closed, and not the connection that it let in.
			h.heard = func() { _ = server.Listener.Close() }
			if !test.heard {
				server.Close()
			}
			c, err := client.New(client.Options{Server: server.URL})
			if err != nil {
				t.Fatal(err)
			}
			heart, _ := open(t, &house{}, func(o *heartbeat.Options) { o.Intake, o.Patience = c, 50*time.Millisecond })
			err = heart.Beat(t.Context())
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// Told to stop while intake answers, it hears the answer: what is stored is erased, and what may be is logged.
func TestABeatThatIsToldToStopWhileItHandsIn(t *testing.T) {
	for name, test := range map[string]struct {
		answers  []int
		requests []string
		logged   int
	}{
		"stored":    {nil, []string{"interview", "erased"}, 0},
		"not known": {[]int{503}, []string{"interview"}, 1},
		"refused":   {[]int{422}, []string{"interview"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, stop := context.WithCancel(t.Context())
			h := &house{answers: test.answers, heard: stop, result: "requested"}
			core, logs := observer.New(zap.WarnLevel)
			heart, registry := open(t, h, func(o *heartbeat.Options) { o.Logger = zap.New(core) })
			err := heart.Beat(ctx)
			if diff := cmp.Diff(test.requests, h.requests); diff != "" || err == nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
			if logs.FilterField(zap.String("followup", h.meeting.Interview.ID)).Len() != test.logged || logs.Len() != test.logged {
				t.Errorf("logged %v", logs.All())
			}
			for name, value := range values(t, registry) {
				if value != 0 {
					t.Errorf("%s is %v", name, value)
				}
			}
			if err := heart.Beat(ctx); !errors.Is(err, context.Canceled) || len(h.requests) != len(test.requests) {
				t.Errorf("it began another one: %v, %v", err, h.requests)
			}
		})
	}
}

// A switch that cannot be told is a failure of its own; the path is proven all the same. Its address is a secret.
func TestAPingThatFailsIsToldWithoutItsAddress(t *testing.T) {
	h := &house{result: "sent", refuse: "/ping"}
	heart, registry := open(t, h, func(o *heartbeat.Options) { o.Ping += "/s3cret" })
	err := heart.Beat(t.Context())
	var failure *heartbeat.Failure
	if !errors.As(err, &failure) || failure.Stage != heartbeat.Ping || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("got %v", err)
	}
	if got := values(t, registry); got["seconds"] != 1 || got["failures_total ping"] != 1 {
		t.Errorf("the metrics show %v", got)
	}
}

func TestAHeartBeatsUntilItIsToldToStop(t *testing.T) {
	h := &house{result: "sent"}
	pinged := make(chan struct{}, 100)
	heart, _ := open(t, h, func(o *heartbeat.Options) {
		o.Every = time.Millisecond
		o.HTTP = &http.Client{Transport: told{pinged}}
	})
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- heart.Run(ctx) }()
	for range 3 {
		<-pinged
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

type told struct{ pinged chan struct{} }

func (p told) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case p.pinged <- struct{}{}:
	default:
	}
	return http.DefaultTransport.RoundTrip(r)
}

// At whatever hour it beats, the domain's own judgement says that a message is due within seconds.
func TestTheInterviewMakesAReminderDueAtOnceAtEveryHour(t *testing.T) {
	for hour := range 48 {
		now := time.Date(2026, time.March, 7, 0, 0, 0, 0, time.UTC).Add(time.Duration(hour) * 30 * time.Minute)
		h := &house{result: "sent"}
		heart, _ := open(t, h, func(o *heartbeat.Options) { o.Clock = fixed(now) })
		if err := heart.Beat(t.Context()); err != nil {
			t.Fatal(err)
		}
		if problems := events.Validate(h.event(now), now); problems != nil {
			t.Fatalf("at %s the interview is not valid: %v", now, problems)
		}
		decision := followup.Evaluate(followup.DefaultPolicy(), h.meeting.Interview.ID, []events.Event{h.event(now)}, nil, now.Add(5*time.Second))
		if len(decision.Due) == 0 {
			t.Errorf("at %s nothing is due five seconds later, in %s", now, h.meeting.Candidate.TimeZone)
		}
	}
}

func (h *house) event(now time.Time) events.Event {
	data, err := json.Marshal(h.meeting)
	if err != nil {
		h.t.Fatal(err)
	}
	return events.Event{ID: "1", Source: "/test", Type: events.InterviewCompleted, Subject: h.meeting.Interview.ID, Tenant: "canary", Time: now, Data: data}
}

// fixed is a clock that stands still.
type fixed time.Time

func (f fixed) Now() time.Time                       { return time.Time(f) }
func (fixed) Real(shown time.Duration) time.Duration { return shown }
func (fixed) Speed() float64                         { return 1 }

func TestOptionsThatAreWrong(t *testing.T) {
	c, err := client.New(client.Options{Server: "http://127.0.0.1:1"})
	if err != nil {
		t.Fatal(err)
	}
	for want, o := range map[string]heartbeat.Options{
		"Intake is required":                   {To: "a@example.org"},
		"To must be":                           {Intake: c, To: "Ada <a@example.org>"},
		"Ping must be":                         {Intake: c, To: "a@example.org", Ping: "example.org"},
		"Every, Patience and Poll must not be": {Intake: c, To: "a@example.org", Every: -1},
	} {
		if _, err := heartbeat.New(o); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "a@example.org") {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}
