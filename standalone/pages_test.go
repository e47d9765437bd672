package standalone

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/services/ledger/access"
)

func TestEverythingIsOnOneAddress(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir(), TemporalUI: true})
	cases := []struct {
		path string
		want string
	}{
		{"/t/local", "Today"},
		{"/t/local/followups", "Follow-ups"},
		{"/v1/ledger/openapi.json", "/v1/followups/{id}/timeline"},
		{"/start", "API key of the tenant"},
		{"/outbox", "Nothing has been sent yet"},
		{"/outbox/messages", "[]"},
		{"/simulate", "What did they say about the decision?"},
		{"/simulate?said=in+two+weeks&ended=2026-03-03T15:00&employer=America/New_York", "Tuesday 17 March"},
		{"/storybook?locale=de", "Every message"},
		{"/storybook/fr/thank_you/html", `lang="fr"`},
		{"/style.css", "color-scheme"},
		{"/docs", "/v1/interviews"},
		{"/openapi.json", `"openapi"`},
		{"/healthz", "ok"},
		{"/readyz?verbose", `"workflow":"ok"`},
		{"/readyz?verbose", `"zone_data":"` + calendar.ZoneDataVersion() + `"`},
		{"/metrics", "afterword_build_info"},
		{"/version", `"go":`},
		{"/clock", `"speed":1`},
		{"/temporal/namespaces/afterword/workflows", `base: "/temporal"`},
		{"/temporal/api/v1/namespaces/afterword", `"workflowExecutionRetentionTtl"`},
		{"/temporal/api/v1/settings", `"DefaultNamespace":"afterword"`},
	}
	for _, c := range cases {
		status, header, body := w.call(http.MethodGet, c.path, nil)
		if status != http.StatusOK || !strings.Contains(body, c.want) {
			t.Errorf("%s: %d, no %q in %.300s", c.path, status, c.want, body)
		}
		if !strings.HasPrefix(header.Get("Content-Type"), "text/html") {
			continue
		}
		if _, err := html.Parse(strings.NewReader(body)); err != nil || header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %v, policy %q", c.path, err, header.Get("Content-Security-Policy"))
		}
	}
	if status, header, _ := w.call(http.MethodGet, "/temporal/", nil); status != http.StatusSeeOther || header.Get("Location") != "/temporal/namespaces/afterword/workflows" {
		t.Errorf("/temporal/: %d to %q", status, header.Get("Location"))
	}
	if status, header, _ := w.call(http.MethodGet, "/nowhere", nil); status != http.StatusNotFound || header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("/nowhere: %d %s", status, header.Get("Content-Type"))
	}
	if status, _, _ := w.call(http.MethodPost, "/v1/interviews", []byte("{}")); status != http.StatusUnauthorized {
		t.Errorf("an interview without a key: %d", status)
	}
	for _, path := range []string{"/start", "/outbox", "/outbox/messages", "/simulate", "/storybook", "/style.css", "/docs", "/healthz", "/readyz", "/metrics", "/version", "/clock"} {
		if status, header, _ := w.call(http.MethodPost, path, nil); status != http.StatusMethodNotAllowed || header.Get("Allow") != "GET, HEAD" {
			t.Errorf("POST %s: %d, allowed are %q", path, status, header.Get("Allow"))
		}
	}
	// Senders of webhooks take a redirect for a failure, or repeat it without a body.
	if status, header, _ := w.call(http.MethodPost, "/v1//interviews", []byte("{}"), w.withKey); status != http.StatusNotFound || header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("/v1//interviews: %d to %q", status, header.Get("Location"))
	}
}

// operatorsPaths are the pages that show what candidates read, or could do harm.
func operatorsPaths() []string {
	return []string{"/start", "/outbox", "/outbox/messages", "/outbox/stream", "/simulate", "/storybook", "/metrics", "/version", "/temporal/", "/temporal/api/v1/namespaces"}
}

// A web site whose name is made to point here must not read the pages through a visitor's browser.
func TestPagesAreForThisMachineOnly(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir(), TemporalUI: true})
	elsewhere := func(r *http.Request) { r.Host = "rebound.example.com" }
	for _, path := range append(operatorsPaths(), "/", "/t/local", "/t/local/followups") {
		if status, _, _ := w.call(http.MethodGet, path, nil, elsewhere); status != http.StatusForbidden {
			t.Errorf("%s asked for as another host: %d", path, status)
		}
	}
	for _, host := range []string{"localhost:8080", "127.0.0.1", "[::1]:8080", "[::1]"} {
		if status, _, _ := w.call(http.MethodGet, "/outbox", nil, func(r *http.Request) { r.Host = host }); status != http.StatusOK {
			t.Errorf("/outbox asked for as %s: %d", host, status)
		}
	}
	// The API has keys of its own, and may be behind a proxy.
	if status, _, _ := w.call(http.MethodGet, "/v1/followups/x", nil, elsewhere, w.withKey); status != http.StatusNotFound {
		t.Errorf("the API asked for as another host: %d", status)
	}
}

