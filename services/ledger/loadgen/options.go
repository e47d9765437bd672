package loadgen

import (
	"errors"
	"fmt"
	"time"
)

// year is 52 weeks: a copy that many days later has the same weekdays.
const year = 364 * 24 * time.Hour

// Options say how much to make up. The zero value of a field is its default.
type Options struct {
	// Seed is where chance begins. Default 1.
	Seed uint64
	// Followups is how many there are in all, over all tenants. Default 1,000.
	Followups int
	// Tenants is how many tenants share them; the first has four fifths. Default 8.
	Tenants int
	// Employers is how many employers there are, most of them with few interviews. Default 5,000.
	Employers int
	// Years is over how many years of 52 weeks the interviews are spread. Default 3.
	Years int
	// Lives is how many lives are lived through before they are copied. Default 3,000; never more than there are follow-ups
	// in a year.
	Lives int
	// Until is where the streams end: nothing after it is told, and what is open then stays open. UTC, whole seconds.
	// Default 2026-03-02T11:00:00Z.
	Until time.Time
}

func (o Options) withDefaults() (Options, error) {
	if o.Seed == 0 {
		o.Seed = 1
	}
	if o.Until.IsZero() {
		o.Until = time.Date(2026, time.March, 2, 11, 0, 0, 0, time.UTC)
	}
	o.Until = o.Until.UTC().Truncate(time.Second)
	var errs []error
	for _, number := range []struct {
		name     string
		value    *int
		standard int
	}{
		{"follow-ups", &o.Followups, 1000},
		{"tenants", &o.Tenants, 8},
		{"employers", &o.Employers, 5000},
		{"years", &o.Years, 3},
		{"lives", &o.Lives, 3000},
	} {
		if *number.value == 0 {
			*number.value = number.standard
		}
		if *number.value < 1 {
			errs = append(errs, fmt.Errorf("the number of %s must be at least 1, not %d", number.name, *number.value))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return o, err
	}
	if o.Employers < len(places()) {
		return o, fmt.Errorf("the number of employers must be at least %d, one for each place, not %d", len(places()), o.Employers)
	}
	o.Lives = max(1, min(o.Lives, o.Followups/o.Years))
	return o, nil
}

// from is when the first interview may be.
func (o Options) from() time.Time { return o.Until.Add(-time.Duration(o.Years) * year) }
