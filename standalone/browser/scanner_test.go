package browser

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
)

// scanned opens every link of every email to a candidate, up to the latest one, as mail scanners do, and wants nothing to
// change of what is known.
func scanned(t *testing.T, w *world, v *tab, id string, latest events.Kind) {
	w.letter(t, id, latest)
	before := w.knows(t, id)
	opened := map[string]bool{}
	for _, letter := range w.letters(t, id) {
		links := w.links(letter)
		if len(links) < 2 {
			t.Errorf("%s has only the links %q", letter.Reminder, links)
		}
		for _, link := range links {
			if opened[link] {
				continue
			}
			opened[link] = true
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				for _, purpose := range []string{"", "prefetch"} {
					header := http.Header{}
					if purpose != "" {
						header.Set("Sec-Purpose", purpose)
						header.Set("Purpose", purpose)
					}
					if answer, _ := w.call(t, method, strings.SplitN(link, "#", 2)[0], nil, header); answer.StatusCode != http.StatusOK {
						t.Errorf("%s (%q) of a link in %s answers %s", method, purpose, letter.Reminder, answer.Status)
					}
				}
			}
			if strings.HasSuffix(link, ".ics") {
				continue // The browser would keep a file.
			}
			v.visit(link)
			if strings.Contains(link, "/unsubscribe/") {
				if v.text(`button[name="do"][value="stop"]`) == "" {
					t.Error("opening the link has unsubscribed")
				}
				v.accessible("unsubscribing")
			}
		}
	}
	if len(opened) < 3 {
		t.Errorf("only %d links were opened", len(opened))
	}
	after := w.knows(t, id)
	if before.Facts != after.Facts {
		t.Errorf("%d facts became %d", before.Facts, after.Facts)
	}
	if diff := cmp.Diff(before.Consents, after.Consents); diff != "" {
		t.Errorf("consents changed:\n%s", diff)
	}
	if diff := cmp.Diff(toCome(before), toCome(after)); diff != "" {
		t.Errorf("the plan changed:\n%s", diff)
	}
}

// toCome are the plan's reminders of one kind to one instant, whether they are still to come or have been sent meanwhile.
func toCome(s events.Snapshot) []string {
	var all []string
	for _, r := range s.Plan {
		if r.State != events.Skipped {
			all = append(all, r.ID+" at "+r.DueAt.String())
		}
	}
	return all
}
