package dashboard_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// policyDesk is the policy page of acme, whose record has facts.
func policyDesk(t *testing.T) (*world, http.Handler) {
	t.Helper()
	w := newWorld()
	seed(t, w)
	return w, w.handler(t, access.Local(person(access.Admin, "acme")))
}

func TestAPolicyShowsEveryFieldWithItsMeaning(t *testing.T) {
	w, _ := policyDesk(t)
	own := acme
	own.Policy = json.RawMessage(`{"round_days": 7, "window": {"from": "09:30"}}`)
	w.policies = newPolicies(own)
	_, body := get(t, w.handler(t, access.Local(person(access.Admin, "acme"))), "/t/acme/policy")
	d := parse(t, body)
	for _, f := range followup.PolicyFields() {
		if !strings.Contains(body, html.EscapeString(f.Meaning)) || !strings.Contains(body, `name="`+f.Name+`"`) {
			t.Errorf("%s is not there", f.Name)
		}
	}
	if text := textOf(d.all("textarea")[0]); text != `window: from: "09:30" round_days: 7` {
		t.Errorf("the text is %q", text)
	}
	for _, fault := range d.faults() {
		t.Error(fault)
	}
}

func TestAPolicyIsTriedBeforeItIsSaved(t *testing.T) {
	w, h := policyDesk(t)
	const text = "max_check_ins: 1\n"
	code, body, _ := post(t, h, "/t/acme/policy/try", url.Values{"text": {text}})
	if code != http.StatusOK {
		t.Fatalf("got %d %s", code, body)
	}
	d := parse(t, body)
	if !strings.Contains(body, "7 follow-ups, ") || !strings.Contains(body, "would change: ") || len(d.links("int-42")) == 0 {
		t.Errorf("the trial says %s", body)
	}
	if strings.Contains(body, "Only the latest") {
		t.Error("it says that there are more")
	}
	for _, fault := range d.faults() {
		t.Error(fault)
	}
	if w.policies.tenants["acme"].Policy != nil {
		t.Fatal("a trial has changed the policy")
	}
	form := d.hidden("/t/acme/policy")
	code, _, to := post(t, h, "/t/acme/policy", form)
	if code != http.StatusSeeOther || to != "/t/acme/policy?saved" || string(w.policies.tenants["acme"].Policy) != `{"max_check_ins":1}` {
		t.Fatalf("got %d to %s, the policy is %s", code, to, w.policies.tenants["acme"].Policy)
	}
	if w.policies.tenants["acme"].Name != acme.Name {
		t.Error("the rest of the record is another")
	}
	if _, body := get(t, h, to); !strings.Contains(body, "Saved.") || !strings.Contains(body, "max_check_ins: 1") {
		t.Errorf("after: %s", body)
	}
	// No text at all is the default again.
	_, body, _ = post(t, h, "/t/acme/policy/try", url.Values{"text": {"# nothing\n"}})
	if code, _, _ := post(t, h, "/t/acme/policy", parse(t, body).hidden("/t/acme/policy")); code != http.StatusSeeOther || w.policies.tenants["acme"].Policy != nil {
		t.Errorf("back to the default: got %d, the policy is %s", code, w.policies.tenants["acme"].Policy)
	}
}

func TestOnlyATriedTextIsSaved(t *testing.T) {
	w, h := policyDesk(t)
	_, body, _ := post(t, h, "/t/acme/policy/try", url.Values{"text": {"max_check_ins: 1\n"}})
	tried := parse(t, body).hidden("/t/acme/policy")
	for name, bend := range map[string]func(url.Values){
		"another text":    func(f url.Values) { f.Set("text", "max_check_ins: 2\n") },
		"no seal":         func(f url.Values) { f.Del("seal") },
		"another seal":    func(f url.Values) { f.Set("seal", strings.Repeat("0", 64)) },
		"no revision":     func(f url.Values) { f.Del("revision") },
		"a later record":  func(f url.Values) { f.Set("revision", "6") },
		"an invalid text": func(f url.Values) { f.Set("text", "max_chek_ins: 1\n") },
	} {
		form := url.Values{}
		for key, values := range tried {
			form[key] = values
		}
		bend(form)
		code, _, _ := post(t, h, "/t/acme/policy", form)
		if code != http.StatusUnprocessableEntity || w.policies.tenants["acme"].Policy != nil {
			t.Errorf("%s: got %d, the policy is %s", name, code, w.policies.tenants["acme"].Policy)
		}
	}
}

