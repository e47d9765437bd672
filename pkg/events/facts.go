package events

import "time"

// Channel is a way to reach the candidate. It is a fixed word and may become a subject token.
type Channel string

// The channels a reminder can take.
const (
	Email Channel = "email"
	SMS   Channel = "sms"
)

// Adviser is no way to the candidate: it is the email that tells the tenant's advisers of a candidate whom
// nothing reached. No fact may name it.
const Adviser Channel = "adviser"

// Meeting is the data of interview.scheduled and interview.completed: one
// interview and everybody in it.
type Meeting struct {
	Interview    Interview     `json:"interview"`
	Candidate    Candidate     `json:"candidate"`
	Employer     Employer      `json:"employer"`
	Position     Position      `json:"position,omitzero"`
	Interviewers []Interviewer `json:"interviewers"`
	// Topics are things that were really discussed, in the candidate's or recruiter's words.
	Topics []string `json:"topics,omitempty"`
	// Strengths are what the candidate brings to the position.
	Strengths []string `json:"strengths,omitempty"`
	Promise   *Promise `json:"promise,omitempty"`
}

// Interview is one meeting. Its id is the id of the follow-up inside the tenant.
type Interview struct {
	ID       string    `json:"id"`
	StartsAt time.Time `json:"starts_at,omitzero"`
	// EndsAt is the planned end; interview.scheduled has it.
	EndsAt time.Time `json:"ends_at,omitzero"`
	// EndedAt is the real end; interview.completed has it.
	EndedAt time.Time `json:"ended_at,omitzero"`
	// Format is onsite, video, phone or another word; informational.
	Format string `json:"format,omitempty"`
	// Round counts the interviews of an application from 1; 0 is unknown.
	Round int `json:"round,omitempty"`
	// ApplicationID ties the rounds of one application together.
	ApplicationID string `json:"application_id,omitempty"`
}

// Candidate is the reader of every message.
type Candidate struct {
	ID    string `json:"id,omitempty"`
	Name  string `json:"name"`
	Email string `json:"email,omitempty"`
	// Phone is in E.164 form.
	Phone string `json:"phone,omitempty"`
	// TimeZone is an IANA name.
	TimeZone string `json:"time_zone"`
	// Locale is a BCP 47 tag; empty means en.
	Locale string `json:"locale,omitempty"`
	// Channels, in order of preference; empty means those whose contact is given, email first.
	Channels []Channel      `json:"channels,omitempty"`
	Allowed  *AllowedWindow `json:"allowed,omitempty"`
	// Prefers is how the candidate likes to write notes: email or handwriting.
	Prefers string `json:"prefers,omitempty"`
}

// AllowedWindow is when the candidate may be written to, on every day, on the
// wall clock of the candidate's zone: From included, To not.
type AllowedWindow struct {
	From TimeOfDay `json:"from"`
	To   TimeOfDay `json:"to"`
}

// Employer is one site of an employer, with its own zone and business calendar.
type Employer struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
	// TimeZone is an IANA name.
	TimeZone string `json:"time_zone"`
	// Calendar is an ISO 3166-1 or -2 code such as US or DE-BY; empty means the zone's country.
	Calendar string `json:"calendar,omitempty"`
	// Closures are days on which this employer does not work, beside the public holidays.
	Closures []Date `json:"closures,omitempty"`
}

// Position is the job that was talked about.
type Position struct {
	Title string `json:"title,omitempty"`
	// Required are the skills the position needs.
	Required []string `json:"required,omitempty"`
}

// Interviewer is one person who is owed a thank-you note.
type Interviewer struct {
	// ID is unique within the interview; intake gives iv-1, iv-2 ... to those without.
	ID    string `json:"id,omitempty"`
	Name  string `json:"name"`
	Title string `json:"title,omitempty"`
	Email string `json:"email,omitempty"`
	// Phone is in E.164 form.
	Phone string `json:"phone,omitempty"`
}

// Promise is when the employer said they will decide: a date in the employer's
// zone, or the words as spoken. Exactly one is set.
type Promise struct {
	By   Date   `json:"by,omitzero"`
	Said string `json:"said,omitempty"`
}

// CancelReason says why an interview did not take place.
type CancelReason string

// The reasons of interview.cancelled; an absent one means other.
const (
	CancelledByEither CancelReason = "cancelled"
	NoShow            CancelReason = "no_show"
	OtherReason       CancelReason = "other"
)

