package browser

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"github.com/afterword-io/afterword/pkg/events"
)

// An operator looks after three follow-ups, on a phone and on a desktop, with JavaScript and without, by keyboard, and with the
// page at twice its size. It has the machine to itself: the candidates of the other tests have a minute and a half for a day's forms.
func TestTheOperatorsWay(t *testing.T) {
	browser := chromium(t)
	w := begin(t, inNewYork(3, 15, 58), lapse)
	for id, name := range map[string]string{"int-ada": "Ada Park", "int-eve": "Eve Stone", "int-kim": "Kim Moss"} {
		w.interviewed(t, id, func(m *events.Meeting) {
			m.Candidate.Name, m.Promise = name, &events.Promise{Said: "by Thursday"}
		})
	}
	// A fact whose interview nobody ever reports is given up after a day.
	w.told(t, "int-ghost", "thankyou.sent", `{}`)
	w.letter(t, "int-ada", events.ThankYou)
	w.told(t, "int-eve", "outcome.recorded", `{"outcome":"offer"}`)
	w.letter(t, "int-eve", events.Congratulation)

	desktop := device{name: "desktop", width: 1280, height: 900}
	for _, d := range []device{
		{name: "phone", width: 390, height: 844, phone: true},
		desktop,
		{name: "desktop-noscript", width: 1280, height: 900, noScript: true, dark: true},
		// Half the width is the same as twice the size (WCAG 2.2, 1.4.4 and 1.4.10).
		{name: "twice-the-size", width: 640, height: 450, noScript: true},
		{name: "as-narrow-as-can-be", width: 320, height: 600, phone: true, noScript: true},
	} {
		t.Run(d.name, func(t *testing.T) { everyPage(t, w, open(browser, t, d)) })
	}
	t.Run("by keyboard", func(t *testing.T) { byKeyboard(t, w, open(browser, t, desktop)) })
	t.Run("live", func(t *testing.T) { goesAlong(t, w, open(browser, t, desktop)) })
	t.Run("a dead letter", func(t *testing.T) { sentAgain(t, w, open(browser, t, desktop)) })
	t.Run("a policy", func(t *testing.T) { triedAndSaved(t, w, open(browser, t, desktop)) })
}

// told reports a fact of a follow-up.
func (w *world) told(t *testing.T, id, fact, body string) {
	t.Helper()
	key, err := os.ReadFile(w.KeyFile())
	if err != nil {
		t.Fatal(err)
	}
	answer, text := w.call(t, http.MethodPost, w.URL()+"/v1/followups/"+url.PathEscape(id)+"/facts/"+fact, []byte(body),
		http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + strings.TrimSpace(string(key))}})
	if answer.StatusCode != http.StatusAccepted {
		t.Fatalf("report %s of %s: %s: %s", fact, id, answer.Status, text)
	}
}

// everyPage looks at all there is to see.
func everyPage(t *testing.T, w *world, v *tab) {
	here := w.URL() + "/t/local"
	look := func(name, path string, words ...string) {
		v.visit(here + path)
		v.has("main", words...)
		v.accessible(name)
		v.picture(name, "body")
	}
	look("today", "", "In numbers", "Due", "Held", "Overdue", "Sent")
	look("pipeline", "/pipeline", "Interviews")
	look("reminders", "/reminders", "thank you")
	look("deliveries", "/deliveries", "email")
	look("employers", "/employers")
	look("followup", "/followups/int-ada", "Ada Park", "Its days", "thank you 1", "Said on Tuesday 3 March, that means by Thursday 5 March.")
	look("audit", "/audit?since=2d", "reminders")
	// An audit is made once, and not again whenever something changes.
	if pulse := v.eval(`document.getElementById("pulse").textContent`); pulse != "" {
		t.Errorf("the audit's page says %q", pulse)
	}
	look("policy", "/policy", "Earliest message")

	// Filters live in the address, and so does a search.
	v.visit(here + "/followups")
	v.has("main", "Ada Park", "Eve Stone", "Kim Moss")
	v.accessible("the list")
	v.picture("followups", "body")
	v.write(`input[name="q"]`, "eve")
	v.press(`form.filter button.first`)
	v.has("main", "Eve Stone")
	if text := v.text("main"); strings.Contains(text, "Ada Park") {
		t.Errorf("a search for eve shows %q", text)
	}
	if address := v.eval("location.search"); !strings.Contains(address, "q=eve") {
		t.Errorf("the address is %q", address)
	}
	v.accessible("a filtered list")

	for name, path := range map[string]string{"tenants": "/tenants", "system": "/system"} {
		v.visit(w.URL() + path)
		v.accessible(name)
		v.picture(name, "body")
	}
}