func TestNothingOfSomebodyElsesIsOverwritten(t *testing.T) {
	w, h := policyDesk(t)
	theirs := func() {
		changed := w.policies.tenants["acme"]
		changed.Policy = json.RawMessage(`{"round_days":9}`)
		w.policies.tenants["acme"] = changed
		w.policies.revision++
	}
	for name, when := range map[string]func(){
		"before the form is sent": theirs,
		"at the same moment":      func() { w.policies.meanwhile = theirs },
	} {
		w.policies.tenants["acme"] = acme
		_, body, _ := post(t, h, "/t/acme/policy/try", url.Values{"text": {"max_check_ins: 1\n"}})
		form := parse(t, body).hidden("/t/acme/policy")
		when()
		code, body, _ := post(t, h, "/t/acme/policy", form)
		w.policies.meanwhile = nil
		if code != http.StatusConflict || !strings.Contains(body, "Somebody else has changed") || !strings.Contains(body, "max_check_ins: 1") {
			t.Errorf("%s: got %d", name, code)
		}
		if got := string(w.policies.tenants["acme"].Policy); got != `{"round_days":9}` {
			t.Errorf("%s: the policy is %s", name, got)
		}
		// Tried again, against what is in force now, it can be saved.
		_, body, _ = post(t, h, "/t/acme/policy/try", url.Values{"text": {"max_check_ins: 1\n"}})
		if code, _, _ := post(t, h, "/t/acme/policy", parse(t, body).hidden("/t/acme/policy")); code != http.StatusSeeOther {
			t.Errorf("%s, then again: got %d", name, code)
		}
	}
}

func TestMistakesInAPolicyAreToldWithTheirLine(t *testing.T) {
	_, h := policyDesk(t)
	for text, wants := range map[string][]string{
		"round_days: 5\nmax_chek_ins: 3\n":           {"Line 2: max_chek_ins is not known; did you mean max_check_ins?"},
		"round_days: soon\nwindow:\n  from: 25:00\n": {"Line 1: round_days must be a whole number", "Line 3: window.from must be"},
		"{\n\t\"round_days\": 999\n}":                {"Line 2: round_days must be between 1 and 60"},
		"round_days: [\n":                            {"this is not YAML"},
		"a: &x 1\nb: *x\n":                           {"Line 2: b is an alias"},
		"round_days: 1\n---\nround_days: 2\n":        {"a second document"},
		"- 1\n":                                      {"must be an object of fields"},
	} {
		code, body, _ := post(t, h, "/t/acme/policy/try", url.Values{"text": {text}})
		for _, want := range wants {
			if code != http.StatusUnprocessableEntity || !strings.Contains(html.UnescapeString(body), want) {
				t.Errorf("%q: got %d without %q", text, code, want)
			}
		}
		if strings.Contains(body, `name="seal"`) {
			t.Errorf("%q can be saved", text)
		}
	}
}

