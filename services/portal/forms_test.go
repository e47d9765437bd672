package portal_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/portal"
)

// A form becomes the fact that it says, and the page shown next knows it.
func TestFormsTellFacts(t *testing.T) {
	tomorrow := time.Date(2026, 3, 4, 13, 0, 0, 0, time.UTC) // 08:00 in New York
	for name, c := range map[string]struct {
		act  string
		form []string
		kind events.Type
		want any
		// shown is part of the page afterwards.
		shown string
	}{
		"topics and strengths": {
			"debrief",
			[]string{"topics", "- the new depot in Newark\r\n\r\n the night shift \r\nthe night shift", "strengths", "five years of dispatch"},
			events.DebriefRecorded,
			events.Debrief{Topics: []string{"the new depot in Newark", "the night shift"}, Strengths: []string{"five years of dispatch"}},
			"the new depot in Newark",
		},
		"a promise as spoken": {
			"debrief",
			[]string{"said", "  you'll hear\tby Thursday "},
			events.DebriefRecorded,
			events.Debrief{Promise: &events.Promise{Said: "you'll hear by Thursday"}},
			"6 March",
		},
		"a promise with its date": {
			"debrief",
			[]string{"said", "when the moon is full", "by", "2026-03-12"},
			events.DebriefRecorded,
			events.Debrief{Promise: &events.Promise{By: events.NewDate(2026, 3, 12)}},
			"13 March",
		},
		"one note": {
			"sent",
			[]string{"sent", ref("iv-1"), "method-" + ref("iv-1"), "hand"},
			events.ThankyouSent,
			events.Thankyou{InterviewerIDs: []string{"iv-1"}, Method: events.ByHand},
			"Mr. Finn",
		},
		"a note to somebody whose id is an address": {
			"sent",
			[]string{"sent", ref("lang@example.com")},
			events.ThankyouSent,
			events.Thankyou{InterviewerIDs: []string{"lang@example.com"}},
			"Bea Lang",
		},
		"all notes": {"sent", []string{"sent", "all"}, events.ThankyouSent, events.Thankyou{}, ""},
		"a check-in": {
			"checkin",
			[]string{"result", "still_deciding", "method", "call", "said", "until Wednesday"},
			events.CheckinMade,
			events.Checkin{Method: events.ByCall, Result: events.StillDeciding, Promise: &events.Promise{Said: "until Wednesday"}},
			"5 March",
		},
		"a call back on a day": {
			"checkin",
			[]string{"result", "call_back", "by", "2026-03-10"},
			events.CheckinMade,
			events.Checkin{Result: events.CallBack, Promise: &events.Promise{By: events.NewDate(2026, 3, 10)}},
			"10 March",
		},
		"no answer, with words left in the field": {
			"checkin",
			[]string{"result", "no_answer", "method", "email", "said", "hm"},
			events.CheckinMade,
			events.Checkin{Method: events.ByEmail, Result: events.NoAnswer},
			"",
		},
		"an offer": {
			"outcome",
			[]string{"outcome", "offer", "respond_by", "2026-03-13"},
			events.OutcomeRecorded,
			events.OutcomeReport{Outcome: events.Offer, RespondBy: events.NewDate(2026, 3, 13), ReportedBy: events.ReportedByCandidate},
			"13 March",
		},
		"a no": {
			"outcome",
			[]string{"outcome", "rejection", "respond_by", "what"},
			events.OutcomeRecorded,
			events.OutcomeReport{Outcome: events.Rejection, ReportedBy: events.ReportedByCandidate},
			"",
		},
		"not before tomorrow": {"snooze", []string{"until", "tomorrow"}, events.ReminderSnoozed, events.Snooze{Until: tomorrow}, ""},
		"three days":          {"snooze", []string{"until", "three_days"}, events.ReminderSnoozed, events.Snooze{Until: tomorrow.AddDate(0, 0, 2)}, "6 March"},
		// New York is on daylight time from 8 March.
		"a day": {
			"snooze",
			[]string{"until", "date", "on", "2026-03-10"},
			events.ReminderSnoozed,
			events.Snooze{Until: time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)},
			"10 March",
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.completed()
			got := w.post(c.act, c.form...)
			if want := w.path() + "?done=" + c.act; got.status != http.StatusSeeOther || got.header.Get("Location") != want {
				t.Fatalf("status %d, to %q, want %q", got.status, got.header.Get("Location"), want)
			}
			var diff string
			switch want := c.want.(type) {
			case events.Debrief:
				diff = cmp.Diff(want, told[events.Debrief](w, c.kind))
			case events.Thankyou:
				diff = cmp.Diff(want, told[events.Thankyou](w, c.kind))
			case events.Checkin:
				diff = cmp.Diff(want, told[events.Checkin](w, c.kind))
			case events.OutcomeReport:
				diff = cmp.Diff(want, told[events.OutcomeReport](w, c.kind))
			case events.Snooze:
				diff = cmp.Diff(want, told[events.Snooze](w, c.kind))
			}
			if diff != "" {
				t.Errorf("the fact (-want +got):\n%s", diff)
			}
			if page := w.get(got.header.Get("Location")); !strings.Contains(page.body, c.shown) {
				t.Errorf("the page does not show %q", c.shown)
			}
		})
	}
}

