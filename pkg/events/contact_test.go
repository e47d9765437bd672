package events_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

// updated asks the rules of one field of candidate.updated.
func updated(t *testing.T, field, value string) error {
	t.Helper()
	body, err := json.Marshal(map[string]string{field: value})
	if err != nil {
		t.Fatal(err)
	}
	_, err = events.DecodeFact(events.CandidateUpdated, body, "", at())
	return err
}

func TestEmails(t *testing.T) {
	for _, good := range []string{
		"ada@example.com", "a@b.co", "ada.park+jobs@mail.example.co.uk", "o'brien@example.ie", "x_y-z@ex-ample.com", "1@2.com", "jürgen@example.de",
		"ada@bücher.example", "ada@xn--bcher-kva.example", strings.Repeat("a", 64) + "@example.com",
	} {
		wantFaults(t, updated(t, "email", good))
	}
	for _, bad := range []string{
		"ada", "@example.com", "ada@", "ada@example", "ada@@example.com", "ada@exa mple.com", " ada@example.com", "ada@example.com ", "<ada@example.com>",
		"Ada <ada@example.com>", `"ada park"@example.com`, `"ada"@example.com`, "ada(x)@example.com", "ada@example.com, bob@example.com", "ada@example..com",
		"ada@.example.com", "ada@example.com.", "ada@-example.com", "ada@example-.com", "ada@exam_ple.com", "ada@[127.0.0.1]", "ada..park@example.com",
		".ada@example.com", "ada.@example.com", "ada@example.com\r\nBcc: x@y.com", "ada\x00@example.com", strings.Repeat("a", 65) + "@example.com",
		"a@" + strings.Repeat("b", 64) + ".com", "a@" + strings.Repeat("bbbbbbbbb.", 26) + "com", "mailto:ada@example.com",
	} {
		wantFaults(t, updated(t, "email", bad), "email")
	}
}

func TestPhones(t *testing.T) {
	for _, good := range []string{"+14155550123", "+442079460958", "+6834000", "+123456789012345"} {
		wantFaults(t, updated(t, "phone", good))
	}
	for bad, meant := range map[string]string{
		"+1 (415) 555-0123":        "+14155550123",
		"+1.415.555.0123":          "+14155550123",
		"0044 20 7946 0958":        "+442079460958",
		"+44 (0)20 7946 0958":      "+442079460958",
		"+49\u00a089/123456":       "+4989123456",
		"+49\u201189\u2011123456":  "+4989123456",
		" +14155550123":            "+14155550123",
		"415-555-0123":             "",
		"+0123456789":              "",
		"+1234567890123456":        "",
		"+123456":                  "",
		"+1415555O123":             "",
		"+1415555012\u0663":        "",
		"tel:+14155550123":         "",
		"+14155550123;ext=7":       "",
		"+":                        "",
		"+14155550123, +442079460": "",
	} {
		err := updated(t, "phone", bad)
		wantFaults(t, err, "phone")
		if err != nil && meant != "" && !strings.Contains(err.Error(), "; "+meant+" is probably meant") {
			t.Errorf("%q: the error %q does not name %s", bad, err, meant)
		}
		if err != nil && meant == "" && strings.Contains(err.Error(), "probably") {
			t.Errorf("%q: the error %q guesses", bad, err)
		}
	}
}

func TestZones(t *testing.T) {
	for _, good := range []string{"America/New_York", "Europe/Lisbon", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Asia/Calcutta", "UTC", "Etc/GMT+5", "US/Eastern"} {
		if !events.ValidZone(good) {
			t.Errorf("%s is a zone", good)
		}
	}
	for _, bad := range []string{
		"", "Local", "localtime", "posixrules", "posix/Europe/Paris", "right/Europe/Paris", "Factory", "/usr/share/zoneinfo/Europe/Paris", "../zoneinfo/Europe/Paris",
		"Europe/../Europe/Paris", "Europe/Paris/", "Europe", "Europe/Pari", "GMT+5", "New York", "EDT", "Europe/Paris\x00", "tzdata.zi", `Europe\Paris`, strings.Repeat("A", 65),
	} {
		if events.ValidZone(bad) {
			t.Errorf("%q is no zone", bad)
		}
	}
}

func TestCalendars(t *testing.T) {
	for _, good := range []string{"US", "AF", "ZW", "US-CA", "GB-SCT", "DE-BY", "PT-11", "AT-9", "AQ"} {
		if !events.ValidCalendar(good) {
			t.Errorf("%s is a calendar", good)
		}
	}
	for _, bad := range []string{"", "-", "#", "# ", "us", "USA", "U", "UK", "XX", "EU", "US-", "US-XX", "US-CA-1", "US CA", "DE-by", "CA-US", "US-CA\n", "A\nF", "IS"[:1] + "\n"} {
		if events.ValidCalendar(bad) {
			t.Errorf("%q is no calendar", bad)
		}
	}
}
