package portal_test

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// aNote is one that the coach finds ready, to Mr. Finn.
func aNote() string {
	return "Dear Mr. Finn,\r\n\r\nThank you for taking an hour for me yesterday. What you said about the new depot in Newark stayed with me: " +
		"opening at night first is just how we began in Trenton. In five years of night dispatch I learned to keep such a start calm, " +
		"and I would be glad to do the same for you. I would very much like to join your team as a dispatcher.\r\n\r\nBest regards\r\nAda Park"
}

func withTopic(m *events.Meeting) {
	m.Topics = []string{"the new depot in Newark"}
	m.Promise = &events.Promise{Said: "by Thursday"}
}

func TestNotesAreLookedAtAsTheyAreTyped(t *testing.T) {
	w := newWorld(t)
	w.completed(withTopic)
	finn, lang := ref("iv-1"), ref("lang@example.com")
	fragment := func(pairs ...string) string {
		r := w.request(http.MethodPost, w.path()+"/note", strings.NewReader(form(pairs...).Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("HX-Request", "true")
		got := w.send(r)
		if got.status != http.StatusOK || strings.Contains(got.body, "<html") {
			t.Fatalf("status %d, a whole page: %v", got.status, strings.Contains(got.body, "<html"))
		}
		return html.UnescapeString(got.body)
	}
	ready := fragment("note-"+finn, aNote(), "check", finn)
	if strings.Contains(ready, "<mark") || !strings.Contains(ready, "mailto:finn%2Bjobs@example.com?") || !strings.Contains(ready, "Best%20regards%0D%0AAda%20Park") {
		t.Error("a note that is ready has marks, or cannot be mailed as it is")
	}
	blank := fragment("note-"+finn, strings.Replace(aNote(), "Mr. Finn", "[Name]", 1), "check", finn)
	if !strings.Contains(blank, "<mark") || !strings.Contains(blank, "[Name]") {
		t.Error("a placeholder is not marked")
	}
	alone := fragment("note-"+lang, strings.Replace(aNote(), "Mr. Finn", "Ms. Lang", 1), "check", lang)
	copied := fragment("note-"+finn, aNote(), "note-"+lang, strings.Replace(aNote(), "Mr. Finn", "Ms. Lang", 1), "check", lang)
	if alone == copied {
		t.Error("a note that is the other one's copy is found to be the same as one that stands alone")
	}
	if got := len(w.facts()); got > 0 {
		t.Errorf("%d facts were told", got)
	}
}

// Without a script the page comes back with all the notes.
func TestNotesAreKeptByTheFormAlone(t *testing.T) {
	w := newWorld(t)
	w.completed(withTopic)
	finn, lang := ref("iv-1"), ref("lang@example.com")
	const draft = "Dear Bea, you asked about <sorting>"
	for name, got := range map[string]answer{
		"checked": w.postTo(w.path()+"/note", form("note-"+finn, aNote(), "note-"+lang, draft, "check", finn)),
		// The others would be lost by a redirect.
		"sent one of two": w.post("sent", "note-"+finn, aNote(), "note-"+lang, draft, "sent", finn),
	} {
		body := html.UnescapeString(got.body)
		if got.status != http.StatusOK || !strings.Contains(body, draft) {
			t.Errorf("%s: status %d, the other note is there: %v", name, got.status, strings.Contains(body, draft))
		}
	}
	if thanks := told[events.Thankyou](w, events.ThankyouSent); len(thanks.InterviewerIDs) != 1 {
		t.Errorf("sent: %v", thanks.InterviewerIDs)
	}
	if got := w.post("sent", "note-"+lang, draft, "sent", lang); got.status != http.StatusSeeOther {
		t.Errorf("the last note: status %d", got.status)
	}
	if got := w.postTo(w.path()+"/note", form("check", finn)); got.status != http.StatusOK && got.status != http.StatusUnprocessableEntity {
		t.Errorf("an empty note: status %d", got.status)
	}
	for _, f := range w.facts() {
		if strings.Contains(string(f.Data), "Bea") || strings.Contains(string(f.Data), "depot") {
			t.Error("a note is stored")
		}
	}
}

func TestACardToWriteByHand(t *testing.T) {
	w := newWorld(t)
	w.completed(withTopic)
	finn := ref("iv-1")
	empty := w.get(w.path() + "/card/" + finn)
	if empty.status != http.StatusOK || !strings.Contains(empty.body, "Mr. Finn") || !strings.Contains(empty.body, "the new depot in Newark") {
		t.Errorf("an empty card: status %d", empty.status)
	}
	full := w.postTo(w.path()+"/note", form("note-"+finn, aNote(), "card", finn))
	if full.status != http.StatusOK || !strings.Contains(full.body, "keep such a start calm") {
		t.Errorf("a card with the note: status %d", full.status)
	}
}

// What was said about the decision is read back at once, as the day on which we would remind.
func TestAPromiseIsReadBack(t *testing.T) {
	w := newWorld(t)
	w.completed()
	for _, c := range []struct {
		form, said, by string
		shown          string
		asks           bool
	}{
		{"debrief", "you'll hear by Thursday", "", "6 March", false},
		{"debrief", "", "2026-03-12", "13 March", false},
		{"debrief", "when the moon is full", "", "", true},
		{"checkin", "until Wednesday", "", "5 March", false},
	} {
		r := w.request(http.MethodPost, w.path()+"/promise", strings.NewReader(form("form", c.form, "said", c.said, "by", c.by).Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("HX-Request", "true")
		got := w.send(r)
		if got.status != http.StatusOK || strings.Contains(got.body, "<html") || !strings.Contains(got.body, c.shown) {
			t.Errorf("%+v: status %d, %s", c, got.status, got.body)
		}
		if asks := strings.Contains(got.body, "unsure"); asks != c.asks {
			t.Errorf("%+v: asks for a date: %v", c, asks)
		}
		// Without a script it is the page, with the words still in the field.
		page := w.postTo(w.path()+"/promise", form("form", c.form, "said", c.said, "by", c.by, "topics", "the night shift"))
		if page.status != http.StatusOK || !strings.Contains(html.UnescapeString(page.body), c.said) || !strings.Contains(page.body, c.shown) {
			t.Errorf("%+v without a script: status %d", c, page.status)
		}
	}
	if got := len(w.facts()); got > 0 {
		t.Errorf("%d facts were told", got)
	}
}

// A promise that is known already does not make nonsense understood.
func TestAnEarlierPromiseMakesNothingUnderstood(t *testing.T) {
	w := newWorld(t)
	w.completed(withTopic)
	if got := w.post("debrief", "said", "when the moon is full"); got.status != http.StatusUnprocessableEntity {
		t.Errorf("status %d", got.status)
	}
	if got := w.post("debrief", "said", "by Thursday"); got.status != http.StatusSeeOther {
		t.Errorf("the same again: status %d", got.status)
	}
}
