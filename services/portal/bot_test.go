package portal_test

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// button is one way to send a form.
type button struct {
	action string
	values url.Values
}

// buttons are all the ways to send the forms of a page, with what is in the fields.
func buttons(t *testing.T, page string) []button {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var found []button
	for form := range root.Descendants() {
		if form.Data != "form" || attribute(form, "method") != "post" {
			continue
		}
		values := url.Values{}
		var ways []*html.Node
		for n := range form.Descendants() {
			switch kind := attribute(n, "type"); {
			case n.Data == "button":
				ways = append(ways, n)
			case n.Data == "input" && (kind == "checkbox" || kind == "radio") && !has(n, "checked"):
			case n.Data == "input" && attribute(n, "name") != "":
				values.Add(attribute(n, "name"), attribute(n, "value"))
			case n.Data == "option" && has(n, "selected"):
				for parent := range n.Ancestors() {
					if parent.Data == "select" {
						values.Add(attribute(parent, "name"), attribute(n, "value"))
					}
				}
			}
		}
		for _, way := range ways {
			b := button{action: attribute(form, "action"), values: url.Values{}}
			if own := attribute(way, "formaction"); own != "" {
				b.action = own
			}
			for name, list := range values {
				b.values[name] = append([]string(nil), list...)
			}
			if name := attribute(way, "name"); name != "" {
				b.values.Add(name, attribute(way, "value"))
			}
			found = append(found, b)
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// state is what a candidate would notice of a follow-up.
func (w *world) state() map[string]any {
	w.t.Helper()
	entry, err := w.dossiers.Get(w.t.Context(), w.key())
	if err != nil {
		w.t.Fatal(err)
	}
	d := entry.Value.Evaluate(followup.DefaultPolicy(), w.clock.Now())
	plan := []string{}
	for _, r := range d.Snapshot.Plan {
		if r.State != events.Planned {
			continue // What was sent stays sent.
		}
		plan = append(plan, r.ID+" "+string(r.State)+" "+r.DueAt.String()+" "+r.Reason)
	}
	return map[string]any{
		"stage": d.Snapshot.Stage, "outcome": d.Snapshot.Outcome, "owed": d.Snapshot.NotesOwed, "promise": d.Snapshot.PromisedBy, "plan": plan,
		"candidate": d.Brief.Meeting.Candidate, "topics": d.Brief.Meeting.Topics, "email refused": refused(d, events.Email), "sms refused": refused(d, events.SMS),
	}
}

func refused(d followup.Decision, ch events.Channel) bool {
	allowed, spoken := d.Brief.Consents[ch]
	return spoken && !allowed
}

// A program that follows every link and presses every button, as some guards of mailboxes do, does nothing that
// cannot be taken back: and taken back, nothing is left of it.
func TestWhatAProgramPressesCanBeTakenBack(t *testing.T) {
	w := newWorld(t)
	w.completed(withTopic)
	before := w.state()
	pressed := map[string]bool{}
	for _, path := range []string{w.path(), w.unsubscribePath()} {
		for _, b := range buttons(t, w.get(path).body) {
			act := b.action[strings.LastIndexByte(b.action, '/')+1:]
			pressed[act] = true
			// As if the page had been opened anew for each press, since a form acts once.
			b.values.Set("nonce", rand.Text())
			if got := w.postTo(b.action, b.values); got.status >= http.StatusInternalServerError {
				t.Errorf("%s: status %d", act, got.status)
			}
		}
	}
	for _, act := range []string{"debrief", "sent", "note", "checkin", "outcome", "snooze", "preferences", "delete"} {
		if !pressed[act] {
			t.Errorf("the page has no button for %s", act)
		}
	}
	w.wait("ten facts are told", func() bool { return len(w.facts()) >= 10 })
	if got := w.facts(events.CandidateErased); len(got) > 0 {
		t.Fatal("a program has deleted everything")
	}
	for refs := factRefs(w.get(w.path()).body); len(refs) > 0; refs = factRefs(w.get(w.path()).body) {
		if got := w.post("undo", "fact", refs[0]); got.status != http.StatusSeeOther {
			t.Fatalf("undo: status %d", got.status)
		}
	}
	w.clock.Set(evening().Add(time.Second)) // Of two words at the same instant neither is the later.
	if got := w.postTo(w.unsubscribePath(), form("do", "back", "nonce", strings.Repeat("A", 26))); got.status != http.StatusSeeOther {
		t.Errorf("taking the unsubscribe back: status %d", got.status)
	}
	if _, found := w.suppressed(); found {
		t.Error("the address is still on the list")
	}
	w.wait("emails are allowed again", func() bool { return w.state()["email refused"] == false })
	if diff := cmp.Diff(before, w.state()); diff != "" {
		t.Errorf("what a program has pressed is not taken back (-before +after):\n%s", diff)
	}
}
