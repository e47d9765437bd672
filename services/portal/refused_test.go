package portal_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/suppression"
	"github.com/afterword-io/afterword/services/portal"
)

// Every link that does not work is answered alike: nobody learns why, or whether it ever worked.
func TestLinksThatDoNotWorkAreRefusedAlike(t *testing.T) {
	w := newWorld(t)
	w.completed()
	w.completed(func(m *events.Meeting) { m.Interview.ID = "int-gone" })
	now := w.clock.Now()
	good := strings.TrimPrefix(w.path(), "/f/")
	others, err := link.ParseKeys(link.NewKey(1))
	if err != nil {
		t.Fatal(err)
	}
	ref := link.FollowupRef(slug, subject)
	token := func(k *link.Keys, p link.Purpose, ref link.Ref, expires time.Time) string {
		return k.Sign(link.Token{Purpose: p, Followup: ref, Expires: expires})
	}
	later := now.Add(time.Hour)
	erase(w, "int-gone")
	tokens := map[string]string{
		"nothing at all":         "",
		"no token":               "hello",
		"a long text":            strings.Repeat("A", 5000),
		"tampered":               flip(good),
		"cut":                    good[:len(good)-1],
		"longer":                 good + "A",
		"signed elsewhere":       token(others, link.Page, ref, later),
		"expired":                token(w.links.Keys, link.Page, ref, now),
		"for the calendar":       token(w.links.Keys, link.Calendar, ref, later),
		"for unsubscribing":      strings.TrimPrefix(w.unsubscribePath(), "/unsubscribe/"),
		"of an unknown followup": token(w.links.Keys, link.Page, link.FollowupRef(slug, "int-43"), later),
		"of another tenant":      token(w.links.Keys, link.Page, link.FollowupRef("other", subject), later),
		"of somebody erased":     token(w.links.Keys, link.Page, link.FollowupRef(slug, "int-gone"), later),
		"with a slash":           good + "%2F",
		"with a dot":             good + "/..",
		"with a null":            good + "%00",
	}
	// Not even a dossier that lies where a refused token points to is shown.
	entry, err := w.dossiers.Get(t.Context(), w.key())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.dossiers.Put(t.Context(), link.Ref{}.String(), entry.Value); err != nil {
		t.Fatal(err)
	}
	want := w.get("/f/AAAA")
	if want.status != http.StatusNotFound || len(want.body) == 0 {
		t.Fatalf("a link that does not work: %d", want.status)
	}
	for name, token := range tokens {
		routes := map[string]answer{
			"page": w.get("/f/" + token),
			"card": w.get("/f/" + token + "/card/x"),
			"post": w.postTo("/f/"+token+"/debrief", form("nonce", strings.Repeat("A", 26), "topics", "the new depot")),
			"note": w.postTo("/f/"+token+"/note", form("note-x", "Dear Mr. Finn")),
		}
		if name != "for the calendar" {
			routes["feed"] = w.get("/f/" + token + "/calendar.ics")
		}
		if name != "for unsubscribing" {
			routes["unsubscribe"] = w.get("/unsubscribe/" + token)
			routes["one-click"] = w.postTo("/unsubscribe/"+token, form("List-Unsubscribe", "One-Click"))
		}
		for route, got := range routes {
			same(t, name+", "+route, want, got)
		}
	}
	if told := w.facts(); len(told) > 0 {
		t.Errorf("a link that does not work told %d facts", len(told))
	}
	if _, found := w.suppressed(); found {
		t.Error("a link that does not work has unsubscribed somebody")
	}
}

func same(t *testing.T, name string, want, got answer) {
	t.Helper()
	for _, a := range []*answer{&want, &got} {
		a.header = a.header.Clone()
		a.header.Del("Date")
	}
	if want.status != got.status || want.body != got.body {
		t.Errorf("%s: status %d, %d bytes; want %d, %d bytes", name, got.status, len(got.body), want.status, len(want.body))
	}
	if diff := cmp.Diff(want.header, got.header); diff != "" {
		t.Errorf("%s: headers (-want +got):\n%s", name, diff)
	}
}

// flip changes one letter in the middle.
func flip(token string) string {
	i := len(token) / 2
	letter := "A"
	if token[i] == 'A' {
		letter = "B"
	}
	return token[:i] + letter + token[i+1:]
}

// erase makes a follow-up forgotten and waits until its dossier is gone.
func erase(w *world, followup string) {
	w.t.Helper()
	e, err := events.New(events.CandidateErased, "/ats", "erase-"+followup, slug, followup, w.clock.Now(), events.Erasure{})
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.bus.Publish(w.t.Context(), e, events.MsgID(slug, e.Source, e.ID)); err != nil {
		w.t.Fatal(err)
	}
	w.wait("the dossier is gone", func() bool {
		_, err := w.dossiers.Get(w.t.Context(), link.FollowupRef(slug, followup).String())
		return err != nil
	})
}

func TestARefusalSpeaksTheBrowsersLanguage(t *testing.T) {
	w := newWorld(t)
	for accepted, want := range map[string]string{
		"":                              "en",
		"de":                            "de",
		"de-AT,de;q=0.9,en;q=0.8":       "de",
		"ja,fr;q=0.5,es;q=0.7,en;q=0.1": "es",
		"ja":                            "en",
		"fr;q=0,es;q=0.1":               "es",
		"en-GB;q=0.9,fr;q=0.9":          "en",
		"fr;q=nonsense,de;q=0.1":        "de",
	} {
		r := w.request(http.MethodGet, "/f/AAAA", nil)
		r.Header.Set("Accept-Language", accepted)
		if got := w.send(r); !strings.Contains(got.body, `lang="`+want+`"`) {
			t.Errorf("%q: not in %s", accepted, want)
		}
	}
}

