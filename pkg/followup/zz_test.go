package followup_test

import (
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/followup"
)

func TestZZ(t *testing.T) {
	for _, s := range readStoryFile(t, os.Getenv("STORY")) {
		fmt.Println("==", s.name)
		for _, l := range s.tell(followup.Simulate(s.policy, s.facts, time.Time{})) {
			fmt.Println(">", l)
		}
	}
}
