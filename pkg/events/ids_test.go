package events_test

import (
	"net/mail"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestValidID(t *testing.T) {
	for id, want := range map[string]bool{
		"a": true, "0": true, "int-42": true, "A._:@/-z": true, strings.Repeat("a", 128): true,
		"": false, strings.Repeat("a", 129): false, "-a": false, ".a": false, "/a": false, "a b": false, "a\n": false, "é": false, "aé": false,
		"a*": false, "a>": false, "a%": false, "a\x00": false,
	} {
		if got := events.ValidID(id); got != want {
			t.Errorf("ValidID(%q) is %v, want %v", id, got, want)
		}
	}
}

func TestValidSlug(t *testing.T) {
	for slug, want := range map[string]bool{
		"a": true, "local": true, "career-center-2": true, strings.Repeat("a", 40): true, "-": true,
		"": false, strings.Repeat("a", 41): false, "A": false, "a.b": false, "*": false, ">": false, "a b": false, "a_b": false, "é": false, "a\n": false,
	} {
		if got := events.ValidSlug(slug); got != want {
			t.Errorf("ValidSlug(%q) is %v, want %v", slug, got, want)
		}
	}
}

// These values are on the bus and in Temporal: they never change.
func TestIDsAreWhatTheyWere(t *testing.T) {
	due := time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ name, got, want string }{
		{"MsgID", events.MsgID("local", "/ats/greenhouse", "evt-1"), "4a4409f3bf7f72f4e49ff1a3520456bb83791b54924b6f2bba08709f4621354a"},
		{"ReminderID", events.ReminderID("int-42", events.CheckIn, 1), "int-42.check_in.1"},
		{"ReminderMsgID", events.ReminderMsgID("local", "int-42.check_in.1", due), "0a0c106085389b2da176545b41702e58f34df9471aab12bf27865c270ef977c9"},
		{"ReminderMsgID elsewhere", events.ReminderMsgID("local", "int-42.check_in.1", due.In(time.FixedZone("", 3600))), "0a0c106085389b2da176545b41702e58f34df9471aab12bf27865c270ef977c9"},
		{"WorkflowID", events.WorkflowID("local", "int-42"), "followup/local/int-42"},
		{"EmailMessageID", events.EmailMessageID("local", "int-42.check_in.1", "example.org"), "int-42.check_in.1.local@example.org"},
		{"EmailMessageID of an odd id", events.EmailMessageID("local", "ada@example.com.check_in.1", "example.org"), "9296a3699a1cf014446f815952d70530bbcaa4a81545b2c91016c25692826f2a.local@example.org"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestIDsTellApart(t *testing.T) {
	due := time.Date(2026, 3, 6, 14, 0, 0, 0, time.UTC)
	seen := map[string]bool{}
	for _, id := range []string{
		events.MsgID("a", "b", "c"), events.MsgID("a", "b", "d"), events.MsgID("a", "d", "c"), events.MsgID("d", "b", "c"), events.MsgID("a", "bc", ""),
		events.ReminderMsgID("a", "x.check_in.1", due), events.ReminderMsgID("b", "x.check_in.1", due), events.ReminderMsgID("a", "x.check_in.2", due),
		events.ReminderMsgID("a", "x.check_in.1", due.Add(time.Second)),
	} {
		if seen[id] {
			t.Errorf("%s stands for two things", id)
		}
		seen[id] = true
	}
}

func TestReminderIDsComeApart(t *testing.T) {
	for _, followup := range []string{"int-42", "a.b", "a.check_in.1", "x@y:z/1", "a..b.", strings.Repeat("a", 128)} {
		for _, kind := range events.Kinds() {
			for _, n := range []int{1, 12} {
				id := events.ReminderID(followup, kind, n)
				gotFollowup, gotKind, gotN, err := events.ParseReminderID(id)
				if err != nil || gotFollowup != followup || gotKind != kind || gotN != n {
					t.Errorf("%s came apart as %q, %q, %d with error %v", id, gotFollowup, gotKind, gotN, err)
				}
			}
		}
	}
	for _, id := range []string{
		"", "int-42", "int-42.1", "int-42.check_in", "int-42.check_in.0", "int-42.check_in.01", "int-42.check_in.-1", "int-42.check_in.x", "int-42.dance.1",
		".check_in.1", "check_in.1", "-a.check_in.1", "int-42.check_in.+1", "int-42.check_in.1 ", strings.Repeat("a", 129) + ".check_in.1",
	} {
		if followup, kind, n, err := events.ParseReminderID(id); err == nil {
			t.Errorf("%q came apart as %q, %q, %d; want an error", id, followup, kind, n)
		}
	}
}

// RFC 5322 section 3.6.4: a dot-atom on both sides of the @.
func TestEmailMessageIDsAreValid(t *testing.T) {
	form := regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*@example\.org$`)
	seen := map[string]string{}
	for _, tenant := range []string{"local", "other", "-"} {
		for _, followup := range []string{
			"int-42", "a.b", "a..b", "a.", "ada@example.com", "urn:x:1", "a/b", "A_-", strings.Repeat("a", 128), strings.Repeat("x", 78),
		} {
			reminder := events.ReminderID(followup, events.ThankYouLate, 1)
			id := events.EmailMessageID(tenant, reminder, "example.org")
			if _, err := mail.ParseAddress(id); err != nil || !form.MatchString(id) || len(id) > 100+1+40+1+len("example.org") {
				t.Errorf("%q is no Message-ID", id)
			}
			if other, twice := seen[id]; twice {
				t.Errorf("%q stands for %s and %s", id, other, tenant+" "+reminder)
			}
			seen[id] = tenant + " " + reminder
			if strings.Contains(id, "ada") {
				t.Errorf("%q shows an address", id)
			}
		}
	}
	if id := events.EmailMessageID("local", "no reminder id\r\nBcc: x@y.z", "example.org"); !form.MatchString(id) {
		t.Errorf("%q is no Message-ID", id)
	}
}