// A link opens what it is for, of one follow-up of one tenant, and changes nothing of any other.
func TestALinkIsGoodForItsOwnFollowupOnly(t *testing.T) {
	w := newWorld(t)
	w.tenant(events.Tenant{Slug: "other", Name: "Other"})
	type owner struct{ tenant, followup, topic string }
	owners := []owner{{slug, subject, "the depot"}, {slug, "int-43", "the fleet"}, {"other", subject, "the harbour"}, {"other", "int-43", "the airport"}}
	for i, o := range owners {
		m := meeting()
		m.Interview.ID, m.Topics = o.followup, []string{o.topic}
		w.publish(o.tenant, events.InterviewCompleted, "evt-"+string(rune('a'+i)), o.followup, m.Interview.EndedAt, m)
	}
	for i, o := range owners {
		path := pathOf(t, w.links.Page(o.tenant, o.followup, w.clock.Now()))
		page := w.get(path)
		for _, other := range owners {
			if shown := strings.Contains(page.body, other.topic); shown != (other == o) {
				t.Errorf("the page of %s %s shows what %s %s talked about: %v", o.tenant, o.followup, other.tenant, other.followup, shown)
			}
		}
		nonce := strings.Repeat(string(rune('A'+i)), 26)
		if got := w.postTo(path+"/sent", form("nonce", nonce, "sent", "all")); got.status != http.StatusSeeOther {
			t.Errorf("%s %s: status %d", o.tenant, o.followup, got.status)
		}
		for j, fact := range w.facts() {
			if want := owners[j]; fact.Tenant != want.tenant || fact.Subject != want.followup {
				t.Errorf("fact %d is of %s %s, want %s %s", j, fact.Tenant, fact.Subject, want.tenant, want.followup)
			}
		}
	}
	if got := len(w.facts()); got != len(owners) {
		t.Errorf("%d facts, want %d", got, len(owners))
	}
	// What is told in one follow-up can be taken back there only.
	ref := factRef(w.get(w.path()).body)
	foreign := pathOf(t, w.links.Page("other", subject, w.clock.Now()))
	if got := w.postTo(foreign+"/undo", form("nonce", strings.Repeat("Z", 26), "fact", ref)); got.status != http.StatusUnprocessableEntity {
		t.Errorf("undoing somebody else's fact: status %d", got.status)
	}
	// An interviewer's card is of the follow-up as well.
	if got := w.get(foreign + "/card/0000000000000000"); got.status != http.StatusNotFound {
		t.Errorf("the card of nobody: status %d", got.status)
	}
}

func TestTheKeyOfAnAddressIsNoLinkToAPage(t *testing.T) {
	w := newWorld(t)
	w.completed()
	token := w.links.Keys.Sign(link.Token{
		Purpose: link.Unsubscribe, Followup: link.FollowupRef(slug, subject), Address: suppression.OfTenant(slug, events.Email, address),
		Expires: w.clock.Now().Add(time.Hour),
	})
	if got := w.get("/f/" + token); got.status != http.StatusNotFound {
		t.Errorf("status %d", got.status)
	}
}

func TestTooManyRequests(t *testing.T) {
	w := newWorld(t, func(o *portal.Options) {
		o.Limits.PerLink, o.Limits.BurstPerLink = 0.001, 2
		o.Limits.PerAddress, o.Limits.BurstPerAddress = 0.001, 5
	})
	w.completed()
	var got []int
	for range 2 {
		got = append(got, w.get(w.path()).status)
	}
	form := w.postTo(w.path()+"/debrief", form("nonce", strings.Repeat("A", 26), "topics", "the new depot"))
	if got = append(got, form.status); !strings.Contains(form.body, "the new depot") {
		t.Error("what was typed is gone")
	}
	for range 3 {
		got = append(got, w.get("/f/AAAA").status)
	}
	limited := w.get("/f/AAAA")
	if diff := cmp.Diff([]int{200, 200, 429, 404, 404, 429}, got); diff != "" || limited.header.Get("Retry-After") == "" {
		t.Errorf("statuses (-want +got):\n%s", diff)
	}
}

// Behind a proxy the caller is whom the proxy names last; what the caller wrote before that counts for nothing.
func TestCallersBehindAProxy(t *testing.T) {
	w := newWorld(t, func(o *portal.Options) {
		o.Proxies = 1
		o.Limits.PerAddress, o.Limits.BurstPerAddress = 0.001, 1
	})
	for _, c := range []struct {
		forwarded string
		status    int
	}{
		{"198.51.100.1", 404},
		{"198.51.100.1", 429},
		{"203.0.113.9, 198.51.100.1", 429},
		{"198.51.100.2", 404},
		{"2001:db8::1", 404},
		{"2001:db8::2", 429},
		{"2001:db8:0:1::2", 404},
	} {
		r := w.request(http.MethodGet, "/f/AAAA", nil)
		r.Header.Set("X-Forwarded-For", c.forwarded)
		if got := w.send(r); got.status != c.status {
			t.Errorf("%s: status %d, want %d", c.forwarded, got.status, c.status)
		}
	}
}
