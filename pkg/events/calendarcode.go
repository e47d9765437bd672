package events

import (
	_ "embed" // the codes are a file, so that they can be renewed without touching code
	"strings"
)

//go:embed iso3166.txt
var iso3166 string

// ValidCalendar reports whether code is an existing ISO 3166-1 alpha-2 or ISO 3166-2 code, such as US or DE-BY.
func ValidCalendar(code string) bool {
	country, region, hasRegion := strings.Cut(code, "-")
	for line := range strings.Lines(iso3166) {
		name, regions, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name != country || strings.HasPrefix(line, "#") {
			continue
		}
		if !hasRegion {
			return true
		}
		for known := range strings.SplitSeq(regions, " ") {
			if known == region && region != "" {
				return true
			}
		}
		return false
	}
	return false
}