// ref is how the page names an interviewer.
func ref(id string) string { return portal.InterviewerRef(id) }

// A form that is sent twice, by a thumb or by a browser, is told once and answered alike.
func TestAFormActsOnce(t *testing.T) {
	w := newWorld(t)
	w.completed()
	nonce := w.nonce()
	first := w.post("debrief", "nonce", nonce, "topics", "the new depot")
	second := w.post("debrief", "nonce", nonce, "topics", "the new depot")
	alike(t, first, second)
	told[events.Debrief](w, events.DebriefRecorded)
	// Long after, when the bus has forgotten the form's number, the dossier knows it.
	entry, err := w.dossiers.Get(t.Context(), w.key())
	if err != nil {
		t.Fatal(err)
	}
	old, err := events.New(events.ThankyouSent, "/afterword/portal", "portal-"+strings.Repeat("B", 26), slug, subject, evening(), events.Thankyou{})
	if err != nil {
		t.Fatal(err)
	}
	entry.Value.Facts = append(entry.Value.Facts, old)
	w.put(entry.Value)
	alike(t, w.post("sent", "nonce", strings.Repeat("B", 26), "sent", "all"), w.post("sent", "nonce", strings.Repeat("B", 26), "sent", "all"))
	if got := w.facts(events.ThankyouSent); len(got) > 0 {
		t.Errorf("%d facts that were known are told again", len(got))
	}
}

// Two thumbs, or a line that was lost: the same form many times at once.
func TestAFormSentManyTimesAtOnceActsOnce(t *testing.T) {
	w := newWorld(t)
	w.completed()
	path, values := w.path()+"/sent", form("nonce", w.nonce(), "sent", "all")
	answers := make(chan answer, 8)
	for range cap(answers) {
		go func() {
			var got answer
			defer func() { answers <- got }()
			got = w.postTo(path, values)
		}()
	}
	first := <-answers
	for range cap(answers) - 1 {
		alike(t, first, <-answers)
	}
	told[events.Thankyou](w, events.ThankyouSent)
}

// The same while the workflow is not heard of, and only the bus can tell.
func TestAFormActsOnceBeforeThePageShowsIt(t *testing.T) {
	w := newWorld(t, func(o *portal.Options) { o.Limits.Show = 50 * time.Millisecond })
	w.completed()
	w.setStill(true)
	nonce := w.nonce()
	first := w.post("sent", "nonce", nonce, "sent", "all")
	alike(t, first, w.post("sent", "nonce", nonce, "sent", "all"))
	if !strings.Contains(first.header.Get("Location"), "pending=1") {
		t.Errorf("what the page does not show yet is said to be shown: %q", first.header.Get("Location"))
	}
	told[events.Thankyou](w, events.ThankyouSent)
}

func alike(t *testing.T, first, second answer) {
	t.Helper()
	if first.status != http.StatusSeeOther || second.status != first.status || first.header.Get("Location") != second.header.Get("Location") {
		t.Errorf("%d to %q, then %d to %q", first.status, first.header.Get("Location"), second.status, second.header.Get("Location"))
	}
}

func (w *world) setStill(still bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.still = still
}

