package followup

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Form is how a field of a policy is written.
type Form string

// The forms.
const (
	// FormDuration is an elapsed time such as "24h" or "1h30m".
	FormDuration Form = "duration"
	// FormNumber is a whole number.
	FormNumber Form = "number"
	// FormClock is a time of day such as "08:00".
	FormClock Form = "clock"
	// FormFlag is true or false.
	FormFlag Form = "flag"
	// FormChoice is one of some words.
	FormChoice Form = "choice"
	// FormCode is an ISO 3166-1 or -2 code such as US or DE-BY, or nothing.
	FormCode Form = "code"
	// FormAddresses is a list of bare email addresses.
	FormAddresses Form = "addresses"
)

// PolicyField is one field of a policy, as Validate, ReadPolicy and the schema know it.
type PolicyField struct {
	// Name is the JSON name, with a dot into nested objects.
	Name string
	// Title is a phrase, Meaning one sentence or two; both are for people.
	Title, Meaning string
	// Unit goes after a number or a range and says what is counted, or on whose clock; empty for words.
	Unit string
	Form Form
	// Choices are the words of a FormChoice.
	Choices []string

	// least and most bound the value, in its own unit: nanoseconds, a count, minutes. most bounds the length of a list.
	least, most int64
	// at returns a pointer to the field.
	at func(*Policy) any
}

// Value returns the field's value as a policy writes it, without quotes.
func (f PolicyField) Value(p Policy) string {
	switch v := f.at(&p).(type) {
	case *Duration:
		return v.String()
	case *int:
		return strconv.Itoa(*v)
	case *events.TimeOfDay:
		return v.String()
	case *bool:
		return strconv.FormatBool(*v)
	case *FanOut:
		return string(*v)
	case *events.Language:
		return string(*v)
	case *string:
		return *v
	case *[]string:
		return strings.Join(*v, ", ")
	}
	return ""
}

// JSON returns the field's value as JSON.
func (f PolicyField) JSON(p Policy) json.RawMessage {
	switch f.Form {
	case FormNumber, FormFlag:
		return json.RawMessage(f.Value(p))
	case FormAddresses:
		quoted := []string{}
		for _, address := range *f.at(&p).(*[]string) {
			quoted = append(quoted, strconv.Quote(address))
		}
		return json.RawMessage("[" + strings.Join(quoted, ", ") + "]")
	}
	return json.RawMessage(strconv.Quote(f.Value(p))) // Words, hours and durations need no escape.
}

// Range returns the least and the most value as a policy writes them; ok is false for
// forms without a range.
func (f PolicyField) Range() (least, most string, ok bool) {
	switch f.Form {
	case FormDuration:
		return Duration(f.least).String(), Duration(f.most).String(), true
	case FormNumber:
		return strconv.FormatInt(f.least, 10), strconv.FormatInt(f.most, 10), true
	case FormClock:
		return events.TimeOfDay(f.least).String(), events.TimeOfDay(f.most).String(), true
	}
	return "", "", false
}

// Limits says in a sentence what the field may be, such as "1 to 60 business days of the employer.".
func (f PolicyField) Limits() string {
	if least, most, ok := f.Range(); ok {
		return fmt.Sprintf("%s to %s %s.", least, most, f.Unit)
	}
	switch f.Form {
	case FormFlag:
		return "true or false."
	case FormCode:
		return "An ISO 3166 code, or empty."
	case FormAddresses:
		return fmt.Sprintf("A list of at most %d.", f.most)
	}
	words := make([]string, len(f.Choices))
	for i, word := range f.Choices {
		words[i] = strconv.Quote(word)
	}
	return "One of " + strings.Join(words, ", ") + "."
}

// check returns what is wrong with the field's own value, empty for nothing.
func (f PolicyField) check(p *Policy) string {
	value := int64(0)
	switch v := f.at(p).(type) {
	case *Duration:
		value = int64(*v)
	case *int:
		value = int64(*v)
	case *events.TimeOfDay:
		value = int64(*v)
	case *FanOut:
		return f.checkWord(string(*v))
	case *events.Language:
		return f.checkWord(string(*v))
	case *string:
		if *v != "" && !events.ValidCalendar(*v) {
			return "must be " + anyCode
		}
		return ""
	case *[]string:
		if int64(len(*v)) > f.most || !allEmails(*v) {
			return "must be " + f.addresses()
		}
		return ""
	}
	if value < f.least || value > f.most {
		least, most, _ := f.Range()
		return fmt.Sprintf("must be between %s and %s", least, most)
	}
	return ""
}

// addresses says what a list of addresses must be. What it is instead is not repeated: it may be somebody's.
func (f PolicyField) addresses() string {
	return fmt.Sprintf("a list of at most %d bare email addresses such as adviser@example.com", f.most)
}

