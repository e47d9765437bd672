package calendar

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// FrenchDay returns the French name of a weekday: "vendredi".
func FrenchDay(d time.Weekday) string {
	return [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}[d]
}

// FrenchDate returns "vendredi 6 mars"; only the first of a month is an ordinal: "dimanche 1er mars".
func FrenchDate(d events.Date) string {
	month := [...]string{
		"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
	}[d.Month-time.January]
	if d.Day == 1 {
		return fmt.Sprintf("%s 1er %s", FrenchDay(d.Weekday()), month)
	}
	return fmt.Sprintf("%s %d %s", FrenchDay(d.Weekday()), d.Day, month)
}

// FrenchTime says whose time it is: "heure de New York", "heure d'Athènes", "heure du Caire", "heure UTC".
func FrenchTime(loc *time.Location) string {
	city := CityIn(loc, events.French)
	rest, article := strings.CutPrefix(city, "Le ")
	switch {
	case !strings.Contains(loc.String(), "/") || strings.HasPrefix(loc.String(), "Etc/"):
		return "heure " + city
	case article:
		return "heure du " + rest
	case strings.ContainsRune("AEIOUÉÎÖ", []rune(city)[0]):
		return "heure d'" + city
	default:
		return "heure de " + city
	}
}

// frenchCity returns the French name of a city where it is not that of the zone database, else the city.
func frenchCity(city string) string {
	for _, name := range [][2]string{
		{"Algiers", "Alger"},
		{"Athens", "Athènes"},
		{"Baghdad", "Bagdad"},
		{"Beirut", "Beyrouth"},
		{"Brussels", "Bruxelles"},
		{"Bucharest", "Bucarest"},
		{"Cairo", "Le Caire"},
		{"Copenhagen", "Copenhague"},
		{"Damascus", "Damas"},
		{"Dubai", "Dubaï"},
		{"Havana", "La Havane"},
		{"Jerusalem", "Jérusalem"},
		{"Kolkata", "Calcutta"},
		{"Kyiv", "Kiev"},
		{"Lisbon", "Lisbonne"},
		{"London", "Londres"},
		{"Manila", "Manille"},
		{"Mexico City", "Mexico"},
		{"Montreal", "Montréal"},
		{"Moscow", "Moscou"},
		{"Noumea", "Nouméa"},
		{"Reunion", "La Réunion"},
		{"Riyadh", "Riyad"},
		{"Sao Paulo", "São Paulo"},
		{"Seoul", "Séoul"},
		{"Singapore", "Singapour"},
		{"Tehran", "Téhéran"},
		{"Vienna", "Vienne"},
		{"Warsaw", "Varsovie"},
	} {
		if name[0] == city {
			return name[1]
		}
	}
	return city
}
