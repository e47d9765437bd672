package storybook_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/standalone/storybook"
)

func serve(t *testing.T, tenant events.Tenant, failed error) *httptest.Server {
	t.Helper()
	b, err := storybook.New(storybook.Options{
		Clock: clock.System{}, Tenant: func(*http.Request) (events.Tenant, error) { return tenant, failed },
	})
	if err != nil {
		t.Fatalf("make the storybook: %v", err)
	}
	mux := http.NewServeMux()
	b.Register(mux)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func get(t *testing.T, address string, status int) (string, http.Header) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatalf("ask for a page: %v", err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != status {
		t.Fatalf("%s answers %s (%v), want %d:\n%s", address, answer.Status, err, status, body)
	}
	return string(body), answer.Header
}

// TestEveryMessageInEveryLanguage: the book has a chapter for each sample, and each letter its frame.
func TestEveryMessageInEveryLanguage(t *testing.T) {
	t.Parallel()
	server := serve(t, events.Tenant{Name: "Career Center", Brand: events.Brand{SenderName: "The Career Center"}}, nil)
	for _, locale := range events.Languages() {
		page, _ := get(t, server.URL+"/storybook?locale="+string(locale), http.StatusOK)
		for _, sample := range message.Samples() {
			for _, want := range []string{`<h2 id="` + sample.Name + `">`, `src="/storybook/` + string(locale) + `/` + sample.Name + `/html"`} {
				if strings.Count(page, want) != 1 {
					t.Errorf("%s: the book has %q %d times", locale, want, strings.Count(page, want))
				}
			}
			letter, header := get(t, server.URL+"/storybook/"+string(locale)+"/"+sample.Name+"/html", http.StatusOK)
			if !strings.Contains(letter, `lang="`+string(locale)+`"`) || !strings.Contains(letter, "The Career Center") {
				t.Errorf("%s in %s is not in that language and brand", sample.Name, locale)
			}
			if !strings.Contains(header.Get("Content-Security-Policy"), "sandbox") {
				t.Errorf("%s in %s may run what it likes", sample.Name, locale)
			}
		}
		if topic := message.SamplesIn(locale)[0].Situation.Brief.Meeting.Topics[0]; !strings.Contains(page, topic) {
			t.Errorf("%s: nobody speaks of %q", locale, topic)
		}
		if strings.Contains(page, "role=\"alert\"") {
			t.Errorf("%s: the book reports faults", locale)
		}
	}
}

// TestTheTenantsOwnWords are shown, and when they cannot be, the page says why and shows the standard ones.
func TestTheTenantsOwnWords(t *testing.T) {
	t.Parallel()
	own := events.Template{Kind: events.Regroup, Language: events.English, Source: `{{define "subject"}}A word after {{.Employer}}{{end}}`}
	page, _ := get(t, serve(t, events.Tenant{Templates: []events.Template{own}}, nil).URL+"/storybook", http.StatusOK)
	if !strings.Contains(page, "A word after Finn Logistics") {
		t.Error("the tenant's own subject is not shown")
	}
	own.Source = `{{define "subject"}}{{.Nonsense}}{{end}}`
	server := serve(t, events.Tenant{Templates: []events.Template{own}}, nil)
	page, _ = get(t, server.URL+"/storybook", http.StatusOK)
	if !strings.Contains(page, `role="alert"`) || !strings.Contains(page, "Nonsense") {
		t.Error("the page does not say why the tenant's words are not shown")
	}
	get(t, server.URL+"/storybook/en/regroup/html", http.StatusOK)
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	server := serve(t, events.Tenant{}, nil)
	get(t, server.URL+"/storybook/en/nothing/html", http.StatusNotFound)
	get(t, server.URL+"/storybook/pt/regroup/html", http.StatusNotFound)
	unread := serve(t, events.Tenant{}, errors.New("no bus"))
	get(t, unread.URL+"/storybook", http.StatusServiceUnavailable)
	get(t, unread.URL+"/storybook/en/regroup/html", http.StatusServiceUnavailable)
	if _, err := storybook.New(storybook.Options{}); err == nil {
		t.Error("a storybook without clock and tenant is made")
	}
}
