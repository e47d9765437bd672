package lapse

import (
	"context"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"
)

var start = time.Date(2026, time.March, 3, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, path string) *Clock {
	t.Helper()
	c, err := Open(path, start, 1440)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTheClockStandsStillUntilItRunsAndAfterItStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clock.json")
	synctest.Test(t, func(t *testing.T) {
		c := open(t, path)
		<-time.After(time.Hour)
		if got := c.Now(); !got.Equal(start) {
			t.Fatalf("before it runs it shows %s", got)
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- c.Run(ctx) }()
		<-time.After(time.Minute)
		synctest.Wait()
		if got, want := c.Now(), start.AddDate(0, 0, 1); !got.Equal(want) {
			t.Errorf("after a minute it shows %s, want %s", got, want)
		}
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		shown := c.Now()
		<-time.After(time.Hour)
		if got := c.Now(); !got.Equal(shown) {
			t.Errorf("stopped at %s, it shows %s an hour later", shown, got)
		}
		if again := open(t, path).Now(); !again.Equal(shown) {
			t.Errorf("the next run begins at %s, want %s", again, shown)
		}
	})
}

// A killed process has written nothing at its end: the next one must not show less than it did,
// and not much more.
func TestAfterAKillTheClockDoesNotGoBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clock.json")
	synctest.Test(t, func(t *testing.T) {
		c := open(t, path)
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- c.Run(ctx) }()
		for range 50 {
			<-time.After(37 * time.Millisecond)
			shown := c.Now()
			next := open(t, path).Now()
			if next.Before(shown) {
				t.Fatalf("it showed %s, and after a kill it would show %s", shown, next)
			}
			if leap := next.Sub(shown); leap > time.Duration(float64(ahead)*1440) {
				t.Fatalf("a kill would let it leap by %s", leap)
			}
		}
		stop()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
	})
}

func TestABrokenFileIsReported(t *testing.T) {
	if _, err := Open(t.TempDir(), start, 1440); err == nil {
		t.Error("a directory was taken for a clock")
	}
	if _, err := Open(filepath.Join(t.TempDir(), "clock.json"), start, 0); err == nil {
		t.Error("a clock without speed was opened")
	}
}

// While nothing higher can be written, as on a disk that hangs, the clock stands still: what it would show
// could not be kept.
func TestTheClockWaitsForItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "clock.json")
	synctest.Test(t, func(t *testing.T) {
		c := open(t, path)
		if err := c.begin(); err != nil {
			t.Fatal(err)
		}
		<-time.After(time.Hour)
		if got, kept := c.Now(), open(t, path).Now(); !got.Equal(kept) || !got.After(start) {
			t.Errorf("it shows %s, and %s is written", got, kept)
		}
	})
}
