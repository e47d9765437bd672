package heartbeat

import (
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// lead is how far in the future the reminder is due when the interview is handed in: enough for it to be no late news, and
// little enough to be handed over at once.
const lead = 2 * time.Second

// interview is one that ended an hour ago, without a promise and without topics: by the default policy a debrief is due an
// hour after the end, if the candidate's day allows it, so the zone is one in which it does.
func interview(id, to string, now time.Time) ([]byte, error) {
	zone := daylight(now)
	ended := now.Add(lead - time.Hour).UTC().Truncate(time.Second)
	var m events.Meeting
	m.Interview.ID, m.Interview.StartsAt, m.Interview.EndedAt = id, ended.Add(-30*time.Minute), ended
	m.Candidate.Name, m.Candidate.Email, m.Candidate.TimeZone = "Heartbeat", to, zone
	m.Employer.Name, m.Employer.TimeZone = "Heartbeat", zone
	m.Interviewers = []events.Interviewer{{Name: "Heartbeat"}}
	body, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("write the interview: %w", err)
	}
	return body, nil
}

// daylight is the zone in which it is nearest to two in the afternoon: the middle of the day in which candidates get messages.
func daylight(now time.Time) string {
	const afternoon = 14.0
	best, least := "", math.Inf(1)
	for _, zone := range []string{
		"Pacific/Honolulu", "America/Los_Angeles", "America/Chicago", "America/Sao_Paulo", "Atlantic/Cape_Verde",
		"Europe/Berlin", "Asia/Dubai", "Asia/Dhaka", "Asia/Shanghai", "Australia/Brisbane", "Pacific/Auckland",
	} {
		location, err := time.LoadLocation(zone)
		if err != nil {
			// The program carries its own zone data; one zone less does no harm.
			continue
		}
		local := now.In(location)
		if away := math.Abs(float64(local.Hour()) + float64(local.Minute())/60 - afternoon); away < least {
			best, least = zone, away
		}
	}
	return best
}
