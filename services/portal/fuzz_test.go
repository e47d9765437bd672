package portal_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/portal"
)

// FuzzPath: whatever stands in the address, nothing panics, nothing is redirected elsewhere, and only the links that
// were made here open anything.
func FuzzPath(f *testing.F) {
	base, err := link.ParseBase("http://portal.test/after")
	if err != nil {
		f.Fatal(err)
	}
	w := newWorld(f, func(o *portal.Options) {
		o.Links = &link.Site{Base: base, Keys: o.Links.Keys}
		o.Limits.PerAddress, o.Limits.BurstPerAddress = 1e9, 1e9
	})
	f.Add("/f/AAAA", "GET")
	f.Add("/f/assets/page.css", "GET")
	f.Add("/f/assets/brand-ffffff.css", "GET")
	f.Add("/after/f/x/debrief", "POST")
	f.Add("/f/x/card/../../..", "GET")
	f.Add("/unsubscribe/%00", "POST")
	f.Add("//f//", "HEAD")
	f.Add("/f/../debrief", "GET")
	f.Add("/f/\\evil.example/sent", "HEAD")
	f.Add("*", "OPTIONS")
	f.Fuzz(func(t *testing.T, path, method string) {
		if method == "" || strings.ContainsFunc(method, func(r rune) bool { return r <= ' ' || r >= 0x7f || strings.ContainsRune("()<>@,;:\\\"/[]?={}", r) }) {
			method = http.MethodGet
		}
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Method, r.URL = method, &url.URL{Path: path}
		seen := httptest.NewRecorder()
		w.portal.Handler().ServeHTTP(seen, r)
		switch seen.Code {
		case http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusUnsupportedMediaType:
		case http.StatusOK:
			if !strings.Contains(path, "/assets/") && !strings.HasSuffix(path, "/f/deleted") {
				t.Errorf("%s %q opens something", method, path)
			}
		case http.StatusSeeOther:
			if to := seen.Header().Get("Location"); !strings.HasPrefix(to, "/after/f/") {
				t.Errorf("%s %q leads to %q", method, path, to)
			}
		default:
			t.Errorf("%s %q: status %d", method, path, seen.Code)
		}
	})
}
