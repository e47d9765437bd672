package browser

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// lapse is how much faster than the world the journey's clock runs: 40 minutes a second. The first day's forms have
// until Friday, a minute and a half, whatever else the machine does.
const lapse = 2400

const (
	// weakNote could have been written to anybody.
	weakNote = "Dear Mr. Finn,\n\nThank you for your time. It was a great opportunity and I look forward to hearing from you.\n\nBest regards\nAda Park"
	ownNote  = "Dear Mr. Finn,\n\nThank you for taking the time to talk with me on Tuesday. What you told me about opening the new depot in Newark has stayed with me. " +
		"After five years of night dispatch I know how to plan routes around a site that is still growing, and I would bring that experience to your team. " +
		"I would very much like to work for Finn Logistics as a dispatcher.\n\nKind regards\nAda Park"
)

// A candidate goes from the first email to an offer: on a phone and on a desktop, with JavaScript and without. One more
// does nothing, and has emails whose links are only opened by scanners.
func TestTheCandidatesWay(t *testing.T) {
	t.Parallel()
	browser := chromium(t)
	devices := []device{
		{name: "phone", width: 390, height: 844, phone: true},
		{name: "desktop", width: 1280, height: 900},
		{name: "phone-noscript", width: 390, height: 844, phone: true, noScript: true},
		{name: "desktop-noscript", width: 1280, height: 900, noScript: true, dark: true},
	}
	const quiet = "quiet"
	w := begin(t, inNewYork(3, 15, 58), lapse)
	w.interviewed(t, quiet, func(m *events.Meeting) { m.Promise = &events.Promise{Said: "by Thursday"} })
	for _, d := range devices {
		w.interviewed(t, d.name, nil)
	}
	each := func(t *testing.T, part func(*testing.T, *world, *tab)) {
		for _, d := range devices {
			t.Run(d.name, func(t *testing.T) {
				t.Parallel()
				part(t, w, open(browser, t, d))
			})
		}
	}
	scan := func(t *testing.T, latest events.Kind) { scanned(t, w, open(browser, t, devices[1]), quiet, latest) }

	t.Run("first day", func(t *testing.T) { each(t, firstDay) })
	t.Run("scanners on the first day", func(t *testing.T) { scan(t, events.DebriefPrompt) })
	t.Run("decision day", func(t *testing.T) { each(t, decisionDay) })
	// That the check-in came is the proof that the scanners of the first day have not unsubscribed anybody.
	t.Run("scanners on the decision day", func(t *testing.T) { scan(t, events.CheckIn) })
}

// inNewYork is an instant of March 2026, before the clocks change on the 8th.
func inNewYork(day, hour, minute int) time.Time {
	return time.Date(2026, time.March, day, hour+5, minute, 0, 0, time.UTC)
}

// firstDay is the debrief and the note. A candidate's follow-up is called as their device.
func firstDay(t *testing.T, w *world, v *tab) {
	id := v.device.name

	// What was said is read back before it is saved.
	v.visit(w.page(t, w.letter(t, id, events.DebriefPrompt)))
	v.has("h1", "Finn Logistics")
	v.accessible("the debrief")
	v.picture("1-debrief", "body")
	v.write("#debrief-topics", "opening the new depot in Newark")
	v.write("#debrief-strengths", "five years of night dispatch")
	v.write("#debrief-said", "you'll hear by Thursday")
	if v.device.noScript {
		v.press(`#debrief button[formaction*="/promise"]`)
	}
	v.has("#reading-debrief", "So we will remind you on Friday 6 March, 9:00 in New York.")
	v.accessible("the promise, read back")
	v.picture("2-promise", "#debrief")
	v.press("#debrief button.first")
	v.has(".notice", "saved")

	// A weak note gets advice, one's own is ready.
	note := `textarea[name^="note-"]`
	check := func() {
		if v.device.noScript {
			v.press(`button[name="check"]`)
		}
	}
	v.write(note, weakNote)
	check()
	v.has(".verdict", "Make it about your conversation")
	v.has(".findings", "Change this")
	v.accessible("a note with findings")
	v.picture("3-note", note)
	v.write(note, ownNote)
	check()
	v.has(".verdict", "Ready to send")
	v.press(`button[name="sent"]:not([value="all"])`)
	v.has(".notice", "sent")
	v.has("main", "They want to decide by Thursday.")
	if owed := w.knows(t, id).NotesOwed; owed != 0 {
		t.Errorf("%d notes are owed", owed)
	}
	v.accessible("waiting")
	v.picture("4-waiting", "body")
}

// decisionDay is the check-in on the morning after the day they named, more time, and the offer.
func decisionDay(t *testing.T, w *world, v *tab) {
	id := v.device.name
	v.visit(w.page(t, w.letter(t, id, events.CheckIn)))
	v.has("main", "Ask about the decision", "What you can say", "Ada Park")
	if tel := v.eval(`document.querySelector('a[href^="tel:"]')?.href ?? ""`); tel != "tel:+14155550199" {
		t.Errorf("the call goes to %q", tel)
	}
	v.accessible("the check-in")
	v.picture("5-check-in", "body")
	v.write("#checkin-said", "they need until Wednesday")
	if v.device.noScript {
		v.press(`#checkin button[formaction*="/promise"]`)
	}
	v.has("#reading-checkin", "Thursday 12 March, 9:00 in New York")
	v.picture("6-what-happened", "#checkin")
	v.press(`#checkin button[value="still_deciding"]`)
	v.has(".notice", "Noted")
	v.has(".next", "On Thursday, 9:00 in New York", "Thursday 12 March")
	s := w.knows(t, id)
	if want := events.NewDate(2026, time.March, 11); s.PromisedBy != want {
		t.Errorf("the promise is %s, want %s", s.PromisedBy, want)
	}
	if !slices.ContainsFunc(s.Plan, func(r events.Reminder) bool {
		return r.Kind == events.CheckIn && r.State == events.Planned && r.DueAt.Equal(time.Date(2026, time.March, 12, 13, 0, 0, 0, time.UTC))
	}) {
		t.Errorf("no check-in is planned for Thursday: %+v", s.Plan)
	}

	// The offer takes one tap, and has a way back.
	v.press(`button[name="outcome"][value="offer"]`)
	v.has(".next", "Congratulations")
	v.has(".notice", "Undo")
	v.accessible("the offer")
	v.picture("7-offer", "body")
	w.letter(t, id, events.Congratulation)
	await(t, "the outcome", func() error {
		if s := w.knows(t, id); s.Outcome != events.Offer {
			return fmt.Errorf("it is %q", s.Outcome)
		}
		return nil
	})
}
