package calendar

import (
	_ "embed"
	"strings"
	"sync"
	"time"
)

//go:generate go run ./zonetab -out zones.txt

// zonesText lists "country zone zone ..." lines, made from the tz database's
// zone.tab and its backward links; the first line names the release.
//
//go:embed zones.txt
var zonesText string

// countries maps zone names to countries; read once.
var countries = sync.OnceValue(func() map[string]string {
	byZone := map[string]string{}
	for line := range strings.Lines(zonesText) {
		country, zones, _ := strings.Cut(strings.TrimSpace(line), " ")
		if country == "#" {
			continue
		}
		for zone := range strings.FieldsSeq(zones) {
			byZone[zone] = country
		}
	}
	return byZone
})

// CountryOfZone returns the ISO 3166-1 code of the country that the tz database
// assigns to the zone or alias, and "" for a zone of no country, such as UTC.
func CountryOfZone(zone string) string { return countries()[zone] }

// CountryOf returns the country part of an ISO 3166 code: DE of DE-BY.
func CountryOf(code string) string {
	country, _, _ := strings.Cut(code, "-")
	return country
}

// Weekend returns the two days of the week on which a country rests, the first
// day first. Unlisted countries rest on Saturday and Sunday (DOMAIN.md section 4).
func Weekend(country string) [2]time.Weekday {
	switch country {
	case "IL", "SA", "EG", "JO", "KW", "QA", "BH", "OM", "DZ", "IQ":
		return [2]time.Weekday{time.Friday, time.Saturday}
	default:
		return [2]time.Weekday{time.Saturday, time.Sunday}
	}
}