// A form on another site must not act in the operator's name, whatever the page itself would say.
func TestAnotherSitesFormIsRefused(t *testing.T) {
	s := &Standalone{stopping: make(chan struct{}), gate: access.Local(access.Person{ID: operatorName, Role: access.Admin, Everywhere: true})}
	page := s.forOperator(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	for site, want := range map[string]int{"cross-site": http.StatusForbidden, "same-origin": http.StatusNoContent} {
		request := httptest.NewRequest(http.MethodPost, "http://127.0.0.1/temporal/", nil)
		request.Header.Set("Sec-Fetch-Site", site)
		answer := httptest.NewRecorder()
		page.ServeHTTP(answer, request)
		if answer.Code != want {
			t.Errorf("a %s form is answered with %d, want %d", site, answer.Code, want)
		}
	}
}

func TestAPasswordOpensThePages(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir(), Listen: "0.0.0.0:0", OperatorPassword: "sesame", TemporalUI: true, Proxies: 1})
	login := func(name, password string) func(*http.Request) {
		return func(r *http.Request) { r.SetBasicAuth(name, password) }
	}
	through := func(caller string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("X-Forwarded-For", caller) }
	}
	looking := func(r *http.Request) { r.Header.Set("Accept", "text/html") }
	for i, path := range operatorsPaths() {
		if status, _, _ := w.call(http.MethodGet, path, nil); status != http.StatusUnauthorized {
			t.Errorf("%s without a password: %d", path, status)
		}
		if status, header, _ := w.call(http.MethodGet, path, nil, looking); status != http.StatusSeeOther || !strings.HasPrefix(header.Get("Location"), "/login") {
			t.Errorf("%s in a browser, not signed in: %d to %q", path, status, header.Get("Location"))
		}
		for _, wrong := range []func(*http.Request){login("operator", "Sesame"), login("operator", ""), login("root", "sesame")} {
			if status, header, _ := w.call(http.MethodGet, path, nil, wrong, through(fmt.Sprint("192.0.2.", i))); status != http.StatusUnauthorized || header.Get("WWW-Authenticate") == "" {
				t.Errorf("%s: %d", path, status)
			}
		}
	}
	if status, _, _ := w.call(http.MethodGet, "/outbox", nil, login("operator", "sesame"), func(r *http.Request) { r.Host = "afterword.example.com" }); status != http.StatusOK {
		t.Errorf("/outbox with the password: %d", status)
	}
	// Whoever guesses is slowed down, and nobody else: the proxy says who it is.
	for range 10 {
		w.call(http.MethodGet, "/version", nil, login("operator", "guess"), through("192.0.2.99"))
	}
	for caller, want := range map[string]int{"192.0.2.99": http.StatusTooManyRequests, "192.0.2.100": http.StatusOK} {
		if status, _, _ := w.call(http.MethodGet, "/version", nil, login("operator", "sesame"), through(caller)); status != want {
			t.Errorf("from %s: %d, want %d", caller, status, want)
		}
	}
	if status, _, _ := w.call(http.MethodGet, "/readyz", nil); status != http.StatusOK {
		t.Errorf("/readyz: %d", status)
	}
}

// Somebody who watches the outbox must not keep the process from stopping; telemetry.Grace would.
func TestAReaderOfTheStreamDoesNotHoldUpTheEnd(t *testing.T) {
	w := open(t, Options{DataDir: t.TempDir()})
	response, err := http.Get(w.URL() + "/outbox/stream")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	ended := make(chan error, 1)
	go func() {
		_, err := io.Copy(io.Discard, response.Body)
		ended <- err
	}()
	w.stop()
	// A stream that was cut off by force ends with an error.
	if err := <-ended; err != nil {
		t.Errorf("the stream ended with %v", err)
	}
	if conn, err := http.Get(w.URL() + "/healthz"); err == nil {
		conn.Body.Close()
		t.Error("it still answers")
	}
}
