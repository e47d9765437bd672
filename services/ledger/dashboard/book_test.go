package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/book/booktest"
	"github.com/afterword-io/afterword/services/ledger/dashboard"
	"github.com/afterword-io/afterword/services/ledger/loadgen"
)

// TestPagesOfARealBook shows what a year of two tenants left in a real book.
func TestPagesOfARealBook(t *testing.T) {
	b := booktest.Open(t, booktest.URL(t, "sqlite"))
	made, err := loadgen.New(loadgen.Options{Followups: 300, Tenants: 2, Employers: 12, Years: 1, Lives: 150})
	if err != nil {
		t.Fatal(err)
	}
	if err := made.Feed(t.Context(), 500, b.Take); err != nil {
		t.Fatal(err)
	}
	w := newWorld()
	w.clock.now = made.Options().Until
	w.tenants = nil
	for _, slug := range made.Tenants() {
		w.tenants = append(w.tenants, events.Tenant{Slug: slug})
	}
	handler := func(role access.Role, tenant string) http.Handler {
		d, err := dashboard.New(dashboard.Options{
			Book: b, Tenants: w.tenants, Bus: w.bus, Policies: w.policies, Audit: w.audit, Clock: w.clock, Gate: access.Local(person(role, tenant)), Logger: zap.NewNop(),
		})
		if err != nil {
			t.Fatal(err)
		}
		return d.Handler()
	}
	own, foreign := made.Tenants()[0], made.Tenants()[1]
	adviser, viewer, stranger := handler(access.Adviser, own), handler(access.Viewer, own), handler(access.Viewer, foreign)

	// Every follow-up is on exactly one page of the list.
	var followups []string
	names := map[string]bool{}
	for next := at(own, "followups"); next != ""; {
		code, body := get(t, adviser, next)
		if code != http.StatusOK {
			t.Fatalf("%s: got %d", next, code)
		}
		d := parse(t, body)
		for _, row := range d.all("th") {
			if attribute(row, "scope") == "row" {
				followups = append(followups, attribute(row.FirstChild, "href"))
				names[textOf(row)] = true
			}
		}
		next = strings.Join(d.links("Next page"), "")
	}
	whole, err := b.Followups(t.Context(), book.FollowupQuery{Tenant: own, Limit: book.MaxLimit})
	if err != nil || len(whole.Items) != len(followups) || len(followups) < 100 {
		t.Fatalf("the pages show %d of %d follow-ups, %v", len(followups), len(whole.Items), err)
	}
	shown := []string{
		at(own), at(own, "pipeline"), at(own, "pipeline") + "?period=12m", at(own, "pipeline") + "?period=90d", at(own, "reminders"),
		at(own, "reminders") + "?state=sent", at(own, "deliveries"), at(own, "employers"), at(own, "followups") + "?sort=due",
	}
	shown = append(shown, followups[:min(15, len(followups))]...)
	letters := 0
	for _, path := range shown {
		code, body := get(t, adviser, path)
		if code != http.StatusOK {
			t.Errorf("%s: got %d", path, code)
		}
		d := parse(t, body)
		for _, fault := range d.faults() {
			t.Errorf("%s: %s", path, fault)
		}
		for _, letter := range d.links("The email in its own looks")[:min(1, len(d.links("The email in its own looks")))] {
			if code, _ := get(t, adviser, letter); code != http.StatusOK {
				t.Errorf("%s: got %d", letter, code)
			}
			letters++
		}
		code, body = get(t, viewer, path)
		if code != http.StatusOK {
			t.Errorf("a viewer asks for %s: got %d", path, code)
		}
		for name := range names {
			if strings.Contains(name, " ") && strings.Contains(body, name) {
				t.Errorf("a viewer sees the name of somebody on %s", path)
			}
		}
		if code, _ := get(t, stranger, path); code != http.StatusNotFound {
			t.Errorf("a stranger asks for %s: got %d", path, code)
		}
		if code, _ := get(t, stranger, strings.Replace(path, "/t/"+own, "/t/"+foreign, 1)); strings.Contains(path, "/followups/") && code != http.StatusNotFound {
			t.Errorf("a stranger finds %s among its own: got %d", path, code)
		}
	}
	if letters == 0 {
		t.Error("no message was shown, so that the test proves nothing of them")
	}
}

// at is the path of a page.
func at(tenant string, parts ...string) string {
	return strings.Join(append([]string{"/t", tenant}, parts...), "/")
}
