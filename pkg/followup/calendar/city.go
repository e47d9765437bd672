package calendar

import (
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// CityIn is City in a language: "Nueva York" of America/New_York in Spanish. A city
// that the language has no name of its own for keeps the one of City.
func CityIn(loc *time.Location, l events.Language) string {
	switch city := City(loc); l {
	case events.German:
		return germanCity(city)
	case events.Spanish:
		return spanishCity(city)
	case events.French:
		return frenchCity(city)
	default:
		return city
	}
}
