package portal_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/portal"
	"github.com/afterword-io/afterword/services/portal/words"
)

// put stores a dossier as it is.
func (w *world) put(d followup.Dossier) {
	w.t.Helper()
	if _, err := w.dossiers.Put(w.t.Context(), link.FollowupRef(d.Tenant, d.Followup).String(), d); err != nil {
		w.t.Fatal(err)
	}
}

// Who is to be forgotten is forgotten at once, and who nothing is known of has no page.
func TestADossierWithoutACandidateHasNoPage(t *testing.T) {
	w := newWorld(t)
	w.completed()
	entry, err := w.dossiers.Get(t.Context(), w.key())
	if err != nil {
		t.Fatal(err)
	}
	fact := func(kind events.Type, followup string, data any) events.Event {
		e, err := events.New(kind, "/ats", "evt-x", slug, followup, evening(), data)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	shown := w.get(w.path())
	elsewhere := entry.Value
	elsewhere.Facts = append(elsewhere.Facts, fact(events.CandidateErased, "int-43", events.Erasure{}))
	w.put(elsewhere)
	if got := w.get(w.path()); shown.status != http.StatusOK || got.status != http.StatusOK {
		t.Errorf("erased in another follow-up: status %d", got.status)
	}
	erased := entry.Value
	erased.Facts = append(erased.Facts, fact(events.CandidateErased, subject, events.Erasure{}))
	w.put(erased)
	same(t, "erased, and the dossier is still there", w.get("/f/AAAA"), w.get(w.path()))
	w.put(followup.Dossier{Tenant: slug, Followup: subject, Facts: []events.Event{fact(events.ThankyouSent, subject, events.Thankyou{})}})
	same(t, "no interview", w.get("/f/AAAA"), w.get(w.path()))
}

// What matters most stands first, at every stage.
func TestThePageFollowsTheStage(t *testing.T) {
	day := func(d, hour int) time.Time { return time.Date(2026, 3, d, hour, 30, 0, 0, time.UTC) }
	for name, c := range map[string]struct {
		at    time.Time
		act   string
		form  []string
		shown string
	}{
		"notes are owed":        {day(3, 22), "", nil, "notes"},
		"waiting":               {day(5, 22), "", nil, "waiting"},
		"it is time to ask":     {day(6, 15), "", nil, "checkin"},
		"an offer":              {day(6, 15), "outcome", []string{"outcome", "offer"}, "result"},
		"they need more time":   {day(6, 15), "checkin", []string{"result", "still_deciding", "said", "until Wednesday"}, "waiting"},
		"notes, a day too late": {day(4, 22), "", nil, "notes"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.clock.Set(evening())
			w.completed(withTopic)
			w.at(c.at)
			if c.act != "" {
				if got := w.post(c.act, c.form...); got.status != http.StatusSeeOther {
					t.Fatalf("status %d", got.status)
				}
			}
			first := regexp.MustCompile(`<section class="card" aria-labelledby="([a-z]+)-heading"`).FindStringSubmatch(w.get(w.path()).body)
			if first == nil || first[1] != c.shown {
				t.Errorf("first stands %q, want %s", first, c.shown)
			}
		})
	}
}

// Nobody learns an answer from us: what only an ATS knows is on no page and in no feed, not even when it has closed the
// follow-up, until somebody says so.
func TestNobodyLearnsAnAnswerFromThePage(t *testing.T) {
	for _, outcome := range []events.Outcome{events.Offer, events.Rejection} {
		t.Run(string(outcome), func(t *testing.T) {
			w := newWorld(t)
			w.completed(withTopic)
			report := events.OutcomeReport{Outcome: outcome, ReportedBy: events.ReportedByATS}
			if outcome == events.Offer {
				report.RespondBy = events.NewDate(2026, 6, 2)
			}
			w.publish(slug, events.OutcomeRecorded, "evt-2", subject, evening(), report)
			const heading = `<h2 id="next" class="big">`
			ended := words.Of(events.English).Next.Ended
			for _, at := range []time.Time{evening(), evening().AddDate(0, 0, 5), evening().AddDate(0, 0, 80)} {
				w.at(at)
				body, feed := html.UnescapeString(w.get(w.path()).body), w.get(w.feedPath()).body
				if strings.Contains(body, heading+ended[outcome]) || strings.Contains(feed, ended[outcome]) || strings.Contains(body, "2 June") {
					t.Errorf("on %s the page or the feed tells of the %s", at.Format(time.DateOnly), outcome)
				}
			}
			if body := html.UnescapeString(w.get(w.path()).body); !strings.Contains(body, heading+ended[events.NoResponse]) {
				t.Error("closed, the page does not say that there was no response")
			}
			w.post("outcome", "outcome", string(outcome))
			if body := html.UnescapeString(w.get(w.path()).body); !strings.Contains(body, heading+ended[outcome]) {
				t.Errorf("the candidate's own %s is not shown", outcome)
			}
		})
	}
}

