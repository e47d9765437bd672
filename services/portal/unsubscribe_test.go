package portal_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/suppression"
)

func consents(w *world) []events.Consent {
	var list []events.Consent
	for _, e := range w.facts(events.ConsentChanged) {
		data, err := events.DataOf[events.Consent](e)
		if err != nil {
			w.t.Error(err)
		}
		list = append(list, data)
	}
	return list
}

func TestUnsubscribe(t *testing.T) {
	multipart := "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n"
	for name, c := range map[string]struct {
		media, body string
		status      int
		evidence    string
	}{
		"by a mail program":           {"application/x-www-form-urlencoded", "List-Unsubscribe=One-Click", 200, "one-click unsubscribe (RFC 8058)"},
		"by a mail program, in parts": {"multipart/form-data; boundary=b", multipart, 200, "one-click unsubscribe (RFC 8058)"},
		"on the page":                 {"application/x-www-form-urlencoded", "do=stop&nonce=" + strings.Repeat("A", 26), 303, "unsubscribe page"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.completed()
			for range 2 {
				r := w.request(http.MethodPost, w.unsubscribePath(), strings.NewReader(c.body))
				r.Header.Set("Content-Type", c.media)
				if got := w.send(r); got.status != c.status || got.header.Get("Set-Cookie") != "" {
					t.Errorf("status %d, want %d", got.status, c.status)
				}
			}
			entry, found := w.suppressed()
			if !found || entry.Rule != events.RuleUnsubscribe || entry.Tenant != slug || entry.Channel != events.Email || entry.Followup != subject || !entry.At.Equal(evening()) {
				t.Errorf("the list has %+v, %v", entry, found)
			}
			w.wait("the consent is told", func() bool { return len(consents(w)) > 0 })
			if diff := cmp.Diff([]events.Consent{{Channel: events.Email, Evidence: c.evidence}}, consents(w)); diff != "" {
				t.Errorf("the consents (-want +got):\n%s", diff)
			}
			// No other address, no other tenant, no other channel.
			list := suppression.Open(w.bus)
			if _, found, err := list.Find(t.Context(), suppression.OfTenant(slug, events.SMS, number), suppression.OfTenant("other", events.Email, address),
				suppression.OfTenant(slug, events.Email, "ben@example.com")); found || err != nil {
				t.Errorf("something else is on the list as well: %v", err)
			}
		})
	}
}

func TestUnsubscribingCanBeTakenBack(t *testing.T) {
	w := newWorld(t)
	w.completed()
	path := w.unsubscribePath()
	press := func(do, nonce string) {
		t.Helper()
		if got := w.postTo(path, form("do", do, "nonce", strings.Repeat(nonce, 26))); got.status != http.StatusSeeOther || got.header.Get("Location") != path+"?done="+do {
			t.Fatalf("%s: status %d, to %q", do, got.status, got.header.Get("Location"))
		}
	}
	asks := w.get(path)
	press("stop", "A")
	done := w.get(path + "?done=stop")
	if asks.status != http.StatusOK || done.status != http.StatusOK || !strings.Contains(asks.body, `value="stop"`) || !strings.Contains(done.body, `value="back"`) {
		t.Error("the page does not ask, or does not offer to take it back")
	}
	w.postTo(path, form("do", "back")) // Not the page's form.
	if _, found := w.suppressed(); !found {
		t.Error("the address is off the list without the page's form")
	}
	press("back", "B")
	press("back", "B")
	if _, found := w.suppressed(); found {
		t.Error("the address is still on the list")
	}
	w.clock.Set(evening().Add(time.Minute))
	press("stop", "C")
	w.wait("all is told", func() bool { return len(consents(w)) == 3 })
	want := []events.Consent{
		{Channel: events.Email, Evidence: "unsubscribe page"},
		{Channel: events.Email, Allowed: true, Evidence: "unsubscribe page, taken back"},
		{Channel: events.Email, Evidence: "unsubscribe page"},
	}
	if diff := cmp.Diff(want, consents(w)); diff != "" {
		t.Errorf("the consents (-want +got):\n%s", diff)
	}
}

