package calendar_test

import (
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// A zone is called after a city, and the city by the name that it has in the reader's language.
func TestCityIn(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		zone string
		want map[events.Language]string
	}{
		{"America/New_York", map[events.Language]string{"": "New York", events.English: "New York", events.German: "New York", events.Spanish: "Nueva York"}},
		{"America/Mexico_City", map[events.Language]string{events.English: "Mexico City", events.German: "Mexiko-Stadt", events.Spanish: "Ciudad de México"}},
		{"Europe/London", map[events.Language]string{events.German: "London", events.Spanish: "Londres", events.French: "Londres"}},
		{"America/Argentina/Cordoba", map[events.Language]string{events.English: "Cordoba", events.Spanish: "Córdoba"}},
		{"Pacific/Auckland", map[events.Language]string{events.Spanish: "Auckland", events.French: "Auckland"}},
	} {
		loc, err := calendar.Zone(test.zone)
		if err != nil {
			t.Fatal(err)
		}
		for l, want := range test.want {
			if got := calendar.CityIn(loc, l); got != want {
				t.Errorf("%s in %q is %q, want %q", test.zone, l, got, want)
			}
		}
	}
}
