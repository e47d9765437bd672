package intake

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/coach"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// idPattern is the form of every id (DESIGN.md section 9).
const idPattern = `^[A-Za-z0-9][A-Za-z0-9._:@/-]{0,127}$`

// CloudEvent is an event in structured mode, as described in the OpenAPI document only; the
// codec of pkg/events reads it.
type CloudEvent struct {
	SpecVersion     string          `json:"specversion" enum:"1.0"`
	ID              string          `json:"id" doc:"Unique for the source." example:"evt-1"`
	Source          string          `json:"source" doc:"A URI reference that names who says so." example:"/ats/example"`
	Type            string          `json:"type" doc:"io.afterword.<noun>.<verb>.v1."`
	Subject         string          `json:"subject" doc:"The follow-up's id: the id of its interview."`
	Time            time.Time       `json:"time,omitzero" doc:"When it became known; now, if absent."`
	Tenant          string          `json:"tenant,omitempty" doc:"Set from the API key; only your own is accepted."`
	DataContentType string          `json:"datacontenttype,omitempty" example:"application/json"`
	DataSchema      string          `json:"dataschema,omitempty"`
	Data            json.RawMessage `json:"data,omitempty" doc:"The data of the type, as in the plain endpoints; unknown fields are ignored."`

	_ struct{} `additionalProperties:"true"`
}

// factData is any of the facts' data, by reference.
func (d *described) factData() *huma.Schema {
	return &huma.Schema{
		Description: "The data of the fact's type.",
		AnyOf: []*huma.Schema{
			d.schema(events.Meeting{}), d.schema(events.Cancellation{}), d.schema(events.Debrief{}), d.schema(events.Thankyou{}),
			d.schema(events.Checkin{}), d.schema(events.Postponement{}), d.schema(events.OutcomeReport{}), d.schema(events.Snooze{}),
			d.schema(events.CandidateUpdate{}), d.schema(events.Consent{}), d.schema(events.Erasure{}), d.schema(events.Retraction{}),
		},
	}
}

