package bus

import (
	"testing"
	"time"
)

func TestTheTableOfAttemptsIsBounded(t *testing.T) {
	a := newAttempts()
	for sequence := range uint64(maxTracked + 10) {
		if n := a.fail(sequence); n != 1 {
			t.Fatalf("the first failure of %d counts as %d", sequence, n)
		}
	}
	if n := len(a.failed); n != maxTracked {
		t.Errorf("it holds %d messages, want %d", n, maxTracked)
	}
	last := uint64(maxTracked + 9)
	if n := a.fail(last); n != 2 {
		t.Errorf("the second failure of a known message counts as %d", n)
	}
	a.end(last)
	if n := a.of(last); n != 0 {
		t.Errorf("an ended message still has %d failures", n)
	}
}

func TestTheBudgetOfAMessage(t *testing.T) {
	c := Consumer{MaxAttempts: 5}
	for _, test := range []struct {
		failed, delivered int
		want              bool
	}{
		{failed: 1, delivered: 1},
		{failed: 4, delivered: 4},
		{failed: 5, delivered: 5, want: true},
		// Held often, and failed a little.
		{failed: 4, delivered: 1004},
		// Failed in process after process, or held without end.
		{failed: 1, delivered: 1005, want: true},
	} {
		if got := c.spent(test.failed, test.delivered); got != test.want {
			t.Errorf("failed %d, delivered %d: got %v, want %v", test.failed, test.delivered, got, test.want)
		}
	}
}

func TestTheDefaultBackOff(t *testing.T) {
	for attempt, want := range map[int]time.Duration{
		0: time.Second, 1: time.Second, 2: 5 * time.Second, 3: 30 * time.Second, 4: 2 * time.Minute, 5: 10 * time.Minute, 50: 10 * time.Minute,
	} {
		if got := retryDelay(attempt); got != want {
			t.Errorf("after attempt %d: got %v, want %v", attempt, got, want)
		}
	}
}

func TestJitterStaysWithinATenth(t *testing.T) {
	seen := make(map[time.Duration]bool)
	for range 1000 {
		got := jitter(time.Minute)
		if got < 54*time.Second || got > 66*time.Second {
			t.Fatalf("got %v", got)
		}
		seen[got] = true
	}
	if len(seen) < 100 {
		t.Errorf("1,000 delays have only %d values", len(seen))
	}
}

func TestDeadSubjects(t *testing.T) {
	for subject, want := range map[string]string{
		"afterword.facts.acme.thankyou.sent": "afterword.dead.facts.acme.thankyou.sent",
		"other.facts.acme":                   "afterword.dead.facts.unknown",
	} {
		if got := deadSubject("FACTS", subject); got != want {
			t.Errorf("%s: got %s, want %s", subject, got, want)
		}
	}
}

func TestHeaderTextIsOneShortLine(t *testing.T) {
	if got, want := headerText("one\r\nX-Injected: two\tthree"), "one  X-Injected: two three"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	long := make([]rune, maxHeaderText)
	for i := range long {
		long[i] = 'ü'
	}
	got := headerText("x" + string(long))
	if len(got) > maxHeaderText || got[len(got)-2:] != "ü" {
		t.Errorf("got %d bytes that end with %q", len(got), got[len(got)-2:])
	}
}