// Cancellation is the data of interview.cancelled.
type Cancellation struct {
	Reason CancelReason `json:"reason,omitempty"`
}

// Debrief is the data of debrief.recorded: what the candidate remembers.
type Debrief struct {
	Topics    []string `json:"topics,omitempty"`
	Strengths []string `json:"strengths,omitempty"`
	Promise   *Promise `json:"promise,omitempty"`
}

// Method is how a note was sent or a check-in was made.
type Method string

// The methods: email, hand, post and other for notes; call and email for check-ins.
const (
	ByEmail Method = "email"
	ByHand  Method = "hand"
	ByPost  Method = "post"
	ByCall  Method = "call"
	ByOther Method = "other"
)

// Thankyou is the data of thankyou.sent.
type Thankyou struct {
	// InterviewerIDs says whose notes were sent; empty means all.
	InterviewerIDs []string  `json:"interviewer_ids,omitempty"`
	Method         Method    `json:"method,omitempty"`
	At             time.Time `json:"at,omitzero"`
}

// CheckinResult is what a check-in brought.
type CheckinResult string

// The results of checkin.made.
const (
	StillDeciding CheckinResult = "still_deciding"
	CallBack      CheckinResult = "call_back"
	WillContact   CheckinResult = "will_contact"
	NoAnswer      CheckinResult = "no_answer"
	CheckinOffer  CheckinResult = "offer"
	CheckinReject CheckinResult = "rejection"
)

// Checkin is the data of checkin.made.
type Checkin struct {
	Method  Method        `json:"method,omitempty"`
	Result  CheckinResult `json:"result"`
	Promise *Promise      `json:"promise,omitempty"`
	At      time.Time     `json:"at,omitzero"`
}

// Postponement is the data of decision.postponed.
type Postponement struct {
	Promise *Promise `json:"promise,omitempty"`
}

// Outcome is how a follow-up ended. The first four can be reported as a fact;
// the others are Afterword's own conclusions.
type Outcome string

// The outcomes.
const (
	Offer      Outcome = "offer"
	Rejection  Outcome = "rejection"
	Advanced   Outcome = "advanced"
	Withdrawn  Outcome = "withdrawn"
	NoResponse Outcome = "no_response"
	Cancelled  Outcome = "cancelled"
	Expired    Outcome = "expired"
)

// Outcomes lists the outcomes in that order.
func Outcomes() []Outcome {
	return []Outcome{Offer, Rejection, Advanced, Withdrawn, NoResponse, Cancelled, Expired}
}

// Reporter is who reported an outcome; an absent one is the candidate.
type Reporter string

// The reporters.
const (
	ReportedByCandidate Reporter = "candidate"
	ReportedByATS       Reporter = "ats"
	ReportedByStaff     Reporter = "staff"
)

// OutcomeReport is the data of outcome.recorded.
type OutcomeReport struct {
	Outcome Outcome `json:"outcome"`
	// RespondBy is a date in the candidate's zone, by which an offer wants an answer.
	RespondBy  Date     `json:"respond_by,omitzero"`
	ReportedBy Reporter `json:"reported_by,omitempty"`
}

// Snooze is the data of reminder.snoozed.
type Snooze struct {
	Until time.Time `json:"until"`
}

// CandidateUpdate is the data of candidate.updated: the candidate's fields,
// flat; an absent field stays as it was.
type CandidateUpdate struct {
	Name     string         `json:"name,omitempty"`
	Email    string         `json:"email,omitempty"`
	Phone    string         `json:"phone,omitempty"`
	TimeZone string         `json:"time_zone,omitempty"`
	Locale   string         `json:"locale,omitempty"`
	Channels []Channel      `json:"channels,omitempty"`
	Allowed  *AllowedWindow `json:"allowed,omitempty"`
	Prefers  string         `json:"prefers,omitempty"`
}

// Consent is the data of consent.changed. It never changes a plan, only delivery.
type Consent struct {
	Channel  Channel `json:"channel"`
	Allowed  bool    `json:"allowed"`
	Evidence string  `json:"evidence,omitempty"`
}

// Erasure is the data of candidate.erased: nothing.
type Erasure struct{}

// Retraction is the data of fact.retracted: an earlier fact of the same follow-up was said by mistake. It names the
// event by what makes it unique. One that names nothing known, or what is not retractable, changes nothing; of one
// follow-up 50 reports can be taken back.
type Retraction struct {
	Source string `json:"source"`
	ID     string `json:"id"`
}
