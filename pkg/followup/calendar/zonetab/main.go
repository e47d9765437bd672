// Command zonetab writes zones.txt: which country each IANA zone and alias
// belongs to, from the zone.tab and tzdata.zi files of a tz database.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	dir := flag.String("tzdb", "/usr/share/zoneinfo", "directory of zone.tab and tzdata.zi")
	out := flag.String("out", "zones.txt", "file to write")
	flag.Parse()
	if err := run(*dir, *out); err != nil {
		log.Fatal(err)
	}
}

func run(dir, out string) error {
	tab, err := os.ReadFile(filepath.Join(dir, "zone.tab"))
	if err != nil {
		return fmt.Errorf("read the zone table: %w", err)
	}
	zi, err := os.ReadFile(filepath.Join(dir, "tzdata.zi"))
	if err != nil {
		return fmt.Errorf("read the links: %w", err)
	}

	country := map[string]string{}
	for line := range strings.Lines(string(tab)) {
		if columns := strings.Split(strings.TrimSpace(line), "\t"); !strings.HasPrefix(line, "#") && len(columns) >= 3 {
			country[columns[2]] = columns[0]
		}
	}
	release, links := readLinks(string(zi))
	for alias := range links {
		target := alias
		for range links { // Links may lead to links, but never in a circle.
			if _, known := country[target]; known || links[target] == "" {
				break
			}
			target = links[target]
		}
		if _, known := country[alias]; !known && country[target] != "" {
			country[alias] = country[target]
		}
	}

	zones := map[string][]string{}
	for zone, code := range country {
		zones[code] = append(zones[code], zone)
	}
	var text bytes.Buffer
	fmt.Fprintf(&text, "# tz database %s: zone.tab and the links of tzdata.zi (public domain, https://www.iana.org/time-zones)\n", release)
	for _, code := range slices.Sorted(maps.Keys(zones)) {
		slices.Sort(zones[code])
		fmt.Fprintf(&text, "%s %s\n", code, strings.Join(zones[code], " "))
	}
	if err := os.WriteFile(out, text.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}

func readLinks(zi string) (release string, links map[string]string) {
	links = map[string]string{}
	for line := range strings.Lines(zi) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 3 && fields[0] == "L":
			links[fields[2]] = fields[1]
		case strings.HasPrefix(line, "# version "):
			release = fields[2]
		}
	}
	return release, links
}
