package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli"
	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/bus/bustest"
	"github.com/afterword-io/afterword/pkg/events"
)

// openBus starts a server with the topology the services make, and connects to it.
func openBus(t *testing.T) (url string, b *bus.Bus) {
	t.Helper()
	server := bustest.NewServer(t)
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	b, err := bus.Connect(ctx, bus.Options{URL: server.URL(), Name: "cli-test", MaxBytes: 64 << 20})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	if err := b.EnsureTopology(ctx); err != nil {
		t.Fatal(err)
	}
	return server.URL(), b
}

// run runs the command and returns what it said.
func run(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, msg bytes.Buffer
	code = cli.Run(ctx, args, strings.NewReader(""), &out, &msg)
	return code, out.String(), msg.String()
}

func TestTenantsAreCreatedListedAndGivenNewKeys(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url, b := openBus(t)
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)

	code, out, msg := run(ctx, "tenant", "create", "career-center", "--name", "Career Center", "--nats", url, "-o", "json")
	if code != cli.ExitOK {
		t.Fatalf("create ended with %d: %s", code, msg)
	}
	var created struct{ Key, Hint string }
	if err := json.Unmarshal([]byte(out), &created); err != nil {
		t.Fatalf("create printed %s: %v", out, err)
	}
	entry, err := tenants.Get(ctx, "career-center")
	if err != nil {
		t.Fatal(err)
	}
	first := entry.Value
	if first.Name != "Career Center" || first.Slug != "career-center" || len(first.Keys) != 1 {
		t.Errorf("the tenant is %+v", first)
	}
	if stored, err := json.Marshal(first); err != nil || bytes.Contains(stored, []byte(created.Key)) {
		t.Errorf("the key itself is stored (%v)", err)
	}

	if code, _, msg := run(ctx, "tenant", "create", "career-center", "--nats", url); code != cli.ExitUsage || !strings.Contains(msg, "there is a tenant career-center already") {
		t.Errorf("creating it again ended with %d: %s", code, msg)
	}
	if code, _, msg := run(ctx, "tenant", "create", "odd", "--name", "two\nlines", "--nats", url); code != cli.ExitUsage || !strings.Contains(msg, "control characters") {
		t.Errorf("a name of two lines: code %d, %s", code, msg)
	}
	if code, _, msg := run(ctx, "tenant", "create", "Career Center", "--nats", url); code != cli.ExitUsage || !strings.Contains(msg, "is not a slug") {
		t.Errorf("creating a bad slug ended with %d: %s", code, msg)
	}

	code, out, msg = run(ctx, "tenant", "rotate-key", "career-center", "--nats", url)
	if code != cli.ExitOK || !strings.Contains(msg, "shown once") || strings.Contains(out, created.Key) {
		t.Errorf("rotate-key ended with %d: %s%s", code, out, msg)
	}
	entry, err = tenants.Get(ctx, "career-center")
	if err != nil {
		t.Fatal(err)
	}
	keys := entry.Value.Keys
	if len(keys) != 2 || keys[0].Hash != first.Keys[0].Hash || keys[1].Hash == keys[0].Hash || !keys[1].ExpiresAt.IsZero() {
		t.Fatalf("the keys are %+v", keys)
	}
	if left := time.Until(keys[0].ExpiresAt); left < 23*time.Hour || left > 24*time.Hour {
		t.Errorf("the old key is valid for another %s, want 24 h", left)
	}
	if code, _, msg := run(ctx, "tenant", "rotate-key", "nobody", "--nats", url); code != cli.ExitUsage || !strings.Contains(msg, "there is no tenant nobody") {
		t.Errorf("rotating nobody's key ended with %d: %s", code, msg)
	}

	if code, _, msg := run(ctx, "tenant", "create", "agency", "--nats", url); code != cli.ExitOK {
		t.Fatalf("create ended with %d: %s", code, msg)
	}
	code, out, msg = run(ctx, "tenant", "list", "--nats", url)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if code != cli.ExitOK || len(lines) != 3 || !strings.HasPrefix(lines[1], "agency ") || !strings.Contains(lines[2], created.Hint+"… until ") {
		t.Errorf("list ended with %d:\n%s%s", code, out, msg)
	}
}

