package clock_test

import (
	"math"
	"testing"
	"testing/synctest"
	"time"

	"github.com/afterword-io/afterword/pkg/clock"
)

var origin = time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)

func lapse(t *testing.T, factor float64) clock.Lapse {
	t.Helper()
	l, err := clock.NewLapse(origin, factor)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSystemShowsUTCAndRunsInRealTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var c clock.System
		if now := c.Now(); !now.Equal(time.Now()) || now.Location() != time.UTC {
			t.Errorf("got %v, want the machine's time in UTC", now)
		}
		if got := c.Real(time.Hour); got != time.Hour {
			t.Errorf("an hour takes %v", got)
		}
		if got := c.Real(-time.Hour); got != 0 {
			t.Errorf("an hour ago is waited for %v", got)
		}
		if c.Speed() != 1 {
			t.Errorf("the speed is %v", c.Speed())
		}
	})
}

func TestLapseRunsFactorTimesAsFast(t *testing.T) {
	for _, test := range []struct {
		factor float64
		real   time.Duration
		want   time.Time
	}{
		{1440, 0, origin},
		{1440, time.Minute, origin.AddDate(0, 0, 1)},
		{1, time.Hour, origin.Add(time.Hour)},
		{0.5, time.Hour, origin.Add(30 * time.Minute)},
	} {
		synctest.Test(t, func(t *testing.T) {
			l := lapse(t, test.factor)
			<-time.After(test.real)
			if got := l.Now(); !got.Equal(test.want) || got.Location() != time.UTC {
				t.Errorf("factor %v shows %v after %v, want %v", test.factor, got, test.real, test.want)
			}
		})
	}
}

func TestWaitingUntilAnInstantReachesIt(t *testing.T) {
	for _, factor := range []float64{0.3, 1, 7, 1440, 86400} {
		for _, span := range []time.Duration{1, 999, time.Second + 1, 3*time.Hour + 7, 60 * 24 * time.Hour} {
			synctest.Test(t, func(t *testing.T) {
				l := lapse(t, factor)
				instant := origin.Add(span)
				<-time.After(clock.Until(l, instant))
				if now := l.Now(); now.Before(instant) {
					t.Errorf("factor %v: after the wait the clock shows %v, %v early", factor, now, instant.Sub(now))
				}
				if rest := clock.Until(l, instant); rest != 0 {
					t.Errorf("factor %v: %v is left to wait", factor, rest)
				}
			})
		}
	}
}

func TestLapseGoesOnWhereItStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := lapse(t, 1440)
		<-time.After(time.Minute)
		kept := l.Now()
		<-time.After(time.Hour)
		again, err := clock.NewLapse(kept, 60)
		if err != nil {
			t.Fatal(err)
		}
		if got := again.Now(); !got.Equal(kept) {
			t.Errorf("got %v, want %v: it must stand still in between", got, kept)
		}
		<-time.After(time.Minute)
		if got, want := again.Now(), kept.Add(time.Hour); !got.Equal(want) {
			t.Errorf("got %v, want %v", got, want)
		}
	})
}

func TestLapseStopsAtTheLongestSpan(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := lapse(t, 1e9)
		<-time.After(365 * 24 * time.Hour)
		if got, want := l.Now(), origin.Add(math.MaxInt64); !got.Equal(want) {
			t.Errorf("got %v, want %v", got, want)
		}
		if got := lapse(t, 1e-9).Real(365 * 24 * time.Hour); got != math.MaxInt64 {
			t.Errorf("a year at a billionth of the speed takes %v", got)
		}
	})
}

func TestNewLapseRefusesASpeedThatIsNone(t *testing.T) {
	for _, factor := range []float64{0, -1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		if l, err := clock.NewLapse(origin, factor); err == nil {
			t.Errorf("factor %v gives %+v", factor, l)
		}
	}
}
