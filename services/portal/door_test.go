package portal_test

import (
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// A page of another site cannot press a button here; a browser that tells no origin, or an odd one, can.
func TestFormsOfOtherSitesAreRefused(t *testing.T) {
	w := newWorld(t)
	w.completed()
	for name, c := range map[string]struct {
		header http.Header
		status int
	}{
		"ours":                         {http.Header{"Sec-Fetch-Site": {"same-origin"}}, 303},
		"ours, in an old browser":      {http.Header{"Origin": {"null"}}, 303},
		"ours, by its public address":  {http.Header{"Origin": {"http://portal.test"}}, 303},
		"no browser":                   {http.Header{}, 303},
		"another site":                 {http.Header{"Sec-Fetch-Site": {"cross-site"}}, 403},
		"a neighbour":                  {http.Header{"Sec-Fetch-Site": {"same-site"}}, 403},
		"a frame of another site":      {http.Header{"Sec-Fetch-Site": {"cross-site"}, "Origin": {"null"}}, 403},
		"another, in an old browser":   {http.Header{"Origin": {"https://evil.example"}}, 403},
		"another, unsubscribing":       {http.Header{"Sec-Fetch-Site": {"cross-site"}, "X-Path": {"unsubscribe"}}, 403},
		"a mail program unsubscribing": {http.Header{"Origin": {"https://mail.example"}, "X-Path": {"one-click"}}, 200},
	} {
		path, values := w.path()+"/sent", form("nonce", w.nonce(), "sent", "all")
		switch c.header.Get("X-Path") {
		case "unsubscribe":
			path, values = w.unsubscribePath(), form("do", "stop")
		case "one-click":
			path, values = w.unsubscribePath(), form("List-Unsubscribe", "One-Click")
		}
		r := w.request(http.MethodPost, path, strings.NewReader(values.Encode()))
		r.Header = c.header
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if got := w.send(r); got.status != c.status {
			t.Errorf("%s: status %d, want %d", name, got.status, c.status)
		}
	}
}

func TestBodiesThatAreNoForm(t *testing.T) {
	w := newWorld(t)
	w.completed()
	for name, c := range map[string]struct {
		media, body string
		status      int
	}{
		"JSON":            {"application/json", `{"topics":"x"}`, 415},
		"no type":         {"", "topics=x", 415},
		"a broken type":   {"multipart/form-data", "x", 415},
		"a broken form":   {"application/x-www-form-urlencoded", "%zz", 415},
		"a huge one":      {"application/x-www-form-urlencoded", "topics=" + strings.Repeat("x", 2<<20), 413},
		"a form in parts": {"multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"nonce\"\r\n\r\n" + strings.Repeat("C", 26) + "\r\n--b\r\nContent-Disposition: form-data; name=\"topics\"\r\n\r\nthe depot\r\n--b--\r\n", 303},
	} {
		r := w.request(http.MethodPost, w.path()+"/debrief", strings.NewReader(c.body))
		r.Header.Set("Content-Type", c.media)
		if got := w.send(r); got.status != c.status {
			t.Errorf("%s: status %d, want %d", name, got.status, c.status)
		}
	}
	// What stands in the address is no part of a form.
	values := url.Values{"topics": {"the depot"}, "nonce": {strings.Repeat("D", 26)}}
	if got := w.postTo(w.path()+"/debrief?"+values.Encode(), nil); got.status != http.StatusUnprocessableEntity {
		t.Errorf("a form in the address: status %d", got.status)
	}
}

// While the bus cannot store, nothing that was typed is lost, and pressing again is safe.
func TestWhileTheBusIsDownNothingTypedIsLost(t *testing.T) {
	w := newWorld(t)
	w.completed()
	path, nonce := w.path(), w.nonce()
	w.server.Stop()
	typed := form("nonce", nonce, "topics", "the <new> depot", "said", "by Thursday")
	got := w.postTo(path+"/debrief", typed)
	if got.status != http.StatusServiceUnavailable || got.header.Get("Retry-After") == "" {
		t.Fatalf("status %d", got.status)
	}
	body := html.UnescapeString(got.body)
	for _, text := range []string{"the <new> depot", "by Thursday", nonce, path + "/debrief"} {
		if !strings.Contains(body, text) {
			t.Errorf("%q is not on the page", text)
		}
	}
	if page := w.get(path); page.status != http.StatusServiceUnavailable {
		t.Errorf("the page: status %d", page.status)
	}
	w.server.Start()
	w.wait("the bus is back", func() bool { return w.bus.Healthy(t.Context()) == nil })
	for range 2 {
		if got := w.postTo(path+"/debrief", typed); got.status != http.StatusSeeOther {
			t.Errorf("pressed again: status %d", got.status)
		}
	}
	told[events.Debrief](w, events.DebriefRecorded)
}

// What was stored in part is completed by pressing again: every fact of a form has an id of its own.
func TestAFormThatWasStoredInPartIsCompleted(t *testing.T) {
	w := newWorld(t)
	w.completed()
	nonce := strings.Repeat("E", 26)
	w.publishFrom(slug, events.ConsentChanged, "/afterword/portal", "portal-"+nonce+"-3", subject, evening(), no(events.SMS))
	if got := w.post("preferences", "nonce", nonce, "channel", "email"); got.status != http.StatusSeeOther {
		t.Fatalf("status %d", got.status)
	}
	w.wait("the rest is told", func() bool { return len(w.facts(events.CandidateUpdated)) == 1 })
	ids := []string{}
	for _, e := range w.facts() {
		ids = append(ids, e.ID)
	}
	if want := []string{"portal-" + nonce + "-3", "portal-" + nonce}; !slices.Equal(ids, want) {
		t.Errorf("facts %v, want %v", ids, want)
	}
}
