package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// house is one running Afterword and what becomes of its messages.
type house struct {
	t *testing.T
	p *process
	api
	tenant operator

	mu sync.Mutex
	// ends are the deliveries' ends and receipts as they are told, such as "int-1.thank_you.1 sms receipt delivered".
	ends []string
}

func open(t *testing.T) *house {
	t.Helper()
	data := t.TempDir()
	h := &house{t: t, tenant: operator{t: t, data: data, dir: t.TempDir()}}
	h.p = start(t, nil, shared.path(t, module+"standalone/cmd/afterword-standalone"), "--data", data, "--listen", "127.0.0.1:0")
	eventually(t, "start", h.p, func() (err error) {
		if h.api, err = reach(data); err != nil {
			return err
		}
		return h.ready()
	})
	var where struct {
		NATS string `json:"nats"`
	}
	if err := readJSON(filepath.Join(data, "connect.json"), &where); err != nil {
		t.Fatal(err)
	}
	b, err := bus.Connect(t.Context(), bus.Options{URL: where.NATS, Name: "e2e"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	runInTest(t, func(ctx context.Context) error {
		return b.Follow(ctx, events.StreamDeliveries, time.Now().Add(-time.Hour), h.hear)
	})
	return h
}

func (h *house) hear(m bus.Message) {
	d, err := events.DataOf[events.Delivery](m.Event)
	if err != nil || m.Event.Type == events.DeliveryRequested {
		return
	}
	_, verb, _ := strings.Cut(m.Event.Type.Name(), ".")
	h.mu.Lock()
	defer h.mu.Unlock()
	h.ends = append(h.ends, strings.Join(strings.Fields(fmt.Sprintln(d.Reminder, d.Channel, verb, d.State, d.Rule)), " "))
}

// ended waits for an end or a receipt that begins with want.
func (h *house) ended(want string) {
	h.t.Helper()
	eventually(h.t, "hear "+want, h.p, func() error {
		h.mu.Lock()
		defer h.mu.Unlock()
		if !slices.ContainsFunc(h.ends, func(e string) bool { return strings.HasPrefix(e, want) }) {
			return fmt.Errorf("heard %q", h.ends)
		}
		return nil
	})
}

// interview reports one that ended a while ago, so that its first thank-you reminder is due now.
func (h *house) interview(id string, c events.Candidate) {
	h.t.Helper()
	c.Name, c.TimeZone = "Ada Park", noonZone(time.Now())
	body, err := json.Marshal(events.Meeting{
		Interview: events.Interview{ID: id, EndedAt: time.Now().Add(-190 * time.Minute).UTC().Truncate(time.Second)},
		Candidate: c,
		Employer:  events.Employer{Name: "Finn Logistics", TimeZone: c.TimeZone, Calendar: "US"}, Position: events.Position{Title: "Dispatcher"},
		Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn", Email: "finn@example.com"}},
		Topics:       []string{"the new depot in Newark"},
		Promise:      &events.Promise{Said: "end of next week"},
	})
	if err != nil {
		h.t.Fatal(err)
	}
	if _, err := h.post("/v1/interviews", "application/json", body); err != nil {
		h.t.Fatal(err)
	}
}

// owes waits until so many notes are owed.
func (h *house) owes(id string, notes int) {
	h.t.Helper()
	eventually(h.t, fmt.Sprintf("owe %d notes", notes), h.p, func() error {
		s, err := h.followup(id)
		if err == nil && s.NotesOwed != notes {
			err = fmt.Errorf("%d notes are owed", s.NotesOwed)
		}
		return err
	})
}

// form posts a form to a page of the operator or of a candidate and returns the answer's status.
func (h *house) form(path string, values url.Values) int {
	h.t.Helper()
	response, err := http.PostForm(h.base+path, values)
	if err != nil {
		h.t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		h.t.Fatal(err)
	}
	return response.StatusCode
}

// answer writes a text back as the reader of the message with this id, and returns what is said to it.
func (h *house) answer(id int, text string) string {
	h.t.Helper()
	before := h.messages()
	if status := h.form(fmt.Sprintf("/outbox/%d/reply", id), url.Values{"text": {text}}); status != http.StatusOK {
		h.t.Fatalf("answer %q: status %d", text, status)
	}
	if all := h.messages(); len(all) > len(before) {
		return all[len(all)-1].Text
	}
	return ""
}

func (h *house) messages() []message {
	h.t.Helper()
	all, err := h.outbox()
	if err != nil {
		h.t.Fatal(err)
	}
	return all
}

// sent fails unless exactly these were sent, each told by its reminder and channel, or by its channel alone for answers.
func (h *house) sent(want ...string) {
	h.t.Helper()
	var got []string
	for _, m := range h.messages() {
		got = append(got, strings.TrimSpace(m.Reminder+" "+m.Channel))
	}
	if !slices.Equal(got, want) {
		h.t.Errorf("sent %q, want %q", got, want)
	}
}

// A candidate with a phone does everything by text, and then says stop.
func TestACandidateAnswersByText(t *testing.T) {
	h := open(t)
	h.interview("int-sms", events.Candidate{Phone: "+14155550123"})
	thanks := events.ReminderID("int-sms", events.ThankYou, 1)
	text := waitFor(t, h.p, h.api, thanks)
	if !strings.Contains(text.Text, "STOP") || !strings.Contains(text.Text, "SENT") {
		t.Errorf("the first text says neither how to answer nor how to stop it: %s", text.Text)
	}
	h.ended(thanks + " sms receipt delivered")

	h.owes("int-sms", 1)
	if said := h.answer(1, "sent!!"); !strings.Contains(said, "UNDO") {
		t.Errorf("SENT is answered %q", said)
	}
	h.owes("int-sms", 0)
	if said := h.answer(1, "Undo"); said == "" {
		t.Error("UNDO is not answered")
	}
	h.owes("int-sms", 1)

	if said := h.answer(1, "Please STOP"); said == "" {
		t.Error("STOP is not confirmed")
	}
	if said := h.answer(1, "stop"); said != "" {
		t.Errorf("STOP is confirmed again: %q", said)
	}
	post(t, h.api, "int-sms", events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer})
	h.ended(events.ReminderID("int-sms", events.Congratulation, 1) + " sms skipped")
	h.sent(thanks+" sms", "sms", "sms", "sms")
	h.p.stop(t)
}

// An address that does not exist: the same reminder comes by text, and the list says why.
func TestALetterComesBackAndTheTextGoesOut(t *testing.T) {
	h := open(t)
	h.interview("int-both", events.Candidate{Email: "ada@example.com", Phone: "+14155550123"})
	thanks := events.ReminderID("int-both", events.ThankYou, 1)
	waitFor(t, h.p, h.api, thanks)
	h.sent(thanks + " email")
	if status := h.form("/outbox/1/bounce", nil); status != http.StatusOK {
		t.Fatalf("return the letter: status %d", status)
	}
	h.ended(thanks + " email receipt bounced")
	h.ended(thanks + " sms sent")
	h.sent(thanks+" email", thanks+" sms")
	if list, err := h.tenant.command([]string{"suppression", "list"}); err != nil || !strings.Contains(list, "bounce") || strings.Contains(list, "ada@example.com") {
		t.Errorf("the list: %v\n%s", err, list)
	}

	// From now on the text is the first way; after the operator's release the letter is again.
	h.tenant.run("suppression", "release", "--tenant", "local", "--channel", "email", "--address", "ada@example.com")
	post(t, h.api, "int-both", events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer})
	glad := events.ReminderID("int-both", events.Congratulation, 1)
	h.ended(glad + " email sent")
	h.sent(thanks+" email", thanks+" sms", glad+" email")
	h.p.stop(t)
}