func allEmails(addresses []string) bool {
	return !slices.ContainsFunc(addresses, func(a string) bool { return !events.IsEmail(a) })
}

func (f PolicyField) checkWord(word string) string {
	if slices.Contains(f.Choices, word) {
		return ""
	}
	return "must be " + f.alternatives()
}

// PolicyFields returns every field of a policy, in the order of its documentation.
func PolicyFields() []PolicyField { return slices.Clone(policyFields) }

// PolicyGroup is an object within a policy that holds some of its fields.
type PolicyGroup struct {
	// Name is the JSON name.
	Name string
	// Meaning is a sentence for people.
	Meaning string
}

// PolicyGroups returns the objects within a policy.
func PolicyGroups() []PolicyGroup {
	return []PolicyGroup{
		{"window", "When a candidate who set no hours may be written to."},
		{"sms_window", "What a text message may use of those hours, and of the candidate's own."},
		{"office_hours", "When employers can be reached, on their business days."},
		{"lead", "How long before its due instant a reminder is handed over, spread over the follow-ups."},
	}
}

const (
	onCandidatesClock = "on the candidate's clock"
	onEmployersClock  = "on the employer's clock"
	elapsed           = "of elapsed time"
	businessDays      = "business days of the employer"
)

// policyFields is the one place that says what a field means and how far it may go.
var policyFields = []PolicyField{
	clockField("window.from", "Earliest message", "The first minute of the day at which a candidate who set no hours may be written to.",
		onCandidatesClock, widest, func(p *Policy) *events.TimeOfDay { return &p.Window.From }),
	clockField("window.to", "Latest message", "When those hours end; nothing is sent at this minute any more.",
		onCandidatesClock, widest, func(p *Policy) *events.TimeOfDay { return &p.Window.To }),
	clockField("sms_window.from", "Earliest text message", "Cuts the hours of a candidate whose first channel is SMS, whoever set them.",
		onCandidatesClock, between(8, 21), func(p *Policy) *events.TimeOfDay { return &p.SMSWindow.From }),
	clockField("sms_window.to", "Latest text message", "When the hours for SMS end.",
		onCandidatesClock, between(8, 21), func(p *Policy) *events.TimeOfDay { return &p.SMSWindow.To }),
	clockField("office_hours.from", "Offices open", "When an employer's office opens on a business day; check-ins begin then.",
		onEmployersClock, between(0, 24), func(p *Policy) *events.TimeOfDay { return &p.OfficeHours.From }),
	clockField("office_hours.to", "Offices close", "When it closes; check-ins expire then.",
		onEmployersClock, between(0, 24), func(p *Policy) *events.TimeOfDay { return &p.OfficeHours.To }),

	{
		Name: "calendar", Title: "Public holidays", Form: FormCode, at: func(p *Policy) any { return &p.Calendar },
		Meaning: "Whose public holidays count for employers in that country who name no calendar, such as DE-BY; empty for those of the country of their zone.",
	},

	durationField("closing_brief_lead", "Closing brief", "How long before the announced start of an interview its closing brief comes.",
		7*fullDay, func(p *Policy) *Duration { return &p.ClosingBriefLead }),
	durationField("assumed_after", "Assume it took place", "How long after its announced end an interview of which nothing is heard counts as completed.",
		fullDay, func(p *Policy) *Duration { return &p.AssumedAfter }),
	durationField("debrief_delay", "Debrief", "From the interview's end to the question what was discussed and when they will decide.",
		fullDay, func(p *Policy) *Duration { return &p.DebriefDelay }),
	durationField("thank_you_delay", "First thank-you reminder", "From the interview's end to the first reminder of the thank-you notes.",
		fullDay, func(p *Policy) *Duration { return &p.ThankYouDelay }),
	durationField("thank_you_deadline", "Time for the notes", "From the interview's end to the end of the time for thank-you notes.",
		7*fullDay, func(p *Policy) *Duration { return &p.ThankYouDeadline }),
	durationField("last_call_lead", "Last call", "How long before that deadline the last call for the notes comes.",
		fullDay, func(p *Policy) *Duration { return &p.LastCallLead }),
	durationField("late_note_expiry", "Late note", "How long a reminder to send a late note is worth sending.",
		7*fullDay, func(p *Policy) *Duration { return &p.LateNoteExpiry }),
	durationField("outcome_expiry", "Words on the outcome", "How long congratulations, regroup and move_on are worth sending.",
		30*fullDay, func(p *Policy) *Duration { return &p.OutcomeExpiry }),
	durationField("spacing", "Spacing", "The least time between two reminders of one follow-up; what is about the outcome is exempt.",
		fullDay, func(p *Policy) *Duration { return &p.Spacing }),

	numberField("round_days", "Days of a round", "Until the next check-in when the employer named no date, and at least between two check-ins.",
		businessDays, 1, 60, func(p *Policy) *int { return &p.RoundDays }),
	numberField("check_in_expiry_days", "A check-in's days", "How long after its day a check-in still makes sense, to the end of office hours.",
		businessDays, 1, 30, func(p *Policy) *int { return &p.CheckInExpiryDays }),
	numberField("max_silent_check_ins", "Check-ins without news", "The most check-ins in a row without news from the employer.",
		"check-ins", 0, 20, func(p *Policy) *int { return &p.MaxSilent }),
	numberField("max_check_ins", "Check-ins in all", "The most check-ins of one follow-up.",
		"check-ins", 0, 50, func(p *Policy) *int { return &p.MaxCheckIns }),
	numberField("max_check_ins_after_ats", "Check-ins after an ATS's word", "The most check-ins in all once an ATS has recorded an offer or a rejection that is not announced.",
		"check-ins", 0, 20, func(p *Policy) *int { return &p.MaxAfterATS }),
	numberField("silence_days", "Silence", "From the last check-in to the day on which silence counts as the answer.",
		businessDays, 1, 60, func(p *Policy) *int { return &p.SilenceDays }),
	durationField("hard_end_after", "Hard end", "From the interview's end to the end of a follow-up without an outcome.",
		366*fullDay, func(p *Policy) *Duration { return &p.HardEndAfter }),
	numberField("hard_end_days", "Hard end after a promise", "How long after the promise in force a follow-up stays open at least.",
		businessDays, 0, 120, func(p *Policy) *int { return &p.HardEndDays }),
	numberField("offer_lead_days", "Days before an offer ends", "How long before the date by which an offer wants an answer its reminder comes.",
		"calendar days", 0, 30, func(p *Policy) *int { return &p.OfferLeadDays }),
	{
		Name: "offer_time", Title: "Hour of that reminder", Meaning: "When on that day it comes.", Unit: onCandidatesClock,
		Form: FormClock, most: 24*60 - 1, at: func(p *Policy) any { return &p.OfferTime },
	},

	{
		Name: "announce_ats_outcomes", Title: "Announce what an ATS reports",
		Meaning: "Lets an offer or a rejection that an ATS reports act at once. Otherwise nobody learns an answer from us.",
		Form:    FormFlag, at: func(p *Policy) any { return &p.AnnounceATSOutcomes },
	},
	{
		Name: "language", Title: "Language of the reasons", Meaning: "In which language the reasons are told, whoever reads them; empty for each candidate's own.",
		Form: FormChoice, Choices: []string{"", "en", "de", "es", "fr"}, at: func(p *Policy) any { return &p.Language },
	},
	durationField("lead.min", "Shortest lead", "The least time before its due instant at which a reminder is handed over.",
		fullDay, func(p *Policy) *Duration { return &p.Lead.Min }),
	durationField("lead.max", "Longest lead", "The most time before its due instant at which a reminder is handed over.",
		fullDay, func(p *Policy) *Duration { return &p.Lead.Max }),
	{
		Name: "fan_out", Title: "Channels of a reminder",
		Meaning: "On which of a candidate's channels a reminder goes out: first is their first one, the next when it fails for good; all is every one at once; only is their first one and no other.",
		Form:    FormChoice, Choices: []string{string(FanOutFirst), string(FanOutAll), string(FanOutOnly)}, at: func(p *Policy) any { return &p.FanOut },
	},
	{
		Name: "alert_to", Title: "Advisers to alert", Form: FormAddresses, most: 5, at: func(p *Policy) any { return &p.AlertTo },
		Meaning: "The email addresses of the advisers who are told, once for each follow-up, when a reminder reached the candidate on no channel.",
	},
}

const anyCode = "an existing ISO 3166-1 or 3166-2 code such as US or DE-BY, or left out"

const fullDay = 24 * time.Hour

func clockField(name, title, meaning, unit string, bounds events.AllowedWindow, at func(*Policy) *events.TimeOfDay) PolicyField {
	return PolicyField{
		Name: name, Title: title, Meaning: meaning, Unit: unit, Form: FormClock,
		least: int64(bounds.From), most: int64(bounds.To), at: func(p *Policy) any { return at(p) },
	}
}

func durationField(name, title, meaning string, most time.Duration, at func(*Policy) *Duration) PolicyField {
	return PolicyField{
		Name: name, Title: title, Meaning: meaning, Unit: elapsed, Form: FormDuration,
		most: int64(most), at: func(p *Policy) any { return at(p) },
	}
}

func numberField(name, title, meaning, unit string, least, most int64, at func(*Policy) *int) PolicyField {
	return PolicyField{
		Name: name, Title: title, Meaning: meaning, Unit: unit, Form: FormNumber,
		least: least, most: most, at: func(p *Policy) any { return at(p) },
	}
}
