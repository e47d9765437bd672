package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/standalone/outbox"
)

// The product as one process, in real time.
func TestAnInterviewGoesTheWholeWayOnStandalone(t *testing.T) {
	data := t.TempDir()
	p := start(t, nil, shared.path(t, module+"standalone/cmd/afterword-standalone"), "--data", data, "--listen", "127.0.0.1:0")
	var where api
	eventually(t, "start", p, func() (err error) {
		if where, err = reach(data); err != nil {
			return err
		}
		return where.ready()
	})
	wholeWay(t, where, where.outbox)
	p.stop(t)
}

// The same story: every service a process of its own, against a bus and an engine that were started apart.
func TestAnInterviewGoesTheWholeWayOnSeparateProcesses(t *testing.T) {
	where, messages := startProcesses(t)
	wholeWay(t, where.api, messages)
	for _, name := range slices.Sorted(maps.Keys(where.services)) {
		where.services[name].stop(t)
	}
}

// processes are the services, each a process of its own.
type processes struct {
	api
	services map[string]*process
}

// startProcesses starts them, with what else their environment shall hold, and returns what arrives by email and text, too.
func startProcesses(t *testing.T, more ...string) (processes, func() ([]message, error)) {
	t.Helper()
	nats, temporal := startServer(t, "nats"), startServer(t, "temporal")
	box, messages := startOutbox(t)
	base, account := box.SMS()
	env := append([]string{
		"AFTERWORD_NATS_URL=" + nats, "AFTERWORD_ADMIN_LISTEN=127.0.0.1:0", "AFTERWORD_LISTEN=127.0.0.1:0",
		"TEMPORAL_ADDRESS=" + temporal, "TEMPORAL_NAMESPACE=afterword",
		"AFTERWORD_SMTP_HOST=127.0.0.1", fmt.Sprintf("AFTERWORD_SMTP_PORT=%d", box.SMTP()), "AFTERWORD_SMTP_TLS=none",
		"AFTERWORD_SMTP_FROM=Career Center <care@example.org>",
		"AFTERWORD_TWILIO_BASE_URL=" + base, "AFTERWORD_TWILIO_ACCOUNT=" + account.SID, "AFTERWORD_TWILIO_TOKEN=" + account.Token,
		"AFTERWORD_TWILIO_FROM=+14155550100",
	}, more...)
	services := map[string]*process{}
	for _, name := range []string{"intake", "workflow", "notifier"} {
		services[name] = start(t, env, shared.path(t, module+"services/"+name+"/cmd/"+name))
	}
	where := api{base: "http://" + services["intake"].find(t, `"intake listens","service":"intake","addr":"`)}
	where.key = newTenant(t, nats)
	return processes{where, services}, messages
}

const module = "github.com/afterword-io/afterword/"

// wholeWay tells Afterword of two interviews, thanks after one of them, and reports an offer for both. It
// knows every message that may arrive; any other fails it.
func wholeWay(t *testing.T, where api, outbox func() ([]message, error)) {
	t.Helper()
	for i, channel := range []events.Channel{events.Email, events.SMS} {
		id := fmt.Sprintf("int/%d", i+1)
		tellInterview(t, where, id, channel)
		wait := func(what string, check func(events.Snapshot) error) events.Snapshot {
			t.Helper()
			var last events.Snapshot
			eventually(t, what, nil, func() (err error) {
				if last, err = where.followup(id); err != nil {
					return err
				}
				return check(last)
			})
			return last
		}
		arrived := func(kind events.Kind, words ...string) {
			t.Helper()
			reminder := events.ReminderID(id, kind, 1)
			eventually(t, "receive "+reminder, nil, func() error {
				all, err := outbox()
				if err != nil {
					return err
				}
				m := slices.IndexFunc(all, func(m message) bool { return m.Reminder == reminder })
				if m < 0 {
					return fmt.Errorf("%d messages, none of them %s", len(all), reminder)
				}
				if all[m].Channel != string(channel) {
					return fmt.Errorf("%s came by %s", reminder, all[m].Channel)
				}
				for _, word := range words {
					if !strings.Contains(all[m].Text, word) {
						return fmt.Errorf("%s does not say %q: %s", reminder, word, all[m].Text)
					}
				}
				return nil
			})
		}

		// The note was due ten minutes ago: it is asked for at once, and the debrief gives way to it.
		arrived(events.ThankYou, "Finn")
		plan := wait("see the plan", func(s events.Snapshot) error { return has(s, events.ThankYou, 2, events.Planned) })
		for _, r := range plan.Plan {
			if r.Reason == "" {
				t.Errorf("%s is planned without a reason", r.ID)
			}
		}
		post(t, where, id, events.ThankyouSent, events.Thankyou{Method: events.ByEmail})
		wait("see the last call withdrawn", func(s events.Snapshot) error { return has(s, events.ThankYou, 2, events.Skipped) })
		post(t, where, id, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer})
		arrived(events.Congratulation)
		wait("see it closed", func(s events.Snapshot) error {
			if s.Stage != events.Closed || s.Outcome != events.Offer {
				return fmt.Errorf("%s, outcome %q", s.Stage, s.Outcome)
			}
			return nil
		})
	}
	all, err := outbox()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 4 {
		for _, m := range all {
			t.Logf("%s by %s", m.Reminder, m.Channel)
		}
		t.Errorf("%d messages, want 4", len(all))
	}
}

