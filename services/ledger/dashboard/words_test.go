package dashboard

import (
	"testing"
	"time"
)

func TestNumbersArePartedByThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := number(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}

func TestHowFarAnInstantIs(t *testing.T) {
	now := time.Date(2026, time.March, 10, 12, 0, 0, 0, time.UTC)
	for span, want := range map[time.Duration]string{
		30 * time.Second: "now", -59 * time.Second: "now", time.Minute: "in 1 minute", -90 * time.Minute: "90 minutes ago",
		2 * time.Hour: "in 2 hours", -47 * time.Hour: "47 hours ago", 48 * time.Hour: "in 2 days", -400 * 24 * time.Hour: "400 days ago",
	} {
		if got := ago(now.Add(span), now); got != want {
			t.Errorf("%s: got %q, want %q", span, got, want)
		}
	}
	if momentOf(time.Time{}, now) != nil {
		t.Error("no instant is shown as one")
	}
}