func TestAKeyForReadingIsAddedShownAndRemoved(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url, b := openBus(t)
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	keys := func() []events.APIKey {
		t.Helper()
		entry, err := tenants.Get(ctx, "career-center")
		if err != nil {
			t.Fatal(err)
		}
		return entry.Value.Keys
	}
	must := func(args ...string) (out, msg string) {
		t.Helper()
		code, out, msg := run(ctx, append(args, "--nats", url)...)
		if code != cli.ExitOK {
			t.Fatalf("%v ended with %d: %s", args, code, msg)
		}
		return out, msg
	}
	refused := func(want string, args ...string) {
		t.Helper()
		before := keys()
		if code, _, msg := run(ctx, append(args, "--nats", url)...); code != cli.ExitUsage || !strings.Contains(msg, want) {
			t.Errorf("%v ended with %d, want %q: %s", args, code, want, msg)
		}
		if diff := cmp.Diff(before, keys()); diff != "" {
			t.Errorf("%v changed the keys (-before +after):\n%s", args, diff)
		}
	}
	must("tenant", "create", "career-center")
	out, msg := must("tenant", "add-key", "career-center", "--scope", "read", "--expires", "90d", "-o", "json")
	var added struct{ Key, Hint, Scope string }
	if err := json.Unmarshal([]byte(out), &added); err != nil {
		t.Fatalf("%v: %s%s", err, out, msg)
	}
	now := keys()
	if len(now) != 2 || now[0].Scope != events.ScopeAll || !now[0].ExpiresAt.IsZero() {
		t.Fatalf("the keys are %+v", now)
	}
	if got := now[1]; got.Hash != events.HashAPIKey(added.Key) || got.Scope != events.ScopeRead || added.Scope != "read" || got.ExpiresAt.Sub(got.CreatedAt) != 90*24*time.Hour {
		t.Errorf("the key that was added is %+v", got)
	}
	if out, _ := must("tenant", "list"); !strings.Contains(out, added.Hint+"… read until "+now[1].ExpiresAt.Format("2006-01-02 15:04Z")) {
		t.Errorf("the list does not show it:\n%s", out)
	}
	must("tenant", "rotate-key", "career-center", "--grace", "0s")
	if after := keys(); len(after) != 2 || cmp.Diff(now[1], after[0]) != "" || after[1].Scope != events.ScopeAll {
		t.Errorf("after the rotation the keys are %+v", after)
	}
	refused("--scope is all or read", "tenant", "add-key", "career-center", "--scope", "write")
	refused("a length of time is wanted", "tenant", "add-key", "career-center", "--expires", "soon")
	refused("a length of time is wanted", "tenant", "add-key", "career-center", "--expires", "0d")
	refused("a length of time is wanted", "tenant", "add-key", "career-center", "--expires", "200000d")
	refused("there is no tenant nobody", "tenant", "add-key", "nobody")
	refused("has no key that begins with", "tenant", "remove-key", "career-center", "aw_0000")
	refused("HINT is the first 7", "tenant", "remove-key", "career-center", added.Key)
	must("tenant", "remove-key", "career-center", added.Hint+"…")
	if after := keys(); len(after) != 1 || after[0].Scope != events.ScopeAll {
		t.Errorf("after the removal the keys are %+v", after)
	}
	// Two keys may begin alike; nobody can say which one is meant.
	entry, err := tenants.Get(ctx, "career-center")
	if err != nil {
		t.Fatal(err)
	}
	entry.Value.Keys = append(entry.Value.Keys, events.APIKey{Hash: "other", Hint: entry.Value.Keys[0].Hint})
	if _, err := tenants.Put(ctx, "career-center", entry.Value); err != nil {
		t.Fatal(err)
	}
	refused("2 keys that begin with", "tenant", "remove-key", "career-center", entry.Value.Keys[0].Hint)
}