// What the form of single numbers says is the same text as somebody would have written.
func TestAPolicyIsChangedNumberByNumber(t *testing.T) {
	w, h := policyDesk(t)
	form := url.Values{"by": {"fields"}}
	for _, f := range followup.PolicyFields() {
		form.Set(f.Name, f.Value(followup.DefaultPolicy()))
	}
	_, body, _ := post(t, h, "/t/acme/policy/try", form)
	if !strings.Contains(body, "there is nothing to save") || !strings.Contains(body, "nothing would change") {
		t.Errorf("the default says %s", body)
	}
	form.Set("round_days", " 7 ")
	form.Set("sms_window.from", "10:00")
	form.Set("announce_ats_outcomes", "true")
	form.Set("alert_to", "a@example.com, b@example.com")
	form.Set("calendar", "DE-BY")
	_, body, _ = post(t, h, "/t/acme/policy/try", form)
	if !strings.Contains(body, "neither which reminders there are nor when: alert_to.") {
		t.Error("it does not say what no replay can show")
	}
	if code, _, _ := post(t, h, "/t/acme/policy", parse(t, body).hidden("/t/acme/policy")); code != http.StatusSeeOther {
		t.Fatalf("got %d", code)
	}
	got, err := followup.ParsePolicy(w.policies.tenants["acme"].Policy)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range followup.PolicyFields() {
		want := map[string]string{
			"round_days": "7", "sms_window.from": "10:00", "announce_ats_outcomes": "true", "alert_to": "a@example.com, b@example.com", "calendar": "DE-BY",
		}[f.Name]
		if want == "" {
			want = f.Value(followup.DefaultPolicy())
		}
		if f.Value(got) != want {
			t.Errorf("%s is %s, want %s", f.Name, f.Value(got), want)
		}
	}
	form.Set("round_days", "many")
	code, body, _ := post(t, h, "/t/acme/policy/try", form)
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, `value="many"`) || !strings.Contains(body, `aria-invalid="true"`) {
		t.Errorf("a mistake: got %d", code)
	}
}

func TestATrialIsBounded(t *testing.T) {
	w, h := policyDesk(t)
	for range 2000 {
		w.memory.followups = append(w.memory.followups, record.Followup{Tenant: "acme", ID: "old", EndedAt: now.Add(-9000 * time.Hour)})
	}
	_, body, _ := post(t, h, "/t/acme/policy/try", url.Values{"text": {"max_check_ins: 1\n"}})
	if !strings.Contains(body, "Only the latest") {
		t.Error("it does not say that there are more")
	}
}

// An erased candidate's facts have no data; nothing is replayed of them.
func TestATrialLeavesOutWhoIsErased(t *testing.T) {
	w, h := policyDesk(t)
	for i := range w.memory.followups {
		w.memory.followups[i].Erased = true
	}
	_, body, _ := post(t, h, "/t/acme/policy/try", url.Values{"text": {"max_check_ins: 1\n"}})
	if !strings.Contains(body, "0 follow-ups, nothing would change") {
		t.Error("something is replayed")
	}
}

func TestTheTenantsPage(t *testing.T) {
	w := newWorld()
	own := acme
	own.Policy = json.RawMessage(`{"round_days":7}`)
	own.Keys = []events.APIKey{
		{Hash: "secrethash", Hint: "aw_full"},
		{Hash: "secrethash", Hint: "aw_read", Scope: events.ScopeRead, ExpiresAt: time.Now().Add(time.Hour)},
		{Hash: "secrethash", Hint: "aw_gone", ExpiresAt: time.Now().Add(-time.Hour)},
	}
	broken := globex
	broken.Policy = json.RawMessage(`{"round_days":"x"}`)
	w.tenants = directory{own, broken}
	_, body := get(t, w.handler(t, access.Local(everywhere(access.Admin))), "/tenants")
	for _, want := range []string{"aw_full…</code> everything", "aw_read…</code> read only", "until ", "expired", "Days of a round: 7", "not valid", `href="/t/acme/policy"`} {
		if !strings.Contains(body, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(body, "secrethash") {
		t.Error("it says the hash of a key")
	}
	if code, _ := get(t, w.handler(t, access.Local(person(access.Admin, "acme", "globex"))), "/tenants"); code != http.StatusForbidden {
		t.Errorf("an admin of some tenants: got %d", code)
	}
}
