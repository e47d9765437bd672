package cli_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli"
	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

func write(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAPolicyIsPutInForceForATenant(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url, b := openBus(t)
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	if code, _, msg := run(ctx, "tenant", "create", "agency", "--nats", url); code != cli.ExitOK {
		t.Fatalf("create ended with %d: %s", code, msg)
	}
	record := func() bus.Entry[events.Tenant] {
		t.Helper()
		entry, err := tenants.Get(ctx, "agency")
		if err != nil {
			t.Fatal(err)
		}
		return entry
	}
	patient := write(t, "patient.yaml", "round_days: 7\nwindow: {from: 08:00, to: 19:00}\n")

	created := record().Revision
	code, out, msg := run(ctx, "policy", "set", patient, "--tenant", "agency", "--nats", url, "--dry-run")
	if code != cli.ExitOK || !strings.Contains(msg, "nothing was changed") || record().Revision != created {
		t.Fatalf("a dry run ended with %d: %s%s", code, out, msg)
	}
	want := "FIELD       FROM     TO       WHAT IT IS\nwindow.to   \"20:00\"  \"19:00\"  Latest message\nround_days  5        7        Days of a round\n"
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("what would change differs (-want +got):\n%s", diff)
	}

	if code, again, msg := run(ctx, "policy", "set", patient, "--tenant", "agency", "--nats", url); code != cli.ExitOK || again != out {
		t.Fatalf("set ended with %d: %s%s", code, again, msg)
	}
	stored, err := followup.ParsePolicy(record().Value.Policy)
	if err != nil || stored.RoundDays != 7 || stored.Window.To != events.NewTimeOfDay(19, 0) {
		t.Errorf("the policy in the record is %s (%v)", record().Value.Policy, err)
	}
	if strings.Contains(string(record().Value.Policy), "spacing") {
		t.Error("a field that the file leaves out is fixed at today's default")
	}
	if len(record().Value.Keys) != 1 {
		t.Error("the keys were changed")
	}

	code, out, _ = run(ctx, "policy", "show", "--tenant", "agency", "--nats", url)
	for _, line := range []string{
		"# The policy of tenant agency.", "round_days: 7 # set by the tenant; the default is 5",
		`from: "08:00" # set by the tenant, as is the default`, `spacing: "2h" # default`,
	} {
		if code != cli.ExitOK || !strings.Contains(out, line) {
			t.Errorf("show ended with %d and has no line %q:\n%s", code, line, out)
		}
	}

	if code, _, msg = run(ctx, "policy", "set", patient, "--tenant", "agency", "--nats", url); code != cli.ExitOK || !strings.Contains(msg, "Nothing changes for agency") {
		t.Errorf("setting it again ended with %d: %s", code, msg)
	}
	silence, err := filepath.Abs("../examples/silence.json")
	if err != nil {
		t.Fatal(err)
	}
	code, out, msg = run(ctx, "policy", "diff", silence, "--tenant", "agency", "--nats", url, "--new", "default")
	if code != cli.ExitOK || !strings.Contains(out, "Wed 18 Mar 2026 09:00 -> Mon 16 Mar 2026 09:00 EDT") {
		t.Errorf("diff ended with %d: %s%s", code, out, msg)
	}

	code, out, msg = run(ctx, "policy", "set", "default", "--tenant", "agency", "--nats", url, "-o", "json")
	var answer struct {
		Tenant  string
		Stored  bool
		Changes []struct {
			Field    string
			From, To any
		}
	}
	if err := json.Unmarshal([]byte(out), &answer); err != nil || code != cli.ExitOK {
		t.Fatalf("set default ended with %d: %s%s (%v)", code, out, msg, err)
	}
	if !answer.Stored || len(answer.Changes) != 2 || answer.Changes[1].Field != "round_days" || answer.Changes[1].To != 5.0 {
		t.Errorf("the answer is %s", out)
	}
	if len(record().Value.Policy) != 0 {
		t.Errorf("the record still has the policy %s", record().Value.Policy)
	}
}

func TestAPolicyThatIsWrongChangesNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url, b := openBus(t)
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	old := events.Tenant{Slug: "agency", Policy: json.RawMessage(`{"round_days":900,"of_another_version":1}`)}
	revision, err := tenants.Create(ctx, "agency", old, 0)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		args []string
		want string
	}{
		"a wrong file":    {[]string{"set", write(t, "p.yaml", "round_days: 0"), "--tenant", "agency"}, "p.yaml:1: round_days must be between 1 and 60"},
		"nobody's":        {[]string{"set", "default", "--tenant", "nobody"}, "there is no tenant nobody"},
		"of no one":       {[]string{"set", "default"}, "Give --tenant SLUG"},
		"a broken record": {[]string{"show", "--tenant", "agency"}, "the policy of tenant agency: round_days must be"},
	} {
		code, _, msg := run(ctx, append(append([]string{"policy"}, tt.args...), "--nats", url)...)
		if code != cli.ExitUsage || !strings.Contains(msg, tt.want) {
			t.Errorf("%s: it ended with %d: %s", name, code, msg)
		}
	}
	entry, err := tenants.Get(ctx, "agency")
	if err != nil || entry.Revision != revision {
		t.Errorf("the record was changed (%v)", err)
	}
	// A record that is broken can be mended.
	if code, _, msg := run(ctx, "policy", "set", "default", "--tenant", "agency", "--nats", url); code != cli.ExitOK || !strings.Contains(msg, "so the default was in force") {
		t.Errorf("mending ended with %d: %s", code, msg)
	}
}