// What cannot be meant comes back with all that was typed, and says which field it is.
func TestMistakesComeBackWithWhatWasTyped(t *testing.T) {
	w := newWorld(t)
	w.completed()
	long := strings.Repeat("x", 501)
	for name, c := range map[string]struct {
		act   string
		form  []string
		field string
		kept  []string
	}{
		"nothing":                         {"debrief", nil, "", nil},
		"a promise nobody understands":    {"debrief", []string{"topics", "the new depot", "said", "when the moon is full"}, "said", []string{"the new depot", "when the moon is full"}},
		"a promise before the interview":  {"debrief", []string{"topics", "the new depot", "by", "2026-03-01"}, "by", []string{"the new depot", "2026-03-01"}},
		"no date":                         {"debrief", []string{"strengths", "dispatch", "by", "tomorrow"}, "by", []string{"dispatch"}},
		"a topic that is too long":        {"debrief", []string{"topics", long}, "topics", []string{long}},
		"too many topics":                 {"debrief", []string{"topics", manyLines(51)}, "topics", []string{"topic number 51"}},
		"a note to nobody":                {"sent", []string{"sent", "0000"}, "sent", nil},
		"a way that is none":              {"sent", []string{"sent", ref("iv-1"), "method-" + ref("iv-1"), "pigeon", "note-" + ref("iv-1"), "Dear Mr. Finn, thanks"}, "method-" + ref("iv-1"), []string{"Dear Mr. Finn, thanks"}},
		"no answer chosen":                {"checkin", []string{"said", "until Wednesday"}, "result", []string{"until Wednesday"}},
		"an answer that is none":          {"checkin", []string{"result", "hired"}, "result", nil},
		"a day nobody understands":        {"checkin", []string{"result", "still_deciding", "said", "perhaps"}, "said", []string{"perhaps"}},
		"no outcome":                      {"outcome", nil, "outcome", nil},
		"an outcome that is ours to say":  {"outcome", []string{"outcome", "no_response"}, "outcome", nil},
		"an offer until yesterday":        {"outcome", []string{"outcome", "offer", "respond_by", "2026-03-02"}, "respond_by", []string{"2026-03-02"}},
		"until no day":                    {"snooze", []string{"until", "date"}, "on", nil},
		"until today":                     {"snooze", []string{"until", "date", "on", "2026-03-03"}, "on", []string{"2026-03-03"}},
		"until after it all":              {"snooze", []string{"until", "date", "on", "2027-03-03"}, "on", []string{"2027-03-03"}},
		"until whenever":                  {"snooze", []string{"until", "whenever"}, "until", nil},
		"hours that are none":             {"preferences", []string{"from", "late", "to", "20:00", "zone", "Europe/Berlin"}, "from", []string{"Europe/Berlin"}},
		"hours that are too early":        {"preferences", []string{"from", "05:00", "to", "20:00"}, "from", []string{"05:00"}},
		"hours the wrong way round":       {"preferences", []string{"from", "20:00", "to", "08:00"}, "to", []string{"20:00", "08:00"}},
		"a zone that is none":             {"preferences", []string{"zone", "Mars/Olympus"}, "zone", []string{"Mars/Olympus"}},
		"a language that is none":         {"preferences", []string{"language", "tlh"}, "language", nil},
		"a channel that is none":          {"preferences", []string{"channel", "pigeon"}, "channel", nil},
		"undoing nothing":                 {"undo", []string{"fact", "0000"}, "fact", nil},
		"deleting without the word":       {"delete", nil, "word", nil},
		"deleting with another word":      {"delete", []string{"word", "perhaps"}, "word", []string{"perhaps"}},
		"a form without its number":       {"debrief", []string{"nonce", "", "topics", "the new depot"}, "", []string{"the new depot"}},
		"a form with a number of its own": {"debrief", []string{"nonce", "1", "topics", "the new depot"}, "", []string{"the new depot"}},
	} {
		t.Run(name, func(t *testing.T) {
			got := w.post(c.act, c.form...)
			if got.status != http.StatusUnprocessableEntity {
				t.Fatalf("status %d, want 422", got.status)
			}
			body := html.UnescapeString(got.body)
			for _, text := range c.kept {
				if !strings.Contains(body, text) {
					t.Errorf("%q was typed and is gone", text)
				}
			}
			if c.field != "" && !strings.Contains(got.body, "aria-invalid") && !strings.Contains(got.body, `role="alert"`) {
				t.Errorf("nothing says that %s is wrong", c.field)
			}
		})
	}
	if got := w.facts(); len(got) > 0 {
		t.Errorf("%d facts were told", len(got))
	}
}

func manyLines(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("topic number " + string(rune('0'+(i+1)/10)) + string(rune('0'+(i+1)%10)) + "\n")
	}
	return b.String()
}

// Everything that was told can be taken back, what came by text too.
func TestUndo(t *testing.T) {
	w := newWorld(t)
	w.completed()
	w.publishFrom(slug, events.ThankyouSent, "/afterword/sms", "SM1", subject, evening(), events.Thankyou{})
	w.post("debrief", "topics", "the new depot")
	w.clock.Set(evening().Add(time.Second)) // Of two words at the same instant neither is the later.
	w.post("outcome", "outcome", "offer")
	refs := factRefs(w.get(w.path()).body)
	if len(refs) != 3 {
		t.Fatalf("%d things can be taken back, want 3", len(refs))
	}
	nonce := w.nonce()
	for range 2 { // The second time it is the same form.
		if got := w.post("undo", "nonce", nonce, "fact", refs[0]); got.status != http.StatusSeeOther || got.header.Get("Location") != w.path()+"?done=undo" {
			t.Errorf("status %d, to %q", got.status, got.header.Get("Location"))
		}
	}
	if got := w.post("undo", "fact", refs[0]); got.status != http.StatusSeeOther { // From another page that was open.
		t.Errorf("once more: status %d", got.status)
	}
	retraction := told[events.Retraction](w, events.FactRetracted)
	if offer := w.facts(events.OutcomeRecorded)[0]; retraction.ID != offer.ID || retraction.Source != offer.Source {
		t.Errorf("taken back is %+v, want the newest, %s", retraction, offer.ID)
	}
	if got := w.post("undo", "fact", refs[2]); got.status != http.StatusSeeOther {
		t.Errorf("undoing what came by text: status %d", got.status)
	}
	left := factRefs(w.get(w.path()).body)
	if diff := cmp.Diff(refs[1:2], left); diff != "" {
		t.Errorf("what can be taken back now (-want +got):\n%s", diff)
	}
}

