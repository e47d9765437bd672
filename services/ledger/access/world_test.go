package access_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/ledger/access"
)

// hands is a clock that a test moves.
type hands struct {
	mu  sync.Mutex
	now time.Time
}

func newHands() *hands { return &hands{now: time.Now()} }

func (h *hands) Now() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hands) move(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now = h.now.Add(d)
}

func keys(t testing.TB, lines ...string) *link.Keys {
	t.Helper()
	k, err := link.ParseKeys(strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// site is a server behind a gate, and what browsers call it.
type site struct {
	t     *testing.T
	url   *url.URL
	clock *hands
	keys  *link.Keys
	mux   *http.ServeMux
}

// newSite binds the address first, since a gate has to know it.
func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{t: t, clock: newHands(), keys: keys(t, link.NewKey(1)), mux: http.NewServeMux()}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	var err error
	if s.url, err = url.Parse(server.URL); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *site) visits() access.VisitOptions {
	return access.VisitOptions{Keys: s.keys, PublicURL: s.url, Now: s.clock.Now}
}

// behind serves a page that says who looks.
func (s *site) behind(g access.Gate) {
	s.mux = http.NewServeMux()
	g.Register(s.mux)
	s.mux.Handle("/", g.Require(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p, ok := access.PersonOf(r.Context())
		if !ok {
			s.t.Error("a page is shown to nobody")
		}
		w.Header().Set("X-Role", p.In("acme").String())
		_, _ = io.WriteString(w, "hello "+p.Name+" at "+r.URL.RequestURI())
	})))
}

// browser keeps cookies and follows redirects, as far as it is not told to stop.
type browser struct {
	*http.Client
	t    *testing.T
	site *site
}

func (s *site) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &browser{&http.Client{Jar: jar, Timeout: 20 * time.Second}, s.t, s}
}

// answer is what a browser shows.
type answer struct {
	status int
	body   string
	// at is the address that it ended at.
	at     *url.URL
	header http.Header
}

func (b *browser) do(r *http.Request) answer {
	b.t.Helper()
	if r.Header.Get("Accept") == "" {
		r.Header.Set("Accept", "text/html")
	}
	response, err := b.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer{response.StatusCode, string(body), response.Request.URL, response.Header}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do(b.request(http.MethodGet, path, nil))
}

func (b *browser) post(path string, form url.Values) answer {
	b.t.Helper()
	return b.do(b.request(http.MethodPost, path, form))
}

func (b *browser) request(method, path string, form url.Values) *http.Request {
	b.t.Helper()
	if !strings.HasPrefix(path, "http") {
		path = b.site.url.String() + path
	}
	r, err := http.NewRequestWithContext(b.t.Context(), method, path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	return r
}

// stops lets the browser follow redirects only as long as they stay on a host.
func (b *browser) stops() *browser {
	b.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return b
}

func (b *browser) cookie(name string) *http.Cookie {
	for _, c := range b.Jar.Cookies(b.site.url) {
		if c.Name == name {
			return c
		}
	}
	return nil
}
