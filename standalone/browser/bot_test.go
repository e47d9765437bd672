package browser

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/chromedp/chromedp"

	"github.com/afterword-io/afterword/pkg/events"
)

// Somebody, or something, presses every button of the page once. Then everything is taken back, and the plan is as it was.
func TestEveryButtonCanBeUndone(t *testing.T) {
	t.Parallel()
	browser := chromium(t)
	w := begin(t, inNewYork(3, 18, 5), 2)
	const id = "bot"
	w.interviewed(t, id, func(m *events.Meeting) {
		m.Topics, m.Strengths = []string{"opening the new depot in Newark"}, []string{"five years of night dispatch"}
		m.Promise = &events.Promise{Said: "by Thursday"}
		m.Interviewers = append(m.Interviewers, events.Interviewer{Name: "Ms. Lang"})
	})
	v := open(browser, t, device{name: "bot", width: 1280, height: 900})
	v.expect("status of 422") // A button may well ask for more; then nothing happened.
	page := w.page(t, w.letter(t, id, events.ThankYou))
	await(t, "the plan", func() error {
		s := w.knows(t, id)
		if !slices.ContainsFunc(s.Plan, func(r events.Reminder) bool { return r.Kind == events.CheckIn && r.State == events.Planned }) {
			return fmt.Errorf("it is %+v", s.Plan)
		}
		return nil
	})
	before := w.knows(t, id)

	// What ends the follow-up comes last, since less can be pressed afterwards.
	const choose = `(() => {
		const pressed = %s;
		const named = [...document.querySelectorAll("button")].filter((b) => b.type != "button").map((b) => {
			const to = (b.getAttribute("formaction") ?? b.form.getAttribute("action")).split("/").pop();
			return {button: b, name: b.name + "=" + b.value + " to " + to, last: to == "undo" ? 2 : b.name == "outcome" || b.name == "result" ? 1 : 0};
		}).filter((b) => !pressed.includes(b.name)).sort((a, b) => a.last - b.last);
		named[0]?.button.setAttribute("data-test-button", "");
		return named[0]?.name ?? "";
	})()`
	pressed := []string{}
	for {
		v.visit(page)
		so, err := json.Marshal(pressed)
		if err != nil {
			t.Fatal(err)
		}
		name := v.eval(fmt.Sprintf(choose, so))
		if name == "" {
			break
		}
		pressed = append(pressed, name)
		const button = "[data-test-button]"
		v.unfold(button)
		if answer := v.follow("press "+name, chromedp.Click(chromedp.CSS(button))); answer != nil && answer.Status != 200 && answer.Status != 422 {
			t.Errorf("%s: the answer is %d", name, answer.Status)
		}
	}
	t.Logf("pressed %q", pressed)
	if len(pressed) < 25 {
		t.Fatalf("only %d buttons were pressed", len(pressed))
	}

	undo := `form[action$="/undo"] button`
	for range 30 {
		v.visit(page)
		if v.text("main") == "" || v.eval(fmt.Sprintf(`String(document.querySelectorAll('%s').length)`, undo)) == "0" {
			break
		}
		v.press(undo)
	}
	v.visit(page)
	if left := v.eval(fmt.Sprintf(`String(document.querySelectorAll('%s').length)`, undo)); left != "0" {
		t.Errorf("%s things cannot be undone", left)
	}
	await(t, "the plan as it was", func() error {
		if diff := cmp.Diff(planned(before), planned(w.knows(t, id))); diff != "" {
			return fmt.Errorf("(-before +after):\n%s", diff)
		}
		return nil
	})
	after := w.knows(t, id)
	if after.Stage != before.Stage || after.Outcome != before.Outcome || after.PromisedBy != before.PromisedBy || after.NotesOwed != before.NotesOwed {
		t.Errorf("before %s %q %s %d, after %s %q %s %d", before.Stage, before.Outcome, before.PromisedBy, before.NotesOwed, after.Stage, after.Outcome, after.PromisedBy, after.NotesOwed)
	}
}

// planned are the reminders to come.
func planned(s events.Snapshot) []string {
	var all []string
	for _, r := range s.Plan {
		if r.State == events.Planned {
			all = append(all, string(r.Kind)+" at "+r.DueAt.String())
		}
	}
	return all
}
