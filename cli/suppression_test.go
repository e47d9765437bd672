package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli"
	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

const (
	shared, own    = "+14155550100", "+14155550199"
	ada, adasPhone = "ada@example.com", "+14155550123"
)

// suppressed fills a list, as services do, and returns what runs the command on it.
func suppressed(t *testing.T) (list *suppression.List, command func(args ...string) (int, string, string)) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	url, b := openBus(t)
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	for slug, number := range map[string]string{"acme": "", "agency": own} {
		if _, err := tenants.Create(ctx, slug, events.Tenant{Slug: slug, Brand: events.Brand{SMSSender: number}}, 0); err != nil {
			t.Fatal(err)
		}
	}
	list = suppression.Open(b)
	day := func(d int) time.Time { return time.Date(2026, 3, d, 20, 15, 0, 0, time.UTC) }
	for key, s := range map[string]events.Suppression{
		suppression.OfTenant("acme", events.Email, ada): {
			Rule: events.RuleUnsubscribe, At: day(3), Reason: "Unsubscribed by the link.", Tenant: "acme", Channel: events.Email, Followup: "int-42",
		},
		suppression.OfTenant("agency", events.Email, ada): {
			Rule: events.RuleBounce, At: day(4), Reason: "550 5.1.1", Tenant: "agency", Channel: events.Email,
		},
		suppression.OfSender(events.SMS, shared, adasPhone): {Rule: events.RuleStop, At: day(5), Reason: "STOP by text.", Channel: events.SMS, Sender: shared},
		suppression.OfSender(events.SMS, own, adasPhone):    {Rule: events.RuleStop, At: day(6), Reason: "STOP by text.", Channel: events.SMS, Sender: own},
	} {
		if added, err := list.Add(ctx, key, s); err != nil || !added {
			t.Fatal(added, err)
		}
	}
	return list, func(args ...string) (int, string, string) {
		code, out, msg := run(ctx, append([]string{"suppression", args[0], "--nats", url}, args[1:]...)...)
		if strings.Contains(out+msg, ada) || strings.Contains(out+msg, adasPhone) {
			t.Errorf("%v repeats the address:\n%s%s", args, out, msg)
		}
		return code, out, msg
	}
}

func TestSuppressionsAreListedWithoutTheirAddresses(t *testing.T) {
	t.Parallel()
	_, command := suppressed(t)
	code, out, msg := command("list")
	want := `CHANNEL  SCOPE                RULE         SINCE (UTC)       FOLLOW-UP  REASON
sms      sender +14155550199  stop         2026-03-06 20:15  -          STOP by text.
sms      sender +14155550100  stop         2026-03-05 20:15  -          STOP by text.
email    tenant agency        bounce       2026-03-04 20:15  -          550 5.1.1
email    tenant acme          unsubscribe  2026-03-03 20:15  int-42     Unsubscribed by the link.
`
	if diff := cmp.Diff(want, out); code != cli.ExitOK || diff != "" {
		t.Errorf("list ended with %d: %s (-want +got):\n%s", code, msg, diff)
	}
	for args, rules := range map[string]string{
		"--tenant agency":                 "stop bounce",
		"--tenant acme":                   "unsubscribe",
		"--channel email":                 "bounce unsubscribe",
		"--tenant agency --channel email": "bounce",
		"--tenant acme --channel sms":     "",
	} {
		code, out, msg := command(append([]string{"list", "-o", "json"}, strings.Fields(args)...)...)
		var views []struct{ Key, Rule string }
		if err := json.Unmarshal([]byte(out), &views); code != cli.ExitOK || err != nil {
			t.Errorf("%s: code %d, %v: %s%s", args, code, err, out, msg)
		}
		var got []string
		for _, v := range views {
			got = append(got, v.Rule)
		}
		if strings.Join(got, " ") != rules || views == nil {
			t.Errorf("%s lists %v, want %q", args, got, rules)
		}
	}
	if code, _, msg := command("list", "--tenant", "acme", "--channel", "sms"); code != cli.ExitOK || msg != "There are none.\n" {
		t.Errorf("an empty list: %d, %q", code, msg)
	}
	if code, _, msg := command("list", "--tenant", "nobody"); code != cli.ExitUsage || !strings.Contains(msg, "there is no tenant nobody") {
		t.Errorf("nobody's list: %d, %s", code, msg)
	}
	if code, _, msg := command("list", "--channel", "fax"); code != cli.ExitUsage || !strings.Contains(msg, "email or sms") {
		t.Errorf("by fax: %d, %s", code, msg)
	}
}

func TestAnAddressIsLookedUp(t *testing.T) {
	t.Parallel()
	_, command := suppressed(t)
	for args, want := range map[string]string{
		"--tenant acme --address Ada@Example.com":                 "unsubscribe",
		"--tenant agency --address " + adasPhone:                  "sender " + own,
		"--sender " + shared + " --address " + adasPhone:          "sender " + shared,
		"--tenant acme --address " + adasPhone:                    "",
		"--tenant acme --address else@example.com":                "",
		"--sender +14155550101 --address " + adasPhone:            "",
		"--tenant agency --channel sms --address " + "+199999999": "",
	} {
		code, out, msg := command(append([]string{"show"}, strings.Fields(args)...)...)
		if code != cli.ExitOK || !strings.Contains(out, want) || (out == "") != (want == "") || (want == "") != strings.Contains(msg, "not on the list") {
			t.Errorf("show %s: %d\n%s%s", args, code, out, msg)
		}
	}
}

