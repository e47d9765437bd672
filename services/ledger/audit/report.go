package audit

import "time"

// Kind is what the audit says of a reminder, or a gap between two parts.
type Kind string

// The verdicts on a reminder.
const (
	// Due: its instant has come, and what becomes of it may still be on its way.
	Due Kind = "due"
	// Held: the notifier has it, for its instant, its reader's hours or a provider.
	Held Kind = "held"
	// Sent: a provider has accepted it, once on each channel, in its time.
	Sent Kind = "sent"
	// Skipped: not sent by a rule, of the plan or on every channel.
	Skipped Kind = "skipped"
	// Failed: refused on every channel that was tried.
	Failed Kind = "failed"
	// Ambiguous: nobody knows whether the provider has it.
	Ambiguous Kind = "ambiguous"
	// Lost: it had to be sent, and nothing says what became of it.
	Lost Kind = "lost"
	// Doubled: sent more than once on one channel.
	Doubled Kind = "doubled"
	// Early: sent before it was due. Late: sent when it had expired.
	Early Kind = "early"
	Late  Kind = "late"
	// WrongTime: sent for another due instant than the facts give it.
	WrongTime Kind = "wrong_time"
	// Unexpected: sent, and by the facts it had not to be.
	Unexpected Kind = "unexpected"
)

// The gaps between parts.
const (
	// MissingInStream: the ledger has a message that its stream has not, or the stream has a hole.
	MissingInStream Kind = "missing_in_stream"
	// Unheard: the workflow does not know a fact.
	Unheard Kind = "unheard"
	// Asleep: the instant at which the workflow was to look at the follow-up again has passed, and it has not.
	Asleep Kind = "asleep"
	// Unprojected: the ledger does not have a message of a stream.
	Unprojected Kind = "unprojected"
	// Altered: the ledger's copy differs from what the stream, or the plan, says.
	Altered Kind = "altered"
	// Undelivered: handed over, and the notifier has said nothing of it.
	Undelivered Kind = "undelivered"
)

// Verdicts lists what a reminder can be found to be, in the order of reports: the good ones first.
func Verdicts() []Kind {
	return []Kind{Sent, Skipped, Due, Held, Failed, Ambiguous, Lost, Doubled, Early, Late, WrongTime, Unexpected}
}

// Gaps lists the gaps.
func Gaps() []Kind {
	return []Kind{MissingInStream, Unheard, Asleep, Unprojected, Altered, Undelivered}
}

// IsFinding reports whether an operator has to know of it. That a message failed or was skipped is the course of things:
// the report counts it, with the reason.
func (k Kind) IsFinding() bool {
	switch k {
	case Due, Held, Sent, Skipped, Failed, "":
		return false
	default:
		return true
	}
}

// Finding is one thing that is not as it must be. It holds nothing personal.
type Finding struct {
	Kind Kind `json:"kind"`
	// Followup is empty where a hole in a stream does not say whose it was.
	Followup string `json:"followup,omitempty"`
	// Reminder is <followup>.<kind>.<n>, empty for gaps that concern none.
	Reminder string `json:"reminder,omitempty"`
	Channel  string `json:"channel,omitempty"`
	// DueAt is when the reminder had to be sent by the facts or the plan; At is when what was found happened. UTC.
	DueAt time.Time `json:"due_at,omitzero"`
	At    time.Time `json:"at,omitzero"`
	// Stream and Sequence say which message a gap is about; Sequence is 0 if it is about none. Where the ledger has several that
	// its stream has lost, they lie from Sequence to Last; else that is 0.
	Stream   string `json:"stream,omitempty"`
	Sequence uint64 `json:"sequence,omitempty"`
	Last     uint64 `json:"last_sequence,omitempty"`
	// Detail is a sentence for operators.
	Detail string `json:"detail"`
}

// Repair says what was done about a finding.
type Repair struct {
	Finding Finding `json:"finding"`
	// Mended reports that it was driven again. Otherwise Did says why it cannot be.
	Mended bool   `json:"mended"`
	Did    string `json:"did"`
}

// Report is what one run found.
type Report struct {
	Tenant string `json:"tenant"`
	// Since is from when on follow-ups were looked at, zero for all; At is when the run ended, as the clock shows it.
	Since time.Time `json:"since,omitzero"`
	At    time.Time `json:"at"`
	// Followups were looked at. Judged counts the verdicts on their reminders; ByRecord the follow-ups that could only be
	// judged by their own record.
	Followups int `json:"followups"`
	Judged    int `json:"judged"`
	ByRecord  int `json:"by_record"`
	// Compared counts the messages of the streams that were held against the ledger.
	Compared int `json:"compared"`
	// Trimmed counts the messages that the ledger has and whose streams begin behind them now, of the follow-ups that were looked at.
	// Those of open follow-ups, and young ones, are not among them but a finding.
	Trimmed int `json:"trimmed,omitempty"`
	// Counts are the verdicts and gaps by kind, with a zero for each that did not occur.
	Counts map[Kind]int `json:"counts"`
	// SkippedBy counts the skipped by rule, FailedFor the failed by reason or code.
	SkippedBy map[string]int `json:"skipped_by"`
	FailedFor map[string]int `json:"failed_for"`
	// Findings are the first MaxFindings of all, never nil; More counts the rest.
	Findings []Finding `json:"findings"`
	More     int       `json:"more_findings,omitempty"`
	// Repaired says what was done about each finding; nil if no repair was asked for.
	Repaired []Repair `json:"repaired,omitempty"`
}

// MaxFindings is how many findings a report holds.
const MaxFindings = 1000

// Clean reports that nothing was found.
func (r Report) Clean() bool { return len(r.Findings) == 0 }

func newReport(tenant string, since time.Time) Report {
	r := Report{
		Tenant: tenant, Since: since, Counts: map[Kind]int{}, SkippedBy: map[string]int{}, FailedFor: map[string]int{}, Findings: []Finding{},
	}
	for _, k := range append(Verdicts(), Gaps()...) {
		r.Counts[k] = 0
	}
	return r
}

// add takes in what a follow-up came to.
func (r *Report) add(j Judgement) {
	r.Followups++
	if j.ByRecord {
		r.ByRecord++
	}
	for _, v := range j.Verdicts {
		r.Judged++
		r.Counts[v.Kind]++
		switch v.Kind {
		case Skipped:
			r.SkippedBy[v.Why]++
		case Failed:
			r.FailedFor[v.Why]++
		}
	}
	r.find(j.Findings...)
}

// find takes in findings. Verdicts are counted with their reminder; a gap is counted here.
func (r *Report) find(findings ...Finding) {
	for _, f := range findings {
		if f.isGap() {
			r.Counts[f.Kind]++
		}
		if len(r.Findings) == MaxFindings {
			r.More++
			continue
		}
		r.Findings = append(r.Findings, f)
	}
}

func (f Finding) isGap() bool {
	for _, k := range Gaps() {
		if f.Kind == k {
			return true
		}
	}
	return false
}