// Who unsubscribes by their mail program's button gets no letter more, and no text instead; the advisers are told.
func TestOneClickEndsTheLetters(t *testing.T) {
	h := open(t)
	h.tenant.run("policy", "set", h.tenant.file("alert.yaml", "alert_to: [adviser@example.org]\n"), "--tenant", "local")
	h.interview("int-bye", events.Candidate{Email: "ada@example.com", Phone: "+14155550123"})
	thanks := events.ReminderID("int-bye", events.ThankYou, 1)
	letter := waitFor(t, h.p, h.api, thanks)
	if got := letter.Headers["List-Unsubscribe-Post"]; !slices.Equal(got, []string{"List-Unsubscribe=One-Click"}) {
		t.Errorf("List-Unsubscribe-Post is %q", got)
	}
	button, _, _ := strings.Cut(strings.TrimPrefix(strings.Join(letter.Headers["List-Unsubscribe"], ""), "<"), ">")
	path, ok := strings.CutPrefix(button, h.base)
	if !ok || !strings.HasPrefix(path, "/unsubscribe/") {
		t.Fatalf("the button leads to %q", button)
	}
	response, body, err := h.do(http.MethodGet, path, nil, nil)
	if err != nil || response.StatusCode != http.StatusOK || !strings.Contains(string(body), "<form") {
		t.Errorf("the page: %v %v", response, err)
	}
	if list, _ := h.tenant.command([]string{"suppression", "list", "-o", "json"}); strings.Contains(list, "unsubscribe") {
		t.Errorf("looking has unsubscribed:\n%s", list)
	}
	if status := h.form(path, url.Values{"List-Unsubscribe": {"One-Click"}}); status != http.StatusOK {
		t.Errorf("the button: status %d", status)
	}
	post(t, h.api, "int-bye", events.OutcomeRecorded, events.OutcomeReport{Outcome: events.Offer})
	h.ended(events.ReminderID("int-bye", events.Congratulation, 1) + " email skipped")
	eventually(t, "tell the adviser", h.p, func() error {
		all := h.messages()
		if last := all[len(all)-1]; last.To != "adviser@example.org" || !strings.Contains(last.Text, "Ada Park") {
			return fmt.Errorf("the last message of %d goes to %s", len(all), last.To)
		}
		return nil
	})
	if all := h.messages(); len(all) != 2 {
		t.Errorf("%d messages, want the letter and the adviser's", len(all))
	}
	h.p.stop(t)
}
