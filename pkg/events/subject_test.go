package events_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func TestSubjects(t *testing.T) {
	want := map[events.Type]string{
		events.FollowupOpened:    "afterword.followups.local.followup.opened",
		events.FollowupPlanned:   "afterword.followups.local.followup.planned",
		events.FollowupClosed:    "afterword.followups.local.followup.closed",
		events.ReminderDue:       "afterword.followups.local.reminder.due",
		events.ReminderSkipped:   "afterword.followups.local.reminder.skipped",
		events.ReminderWithdrawn: "afterword.followups.local.reminder.withdrawn",
		events.ReminderSnoozed:   "afterword.facts.local.reminder.snoozed",
		events.DeliveryRequested: "afterword.deliveries.local.email.requested",
		events.DeliverySent:      "afterword.deliveries.local.email.sent",
		events.DeliveryFailed:    "afterword.deliveries.local.email.failed",
		events.DeliverySkipped:   "afterword.deliveries.local.email.skipped",
		events.DeliveryReceipt:   "afterword.deliveries.local.email.receipt",
	}
	for _, fact := range events.FactTypes() {
		want[fact] = "afterword.facts.local." + fact.Name()
	}
	for _, s := range samples() {
		got, err := events.Subject(s.event(t))
		if err != nil || got != want[s.t] {
			t.Errorf("the subject of %s is %q with error %v, want %q", s.t.Name(), got, err, want[s.t])
		}
	}
}

func TestNoSubject(t *testing.T) {
	for name, change := range map[string]func(*events.Event){
		"no tenant":            func(e *events.Event) { e.Tenant = "" },
		"tenant with a dot":    func(e *events.Event) { e.Tenant = "a.b" },
		"tenant of wildcards":  func(e *events.Event) { e.Tenant = ">" },
		"unknown type":         func(e *events.Event) { e.Type = "io.afterword.a.>.v1" },
		"foreign type":         func(e *events.Event) { e.Type = "com.example.x" },
		"no channel":           func(e *events.Event) { e.Data = json.RawMessage(`{}`) },
		"odd channel":          func(e *events.Event) { e.Data = json.RawMessage(`{"channel":"e.mail"}`) },
		"channel of wildcards": func(e *events.Event) { e.Data = json.RawMessage(`{"channel":"*"}`) },
		"no JSON":              func(e *events.Event) { e.Data = json.RawMessage(`{`) },
	} {
		e := sampleNamed(t, events.DeliverySent).event(t)
		change(&e)
		if got, err := events.Subject(e); err == nil {
			t.Errorf("%s: the subject is %q, want an error", name, got)
		}
	}
}

// Whatever is sent, a subject has its five tokens and no wildcard.
func FuzzSubject(f *testing.F) {
	for _, kind := range append(events.FactTypes(), events.SystemTypes()...) {
		f.Add("local", string(kind), `{"channel":"sms"}`)
	}
	f.Add("a.b", "io.afterword.x.y.v1", `{"channel":"a.*"}`)
	f.Fuzz(func(t *testing.T, tenant, kind, data string) {
		subject, err := events.Subject(events.Event{Tenant: tenant, Type: events.Type(kind), Data: []byte(data)})
		if err != nil {
			return
		}
		wantFiveTokens(t, subject)
	})
}

func wantFiveTokens(t *testing.T, subject string) {
	t.Helper()
	tokens := strings.Split(subject, ".")
	odd := func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' }
	for _, token := range tokens {
		if token == "" || strings.ContainsFunc(token, odd) {
			t.Errorf("the subject %q has the token %q", subject, token)
		}
	}
	if len(tokens) != 5 || tokens[0] != "afterword" {
		t.Errorf("the subject %q has not its five tokens", subject)
	}
}
