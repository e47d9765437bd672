package followup

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// Policy holds a tenant's numbers: windows, delays, limits, calendars, channels.
// Its JSON is kept in the tenant's record; a field that is absent there keeps its
// default (ParsePolicy). Every default is the number of DOMAIN.md.
type Policy struct {
	// Window is when a candidate who set none may be written to, on the candidate's
	// wall clock; within 07:00-22:00. Default 08:00-20:00.
	Window events.AllowedWindow `json:"window"`
	// SMSWindow cuts the window of a candidate whose first channel is SMS. Default 08:00-21:00.
	SMSWindow events.AllowedWindow `json:"sms_window"`
	// OfficeHours are the employer's, on its business days; check-ins begin at their
	// start. Default 09:00-17:00.
	OfficeHours events.AllowedWindow `json:"office_hours"`

	// Calendar is the ISO 3166 code, such as DE-BY, of employers in that country who name none. Default empty: the
	// country of the employer's zone.
	Calendar string `json:"calendar,omitempty"`

	// ClosingBriefLead is how long before the announced start the closing brief comes. Default 2h.
	ClosingBriefLead Duration `json:"closing_brief_lead"`
	// AssumedAfter is how long after the announced end an interview of which nothing
	// is heard counts as completed. Default 15m.
	AssumedAfter Duration `json:"assumed_after"`
	// DebriefDelay is counted from the interview's end. Default 1h.
	DebriefDelay Duration `json:"debrief_delay"`
	// ThankYouDelay is from the interview's end to the first thank-you reminder. Default 3h.
	ThankYouDelay Duration `json:"thank_you_delay"`
	// ThankYouDeadline is from the interview's end to the end of the time for notes. Default 24h.
	ThankYouDeadline Duration `json:"thank_you_deadline"`
	// LastCallLead is how long before that deadline the last call comes. Default 2h.
	LastCallLead Duration `json:"last_call_lead"`
	// LateNoteExpiry is how long a reminder to send a late note is worth sending. Default 24h.
	LateNoteExpiry Duration `json:"late_note_expiry"`
	// OutcomeExpiry is how long congratulations, regroup and move_on are worth sending. Default 48h.
	OutcomeExpiry Duration `json:"outcome_expiry"`
	// Spacing is the least time between two reminders of one follow-up. Default 2h.
	Spacing Duration `json:"spacing"`

	// RoundDays are the business days until the next check-in when the employer named
	// no date, and the least number between two check-ins. Default 5.
	RoundDays int `json:"round_days"`
	// CheckInExpiryDays are the business days after its day on which a check-in still
	// makes sense, to the end of office hours. Default 2.
	CheckInExpiryDays int `json:"check_in_expiry_days"`
	// MaxSilent is the most check-ins in a row without news from the employer. Default 3.
	MaxSilent int `json:"max_silent_check_ins"`
	// MaxCheckIns is the most check-ins of one follow-up. Default 6.
	MaxCheckIns int `json:"max_check_ins"`
	// MaxAfterATS is the most check-ins once an ATS has recorded an offer or a rejection
	// that is not announced. Default 1.
	MaxAfterATS int `json:"max_check_ins_after_ats"`
	// SilenceDays are the business days after the last check-in until silence is declared. Default 10.
	SilenceDays int `json:"silence_days"`
	// HardEndAfter is counted from the interview's end. Default 1440h (60 days of 24 h).
	HardEndAfter Duration `json:"hard_end_after"`
	// HardEndDays are the business days after the promise in force that a follow-up
	// stays open at least. Default 15.
	HardEndDays int `json:"hard_end_days"`
	// OfferLeadDays are the calendar days before respond_by on which we remind. Default 2.
	OfferLeadDays int `json:"offer_lead_days"`
	// OfferTime is the candidate's wall-clock time of that reminder. Default 09:00.
	OfferTime events.TimeOfDay `json:"offer_time"`

	// AnnounceATSOutcomes lets an offer or rejection that an ATS reports act at once. Default
	// false: nobody learns an answer from us.
	AnnounceATSOutcomes bool `json:"announce_ats_outcomes"`

	// Language is that of the reasons, whoever reads them. Default empty: the candidate's own.
	Language events.Language `json:"language,omitempty"`

	// Lead is how long before its due instant a reminder is handed over. Default 5m-60m.
	Lead Lead `json:"lead"`
	// FanOut says on which of the candidate's channels a reminder goes out. Default first.
	FanOut FanOut `json:"fan_out"`
	// AlertTo are the email addresses of the advisers who are told of a candidate whom a reminder reached on no
	// channel; at most 5. Default none. They are no part of a plan (Basis).
	AlertTo []string `json:"alert_to,omitempty"`
}

