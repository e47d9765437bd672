package calendar

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"
)

// zoneDataVersion is the tz database release in zoneinfo.zip, which is the file of
// the same name in Go's lib/time (public domain data, https://www.iana.org/time-zones).
const zoneDataVersion = "2025c"

// zoneArchive is compiled in and the only source of zone rules: time.LoadLocation
// would prefer the host's files, and two hosts would then plan two different minutes.
//
//go:embed zoneinfo.zip
var zoneArchive []byte

// zoneFiles indexes the archive by zone name, once.
var zoneFiles = sync.OnceValues(func() (map[string]*zip.File, error) {
	archive, err := zip.NewReader(bytes.NewReader(zoneArchive), int64(len(zoneArchive)))
	if err != nil {
		return nil, fmt.Errorf("open the compiled-in zone data: %w", err)
	}
	files := make(map[string]*zip.File, len(archive.File))
	for _, file := range archive.File {
		if !file.FileInfo().IsDir() {
			files[file.Name] = file
		}
	}
	return files, nil
})

// zones remembers what Zone has parsed; the value of a name never changes.
var zones sync.Map

// ZoneDataVersion returns the release of the tz database that is compiled in, such as 2025c.
func ZoneDataVersion() string { return zoneDataVersion }

// Zone returns the location with this IANA name or alias, from the compiled-in
// database. Anything else, "Local" and file paths included, is an error.
func Zone(name string) (*time.Location, error) {
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	files, err := zoneFiles()
	if err != nil {
		return nil, err
	}
	file, ok := files[name]
	if !ok {
		return nil, fmt.Errorf("%q is not an IANA time zone", name)
	}
	loc, err := parseZone(name, file)
	if err != nil {
		return nil, fmt.Errorf("read the time zone %q: %w", name, err)
	}
	zones.Store(name, loc)
	return loc, nil
}

func parseZone(name string, file *zip.File) (loc *time.Location, err error) {
	reader, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer func() {
		if closeErr := reader.Close(); err == nil {
			err = closeErr
		}
	}()
	data, err := io.ReadAll(reader)
	if err != nil {
		return nil, err
	}
	return time.LoadLocationFromTZData(name, data)
}

// ZoneOrUTC is Zone for a name that was checked where it came in: should one that does not exist get here, UTC keeps
// things going, since a wrong clock beats none.
func ZoneOrUTC(name string) *time.Location {
	loc, err := Zone(name)
	if err != nil {
		return time.UTC
	}
	return loc
}

// ZoneNames returns every zone and alias that Zone knows, in no order.
func ZoneNames() []string {
	files, err := zoneFiles()
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	return names
}

// City returns the place that a zone is called after, the way people write it:
// "New York" of America/New_York.
func City(loc *time.Location) string {
	name := loc.String()
	return strings.ReplaceAll(name[strings.LastIndex(name, "/")+1:], "_", " ")
}
