package cli_test

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/cli"
	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestATenantsBrandIsCheckedAndSaved(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url, b := openBus(t)
	tenants := bus.OpenBucket[events.Tenant](b, bus.TenantsBucket)
	brand := func(args ...string) (int, string, string) {
		return run(ctx, append([]string{"tenant", "brand", "agency", "--nats", url}, args...)...)
	}
	saved := func() events.Brand {
		t.Helper()
		entry, err := tenants.Get(ctx, "agency")
		if err != nil {
			t.Fatal(err)
		}
		if len(entry.Value.Keys) != 1 {
			t.Error("the keys were changed")
		}
		return entry.Value.Brand
	}
	if code, _, msg := brand(); code != cli.ExitUsage || !strings.Contains(msg, "there is no tenant agency") {
		t.Errorf("the brand of nobody: %d, %s", code, msg)
	}
	if code, _, msg := run(ctx, "tenant", "create", "agency", "--nats", url); code != cli.ExitOK {
		t.Fatalf("create ended with %d: %s", code, msg)
	}
	if code, out, _ := brand(); code != cli.ExitOK || !strings.Contains(out, "color         (the installation's)") {
		t.Errorf("no brand is shown as\n%s", out)
	}
	file := write(t, "brand.yaml", "sender_name: Agency\ncolor: '#123456'\nfooter: |\n  Agency\n  5 Elm Street\n")
	if code, out, msg := brand("--file", file, "--reply-to", "care@example.com"); code != cli.ExitOK || !strings.Contains(msg, "Saved") || !strings.Contains(out, "Agency / 5 Elm Street") {
		t.Errorf("saving ended with %d: %s%s", code, out, msg)
	}
	want := events.Brand{SenderName: "Agency", Color: "#123456", ReplyTo: "care@example.com", Footer: "Agency\n5 Elm Street\n"}
	if diff := cmp.Diff(want, saved()); diff != "" {
		t.Errorf("the brand differs (-want +got):\n%s", diff)
	}
	if code, _, msg := brand("--color", "red", "--sender-email", "Agency <a@example.com>", "--sms-sender", "0044 20 79460958"); code != cli.ExitUsage ||
		!strings.Contains(msg, "color must be") || !strings.Contains(msg, "sms_sender must be") || !strings.Contains(msg, "sender_email must be") {
		t.Errorf("a wrong brand: %d, %s", code, msg)
	}
	if diff := cmp.Diff(want, saved()); diff != "" {
		t.Errorf("a wrong brand was saved (-want +got):\n%s", diff)
	}
	if code, _, msg := brand("--footer", "", "--name", "The Agency", "--sms-sender", "+14155550100"); code != cli.ExitOK || !strings.Contains(msg, "STOP to the number before") {
		t.Errorf("changing three fields: %d, %s", code, msg)
	}
	want.Footer, want.SenderName, want.SMSSender = "", "The Agency", "+14155550100"
	if diff := cmp.Diff(want, saved()); diff != "" {
		t.Errorf("the brand differs (-want +got):\n%s", diff)
	}
	if code, _, msg := brand("--sms-sender", "+14155550100"); code != cli.ExitOK || strings.Contains(msg, "STOP") {
		t.Errorf("the same number again: %d, %s", code, msg)
	}
	if code, out, msg := run(ctx, "preview", "check_in", "--html", "--tenant", "agency", "--nats", url); code != cli.ExitOK || !strings.Contains(out, "#123456") {
		t.Errorf("the preview ended with %d and has not the tenant's colour: %s", code, msg)
	}
}

func TestATenantsOwnWordsAreCheckedSavedAndRemoved(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	url, _ := openBus(t)
	if code, _, msg := run(ctx, "tenant", "create", "agency", "--nats", url); code != cli.ExitOK {
		t.Fatalf("create ended with %d: %s", code, msg)
	}
	template := func(do string, args ...string) (int, string, string) {
		return run(ctx, append([]string{"tenant", "template", do, "agency", "--nats", url}, args...)...)
	}
	own := write(t, "own.tmpl", `{{define "subject"}}{{.Employer}}: how is the decision coming along?{{end}}`)
	if code, _, msg := template("set", "check_in", own, "--locale", "en"); code != cli.ExitOK || !strings.Contains(msg, "Saved; the next check_in of agency in en") {
		t.Fatalf("set ended with %d: %s", code, msg)
	}
	if code, out, msg := template("show", "check_in", "--locale", "en"); code != cli.ExitOK || strings.TrimSpace(out) != source(t, own) || !strings.Contains(msg, "of its own") {
		t.Errorf("show ended with %d: %s%s", code, out, msg)
	}
	if code, out, msg := template("show", "check_in", "--locale", "de"); code != cli.ExitOK || !strings.Contains(out, `{{define "sms"}}`) || !strings.Contains(msg, "the standard words") {
		t.Errorf("show ended with %d: %s%s", code, out, msg)
	}
	if code, out, _ := run(ctx, "preview", "check_in", "--tenant", "agency", "--nats", url); code != cli.ExitOK || !strings.Contains(out, "Subject:    Finn Logistics: how is the decision coming along?") {
		t.Errorf("the preview has not the tenant's words:\n%s", out)
	}
	if code, _, msg := template("set", "check_in", write(t, "wrong.tmpl", `{{define "subject"}}{{.Nobody}}{{end}}`), "--locale", "en"); code != cli.ExitUsage || !strings.Contains(msg, "wrong.tmpl:1: block subject: ") {
		t.Errorf("a wrong template: %d, %s", code, msg)
	}
	if code, _, msg := template("set", "debrief", write(t, "b.tmpl", `{{define "subject"}}How was {{.Employer}}?{{end}}`), "--locale", "en"); code != cli.ExitOK {
		t.Errorf("a second template: %d, %s", code, msg)
	}
	if code, _, msg := template("set", "check_in", own, "--locale", "en"); code != cli.ExitOK {
		t.Errorf("the first one again: %d, %s", code, msg)
	}
	code, out, _ := template("list")
	if lines := strings.Split(strings.TrimSpace(out), "\n"); code != cli.ExitOK || len(lines) != 3 || !strings.HasPrefix(lines[1], "check_in  en ") || !strings.HasPrefix(lines[2], "debrief   en ") {
		t.Errorf("list ended with %d:\n%s", code, out)
	}
	if code, _, msg := template("remove", "check_in", "--locale", "en"); code != cli.ExitOK || !strings.Contains(msg, "Removed") {
		t.Errorf("remove ended with %d: %s", code, msg)
	}
	if code, _, msg := template("remove", "check_in", "--locale", "en"); code != cli.ExitUsage || !strings.Contains(msg, "has no template of its own") {
		t.Errorf("removing it again: %d, %s", code, msg)
	}
}

func source(t *testing.T, path string) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