func TestTheAddressMayComeFromStdin(t *testing.T) {
	t.Parallel()
	url, b := openBus(t)
	list := suppression.Open(b)
	key := suppression.OfSender(events.SMS, shared, adasPhone)
	var out, msg bytes.Buffer
	code := cli.Run(t.Context(), []string{"suppression", "add", "--sender", shared, "--address", "-", "--nats", url}, strings.NewReader(adasPhone+"\n"), &out, &msg)
	if s, found, err := list.Find(t.Context(), key); code != cli.ExitOK || err != nil || !found || s.Rule != events.RuleOperator || s.Sender != shared {
		t.Errorf("it ended with %d: %s%s; %+v, %v, %v", code, &out, &msg, s, found, err)
	}
}

func TestAnOperatorAddsAndNeverWeakens(t *testing.T) {
	t.Parallel()
	list, command := suppressed(t)
	code, out, msg := command("add", "--tenant", "acme", "--address", adasPhone, "--reason", "Asked on the phone.", "--followup", "int-42", "-o", "json")
	s, found, err := list.Find(t.Context(), suppression.OfTenant("acme", events.SMS, adasPhone))
	if code != cli.ExitOK || err != nil || !found || !strings.Contains(msg, "Added") || !strings.Contains(out, `"rule": "operator"`) {
		t.Fatalf("add ended with %d: %s%s; %v", code, out, msg, err)
	}
	since := s.At
	s.At = time.Time{}
	want := events.Suppression{Rule: events.RuleOperator, Reason: "Asked on the phone.", Tenant: "acme", Channel: events.SMS, Followup: "int-42"}
	if diff := cmp.Diff(want, s); diff != "" || time.Since(since) > time.Minute {
		t.Errorf("added %v (-want +got):\n%s", since, diff)
	}
	if code, out, msg := command("add", "--tenant", "acme", "--address", ada); code != cli.ExitOK || !strings.Contains(out, "unsubscribe") ||
		!strings.Contains(msg, "on the list already, and that stays as it is: the reader unsubscribed on 3 March 2026") {
		t.Errorf("adding a weaker rule: %d\n%s%s", code, out, msg)
	}
	if code, _, msg := command("add", "--tenant", "nobody", "--address", ada); code != cli.ExitUsage || !strings.Contains(msg, "there is no tenant nobody") {
		t.Errorf("for nobody: %d, %s", code, msg)
	}
}

func TestANoIsReleasedOnlyByYes(t *testing.T) {
	t.Parallel()
	list, command := suppressed(t)
	there := func(key string) bool {
		_, found, err := list.Find(t.Context(), key)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	stop := suppression.OfSender(events.SMS, shared, adasPhone)
	release := []string{"release", "--sender", shared, "--channel", "sms", "--address", adasPhone}
	if code, _, msg := command(release...); code != cli.ExitUsage || !there(stop) || !strings.Contains(msg, "the reader said STOP on 5 March 2026; release it only if they asked you to, and then with --yes") {
		t.Errorf("a STOP without --yes: %d, %s", code, msg)
	}
	if code, out, msg := command(append(release, "--yes")...); code != cli.ExitOK || there(stop) || !strings.Contains(out, "stop") ||
		!strings.Contains(msg, "Released for sender "+shared+", sms, what was there by rule stop: the reader said STOP on 5 March 2026.") || !strings.Contains(msg, "only START from that phone") {
		t.Errorf("a STOP with --yes: %d\n%s%s", code, out, msg)
	}
	if !there(suppression.OfSender(events.SMS, own, adasPhone)) {
		t.Error("STOP to another number was released with it")
	}
	if code, _, msg := command(append(release, "--yes")...); code != cli.ExitUsage || !strings.Contains(msg, "not on the list for sender "+shared) {
		t.Errorf("what is released already: %d, %s", code, msg)
	}
	if code, _, msg := command("release", "--tenant", "agency", "--address", adasPhone, "--yes"); code != cli.ExitUsage || !strings.Contains(msg, "give --sender NUMBER") {
		t.Errorf("a STOP looked for in the wrong scope: %d, %s", code, msg)
	}
	if code, out, msg := command("release", "--tenant", "agency", "--address", ada, "-o", "json"); code != cli.ExitOK || there(suppression.OfTenant("agency", events.Email, ada)) ||
		!strings.Contains(out, `"rule": "bounce"`) || strings.Contains(msg, "consent") {
		t.Errorf("a bounce needs no --yes: %d\n%s%s", code, out, msg)
	}
	if code, _, msg := command("release", "--tenant", "acme", "--address", ada); code != cli.ExitUsage || !there(suppression.OfTenant("acme", events.Email, ada)) {
		t.Errorf("an unsubscribe without --yes: %d, %s", code, msg)
	}
}
