package simulator_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/standalone/simulator"
)

// stopped is a clock that always shows the same.
type stopped struct {
	clock.System
	at time.Time
}

func (s stopped) Now() time.Time { return s.at }

type tenantFunc = func(*http.Request) (events.Tenant, error)

func serve(t *testing.T, tenant tenantFunc) *httptest.Server {
	t.Helper()
	s, err := simulator.New(simulator.Options{Clock: stopped{at: time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)}, Tenant: tenant})
	if err != nil {
		t.Fatalf("make the page: %v", err)
	}
	mux := http.NewServeMux()
	s.Register(mux)
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server
}

func local(*http.Request) (events.Tenant, error) { return events.Tenant{Name: "This machine"}, nil }

// show returns the page's words, each run of spaces as one.
func show(t *testing.T, server *httptest.Server, question url.Values) string {
	t.Helper()
	address := server.URL + "/simulate"
	if question != nil {
		address += "?" + question.Encode()
	}
	answer, err := http.Get(address)
	if err != nil {
		t.Fatalf("ask for the page: %v", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("the page answers %s", answer.Status)
	}
	root, err := html.Parse(answer.Body)
	if err != nil {
		t.Fatalf("read the page: %v", err)
	}
	var text strings.Builder
	for node := range root.Descendants() {
		if node.Type == html.TextNode {
			text.WriteString(node.Data + " ")
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}

func worked() url.Values {
	return url.Values{"said": {"you'll hear by Thursday"}, "ended": {"2026-03-03T15:00"}, "employer": {"America/New_York"}, "calendar": {"us"}}
}

// TestThePlanWithReasons asks about the worked example of DOMAIN.md, which is also what a visitor finds first.
func TestThePlanWithReasons(t *testing.T) {
	t.Parallel()
	server := serve(t, local)
	for _, question := range []url.Values{nil, worked()} {
		page := show(t, server, question)
		for _, want := range []string{
			"Thursday 5 March",
			"Tuesday 3 March 2026 16:00 debrief 1",
			"18:00 thank_you 1",
			"Friday 6 March 2026 09:00 check_in 1",
			"the next business morning is Friday 6 March, 09:00 in New York.",
			"closes as no_response on Tuesday 7 April 2026, 09:00",
		} {
			if !strings.Contains(page, want) {
				t.Errorf("asked %v: the page lacks %q:\n%s", question, want, page)
			}
		}
	}
}

func TestTheQuestionDecides(t *testing.T) {
	t.Parallel()
	server := serve(t, local)
	for _, c := range []struct{ field, value, want string }{
		{"said", "in zwei Wochen", "Tuesday 17 March"},
		{"said", "whenever the boss is back", "not guessed"},
		{"ended", "2026-07-01T15:00", "Independence Day"},
		{"candidate", "Europe/Berlin", "15:00 in Berlin"},
		{"candidate", "America/Los_Angeles", "Friday 6 March 2026 11:00 check_in 1"},
		{"locale", "de", "Donnerstag"},
		{"channel", "sms", "SMS"},
	} {
		question := worked()
		question.Set(c.field, c.value)
		if page := show(t, server, question); !strings.Contains(page, c.want) {
			t.Errorf("%s=%s: the page lacks %q:\n%s", c.field, c.value, c.want, page)
		}
	}
}

func TestFaultsStandAtTheirFields(t *testing.T) {
	t.Parallel()
	server := serve(t, local)
	for _, c := range []struct{ field, value, want string }{
		{"ended", "soon", "must be a day and a time"},
		{"employer", "Mars/Olympus", "must be an IANA time zone"},
		{"candidate", "Mars/Olympus", "time zone"},
		{"calendar", "ZZ", "ISO 3166"},
		{"said", strings.Repeat("x", 501), "500"},
	} {
		question := worked()
		question.Set(c.field, c.value)
		page := show(t, server, question)
		if !strings.Contains(page, c.want) || !strings.Contains(page, "There is no plan yet") {
			t.Errorf("%s=%.20s: the page lacks %q:\n%s", c.field, c.value, c.want, page)
		}
	}
}

// TestTheTenantsPolicyCounts: the page tells what the tenant's candidates would get.
func TestTheTenantsPolicyCounts(t *testing.T) {
	t.Parallel()
	server := serve(t, func(*http.Request) (events.Tenant, error) {
		return events.Tenant{Name: "This machine", Policy: []byte(`{"thank_you_delay":"4h"}`)}, nil
	})
	if page := show(t, server, worked()); !strings.Contains(page, "19:00 thank_you 1") {
		t.Errorf("the thank-you comes as by default:\n%s", page)
	}
}

func TestWhatWasTypedStaysText(t *testing.T) {
	t.Parallel()
	question := worked()
	question.Set("said", `"><script>alert(1)</script>`)
	answer, err := http.Get(serve(t, local).URL + "/simulate?" + question.Encode())
	if err != nil {
		t.Fatalf("ask for the page: %v", err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || strings.Contains(string(body), "<script>") {
		t.Errorf("what was typed is part of the page (%v):\n%s", err, body)
	}
}

func TestATenantThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for want, tenant := range map[int]tenantFunc{
		http.StatusServiceUnavailable: func(*http.Request) (events.Tenant, error) { return events.Tenant{}, errors.New("no bus") },
		http.StatusInternalServerError: func(*http.Request) (events.Tenant, error) {
			return events.Tenant{Policy: []byte(`{"spacing":"soon"}`)}, nil
		},
	} {
		answer, err := http.Get(serve(t, tenant).URL + "/simulate")
		if err != nil {
			t.Fatalf("ask for the page: %v", err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("the page answers %s, want %d", answer.Status, want)
		}
	}
}

func TestNewSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	if _, err := simulator.New(simulator.Options{}); err == nil {
		t.Error("a page without clock and tenant is made")
	}
}
