package cli

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// TestWhatIsShownIsThePolicy: what 'policy show' prints is read back as the same policy.
func TestWhatIsShownIsThePolicy(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		want := followup.DefaultPolicy()
		minutes := func(name string, most int) followup.Duration {
			return followup.Duration(int64(rapid.IntRange(0, most).Draw(t, name)) * 60e9)
		}
		want.Spacing, want.DebriefDelay, want.HardEndAfter = minutes("spacing", 1440), minutes("debrief_delay", 1440), minutes("hard_end_after", 500_000)
		want.Lead.Max = max(want.Lead.Min, minutes("lead.max", 1440))
		want.RoundDays = rapid.IntRange(1, 60).Draw(t, "round_days")
		want.Window.From = events.TimeOfDay(rapid.IntRange(7*60, 19*60).Draw(t, "window.from"))
		want.AnnounceATSOutcomes = rapid.Bool().Draw(t, "announce_ats_outcomes")
		want.Language = rapid.SampledFrom([]events.Language{"", "de", "fr"}).Draw(t, "language")
		want.Calendar = rapid.SampledFrom([]string{"", "US", "DE-BY", "NO"}).Draw(t, "calendar")
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		file, err := document.Parse("p.json", data)
		if err != nil {
			t.Fatal(err)
		}
		shown := annotated(want, file, "file")
		again, err := document.Parse("p.yaml", []byte(shown))
		if err != nil {
			t.Fatal(err)
		}
		got, err := policyOf(again)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("the policy differs (-want +got):\n%s", diff)
		}
	})
}