// newSchemas makes the schemas from the types of the code and adds what Go types cannot
// say: forms, limits, words that are allowed.
func newSchemas() huma.Registry {
	schemas := huma.NewMapRegistry("#/components/schemas/", huma.DefaultSchemaNamer)
	for _, v := range []any{
		events.Meeting{},
		events.Cancellation{},
		events.Debrief{},
		events.Thankyou{},
		events.Checkin{},
		events.Postponement{},
		events.OutcomeReport{},
		events.Snooze{},
		events.CandidateUpdate{},
		events.Consent{},
		events.Erasure{},
		events.Retraction{},
		events.Snapshot{},
		followup.Story{},
		httpapi.Problem{},
		Receipt{},
		BatchReceipt{},
		Simulation{},
		NoteCheck{},
		NoteReview{},
		CloudEvent{},
	} {
		schemas.Schema(reflect.TypeOf(v), true, "")
	}
	all := schemas.Map()
	for _, s := range all {
		for _, property := range s.Properties {
			property.Nullable = false // huma says that every list may be null; none of ours is
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, rule := range rulesOf(name) {
			if property := all[name].Properties[rule.field]; property != nil {
				rule.apply(property)
			}
		}
	}
	all["Simulation"].Properties["facts"].Items = &huma.Schema{Ref: "#/components/schemas/CloudEvent"}
	all["NoteCheck"].Properties["interview"] = &huma.Schema{Ref: "#/components/schemas/Meeting"}
	all["Promise"].Description = "When the employer said they will decide: by, a date in the employer's zone, or said, the words as spoken. One of them."
	all["AllowedWindow"].Description = "When the candidate may be written to, on the wall clock of their zone: from included, to not; within 07:00-22:00."
	return schemas
}

// rule adds to one field's schema.
type rule struct {
	field string
	doc   string
	edit  func(*huma.Schema)
}

func (r rule) apply(s *huma.Schema) {
	if r.doc != "" {
		s.Description = r.doc
	}
	if r.edit != nil {
		r.edit(s)
	}
}

func rulesOf(schema string) []rule {
	switch schema {
	case "Meeting":
		return []rule{
			{"interviewers", "Each is owed a thank-you note.", items(1, 20)},
			{"topics", "What was really discussed.", texts},
			{"strengths", "What the candidate brings to the position.", texts},
		}
	case "Interview":
		return []rule{
			{"id", "The id of the follow-up.", id},
			{"starts_at", "", nil},
			{"ends_at", "The planned end.", nil},
			{"ended_at", "The real end: after starts_at, at most 24 hours ahead and one year back.", nil},
			{"format", "onsite, video, phone or another word.", nil},
			{"round", "Counts the interviews of an application from 1.", nil},
			{"application_id", "Ties the rounds of one application together.", id},
		}
	case "Candidate":
		return append(candidate(), rule{"id", "", id})
	case "CandidateUpdate":
		return candidate()

	case "Interviewer":
		return append(person(), rule{"id", "", id}, rule{"title", "", text(200)})
	case "Employer":
		return []rule{
			{"id", "", id},
			{"name", "", text(200)},
			{"time_zone", "An IANA name.", nil},
			{"calendar", "An ISO 3166-1 or -2 code such as US or DE-BY; the zone's country if absent.", nil},
			{"closures", "Days on which this employer does not work, beside the public holidays.", dates},
		}
	case "Position":
		return []rule{{"title", "", text(200)}, {"required", "The skills the position needs.", texts}}
	case "Promise":
		return []rule{{"by", "", date}, {"said", "As spoken, such as by Thursday.", text(500)}}
	case "Cancellation":
		return []rule{{"reason", "other if absent.", words(events.CancelledByEither, events.NoShow, events.OtherReason)}}
	case "Debrief":
		return []rule{{"topics", "", texts}, {"strengths", "", texts}}
	case "Thankyou":
		return []rule{
			{"interviewer_ids", "Whose notes were sent; all, if absent.", nil},
			{"method", "", words(events.ByEmail, events.ByHand, events.ByPost, events.ByOther)},
			{"at", "When it was sent; when it became known, if absent.", nil},
		}
	case "Checkin":
		return []rule{
			{"method", "", words(events.ByCall, events.ByEmail)},
			{"result", "", words(events.StillDeciding, events.CallBack, events.WillContact, events.NoAnswer, events.CheckinOffer, events.CheckinReject)},
			{"at", "When it was made; when it became known, if absent.", nil},
		}
	case "OutcomeReport":
		return []rule{
			{"outcome", "", words(events.Offer, events.Rejection, events.Advanced, events.Withdrawn)},
			{"respond_by", "A date in the candidate's zone by which an offer wants an answer.", date},
			{"reported_by", "candidate if absent. What an ats reports is not told to the candidate.", words(events.ReportedByCandidate, events.ReportedByATS, events.ReportedByStaff)},
		}
	case "Snooze":
		return []rule{{"until", "Reminders due before this instant wait for it.", nil}}
	case "Consent":
		return []rule{{"channel", "", words(events.Email, events.SMS)}, {"evidence", "Where the consent comes from.", nil}}
	case "Retraction":
		return []rule{{"source", "The source of the event that was said by mistake.", text(events.MaxSource)}, {"id", "Its id.", id}}
	case "AllowedWindow":
		return []rule{{"from", "Such as 08:00.", timeOfDay}, {"to", "Such as 20:00.", timeOfDay}}
	case "Snapshot":
		return []rule{
			{"stage", "What the follow-up is waiting for.", words(events.AwaitingInterview, events.InterviewAhead, events.OwesNotes, events.AwaitingDecision, events.CheckingIn, events.Decided, events.Closed)},
			{"outcome", "Absent while there is none.", outcome},
			{"promised_by", "The promise in force, in the employer's zone.", date},
			{"promise_reason", "How the promise was understood, or why it was not.", nil},
			{"plan", "By due instant, then by kind.", nil},
			{"moot", "By the reminder's id, the rule by which one that was emitted is of no use any more: it is not sent if it still waits for that.", nil},
			{"notes_owed", "The interviewers not yet thanked.", nil},
			{"assumed", "Nobody has confirmed the end.", nil},
			{"consents", "The candidate's latest word about each channel; a channel not named was never spoken of.", nil},
			{"revision", "Counts the snapshots of this follow-up.", nil},
			{"facts", "The distinct facts taken into account.", nil},
		}
	case "Story":
		return []rule{{"outcome", "", outcome}}
	case "Reminder":
		return []rule{
			{"id", "<followup>.<kind>.<n>.", nil},
			{"kind", "", words(events.Kinds()...)},
			{"state", "", words(events.Planned, events.Due, events.Skipped)},
			{"due_at", "Not sent before this instant.", nil},
			{"expires_at", "Not sent from this instant on.", nil},
			{"rule", "What skipped it.", nil},
			{"reason", "A sentence.", nil},
		}
	case "NoteCheck":
		return []rule{
			{"text", "The note as the candidate wrote it.", text(coach.MaxText)},
			{"locale", "A BCP 47 tag: the language of the note and of the findings; the candidate's, if absent.", nil},
			{"interviewer_id", "Whom the note is to; may be absent when there is one interviewer.", nil},
			{"method", "How it is to be sent.", words(events.ByEmail, events.ByHand, events.ByPost, events.ByOther)},
			{"other_notes", "The candidate's notes to the other interviewers.", func(s *huma.Schema) { s.MaxItems = ptr(events.MaxInterviewers) }},
		}
	case "OtherNote":
		return []rule{{"text", "", text(coach.MaxText)}}
	case "NoteReview":
		return []rule{
			{"verdict", "", words(coach.Ready, coach.NeedsWork, coach.Generic)},
			{"score", "From 0 to 100.", nil},
			{"evidence", "Which words decided; only with explain=true.", nil},
		}
	case "Finding":
		return []rule{
			{"code", "What was found.", words(coach.Codes()...)},
			{"severity", "", words(coach.Error, coach.Warn, coach.Tip)},
			{"message", "What to do.", nil},
			{"span", "The words it speaks of, in code points of the text as sent; null when it speaks of the whole.", func(s *huma.Schema) { s.Nullable = true }},
		}
	case "Span":
		return []rule{{"start", "The first code point, counted from 0.", nil}, {"end", "The one after the last.", nil}}
	case "Problem":
		return []rule{
			{"type", "Where the problem is explained.", func(s *huma.Schema) { s.Format = "uri-reference" }},
			{"errors", "Every field at fault.", nil},
		}
	case "Fault":
		return []rule{{"location", "The field, such as interviewers[0].name.", nil}}
	default:
		return nil
	}
}

func candidate() []rule {
	return append(person(), []rule{
		{"time_zone", "An IANA name, such as America/New_York.", nil},
		{"locale", "A BCP 47 tag; en if absent.", nil},
		{"channels", "In order of preference; each needs its contact. If absent: those whose contact is given, email first.", words(events.Email, events.SMS)},
		{"prefers", "How the candidate likes to write notes: email or handwriting.", nil},
	}...)
}

func person() []rule {
	return []rule{
		{"name", "", text(200)},
		{"email", "A bare address.", func(s *huma.Schema) { s.Format = "email" }},
		{"phone", "In E.164 form, such as +14155550123.", func(s *huma.Schema) { s.Pattern = `^\+[1-9][0-9]{1,14}$` }},
	}
}

func id(s *huma.Schema) { s.Pattern, s.MaxLength = idPattern, ptr(128) }

func date(s *huma.Schema) { s.Format = "date" }

func dates(s *huma.Schema) { s.Items.Format, s.MaxItems = "date", ptr(366) }

func timeOfDay(s *huma.Schema) { s.Pattern = `^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$` }

func text(most int) func(*huma.Schema) {
	return func(s *huma.Schema) { s.MinLength, s.MaxLength = ptr(1), &most }
}

func texts(s *huma.Schema) {
	s.MaxItems, s.Items.MinLength, s.Items.MaxLength = ptr(50), ptr(1), ptr(500)
}

func items(least, most int) func(*huma.Schema) {
	return func(s *huma.Schema) { s.MinItems, s.MaxItems = &least, &most }
}

func words[T ~string](allowed ...T) func(*huma.Schema) {
	return func(s *huma.Schema) {
		target := s
		if s.Items != nil {
			target = s.Items
		}
		target.Enum = nil
		for _, w := range allowed {
			target.Enum = append(target.Enum, string(w))
		}
	}
}

func outcome(s *huma.Schema) {
	words(events.Offer, events.Rejection, events.Advanced, events.Withdrawn, events.NoResponse, events.Cancelled, events.Expired)(s)
}