// has reports how a reminder stands if it does not stand as wanted; a skipped one need not be listed.
func has(s events.Snapshot, kind events.Kind, n int, want events.ReminderState) error {
	i := slices.IndexFunc(s.Plan, func(r events.Reminder) bool { return r.Kind == kind && r.N == n })
	switch {
	case i < 0 && want == events.Skipped:
		return nil
	case i < 0:
		return fmt.Errorf("%s %d is not in the plan", kind, n)
	case s.Plan[i].State != want:
		return fmt.Errorf("%s %d is %s", kind, n, s.Plan[i].State)
	}
	return nil
}

// tellInterview reports an interview that ended three hours and ten minutes ago, where it is noon now.
func tellInterview(t *testing.T, where api, id string, channel events.Channel) {
	t.Helper()
	noon := noonZone(time.Now())
	body, err := json.Marshal(events.Meeting{
		Interview:    events.Interview{ID: id, EndedAt: time.Now().Add(-190 * time.Minute).UTC().Truncate(time.Second)},
		Candidate:    events.Candidate{Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: noon, Channels: []events.Channel{channel}},
		Employer:     events.Employer{Name: "Finn Logistics", TimeZone: noon},
		Interviewers: []events.Interviewer{{Name: "Mr. Finn"}},
		Promise:      &events.Promise{Said: "end of next week"},
	})
	if err != nil {
		t.Fatal(err)
	}
	response, err := where.post("/v1/interviews", "application/json", body)
	if err != nil {
		t.Fatal(err)
	}
	if location := response.Header.Get("Location"); !strings.HasPrefix(location, "/v1/followups/") {
		t.Errorf("Location is %q", location)
	}
}

// noonZone returns a zone in which it is between 12:00 and 13:00. The signs of Etc zones are turned round (tz database, etcetera).
func noonZone(now time.Time) string {
	switch offset := 12 - now.UTC().Hour(); {
	case offset > 0:
		return fmt.Sprintf("Etc/GMT-%d", offset)
	case offset < 0:
		return fmt.Sprintf("Etc/GMT+%d", -offset)
	}
	return "Etc/UTC"
}

func post(t *testing.T, where api, id string, kind events.Type, data any) {
	t.Helper()
	body, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	path := "/v1/followups/" + strings.ReplaceAll(id, "/", "%2F") + "/facts/" + kind.Name()
	if _, err := where.post(path, "application/json", body); err != nil {
		t.Fatal(err)
	}
}

// startOutbox gives the separate services providers to send through, in this process.
func startOutbox(t *testing.T) (*outbox.Outbox, func() ([]message, error)) {
	t.Helper()
	box, err := outbox.New(outbox.Options{Path: filepath.Join(t.TempDir(), "outbox.jsonl"), Clock: clock.System{}})
	if err != nil {
		t.Fatal(err)
	}
	runInTest(t, box.Run)
	return box, func() ([]message, error) {
		text, err := json.Marshal(box.Messages())
		if err != nil {
			return nil, err
		}
		var all []message
		return all, json.Unmarshal(text, &all)
	}
}

// newTenant makes a tenant with the command line, as an operator would, and returns its key.
func newTenant(t *testing.T, nats string) string {
	t.Helper()
	command := exec.Command(shared.path(t, module+"cli/cmd/afterword"), "tenant", "create", "acme", "--nats", nats, "-o", "json")
	out, err := command.Output()
	if err != nil {
		t.Fatalf("create a tenant: %v\n%s", err, out)
	}
	var made struct {
		Key string `json:"key"`
	}
	if err := json.Unmarshal(out, &made); err != nil || made.Key == "" {
		t.Fatalf("create a tenant: %v\n%s", err, out)
	}
	return made.Key
}
