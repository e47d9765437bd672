package cli_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/afterword-io/afterword/cli"
	"github.com/afterword-io/afterword/pkg/events"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"afterword": func() {
			os.Exit(cli.Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

// TestScripts runs the command as people do; each script is a session in a terminal.
func TestScripts(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Abs("../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(e *testscript.Env) error {
			server := httptest.NewServer(doorkeeper{})
			e.Defer(server.Close)
			e.Setenv("SERVER", server.URL)
			e.Setenv("AFTERWORD_SERVER", server.URL)
			e.Setenv("AFTERWORD_API_KEY", validKey)
			e.Setenv("EXAMPLES", examples)
			e.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "connect": connect},
	})
}

// exits runs a command and wants it to end with an exit code: exits CODE COMMAND...
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND...")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		code = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if code != args[0] {
		ts.Fatalf("%s ended with %s, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// connect writes connect.json as standalone does: connect FILE.
func connect(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: connect FILE")
	}
	raw, err := json.Marshal(map[string]string{"http": ts.Getenv("SERVER")})
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), raw, 0o600))
}

const validKey = "aw_0123456789abcdef0123456789abcdef"

// doorkeeper answers as intake does, as far as the command can tell.
type doorkeeper struct{}

func (doorkeeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Authorization") != "Bearer "+validKey {
		refuse(w, 401, "A valid API key is needed", "")
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		refuse(w, 400, "The request cannot be read", "")
		return
	}
	switch route := r.Method + " " + r.URL.Path; {
	case route == "POST /v1/interviews":
		takeInterview(w, body)
	case route == "POST /v1/events":
		takeEvents(w, r.Header.Get("Content-Type"), body)
	case strings.HasPrefix(route, "POST /v1/followups/int-42/facts/"):
		w.Header().Set("Location", "/v1/followups/int-42")
		answer(w, 202, map[string]string{"id": "int-42"})
	case route == "GET /v1/followups/int-42":
		answer(w, 200, snapshot)
	case strings.HasPrefix(route, "POST /v1/followups/heartbeat-") && strings.HasSuffix(route, "/facts/candidate.erased"):
		answer(w, 202, map[string]string{})
	case route == "GET /v1/deliveries":
		answer(w, 200, map[string]any{"deliveries": []map[string]string{{"followup": r.URL.Query().Get("followup"), "result": "sent"}}})
	case route == "GET /v1/followups/int-busy":
		w.Header().Set("Retry-After", "2")
		refuse(w, 503, "It cannot be stored now", "")
	case route == "GET /v1/audit", route == "POST /v1/audit/repairs":
		takeAudit(w, r)
	default:
		refuse(w, 404, "There is no such follow-up", "")
	}
}

// takeAudit tells progress and a report: one without a finding for what is recent, else one with two, of which a repair mends one.
func takeAudit(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Accept") != "application/x-ndjson, application/problem+json" {
		refuse(w, 422, "Who asks for an audit wants lines", "")
		return
	}
	unheard := map[string]any{"kind": "unheard", "followup": "int-42", "detail": "2 facts were said, and the workflow knows 1 of them."}
	doubled := map[string]any{"kind": "doubled", "followup": "int-7", "reminder": "int-7.check_in.1", "channel": "email", "detail": "It was sent more than once on email."}
	report := map[string]any{
		"at": "2026-04-07T13:00:00Z", "followups": 3, "judged": 20, "compared": 120, "by_record": 1,
		"counts":     map[string]int{"sent": 14, "skipped": 4, "failed": 1, "doubled": 1, "unheard": 1},
		"skipped_by": map[string]int{"note_sent": 3, "opted_out": 1}, "failed_for": map[string]int{"550": 1},
		"findings": []any{unheard, doubled},
	}
	switch {
	case r.URL.Query().Get("since") != "":
		report["findings"], report["counts"] = []any{}, map[string]int{"sent": 14}
	case r.Method == http.MethodPost:
		report["repaired"] = []any{
			map[string]any{"finding": unheard, "mended": true, "did": "1 facts that the workflow did not know were published again, and it knows them now."},
			map[string]any{"finding": doubled, "mended": false, "did": "What was sent cannot be unsent."},
		}
	}
	encoder := json.NewEncoder(w)
	_ = encoder.Encode(map[string]any{"progress": map[string]int{"done": 0, "of": 3}})
	_ = encoder.Encode(map[string]any{"report": report})
}

