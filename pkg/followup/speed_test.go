package followup_test

import (
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/followup"
)

// BenchmarkSimulate tells the worked example of DOMAIN.md, start to end.
func BenchmarkSimulate(b *testing.B) {
	s := readStoryFile(b, "testdata/stories/worked.txt")[0]
	for b.Loop() {
		followup.Simulate(s.policy, s.facts, time.Time{})
	}
}
