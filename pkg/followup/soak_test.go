package followup_test

import (
	"flag"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// followups is how many random follow-ups are lived through; 0 is rapid's own default for each
// property. `make test` asks for 100,000, `make soak` for 1,000,000.
var followups = flag.Int("followups", 0, "how many random follow-ups to live through, all properties together")

// TestProperties holds what DOMAIN.md section 3 promises against random facts, zones,
// calendars and wakes. A failure prints its facts and the seed that brings it back.
func TestProperties(t *testing.T) {
	properties := []struct {
		name  string
		holds func(*rapid.T)
	}{
		{"order and duplicates do not matter", orderAndDuplicatesDoNotMatter},
		{"stepping does not matter", steppingDoesNotMatter},
		{"facts never unsend", factsNeverUnsend},
		{"laws hold", lawsHold},
		{"never in quiet hours", neverInQuietHours},
	}
	if *followups > 0 {
		if err := flag.Set("rapid.checks", fmt.Sprint((*followups+len(properties)-1)/len(properties))); err != nil {
			t.Fatalf("ask for %d follow-ups: %v", *followups, err)
		}
	}
	for _, p := range properties {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			lived := 0
			began := time.Now()
			told := began
			rapid.Check(t, func(t *rapid.T) {
				p.holds(t)
				if lived++; time.Since(told) > 10*time.Second {
					told = time.Now()
					fmt.Printf("%s: %d follow-ups\n", p.name, lived)
				}
			})
			took := time.Since(began)
			t.Logf("%d follow-ups in %s, %.0f a second on one core", lived, took.Round(time.Millisecond), float64(lived)/took.Seconds())
		})
	}
}
