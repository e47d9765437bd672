package portal_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/message"
)

// The feed is the plan, by the page's link and by its own.
func TestTheFeedIsThePlan(t *testing.T) {
	w := newWorld(t)
	w.completed(withTopic)
	entry, err := w.dossiers.Get(t.Context(), w.key())
	if err != nil {
		t.Fatal(err)
	}
	plan := entry.Value.Evaluate(policy(), w.clock.Now()).Snapshot.Plan
	for name, path := range map[string]string{"the page's link": w.path() + "/calendar.ics", "its own link": w.feedPath()} {
		got := w.get(path)
		if got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Type"), "text/calendar") {
			t.Fatalf("%s: status %d, %s", name, got.status, got.header.Get("Content-Type"))
		}
		feed, err := ics.ParseCalendar(strings.NewReader(got.body))
		if err != nil {
			t.Fatal(err)
		}
		entries := map[string]*ics.VEvent{}
		for _, e := range feed.Events() {
			entries[e.Id()] = e
		}
		wanted := 0
		for _, r := range plan {
			if r.State == events.Skipped {
				continue
			}
			wanted++
			e := entries[message.EntryUID(r)]
			if e == nil {
				t.Errorf("%s: %s is missing", name, r.ID)
				continue
			}
			if at, err := e.GetStartAt(); err != nil || !at.Equal(r.DueAt) {
				t.Errorf("%s: %s is at %v, want %v", name, r.ID, at, r.DueAt)
			}
			if why := e.GetProperty(ics.ComponentPropertyDescription); why == nil || ics.FromText(why.Value) != r.Reason {
				t.Errorf("%s: %s does not say why", name, r.ID)
			}
			if what := e.GetProperty(ics.ComponentPropertySummary); what == nil || what.Value == "" {
				t.Errorf("%s: %s has no name", name, r.ID)
			}
		}
		if len(entries) != wanted || wanted < 3 {
			t.Errorf("%s: %d entries, want %d", name, len(entries), wanted)
		}
		if !strings.Contains(got.body, "\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n") {
			t.Errorf("%s: it does not say how often to look", name)
		}
		for _, secret := range []string{address, number, "/f/", "http"} {
			if strings.Contains(got.body, secret) {
				t.Errorf("%s: it holds %q", name, secret)
			}
		}
	}
}

func TestAFeedIsSentOnce(t *testing.T) {
	w := newWorld(t)
	w.completed()
	first := w.get(w.feedPath())
	ask := func(tags string) answer {
		r := w.request(http.MethodGet, w.feedPath(), nil)
		r.Header.Set("If-None-Match", tags)
		return w.send(r)
	}
	tag := first.header.Get("ETag")
	w.clock.Set(evening().Add(time.Minute))
	for _, tags := range []string{tag, "W/" + tag, `"x", ` + tag, "*"} {
		if got := ask(tags); got.status != http.StatusNotModified || got.body != "" {
			t.Errorf("%s: status %d", tags, got.status)
		}
	}
	w.post("outcome", "outcome", "rejection")
	if got := ask(tag); got.status != http.StatusOK || got.header.Get("ETag") == tag {
		t.Errorf("after a change: status %d", got.status)
	}
}

// The page leads to the feed by a link of its own, which opens nothing else and works as long as the page's.
func TestThePageLeadsToTheFeed(t *testing.T) {
	w := newWorld(t)
	w.completed()
	path := w.path()
	found := regexp.MustCompile(`http://portal\.test(/f/[A-Za-z0-9_-]+)/calendar\.ics`).FindStringSubmatch(w.get(path).body)
	if found == nil {
		t.Fatal("the page names no feed")
	}
	if !strings.Contains(w.get(path).body, "webcal://portal.test"+found[1]+"/calendar.ics") {
		t.Error("no link for calendar programs")
	}
	if got := w.get(found[1] + "/calendar.ics"); got.status != http.StatusOK {
		t.Errorf("the feed: status %d", got.status)
	}
	if got := w.get(found[1]); got.status != http.StatusNotFound {
		t.Errorf("the feed's link opens the page: status %d", got.status)
	}
	if got := w.postTo(found[1]+"/sent", form("nonce", strings.Repeat("A", 26), "sent", "all")); got.status != http.StatusNotFound {
		t.Errorf("the feed's link tells a fact: status %d", got.status)
	}
	w.clock.Set(w.clock.Now().Add(link.DefaultLifetime - time.Second))
	before := []int{w.get(path).status, w.get(found[1] + "/calendar.ics").status}
	w.clock.Set(w.clock.Now().Add(time.Second))
	after := []int{w.get(path).status, w.get(found[1] + "/calendar.ics").status}
	if !slices.Equal(before, []int{200, 200}) || !slices.Equal(after, []int{404, 404}) {
		t.Errorf("before the end %v, at the end %v", before, after)
	}
}