// lines is a writer that tells of each line written.
type lines struct {
	mu   sync.Mutex
	rest string
	line chan string
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.rest += string(p)
	for {
		line, rest, ok := strings.Cut(l.rest, "\n")
		if !ok {
			return len(p), nil
		}
		l.rest = rest
		l.line <- line
	}
}

func TestWatchShowsEventsAndNothingPersonal(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url, b := openBus(t)
	now := time.Now()
	publish := func(kind events.Type, id string, data any) {
		t.Helper()
		e, err := events.New(kind, "/test", id, "local", "int-42", now, data)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.Publish(ctx, e, id); err != nil {
			t.Fatal(err)
		}
	}
	publish(events.InterviewCompleted, "e1", events.Meeting{
		Interview:    events.Interview{ID: "int-42", EndedAt: now},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "UTC"},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: "UTC"},
		Interviewers: []events.Interviewer{{Name: "Mr. Finn"}},
	})
	publish(events.ReminderDue, "e2", events.ReminderNotice{
		Reminder: events.Reminder{ID: "int-42.thank_you.1", Kind: events.ThankYou, N: 1, State: events.Due, DueAt: now, Reason: "It is time."},
		Brief:    &events.Brief{Meeting: events.Meeting{Candidate: events.Candidate{Name: "Ada Park"}}},
	})
	publish(events.DeliveryFailed, "e3", events.Delivery{
		Reminder: "int-42.thank_you.1", Kind: events.ThankYou, N: 1, Channel: events.Email, DueAt: now, Class: events.Permanent, Code: "550",
	})

	publish(events.DeliveryReceipt, "e4", events.Delivery{
		Reminder: "int-42.thank_you.1", Kind: events.ThankYou, N: 1, Channel: events.SMS, DueAt: now, State: "undelivered", Code: "30003",
	})

	watching, stop := context.WithCancel(ctx)
	out := &lines{line: make(chan string, 16)}
	var msg bytes.Buffer
	done := make(chan int, 1)
	go func() {
		done <- cli.Run(watching, []string{"watch", "--nats", url, "--since", "1h", "-o", "json"}, strings.NewReader(""), out, &msg)
	}()
	seen := map[string]string{}
	for len(seen) < 4 {
		select {
		case line := <-out.line:
			var s struct{ Type string }
			if err := json.Unmarshal([]byte(line), &s); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			seen[s.Type] = line
		case code := <-done:
			t.Fatalf("watch ended with %d: %s", code, msg.String())
		case <-ctx.Done():
			t.Fatalf("only %v was seen", seen)
		}
	}
	stop()
	if code := <-done; code != cli.ExitInterrupted {
		t.Errorf("watch ended with %d, want %d: %s", code, cli.ExitInterrupted, msg.String())
	}
	for kind, want := range map[string]string{
		"interview.completed": `"followup":"int-42"`,
		"reminder.due":        `"reason":"It is time."`,
		"delivery.failed":     `"code":"550"`,
		"delivery.receipt":    `"state":"undelivered"`,
	} {
		if !strings.Contains(seen[kind], want) {
			t.Errorf("%s is shown as %s", kind, seen[kind])
		}
	}
	for _, personal := range []string{"Ada", "ada@example.com", "Finn"} {
		for _, line := range seen {
			if strings.Contains(line, personal) {
				t.Errorf("%q is shown: %s", personal, line)
			}
		}
	}
}

func TestWithoutABusTheExitCodeSaysSo(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	if code, _, msg := run(ctx, "tenant", "list", "--nats", "nats://127.0.0.1:1"); code != cli.ExitUnavailable {
		t.Errorf("it ended with %d: %s", code, msg)
	}
	if code, _, msg := run(ctx, "watch", "--data", t.TempDir()); code != cli.ExitUsage || !strings.Contains(msg, "no server has written where it is") {
		t.Errorf("an empty data directory ended with %d: %s", code, msg)
	}
}
