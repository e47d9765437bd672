package browser

import (
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
	v := open(t, browser, device{name: "bot", width: 1280, height: 900})
	page := w.page(t, w.letter(t, id, events.ThankYou))
	await(t, "the plan", func() error {
		s := w.knows(t, id)
		if !slices.ContainsFunc(s.Plan, func(r events.Reminder) bool { return r.Kind == events.CheckIn && r.State == events.Planned }) {
			return fmt.Errorf("it is %+v", s.Plan)
		}
		return nil
	})
	before := w.knows(t, id)

	const every = `(() => { document.querySelectorAll("button").forEach((b, n) => b.setAttribute("data-test-button", n)); return String(document.querySelectorAll("button").length); })()`
	const about = `(() => { const b = document.querySelector('[data-test-button="%d"]'); return b.hidden || b.type == "button" ? "" : b.name + "=" + b.value + " to " + (b.formAction || b.form.action).split("/").pop(); })()`
	pressed := map[string]bool{}
	for {
		v.visit(page)
		var count int
		if _, err := fmt.Sscan(v.eval(every), &count); err != nil {
			t.Fatal(err)
		}
		next := ""
		for n := range count {
			name := v.eval(fmt.Sprintf(about, n))
			if name != "" && !pressed[name] {
				pressed[name], next = true, fmt.Sprintf(`[data-test-button="%d"]`, n)
				t.Logf("press %s", name)
				break
			}
		}
		if next == "" {
			break
		}
		v.unfold(next)
		// A button may well ask for more: then the answer is 422, and nothing happened.
		if answer := v.follow("press a button", chromedp.Click(chromedp.CSS(next))); answer != nil && answer.Status != 200 && answer.Status != 422 {
			t.Errorf("the answer is %d", answer.Status)
		}
	}
	if len(pressed) < 15 {
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
