package dashboard_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// sent is what a browser would send with the form of a page as it stands.
func (d document) sent() url.Values {
	values := url.Values{}
	for _, n := range d.all("input") {
		if inside(n, "form") && (attribute(n, "type") != "checkbox" || has(n, "checked")) {
			values.Add(attribute(n, "name"), attribute(n, "value"))
		}
	}
	for _, o := range d.all("option") {
		if has(o, "selected") {
			values.Add(attribute(o.Parent, "name"), attribute(o, "value"))
		}
	}
	for name, list := range values {
		if slices.Equal(list, []string{""}) {
			delete(values, name)
		}
	}
	return values
}

func TestFiltersLiveInTheAddress(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	for _, address := range []string{
		"/t/acme/followups?q=ada+park&stage=checking_in&stage=closed&outcome=offer&from=2026-03-01&to=2026-03-09&due=next_week&sort=due&employer=finn+logistics&candidate=cand-int-42",
		"/t/acme/followups?q=%22%3E%3Cscript%3E",
		"/t/acme/reminders?state=planned&state=sent&kind=check_in&due=overdue&from=2026-03-02&to=2026-03-30&followup=ats%2Fgh%3A700",
		"/t/acme/deliveries?result=failed&channel=sms&when=today&from=2026-03-01&to=2026-03-10&followup=int-42",
	} {
		code, body := get(t, h, address)
		if code != http.StatusOK {
			t.Fatalf("%s: got %d", address, code)
		}
		d := parse(t, body)
		asked, _ := url.Parse(address)
		if diff := cmp.Diff(asked.Query(), d.sent()); diff != "" {
			t.Errorf("%s: the form would send another question (-asked +sent):\n%s", address, diff)
		}
		// Each value but the order is a chip, and each chip takes exactly its value away.
		chips := keep(d.all("a"), func(a *html.Node) bool { return attribute(a, "class") == "chip" })
		want := 0
		for _, list := range asked.Query() {
			want += len(list)
		}
		if len(chips) != want {
			t.Errorf("%s: got %d chips, want %d", address, len(chips), want)
		}
		var taken []string
		for _, chip := range chips {
			left, _ := url.Parse(attribute(chip, "href"))
			gone := 0
			for name, list := range asked.Query() {
				for _, v := range list {
					if !slices.Contains(left.Query()[name], v) {
						gone++
						taken = append(taken, name+"="+v)
					}
				}
			}
			if gone != 1 {
				t.Errorf("%s: the chip %q takes %d values away", address, textOf(chip), gone)
			}
		}
		if slices.Sort(taken); len(slices.Compact(taken)) != want {
			t.Errorf("%s: the chips take away only %v", address, taken)
		}
	}
}

func TestFiltersReachTheBook(t *testing.T) {
	w := newWorld()
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	day := func(d int) time.Time { return time.Date(2026, time.March, d, 0, 0, 0, 0, time.UTC) }

	get(t, h, "/t/acme/followups?q=ada&stage=closed&outcome=offer&from=2026-03-01&to=2026-03-09&due=overdue&sort=due&employer=finn&candidate=c1&cursor="+place(now, 0))
	if diff := cmp.Diff(book.FollowupQuery{
		Tenant: "acme", Search: "ada", Stages: []events.Stage{events.Closed}, Outcomes: []events.Outcome{events.Offer}, EmployerKey: "finn", CandidateID: "c1",
		EndedFrom: day(1), EndedTo: day(10), DueTo: now.Add(-book.Grace), ByDue: true, Cursor: "0",
	}, w.memory.askedFollowups); diff != "" {
		t.Errorf("follow-ups (-want +got):\n%s", diff)
	}
	get(t, h, "/t/acme/reminders?state=due&kind=check_in&due=next_day&to=2026-03-10&followup=int-1")
	if diff := cmp.Diff(book.ReminderQuery{
		Tenant: "acme", Followup: "int-1", States: []record.State{record.Due}, Kinds: []events.Kind{events.CheckIn}, DueFrom: now.Add(-book.Grace), DueTo: day(11),
	}, w.memory.askedReminders); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	get(t, h, "/t/acme/deliveries?result=failed&channel=sms&when=today&to=2026-03-10")
	if diff := cmp.Diff(book.DeliveryQuery{
		Tenant: "acme", Results: []record.Result{record.DeliveryFailed}, Channels: []events.Channel{events.SMS}, From: day(10), To: day(11),
	}, w.memory.askedDeliveries); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
	get(t, h, "/t/acme/pipeline?period=7d")
	if q := w.memory.askedStats; q.Tenant != "acme" || q.From != events.NewDate(2026, 3, 4) || q.To != events.NewDate(2026, 3, 11) || q.MinGroup != 5 {
		t.Errorf("the pipeline asks %+v", q)
	}
	_, body := get(t, h, "/t/acme/pipeline?employer=finn")
	if q := w.memory.askedStats; q.EmployerKey != "finn" || q.From.Day != 1 || q.From.DaysUntil(q.To) < 365 {
		t.Errorf("an employer's pipeline asks %+v", q)
	}
	// What is not counted by employer is not shown as nothing.
	if strings.Contains(body, "Where they stand now") || strings.Contains(body, "Nothing was sent") {
		t.Error("an employer's pipeline tells of what is counted for all employers together")
	}
	w.memory.stats["acme"] = book.Stats{Deliveries: map[events.Channel]map[record.Result]int{events.Email: {record.DeliverySent: 412}}}
	_, body = get(t, h, "/t/acme/pipeline?period=7d")
	if to := parse(t, body).links("sent 412"); len(to) != 1 || to[0] != "/t/acme/deliveries?channel=email&from=2026-03-04&result=sent&to=2026-03-10" {
		t.Errorf("what was sent in a week leads to %v", to)
	}
}

