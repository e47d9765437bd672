package dashboard_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/services/ledger/access"
)

func TestDeadLettersAreListedAndInspected(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Operator, "acme")))
	_, body := get(t, h, "/t/acme/dead-letters")
	if links := parse(t, body).links("Letter 1"); len(links) != 1 || links[0] != "/t/acme/dead-letters/1" {
		t.Fatalf("the list leads to %v", links)
	}
	if !strings.Contains(body, "No interview came within a day.") || !strings.Contains(body, "waits") || strings.Contains(body, "cannot be decoded") {
		t.Errorf("the list says %s", body)
	}
	_, body = get(t, h, "/t/acme/dead-letters/1")
	for _, want := range []string{
		"No interview came within a day.", "thankyou.sent", "workflow", "FACTS, message 3", "ce-id", "&#34;method&#34;: &#34;email&#34;",
		"A fact that it knows already changes nothing", `action="/t/acme/dead-letters/1/replay"`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the letter does not say %q", want)
		}
	}
	for _, path := range []string{"/t/acme/dead-letters/2", "/t/acme/dead-letters/3", "/t/acme/dead-letters/99", "/t/acme/dead-letters/x", "/t/acme/dead-letters/-1"} {
		if code, body := get(t, h, path); code != http.StatusNotFound || strings.Contains(body, "Canary") {
			t.Errorf("%s: got %d", path, code)
		}
	}
}

// The record and the letter must agree on whose it is.
func TestALetterThatSaysItIsAnothersIsNotShown(t *testing.T) {
	w := newWorld()
	w.bury(t, "acme", 1, "Acme's.")
	w.bury(t, "globex", 2, "Globex's.")
	w.bus.dead[1] = w.bus.dead[2]
	h := w.handler(t, access.Local(person(access.Operator, "acme")))
	if code, _ := get(t, h, "/t/acme/dead-letters/1"); code != http.StatusNotFound {
		t.Errorf("got %d", code)
	}
	if code, _, _ := post(t, h, "/t/acme/dead-letters/1/replay", nil); code != http.StatusNotFound || len(w.bus.replayed) > 0 {
		t.Errorf("sent again with %d", code)
	}
}

func TestALetterIsSentAgain(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Operator, "acme")))
	code, _, to := post(t, h, "/t/acme/dead-letters/1/replay", nil)
	if code != http.StatusSeeOther || len(w.bus.replayed) != 1 {
		t.Fatalf("got %d, sent %v", code, w.bus.replayed)
	}
	if _, body := get(t, h, to); !strings.Contains(body, "It was sent again, as message 91 of FACTS.") {
		t.Errorf("%s says %s", to, body)
	}
	// Twice in the same moment, before the record knows.
	_, _, to = post(t, h, "/t/acme/dead-letters/1/replay", nil)
	if _, body := get(t, h, to); !strings.Contains(body, "Nothing was sent twice.") {
		t.Errorf("%s says %s", to, body)
	}
	w.memory.dead[0].ReplayedAt = now
	if code, _, to := post(t, h, "/t/acme/dead-letters/1/replay", nil); code != http.StatusSeeOther || to != "/t/acme/dead-letters/1" || len(w.bus.replayed) != 2 {
		t.Errorf("once it was sent again: got %d to %s, sent %v", code, to, w.bus.replayed)
	}
	_, body := get(t, h, "/t/acme/dead-letters/1")
	if !strings.Contains(body, "It was sent again ") || strings.Contains(body, "<button class=\"first\">Send") {
		t.Errorf("the letter says %s", body)
	}
	if _, body := get(t, h, "/t/acme/dead-letters"); !strings.Contains(body, "sent again") {
		t.Error("the list does not have it any more")
	}
	if code, _, _ := post(t, h, "/t/acme/dead-letters/2/replay", nil); code != http.StatusNotFound || len(w.bus.replayed) != 2 {
		t.Errorf("another tenant's letter: got %d", code)
	}
}

func TestALetterThatCannotBeSentSaysWhy(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Operator, "acme")))
	for _, c := range []struct {
		broken error
		says   string
	}{
		{&bus.UnavailableError{Op: "replay", Err: io.EOF}, "does not take it at the moment"},
		{&bus.RefusedError{Op: "replay", Err: io.EOF}, "can never be sent again as it is"},
		{bus.ErrNotFound, "can never be sent again as it is"},
	} {
		w.bus.broken = c.broken
		if code, body, _ := post(t, h, "/t/acme/dead-letters/1/replay", nil); code != http.StatusConflict || !strings.Contains(body, c.says) {
			t.Errorf("%v: got %d, not %q", c.broken, code, c.says)
		}
	}
	lost := w.bus.dead[1]
	lost.Lost = true
	w.bus.dead[1] = lost
	if _, body := get(t, h, "/t/acme/dead-letters/1"); !strings.Contains(body, "the original has left its stream") || strings.Contains(body, "<button class=\"first\">Send") {
		t.Errorf("a lost one says %s", body)
	}
}

func everywhere(role access.Role) access.Person {
	return access.Person{ID: "p", Name: "Robin Reader", Role: role, Everywhere: true}
}

func TestTheSystemPage(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(everywhere(access.Operator)))
	_, body := get(t, h, "/system")
	for _, want := range []string{"FACTS", "the bus does not answer", "1 message is gone", "The message cannot be decoded."} {
		if !strings.Contains(body, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if strings.Contains(body, "No interview came") {
		t.Error("a tenant's letter is there")
	}
	links := parse(t, body).links("Letter 3")
	if len(links) != 1 || links[0] != "/system/dead-letters/3" {
		t.Fatalf("it leads to %v", links)
	}
	_, body = get(t, h, "/system/dead-letters/3")
	if !strings.Contains(body, "garbled &lt;b&gt;") || !strings.Contains(body, "given up again, unless") {
		t.Errorf("the letter says %s", body)
	}
	for _, fault := range parse(t, body).faults() {
		t.Error(fault)
	}
	if code, _ := get(t, h, "/system/dead-letters/1"); code != http.StatusNotFound {
		t.Errorf("a tenant's letter: got %d", code)
	}
	if code, _, to := post(t, h, "/system/dead-letters/3/replay", nil); code != http.StatusSeeOther || to != "/system/dead-letters/3?sent=93" {
		t.Errorf("got %d to %s", code, to)
	}
	for _, p := range []access.Person{everywhere(access.Adviser), person(access.Admin, "acme", "globex")} {
		h := w.handler(t, access.Local(p))
		for _, path := range []string{"/system", "/system/dead-letters/3"} {
			if code, _ := get(t, h, path); code != http.StatusForbidden {
				t.Errorf("%+v sees %s: got %d", p, path, code)
			}
		}
		if code, _, _ := post(t, h, "/system/dead-letters/3/replay", nil); code != http.StatusForbidden || len(w.bus.replayed) != 1 {
			t.Errorf("%+v sends it again: got %d", p, code)
		}
	}
}
