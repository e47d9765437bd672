package followup_test

import (
	"fmt"
	"testing"
	"os"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/followup"
)

func TestZZ(t *testing.T) {
	for _, s := range readStoryFile(t, os.Getenv("STORY")) {
		fmt.Println("==", s.name)
		st := followup.Simulate(s.policy, s.facts, time.Time{})
		for i, l := range s.tell(st) {
			fmt.Print("> ", l)
			if os.Getenv("WHY") != "" && i < len(st.Reminders) {
				fmt.Print("   # ", st.Reminders[i].Reason)
			}
			fmt.Println()
		}
	}
	_ = strings.Join
}