func factRefs(page string) []string {
	var refs []string
	for _, found := range regexp.MustCompile(`name="fact" value="([0-9a-f]{32})"`).FindAllStringSubmatch(page, -1) {
		refs = append(refs, found[1])
	}
	return refs
}

func factRef(page string) string {
	if refs := factRefs(page); len(refs) > 0 {
		return refs[0]
	}
	return ""
}

// A STOP by text binds more than this follow-up, and what others have said is not the candidate's to take back.
func TestWhatCannotBeUndoneIsNotOffered(t *testing.T) {
	w := newWorld(t)
	w.completed()
	w.publishFrom(slug, events.ConsentChanged, "/afterword/sms", "SM1", subject, evening(), events.Consent{Channel: events.SMS})
	w.publishFrom(slug, events.ConsentChanged, "/afterword/email", "unsubscribe-1", subject, evening(), events.Consent{Channel: events.Email})
	w.publish(slug, events.OutcomeRecorded, "evt-2", subject, evening(), events.OutcomeReport{Outcome: events.Rejection, ReportedBy: events.ReportedByStaff})
	if refs := factRefs(w.get(w.path()).body); len(refs) > 0 {
		t.Errorf("%d things can be taken back", len(refs))
	}
}

func TestPreferences(t *testing.T) {
	for name, c := range map[string]struct {
		form    []string
		update  *events.CandidateUpdate
		consent []events.Consent
	}{
		"nothing new":  {[]string{"channel", "email", "channel", "sms", "first", "email", "from", "08:00", "to", "20:00", "language", "en", "zone", "America/New_York"}, nil, nil},
		"texts first":  {[]string{"channel", "email", "channel", "sms", "first", "sms"}, &events.CandidateUpdate{Channels: []events.Channel{events.SMS, events.Email}}, nil},
		"only emails":  {[]string{"channel", "email"}, &events.CandidateUpdate{Channels: []events.Channel{events.Email}}, []events.Consent{no(events.SMS)}},
		"nothing more": {nil, nil, []events.Consent{no(events.Email), no(events.SMS)}},
		"all the rest": {
			[]string{"channel", "email", "channel", "sms", "from", "09:00", "to", "18:30", "language", "de", "zone", "Europe/Berlin", "handwriting", "yes"},
			&events.CandidateUpdate{
				TimeZone: "Europe/Berlin", Locale: "de", Prefers: "handwriting",
				Allowed: &events.AllowedWindow{From: events.NewTimeOfDay(9, 0), To: events.NewTimeOfDay(18, 30)},
			}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.completed()
			if got := w.post("preferences", c.form...); got.status != http.StatusSeeOther {
				t.Fatalf("status %d", got.status)
			}
			w.wait("the facts are heard", func() bool {
				return len(w.facts(events.ConsentChanged)) == len(c.consent) && (len(w.facts(events.CandidateUpdated)) == 1) == (c.update != nil)
			})
			if c.update != nil {
				if diff := cmp.Diff(*c.update, told[events.CandidateUpdate](w, events.CandidateUpdated)); diff != "" {
					t.Errorf("the update (-want +got):\n%s", diff)
				}
			}
			var consents []events.Consent
			for _, e := range w.facts(events.ConsentChanged) {
				data, _ := events.DataOf[events.Consent](e)
				consents = append(consents, data)
			}
			if diff := cmp.Diff(c.consent, consents); diff != "" {
				t.Errorf("the consents (-want +got):\n%s", diff)
			}
		})
	}
}

func no(ch events.Channel) events.Consent {
	return events.Consent{Channel: ch, Evidence: "preferences page"}
}

func TestDeleteAsksForTheWordAndForgets(t *testing.T) {
	w := newWorld(t)
	w.completed()
	got := w.post("delete", "word", " Delete. ")
	if got.status != http.StatusSeeOther || got.header.Get("Location") != "/f/deleted" {
		t.Fatalf("status %d, to %q", got.status, got.header.Get("Location"))
	}
	told[events.Erasure](w, events.CandidateErased)
	if page := w.get("/f/deleted"); page.status != http.StatusOK {
		t.Errorf("status %d", page.status)
	}
	same(t, "the page afterwards", w.get("/f/AAAA"), w.get(w.path()))
}