// What somebody has complained about, or an operator has decided, is not lifted by a button.
func TestOnlyAnUnsubscribeCanBeTakenBack(t *testing.T) {
	for _, rule := range []string{events.RuleComplaint, events.RuleOperator, events.RuleBounce} {
		t.Run(rule, func(t *testing.T) {
			w := newWorld(t)
			w.completed()
			key := suppression.OfTenant(slug, events.Email, address)
			if _, err := suppression.Open(w.bus).Add(t.Context(), key, events.Suppression{Rule: rule, At: evening()}); err != nil {
				t.Fatal(err)
			}
			w.postTo(w.unsubscribePath(), form("do", "back", "nonce", strings.Repeat("A", 26)))
			w.post("preferences", "channel", "email", "channel", "sms")
			if entry, found := w.suppressed(); !found || entry.Rule != rule {
				t.Errorf("the list has %+v, %v", entry, found)
			}
			if got := len(consents(w)); got > 0 {
				t.Errorf("%d consents were told", got)
			}
		})
	}
}

// Emails that were unsubscribed are switched on again where everything else is.
func TestSwitchingEmailsOnTakesAnUnsubscribeBack(t *testing.T) {
	w := newWorld(t)
	w.completed()
	w.postTo(w.unsubscribePath(), form("List-Unsubscribe", "One-Click"))
	w.wait("it is told", func() bool { return len(consents(w)) == 1 })
	if got := w.post("preferences", "channel", "email", "channel", "sms"); got.status != http.StatusSeeOther {
		t.Fatalf("status %d", got.status)
	}
	if _, found := w.suppressed(); found {
		t.Error("the address is still on the list")
	}
	if list := consents(w); len(list) != 2 || !list[1].Allowed || list[1].Channel != events.Email {
		t.Errorf("the consents: %+v", list)
	}
}

// An unsubscribe from another follow-up of the tenant shows here too, and is taken back here.
func TestAnUnsubscribeFromElsewhereShows(t *testing.T) {
	w := newWorld(t)
	w.completed()
	key := suppression.OfTenant(slug, events.Email, address)
	if _, err := suppression.Open(w.bus).Add(t.Context(), key, events.Suppression{Rule: events.RuleUnsubscribe, At: evening()}); err != nil {
		t.Fatal(err)
	}
	if got := w.post("preferences", "channel", "sms"); got.status != http.StatusSeeOther {
		t.Fatalf("status %d", got.status)
	}
	if _, found := w.suppressed(); !found {
		t.Error("leaving emails off has switched them on")
	}
	if got := w.post("preferences", "channel", "email", "channel", "sms"); got.status != http.StatusSeeOther {
		t.Fatalf("status %d", got.status)
	}
	if _, found := w.suppressed(); found {
		t.Error("the address is still on the list")
	}
	w.wait("it is told", func() bool { return len(consents(w)) == 1 })
	if diff := cmp.Diff([]events.Consent{{Channel: events.Email, Allowed: true, Evidence: "preferences page"}}, consents(w)); diff != "" {
		t.Errorf("the consents (-want +got):\n%s", diff)
	}
}

// Who asks to be left alone is left alone, even when nothing is known of them any more.
func TestUnsubscribingWorksWithoutADossier(t *testing.T) {
	w := newWorld(t)
	if got := w.postTo(w.unsubscribePath(), form("List-Unsubscribe", "One-Click")); got.status != http.StatusOK {
		t.Errorf("status %d", got.status)
	}
	if _, found := w.suppressed(); !found {
		t.Error("the address is not on the list")
	}
	if got := len(w.facts()); got > 0 {
		t.Errorf("%d facts were told", got)
	}
}

// A mail program that is told of an outage tries again; nothing is said to be done that is not.
func TestUnsubscribingWhileTheBusIsDown(t *testing.T) {
	w := newWorld(t)
	w.completed()
	path := w.unsubscribePath()
	w.server.Stop()
	if got := w.postTo(path, form("List-Unsubscribe", "One-Click")); got.status != http.StatusServiceUnavailable {
		t.Errorf("status %d", got.status)
	}
	w.server.Start()
}