// byKeyboard finds a follow-up without a mouse: over the skip link, into the search, and along the row to the page.
func byKeyboard(t *testing.T, w *world, v *tab) {
	v.visit(w.URL() + "/t/local/followups")
	v.do("Tab", chromedp.KeyEvent("\t"))
	if first := v.eval(`document.activeElement.className`); first != "skip" {
		t.Errorf("the first stop is %q", first)
	}
	v.do("Enter", chromedp.KeyEvent("\r"))
	focused := func(what, is string) {
		t.Helper()
		for range 60 {
			v.do("Tab", chromedp.KeyEvent("\t"))
			if v.eval(`(`+is+`)(document.activeElement) ? "yes" : ""`) == "yes" {
				if v.eval(`getComputedStyle(document.activeElement).outlineStyle`) == "none" {
					t.Errorf("%s has the focus, and it does not show", what)
				}
				return
			}
		}
		t.Fatalf("%s cannot be reached by Tab", what)
	}
	focused("the search", `(e) => e.name === "q"`)
	v.do("type", call(input.InsertText, input.InsertTextParams{Text: "kim"}))
	v.arrive("Enter", chromedp.KeyEvent("\r"))
	v.has("main", "Kim Moss")
	focused("the follow-up", `(e) => e.href?.endsWith("/followups/int-kim")`)
	v.arrive("Enter", chromedp.KeyEvent("\r"))
	v.has("h1", "Kim Moss")
}

// goesAlong sees a new interview arrive without doing anything, and keeps the focus.
func goesAlong(t *testing.T, w *world, v *tab) {
	v.visit(w.URL() + "/t/local/followups")
	v.has("#pulse", "Live")
	v.do("focus the search", chromedp.Focus(chromedp.CSS(`input[name="q"]`)))
	w.interviewed(t, "int-new", func(m *events.Meeting) { m.Candidate.Name = "Nora New" })
	v.has("#list", "Nora New")
	if name := v.eval(`document.activeElement.name ?? ""`); name != "q" {
		t.Errorf("the focus went to %q", name)
	}
}

// sentAgain inspects what was given up and replays it.
func sentAgain(t *testing.T, w *world, v *tab) {
	await(t, "the dead letter", func() error {
		v.visit(w.URL() + "/t/local/dead-letters")
		if text := v.text("main"); !strings.Contains(text, "int-ghost") {
			return fmt.Errorf("it is %s, and the page says %q", w.Now().Format(time.RFC3339), text)
		}
		return nil
	})
	v.accessible("dead letters")
	v.picture("dead-letters", "body")
	v.press("main table a")
	v.has("main", "thankyou.sent", "Its payload")
	v.accessible("a dead letter")
	v.picture("dead-letter", "body")
	v.press(`form[action$="/replay"] button`)
	v.has("main", "sent again")
	v.accessible("a letter sent again")
}

// triedAndSaved changes a number, sees what would have changed, and saves it.
func triedAndSaved(t *testing.T, w *world, v *tab) {
	v.visit(w.URL() + "/t/local/policy")
	v.write("#text", "window:\n  from: 25:00\n")
	v.follow("try a mistake", chromedp.Click(chromedp.CSS(`form[action$="/policy/try"] button`)))
	v.has(`[role="alert"]`, "mistake", "Line 2")
	v.accessible("a policy with a mistake")
	v.expect("422")
	v.write("#text", "window:\n  from: 10:00\n")
	v.press(`form[action$="/policy/try"] button`)
	v.has("#tried", "What it would have done", "Earliest message")
	v.accessible("a policy that was tried")
	v.picture("policy-tried", "body")
	v.press("#tried form button")
	v.has(`[role="status"]`, "Saved")
	if text := v.eval(`document.querySelector("#text").value`); !strings.Contains(text, "10:00") {
		t.Errorf("the policy in force reads %q", text)
	}
	// Number by number, on top of it. What is tried is a text then that the browser was given, and sends back in its own way.
	v.write(`input[name="round_days"]`, "8")
	v.press(`form:has(input[name="by"]) button`)
	v.has("#tried", "What it would have done")
	v.press("#tried form button")
	v.has(`[role="status"]`, "Saved")
	if text := v.eval(`document.querySelector("#text").value`); !strings.Contains(text, "10:00") || !strings.Contains(text, "round_days: 8") {
		t.Errorf("the policy in force reads %q", text)
	}
}
