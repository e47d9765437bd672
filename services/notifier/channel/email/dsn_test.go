package email_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

const (
	noMailbox = "there is no such mailbox"
	delayed   = "a mail server could not deliver the letter yet and keeps trying"
)

// reports says what each file of testdata/dsn is read as; the zero Report is for one that says nothing.
var reports = map[string]email.Report{
	"postfix":                      {Word: "failed", Code: "550 5.1.1", Reason: noMailbox, Suppress: events.RuleBounce},
	"postfix-gave-up":              {Word: "failed", Code: "4.4.4", Reason: "there is no way to the address's domain"},
	"postfix-delayed":              {Word: "delayed", Code: "451 4.2.1", Reason: delayed},
	"postfix-delivered":            {Word: "delivered", Code: "250 2.1.5"},
	"exim":                         {Word: "failed", Code: "550 5.1.1", Reason: noMailbox, Suppress: events.RuleBounce},
	"exchange":                     {Word: "failed", Code: "550 5.1.10", Reason: "the address takes no mail", Suppress: events.RuleBounce},
	"exchange-no-domain":           {Word: "failed", Code: "550 5.4.310", Reason: "the address's domain does not exist", Suppress: events.RuleBounce},
	"gmail":                        {Word: "failed", Code: "550 5.1.1", Reason: noMailbox, Suppress: events.RuleBounce},
	"mailbox-full":                 {Word: "failed", Code: "552 5.2.2", Reason: "the mailbox is full"},
	"policy":                       {Word: "failed", Code: "550 5.7.1", Reason: "refused by policy or for want of a login"},
	"relayed":                      {Word: "relayed", Code: "2.0.0"},
	"alias-half":                   {Word: "delivered", Code: "2.1.5"},
	"alias-other-half":             {Word: "delivered", Code: "2.1.5"},
	"utf8":                         {Word: "failed", Code: "5.1.1", Reason: noMailbox, Suppress: events.RuleBounce},
	"qmail":                        {Word: "failed", Code: "550 5.1.1", Reason: noMailbox, Suppress: events.RuleBounce},
	"qmail-local":                  {Word: "failed", Code: "5.1.1", Reason: noMailbox, Suppress: events.RuleBounce},
	"qmail-vague":                  {Word: "failed", Reason: "the letter came back"},
	"delivered-with-failed-inside": {Word: "delivered", Code: "2.0.0"},
	"auto-reply":                   {},
	"answer":                       {},
	"read-receipt":                 {},
	"forged-inside":                {},
	"malformed-no-boundary":        {},
	"malformed-cut":                {},
	"malformed-action":             {},
	"malformed-headless":           {},
	"empty":                        {},
}

func TestReadDSN(t *testing.T) {
	files, err := filepath.Glob("testdata/dsn/*.eml")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".eml"))
	}
	slices.Sort(names)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(reports)), names); diff != "" {
		t.Fatalf("files (-want +got):\n%s", diff)
	}
	for name, want := range reports {
		raw, err := os.ReadFile("testdata/dsn/" + name + ".eml")
		if err != nil {
			t.Fatal(err)
		}
		for form, text := range map[string][]byte{"LF": raw, "CRLF": bytes.ReplaceAll(raw, []byte("\n"), []byte("\r\n"))} {
			got, ok := email.ReadDSN(bytes.NewReader(text))
			if diff := cmp.Diff(want, got); diff != "" || ok != (want != email.Report{}) {
				t.Errorf("%s with %s: %v (-want +got):\n%s", name, form, ok, diff)
			}
		}
	}
}

// However much there is of anything, there is an end to reading.
func TestReadDSNHasLimits(t *testing.T) {
	status := "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: failed\nStatus: 5.1.1\n\n"
	report := func(before string) string {
		return "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n" + before + "--x\n" + status + "--x--\n"
	}
	for name, test := range map[string]struct {
		text string
		want bool
	}{
		"as usual":          {report(""), true},
		"19 parts before":   {report(strings.Repeat("--x\nContent-Type: text/plain\n\nhi\n", 19)), true},
		"20 parts before":   {report(strings.Repeat("--x\nContent-Type: text/plain\n\nhi\n", 20)), false},
		"a header too long": {"X: " + strings.Repeat("x", 70<<10) + "\n" + report(""), false},
		"a status too long": {strings.Replace(report(""), "\n\nAction", "\n"+strings.Repeat("X: y\n", 70<<10)+"\nAction", 1), false},
	} {
		if _, ok := email.ReadDSN(strings.NewReader(test.text)); ok != test.want {
			t.Errorf("%s: %v; want %v", name, ok, test.want)
		}
	}
}

// FuzzReadDSN: whatever comes, what is made of it holds nothing but codes and our own sentences.
func FuzzReadDSN(f *testing.F) {
	files, err := filepath.Glob("testdata/dsn/*.eml")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	words := []string{"failed", "delayed", "delivered", "relayed", "expanded"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		got, ok := email.ReadDSN(bytes.NewReader(raw))
		if ok != (got != email.Report{}) || ok && !slices.Contains(words, got.Word) {
			t.Errorf("%+v, %v", got, ok)
		}
		if strings.Trim(got.Code, "0123456789. ") != "" || len(got.Code) > len("550 5.123.123") {
			t.Errorf("the code is %q", got.Code)
		}
		if got.Suppress != "" && (got.Suppress != events.RuleBounce || got.Word != "failed" || !strings.Contains(got.Code, "5.")) {
			t.Errorf("suppressed by %+v", got)
		}
		if again, _ := email.ReadDSN(bytes.NewReader(raw)); again != got {
			t.Errorf("read again: %s", fmt.Sprintf("%+v, then %+v", got, again))
		}
	})
}