// DefaultPolicy returns the numbers of DOMAIN.md.
func DefaultPolicy() Policy {
	return Policy{
		Window:            between(8, 20),
		SMSWindow:         between(8, 21),
		OfficeHours:       between(9, 17),
		ClosingBriefLead:  Duration(2 * time.Hour),
		AssumedAfter:      Duration(15 * time.Minute),
		DebriefDelay:      Duration(time.Hour),
		ThankYouDelay:     Duration(3 * time.Hour),
		ThankYouDeadline:  Duration(24 * time.Hour),
		LastCallLead:      Duration(2 * time.Hour),
		LateNoteExpiry:    Duration(24 * time.Hour),
		OutcomeExpiry:     Duration(48 * time.Hour),
		Spacing:           Duration(2 * time.Hour),
		RoundDays:         5,
		CheckInExpiryDays: 2,
		MaxSilent:         3,
		MaxCheckIns:       6,
		MaxAfterATS:       1,
		SilenceDays:       10,
		HardEndAfter:      Duration(60 * 24 * time.Hour),
		HardEndDays:       15,
		OfferLeadDays:     2,
		OfferTime:         events.NewTimeOfDay(9, 0),
		Lead:              Lead{Min: Duration(5 * time.Minute), Max: Duration(time.Hour)},
		FanOut:            FanOutFirst,
	}
}

// widest is where a policy or a candidate may put the window (DOMAIN.md section 4).
var widest = between(7, 22)

func between(from, to int) events.AllowedWindow {
	return events.AllowedWindow{From: events.NewTimeOfDay(from, 0), To: events.NewTimeOfDay(to, 0)}
}

// ParsePolicy reads a policy as JSON: absent fields keep their defaults, unknown
// fields are ignored. Empty data is the default policy. The result is validated.
func ParsePolicy(data []byte) (Policy, error) {
	policy := DefaultPolicy()
	if len(data) > 0 {
		if err := json.Unmarshal(data, &policy); err != nil {
			return Policy{}, fmt.Errorf("read the policy: %w", err)
		}
	}
	if err := policy.Validate(); err != nil {
		return Policy{}, err
	}
	return policy, nil
}

// Duration is an elapsed time whose JSON is Go's form, such as "24h" or "1h30m".
type Duration time.Duration

// String returns the form without units that say nothing: "24h", not "24h0m0s".
func (d Duration) String() string {
	text := time.Duration(d).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// MarshalText implements encoding.TextMarshaler with the form of String.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("%q is not a duration such as 24h or 90m", text)
	}
	*d = Duration(parsed)
	return nil
}

// calendarOf returns the calendar code of an employer: its own, else the policy's where that is of the
// employer's country, else none.
func (p Policy) calendarOf(e events.Employer) string {
	if e.Calendar == "" && p.Calendar != "" && calendar.CountryOf(p.Calendar) == calendar.CountryOfZone(e.TimeZone) {
		return p.Calendar
	}
	return e.Calendar
}

func (p Policy) hours() calendar.Hours {
	return calendar.Hours{Open: p.OfficeHours.From, Close: p.OfficeHours.To}
}

// window returns the hours for a candidate: their own or the policy's, cut to what
// the first channel allows. Hours that leave nothing open give way to the policy's.
func (p Policy) window(own *events.AllowedWindow, first events.Channel) events.AllowedWindow {
	open := p.Window
	if own != nil {
		if cut := overlap(*own, widest); cut.From < cut.To {
			open = cut
		}
	}
	if first != events.SMS {
		return open
	}
	if cut := overlap(open, p.SMSWindow); cut.From < cut.To {
		return cut
	}
	return overlap(p.Window, p.SMSWindow)
}

func overlap(a, b events.AllowedWindow) events.AllowedWindow {
	return events.AllowedWindow{From: max(a.From, b.From), To: min(a.To, b.To)}
}