// place is where a list that began at an instant goes on.
func place(began time.Time, n int) string {
	return fmt.Sprintf("%s.%d", strconv.FormatInt(began.UnixMilli(), 36), n)
}

// A list that is narrowed by the present is still the same list when its next part is asked for later.
func TestTheFollowingPartOfAListIsOfTheSameQuestion(t *testing.T) {
	w := newWorld()
	for n := range 2 * book.DefaultLimit {
		due := now.Add(time.Duration(n) * time.Minute)
		w.memory.reminders = append(w.memory.reminders, record.Reminder{Tenant: "acme", Followup: "int-1", Kind: events.CheckIn, N: n + 1, State: record.Planned, DueAt: due})
		w.memory.followups = append(w.memory.followups, record.Followup{Tenant: "acme", ID: fmt.Sprint("int-", n), Stage: events.AwaitingDecision, NextDueAt: due})
		w.memory.deliveries = append(w.memory.deliveries, record.Delivery{Tenant: "acme", Followup: "int-1", Kind: events.CheckIn, N: n + 1, Channel: events.Email, Result: record.DeliverySent, At: now})
	}
	gate := access.Local(person(access.Adviser, "acme"))
	for address, bounds := range map[string]func() any{
		"/t/acme/reminders?due=in_time":             func() any { q := w.memory.askedReminders; return []time.Time{q.DueFrom, q.DueTo} },
		"/t/acme/reminders?due=next_day":            func() any { q := w.memory.askedReminders; return []time.Time{q.DueFrom, q.DueTo} },
		"/t/acme/followups?due=next_week&sort=due":  func() any { q := w.memory.askedFollowups; return []time.Time{q.DueFrom, q.DueTo} },
		"/t/acme/deliveries?when=today&channel=sms": func() any { q := w.memory.askedDeliveries; return []time.Time{q.From, q.To} },
	} {
		address = strings.TrimSuffix(address, "&channel=sms")
		w.clock.now = now.Add(123456 * time.Nanosecond)
		_, body := get(t, w.handler(t, gate), address)
		next := parse(t, body).links("Next page")
		if len(next) != 1 {
			t.Fatalf("%s leads on to %v", address, next)
		}
		asked := bounds()
		w.clock.now = now.Add(9 * time.Hour)
		code, body := get(t, w.handler(t, gate), next[0])
		if diff := cmp.Diff(asked, bounds()); code != http.StatusOK || diff != "" {
			t.Errorf("%s: got %d (-first part +second):\n%s", address, code, diff)
		}
		// The way back begins a list of its own, at its own time.
		first := parse(t, body).links("Back to the start")
		if len(first) != 1 || first[0] != address {
			t.Errorf("%s: the way back is %v", address, first)
		}
	}
}

