package events

import (
	_ "embed" // the codes are a file, so that they can be renewed without touching code
	"slices"
	"strings"
)

//go:embed iso3166.txt
var iso3166 string

// ValidCalendar reports whether code is an existing ISO 3166-1 alpha-2 or ISO 3166-2 code, such as US or DE-BY.
func ValidCalendar(code string) bool {
	country, region, hasRegion := strings.Cut(code, "-")
	if len(country) != 2 {
		return false
	}
	_, rest, ok := strings.Cut(iso3166, "\n"+country)
	if !ok || rest[0] != ' ' && rest[0] != '\n' {
		return false
	}
	regions, _, _ := strings.Cut(rest, "\n")
	return !hasRegion || slices.Contains(strings.Fields(regions), region)
}