func takeInterview(w http.ResponseWriter, body []byte) {
	var meeting events.Meeting
	if err := json.Unmarshal(body, &meeting); err != nil {
		refuse(w, 400, "The request cannot be read", "")
		return
	}
	if phone := meeting.Candidate.Phone; (phone != "" || meeting.Candidate.Email == "") && !strings.HasPrefix(phone, "+") {
		refuse(w, 422, "The request is not valid", "candidate.phone")
		return
	}
	w.Header().Set("Location", "/v1/followups/"+meeting.Interview.ID)
	answer(w, 202, map[string]any{"id": meeting.Interview.ID, "duplicate": meeting.Interview.ID == "int-known"})
}

func takeEvents(w http.ResponseWriter, contentType string, body []byte) {
	switch contentType {
	case "application/cloudevents+json":
		var e struct{ Subject string }
		if err := json.Unmarshal(body, &e); err != nil {
			refuse(w, 400, "The request cannot be read", "")
			return
		}
		w.Header().Set("Location", "/v1/followups/"+e.Subject)
		answer(w, 202, map[string]string{"id": e.Subject})
	case "application/cloudevents-batch+json":
		var batch []struct{ ID string }
		if err := json.Unmarshal(body, &batch); err != nil || len(batch) > 1000 {
			refuse(w, 413, "The request is too large", "")
			return
		}
		for i, e := range batch {
			if e.ID == "bad" {
				refuse(w, 422, "The request is not valid", fmt.Sprintf("[%d].data.candidate.phone", i))
				return
			}
		}
		answer(w, 202, map[string]int{"accepted": len(batch)})
	default:
		refuse(w, 415, "The media type is not understood", "")
	}
}

func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v)
}

func refuse(w http.ResponseWriter, status int, title, field string) {
	problem := map[string]any{"title": title, "status": status}
	if field != "" {
		problem["detail"] = field + " must be E.164, such as +14155550123"
		problem["errors"] = []map[string]string{{"location": field, "message": "must be E.164, such as +14155550123"}}
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(problem)
}

// snapshot is what the doorkeeper knows of int-42.
var snapshot = json.RawMessage(`{
  "followup": "int-42", "stage": "awaiting_decision", "ended_at": "2026-03-03T20:00:00Z", "notes_owed": 0,
  "promised_by": "2026-03-05", "promise_reason": "They said by Thursday 5 March.",
  "plan": [
    {"id": "int-42.thank_you.1", "kind": "thank_you", "n": 1, "state": "due", "due_at": "2026-03-03T23:00:00Z",
     "expires_at": "2026-03-04T20:00:00Z", "reason": "Three hours after the interview, while it is fresh."},
    {"id": "int-42.thank_you.2", "kind": "thank_you", "n": 2, "state": "skipped", "due_at": "2026-03-04T18:00:00Z",
     "expires_at": "2026-03-04T20:00:00Z", "rule": "note_sent", "reason": "The note is sent."},
    {"id": "int-42.check_in.1", "kind": "check_in", "n": 1, "state": "planned", "due_at": "2026-03-06T14:00:00Z",
     "expires_at": "2026-03-10T21:00:00Z", "reason": "The morning after the promised day."}],
  "next_wake": "2026-03-06T13:15:00Z", "evaluated_at": "2026-03-04T01:00:00Z", "revision": 3, "facts": 2}`)
