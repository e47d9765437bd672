package e2e

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// A candidate who speaks German, at a tenant that changes its mind and its words while the follow-up sleeps.
func TestATenantChangesItsPolicyAndItsWordsWhileAFollowupSleeps(t *testing.T) {
	data := t.TempDir()
	p := start(t, nil, shared.path(t, module+"standalone/cmd/afterword-standalone"), "--data", data, "--listen", "127.0.0.1:0")
	var where api
	eventually(t, "start", p, func() (err error) {
		if where, err = reach(data); err != nil {
			return err
		}
		return where.ready()
	})
	tenant := operator{t: t, data: data, dir: t.TempDir()}
	const id = "int-de"
	noon := noonZone(time.Now())
	meeting := events.Meeting{
		Interview: events.Interview{ID: id, EndedAt: time.Now().Add(-190 * time.Minute).UTC().Truncate(time.Second)},
		Candidate: events.Candidate{Name: "Mira Aydın", Email: "mira@example.com", TimeZone: noon, Locale: "de-DE"},
		Employer:  events.Employer{Name: "Isar Orgelbau", TimeZone: noon, Calendar: "DE-BY"}, Position: events.Position{Title: "Orgelbauerin"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Frau Reitmeier"}},
		Topics:       []string{"die Restaurierung der Orgel in Dillingen"},
		Promise:      &events.Promise{Said: "Sie hören bis Ende nächster Woche von uns."},
	}
	body, err := json.Marshal(meeting)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := where.post("/v1/interviews", "application/json", body); err != nil {
		t.Fatal(err)
	}

	// What was said is understood, and explained in her language; so is the message that is due.
	checkIn := func(hour string) (last events.Snapshot) {
		t.Helper()
		eventually(t, "see the check-in at "+hour, p, func() (err error) {
			if last, err = where.followup(id); err != nil {
				return err
			}
			i := slices.IndexFunc(last.Plan, func(r events.Reminder) bool { return r.Kind == events.CheckIn && r.N == 1 })
			if i < 0 || !strings.Contains(last.Plan[i].Reason, hour+" Uhr") {
				return fmt.Errorf("the plan is %v", last.Plan)
			}
			return nil
		})
		return last
	}
	if s := checkIn("09:00"); !strings.Contains(s.PromiseReason, "Freitag") || s.PromisedBy.Weekday() != time.Friday {
		t.Errorf("promised by %s: %s", s.PromisedBy, s.PromiseReason)
	}
	letter := waitFor(t, p, where, events.ReminderID(id, events.ThankYou, 1))
	if !strings.Contains(letter.Text, "Frau Reitmeier") || !strings.Contains(letter.HTML, `lang="de"`) {
		t.Errorf("the first letter is not German:\n%s", letter.Text)
	}

	// A policy with a mistake changes nothing; a good one moves the check-in though nothing has happened.
	if out := tenant.refused("policy", "set", tenant.file("bad.yaml", "office_hours: {from: '10:00', to: '16:00'}\nspacng: 2h\n"), "--tenant", "local"); !strings.Contains(out, "spacing") {
		t.Errorf("the refusal does not say what was meant:\n%s", out)
	}
	tenant.run("policy", "set", tenant.file("late.yaml", "office_hours: {from: '10:00', to: '16:00'}\n"), "--tenant", "local")
	checkIn("10:00")

	// Brand and words are checked, saved, and used by the next letter.
	tenant.run("tenant", "brand", "local", "--name", "Karrierezentrum Isar", "--reply-to", "rat@example.org")
	bad := tenant.file("bad.tmpl", `{{define "subject"}}Glückwunsch zum {{.Ofer}}{{end}}`)
	if out := tenant.refused("tenant", "template", "set", "local", "congratulations", "--locale", "de", bad); !strings.Contains(out, "Ofer") {
		t.Errorf("the refusal does not name the field:\n%s", out)
	}
	own := tenant.file("own.tmpl", `{{define "subject"}}{{.Employer}} möchte Sie haben{{end}}`)
	tenant.run("tenant", "template", "set", "local", "congratulations", "--locale", "de", own)
	post(t, where, id, events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer})
	letter = waitFor(t, p, where, events.ReminderID(id, events.Congratulation, 1))
	if from := strings.Join(letter.Headers["From"], " "); letter.Subject != "Isar Orgelbau möchte Sie haben" || !strings.Contains(from, "Karrierezentrum Isar") {
		t.Errorf("the letter is %q from %s", letter.Subject, from)
	}
	if got := strings.Join(letter.Headers["Reply-To"], " "); !strings.Contains(got, "rat@example.org") {
		t.Errorf("answers go to %q", got)
	}

	// The coach looks at a note of hers.
	note, err := json.Marshal(map[string]any{
		"interview": meeting, "locale": "de", "text": "Sehr geehrte Frau Reitmeier,\n\nvielen Dank für das Gespräch gestern in Ihrer Werkstatt. Die Restaurierung der Orgel in Dillingen geht mir " +
			"nicht aus dem Kopf, vor allem die Frage, wie man die alten Zungenpfeifen rettet. In drei Jahren Intonation in Passau habe ich genau daran gearbeitet. " +
			"Ich würde sehr gern bei Ihnen anfangen.\n\nMit freundlichen Grüßen\nMira Aydın",
	})
	if err != nil {
		t.Fatal(err)
	}
	response, answer, err := where.do(http.MethodPost, "/v1/notes/check", map[string]string{"Content-Type": "application/json"}, note)
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(answer), `"verdict":"ready"`) {
		t.Errorf("the note is not ready: %v %s", err, answer)
	}

	all, err := where.outbox()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 {
		for _, m := range all {
			t.Logf("%s: %s", m.Reminder, m.Subject)
		}
		t.Errorf("%d messages, want 2", len(all))
	}
	p.stop(t)
}

// waitFor returns the message of a reminder once it has arrived.
func waitFor(t *testing.T, p *process, where api, reminder string) (found message) {
	t.Helper()
	eventually(t, "receive "+reminder, p, func() error {
		all, err := where.outbox()
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(m message) bool { return m.Reminder == reminder })
		if i < 0 {
			return fmt.Errorf("%d messages, none of them %s", len(all), reminder)
		}
		found = all[i]
		return nil
	})
	return found
}

// operator runs the command line against a data directory.
type operator struct {
	t         *testing.T
	data, dir string
}

func (o operator) file(name, content string) string {
	o.t.Helper()
	path := filepath.Join(o.dir, name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		o.t.Fatal(err)
	}
	return path
}

func (o operator) command(args []string) (string, error) {
	out, err := exec.Command(shared.path(o.t, module+"cli/cmd/afterword"), append(args, "--data", o.data)...).CombinedOutput()
	return string(out), err
}

func (o operator) run(args ...string) {
	o.t.Helper()
	if out, err := o.command(args); err != nil {
		o.t.Fatalf("afterword %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// refused runs a command that must find its input wrong, and returns what it says.
func (o operator) refused(args ...string) string {
	o.t.Helper()
	out, err := o.command(args)
	if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		o.t.Fatalf("afterword %s: %v, want exit code 2\n%s", strings.Join(args, " "), err, out)
	}
	return out
}