func TestBeforeTheInterview(t *testing.T) {
	w := newWorld(t)
	w.clock.Set(time.Date(2026, 3, 3, 15, 0, 0, 0, time.UTC))
	m := meeting()
	m.Interview.EndsAt, m.Interview.EndedAt = m.Interview.EndedAt, time.Time{}
	w.publish(slug, events.InterviewScheduled, "evt-1", subject, time.Date(2026, 3, 2, 15, 0, 0, 0, time.UTC), m)
	body := w.get(w.path()).body
	if !strings.Contains(body, "route planning") || strings.Contains(body, `aria-labelledby="notes-heading"`) {
		t.Error("the page does not say what to do before the interview, or asks for notes")
	}
	if got := w.post("snooze", "until", "tomorrow"); got.status != http.StatusSeeOther {
		t.Errorf("status %d", got.status)
	}
}

// The candidate reads their own language, whatever the browser speaks, and a change of it shows at once.
func TestThePageSpeaksTheCandidatesLanguage(t *testing.T) {
	w := newWorld(t)
	w.completed(func(m *events.Meeting) { m.Candidate.Locale = "fr-CA" })
	if body := w.get(w.path()).body; !strings.Contains(body, `<html lang="fr"`) {
		t.Error("not in French")
	}
	if got := w.post("preferences", "channel", "email", "channel", "sms", "language", "es"); got.status != http.StatusSeeOther {
		t.Fatalf("status %d", got.status)
	}
	if body := w.get(w.path()).body; !strings.Contains(body, `<html lang="es"`) {
		t.Error("not in Spanish")
	}
}

// The portal may stand below a path, whether or not the proxy in front takes it away.
func TestBelowAPath(t *testing.T) {
	base, err := link.ParseBase("https://example.org/after")
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, func(o *portal.Options) { o.Links = &link.Site{Base: base, Keys: o.Links.Keys} })
	w.completed()
	whole := "/after" + w.path()
	for _, path := range []string{whole, w.path()} {
		got := w.get(path)
		if got.status != http.StatusOK || !strings.Contains(got.body, `action="`+whole+`/debrief"`) || strings.Contains(got.body, `"/f/`) {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
	got := w.postTo(whole+"/sent", form("nonce", strings.Repeat("A", 26), "sent", "all"))
	if to := got.header.Get("Location"); got.status != http.StatusSeeOther || !strings.HasPrefix(to, whole+"?") {
		t.Errorf("status %d, to %q", got.status, to)
	}
}

// When to call is on the employer's clock, named where it is not the candidate's.
func TestOfficeHours(t *testing.T) {
	for zone, want := range map[string]string{
		"America/New_York": "9 am to 5 pm<", "America/Los_Angeles": "9 am to 5 pm New York time<",
	} {
		w := newWorld(t)
		w.completed(func(m *events.Meeting) { m.Candidate.TimeZone = zone })
		if body := w.get(w.path()).body; !strings.Contains(body, want) {
			t.Errorf("%s: the page does not say %q", zone, want)
		}
	}
}

// In time-lapse every page says what time it is.
func TestTimeLapseShowsItsClock(t *testing.T) {
	quick := &lapse{hand: hand{now: evening()}}
	w := newWorld(t, func(o *portal.Options) { o.Clock = quick })
	w.completed()
	if body := w.get(w.path()).body; !strings.Contains(body, "17:00") && !strings.Contains(body, "5 pm") {
		t.Error("the page does not say what time it is")
	}
}

type lapse struct{ hand }

func (*lapse) Speed() float64 { return 1440 }

func TestOptionsAreChecked(t *testing.T) {
	_, err := portal.New(portal.Options{Proxies: -1, Limits: portal.Limits{Body: -1, PerLink: -1, PerAddress: -1, Publish: -1, Show: -1}})
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"Options.Bus", "Options.Links", "Options.Proxies", "Limits.Body", "Limits.PerLink", "Limits.PerAddress", "Limits.Publish", "Limits.Show"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not named", want)
		}
	}
}