func TestWhatIsNoFilterIsRefused(t *testing.T) {
	h := newWorld().handler(t, access.Local(person(access.Adviser, "acme")))
	for _, query := range []string{
		"followups?stage=nowhere", "followups?outcome=win", "followups?due=whenever", "followups?sort=size", "followups?from=yesterday",
		"followups?cursor=made-up", "reminders?state=lost", "reminders?kind=card", "deliveries?result=maybe", "deliveries?channel=fax", "pipeline?period=1y",
	} {
		code, body := get(t, h, "/t/acme/"+query)
		if code != http.StatusBadRequest || len(parse(t, body).links("Begin the list again")) != 1 {
			t.Errorf("%s: got %d", query, code)
		}
	}
}

func TestAFormSentLeavesATidyAddress(t *testing.T) {
	h := newWorld().handler(t, access.Local(person(access.Adviser, "acme")))
	r := httptest.NewRecorder()
	h.ServeHTTP(r, httptest.NewRequest(http.MethodGet, "/t/acme/followups?q=&stage=closed&from=&to=&due=&sort=", http.NoBody))
	if r.Code != http.StatusSeeOther || r.Header().Get("Location") != "/t/acme/followups?stage=closed" {
		t.Errorf("got %d %q", r.Code, r.Header().Get("Location"))
	}
}

func TestEveryNumberOfTodayLeadsToItsList(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Viewer, "acme")))
	_, body := get(t, h, "/t/acme")
	d := parse(t, body)
	for _, label := range []string{"Due", "Held", "Overdue", "Open", "Sent", "Skipped", "Failed", "Ambiguous"} {
		links := d.links(label + " ")
		if len(links) == 0 {
			t.Errorf("%s leads nowhere", label)
			continue
		}
		if code, _ := get(t, h, links[0]); code != http.StatusOK {
			t.Errorf("%s leads to %s: %d", label, links[0], code)
		}
	}
	get(t, h, d.links("Overdue reminders")[0])
	if q := w.memory.askedReminders; !slices.Equal(q.States, []record.State{record.Planned, record.Due}) || !q.DueTo.Equal(now.Add(-book.Grace)) {
		t.Errorf("the overdue ones are asked for as %+v", q)
	}
	// The oldest one is named, by its id for a viewer.
	if !strings.Contains(textOf(d.all("main")[0]), "thank you of ats/gh:700, due Tue 10 Mar 2026, 15:05 UTC") {
		t.Error("the oldest overdue reminder is not named")
	}
}

func TestPagesOfAListHoldEverythingOnce(t *testing.T) {
	w := newWorld()
	const many = 3*book.DefaultLimit + 7
	for i := range many {
		w.memory.followups = append(w.memory.followups, record.Followup{
			Tenant: "acme", ID: fmt.Sprintf("many-%03d", i), Stage: events.Closed, EndedAt: now.Add(-time.Duration(i) * time.Hour),
		})
	}
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	seen := map[string]int{}
	pages := 0
	for next := "/t/acme/followups?stage=closed"; next != ""; pages++ {
		code, body := get(t, h, next)
		if code != http.StatusOK {
			t.Fatalf("%s: got %d", next, code)
		}
		d := parse(t, body)
		for _, a := range d.links("many-") {
			seen[a]++
		}
		if got, want := len(d.links("Back to the start")), min(pages, 1); got != want {
			t.Errorf("page %d has %d ways back to the start", pages, got)
		}
		next = ""
		if links := d.links("Next page"); len(links) > 0 {
			next = links[0]
			if !strings.Contains(next, "stage=closed") {
				t.Errorf("the next page forgets the filter: %s", next)
			}
		}
	}
	if pages != 4 || len(seen) != many {
		t.Errorf("%d pages show %d of %d", pages, len(seen), many)
	}
	for address, times := range seen {
		if times != 1 {
			t.Errorf("%s is there %d times", address, times)
		}
	}
}

func TestEmptyPartsOfAListArePassedOver(t *testing.T) {
	w := newWorld()
	seed(t, w)
	h := w.handler(t, access.Local(person(access.Adviser, "acme")))
	w.memory.gap = 3
	if _, body := get(t, h, "/t/acme/followups"); len(parse(t, body).links("Ada Park")) != 1 {
		t.Error("what comes after empty parts is not shown")
	}
	w.memory.gap = 1000
	_, body := get(t, h, "/t/acme/followups?stage=closed")
	if !strings.Contains(body, "Nothing so far") || len(parse(t, body).links("Next page")) != 1 {
		t.Error("a long gap does not lead on")
	}
	if asked := 1000 - w.memory.gap; asked != 10 {
		t.Errorf("one page asks %d times", asked)
	}
}
