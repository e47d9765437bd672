package portal_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/events"
)

// stored is how much every stream and bucket has ever taken, by name.
func (w *world) stored() map[string]string {
	w.t.Helper()
	connection, err := nats.Connect(w.server.URL())
	if err != nil {
		w.t.Fatal(err)
	}
	defer connection.Close()
	js, err := jetstream.New(connection)
	if err != nil {
		w.t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(w.t.Context(), patience)
	defer cancel()
	state := map[string]string{}
	streams := js.ListStreams(ctx)
	for info := range streams.Info() {
		state[info.Config.Name] = fmt.Sprintf("%d messages up to %d", info.State.Msgs, info.State.LastSeq)
	}
	if err := streams.Err(); err != nil {
		w.t.Fatal(err)
	}
	return state
}

// everyPath is every route of a link that works.
func (w *world) everyPath() []string {
	card := regexp.MustCompile(`/card/[0-9a-f]+`).FindString(w.get(w.path()).body)
	paths := []string{
		w.path(), w.path() + "?done=debrief", w.path() + "/calendar.ics", w.path() + card, w.feedPath(), w.unsubscribePath(),
		"/f/deleted", "/", "/f/", "/unsubscribe/", "/f/assets/none.css",
	}
	for _, act := range []string{"debrief", "sent", "note", "promise", "checkin", "outcome", "snooze", "preferences", "undo", "delete"} {
		// As if a form had been sent by GET.
		paths = append(paths, w.path()+"/"+act, w.path()+"/"+act+"?nonce="+strings.Repeat("A", 26)+"&topics=depot&sent=all&outcome=offer&word=delete&until=tomorrow&result=offer&do=stop")
	}
	return append(paths, w.unsubscribePath()+"?do=stop", w.unsubscribePath()+"?List-Unsubscribe=One-Click")
}

// Mail programs and their guards open every link, some with odd methods, some with a whole browser.
func TestNothingButAPostChangesAnything(t *testing.T) {
	w := newWorld(t)
	w.completed()
	if got := w.post("debrief", "topics", "the new depot"); got.status != http.StatusSeeOther {
		t.Fatalf("status %d", got.status)
	}
	paths := w.everyPath()
	before := w.stored()
	methods := []string{
		http.MethodGet, http.MethodHead, http.MethodOptions, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodTrace,
		"PROPFIND", "REPORT", "get",
	}
	for _, path := range paths {
		for _, method := range methods {
			for name, header := range map[string]http.Header{
				"plain":    {},
				"prefetch": {"Sec-Purpose": {"prefetch;prerender"}, "Purpose": {"prefetch"}, "X-Moz": {"prefetch"}},
				"browser":  {"Sec-Fetch-Site": {"none"}, "Sec-Fetch-Mode": {"navigate"}, "HX-Request": {"true"}},
			} {
				r := w.request(method, path, strings.NewReader("do=stop&List-Unsubscribe=One-Click"))
				maps.Copy(r.Header, header)
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				if got := w.send(r); got.status >= http.StatusInternalServerError {
					t.Errorf("%s %s, %s: status %d", method, path, name, got.status)
				}
			}
		}
	}
	// The two questions that are asked by POST change nothing either.
	for path, form := range map[string][]string{
		"/note":    {"note-x", "Dear Mr. Finn"},
		"/promise": {"form", "debrief", "said", "by Thursday"},
	} {
		if got := w.postTo(w.path()+path, formOf(form)); got.status >= http.StatusInternalServerError {
			t.Errorf("%s: status %d", path, got.status)
		}
	}
	if diff := cmp.Diff(before, w.stored()); diff != "" {
		t.Errorf("what is stored has changed (-before +after):\n%s", diff)
	}
}

func formOf(pairs []string) map[string][]string { return form(pairs...) }

// Who opens the address of a form sees the page.
func TestTheAddressOfAFormLeadsToThePage(t *testing.T) {
	w := newWorld(t)
	w.completed()
	got := w.get(w.path() + "/debrief")
	if got.status != http.StatusSeeOther || got.header.Get("Location") != w.path() {
		t.Errorf("status %d, to %q", got.status, got.header.Get("Location"))
	}
}

func TestHeaders(t *testing.T) {
	w := newWorld(t)
	w.tenant(events.Tenant{Slug: slug, Brand: events.Brand{Logo: "https://images.example.org/a;b/logo.png"}})
	w.completed()
	for _, path := range []string{w.path(), "/f/AAAA", w.unsubscribePath(), w.feedPath(), "/f/deleted"} {
		h := w.get(path).header
		for name, want := range map[string]string{
			"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Cache-Control": "no", "X-Content-Type-Options": "nosniff",
			"Content-Security-Policy": "default-src 'none'", "X-Frame-Options": "DENY",
		} {
			if !strings.Contains(h.Get(name), want) {
				t.Errorf("%s: %s is %q, want %q", path, name, h.Get(name), want)
			}
		}
		csp := h.Get("Content-Security-Policy")
		for _, never := range []string{"unsafe", "*", "data:", "http:"} {
			if strings.Contains(csp, never) {
				t.Errorf("%s: the policy allows %s", path, never)
			}
		}
		if !strings.Contains(csp, "frame-ancestors 'none'") || !strings.Contains(csp, "form-action 'self'") || !strings.Contains(csp, "base-uri 'none'") {
			t.Errorf("%s: the policy is %q", path, csp)
		}
		if h.Get("Set-Cookie") != "" {
			t.Errorf("%s sets a cookie", path)
		}
	}
	if csp := w.get(w.path()).header.Get("Content-Security-Policy"); !strings.Contains(csp, "img-src 'self' https://images.example.org;") {
		t.Errorf("the tenant's logo cannot be loaded: %q", csp)
	}
}

// An image that the policy keeps from loading is left out.
func TestOnlyALogoThatCanBeLoadedIsShown(t *testing.T) {
	w := newWorld(t)
	w.completed()
	for logo, shown := range map[string]bool{
		"https://images.example.org/logo.png": true, "http://images.example.org/logo.png": false, "https://images.example.org;script-src/logo.png": false, "": false,
	} {
		w.tenant(events.Tenant{Slug: slug, Brand: events.Brand{Logo: logo}})
		if got := strings.Contains(w.get(w.path()).body, "<img"); got != shown {
			t.Errorf("%q is shown: %v", logo, got)
		}
	}
}

// Pages carry no script and no style of their own: the policy would keep them from working.
func TestPagesHaveNothingInline(t *testing.T) {
	w := newWorld(t)
	w.completed()
	inline := regexp.MustCompile(`(?i)<style|\sstyle=|\son[a-z]+=|<script>|javascript:|<script(?:\s[^>]*)?>[^<]`)
	for _, path := range w.everyPath() {
		if found := inline.FindString(w.get(path).body); found != "" {
			t.Errorf("%s has %q", path, found)
		}
	}
}

func TestFilesMayBeKeptForEver(t *testing.T) {
	w := newWorld(t)
	w.completed()
	found := regexp.MustCompile(`/f/assets/[a-z0-9.-]+`).FindAllString(w.get(w.path()).body, -1)
	if len(found) < 3 {
		t.Fatalf("the page names %d files", len(found))
	}
	for _, path := range found {
		got := w.get(path)
		if got.status != http.StatusOK || !strings.Contains(got.header.Get("Cache-Control"), "immutable") || got.body == "" {
			t.Errorf("%s: status %d, %q", path, got.status, got.header.Get("Cache-Control"))
		}
		want := map[bool]string{strings.HasSuffix(path, ".css"): "text/css", strings.HasSuffix(path, ".js"): "text/javascript", strings.HasSuffix(path, ".svg"): "image/svg+xml"}[true]
		if want == "" || !strings.HasPrefix(got.header.Get("Content-Type"), want) {
			t.Errorf("%s is %s", path, got.header.Get("Content-Type"))
		}
	}
}
