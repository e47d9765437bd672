package coach

import "github.com/afterword-io/afterword/pkg/events"

// MaxText is the most code points that a note may have.
const MaxText = 20000

// Note is a candidate's own thank-you note, and what is known about the interview.
type Note struct {
	// Text is the note as the candidate wrote it, 1 to MaxText code points.
	Text string
	// Locale is a BCP 47 tag: the language of the note and of the findings. Empty means
	// the candidate's locale, else English. A note that is plainly in another language
	// that the coach reads is read in that; the findings stay in this one.
	Locale string
	// Meeting is the data of interview.completed.
	Meeting events.Meeting
	// InterviewerID is whom the note is to: the interviewer's id, iv-1, iv-2 ... for one
	// without an id, or the name. Empty is allowed when there is one interviewer.
	InterviewerID string
	// Method is how the note is to be sent: events.ByEmail, ByHand, ByPost or ByOther; empty is unknown.
	Method events.Method
	// Others are the notes to the other interviewers. One to the same interviewer is
	// an earlier draft, and nothing is compared with it.
	Others []OtherNote
}

// OtherNote is a note of the same candidate after the same interview.
type OtherNote struct {
	// InterviewerID is whom it is to, as in Note.
	InterviewerID string `json:"interviewer_id"`
	Text          string `json:"text"`
}

// Review is what the coach says of one note.
type Review struct {
	Verdict Verdict `json:"verdict"`
	// Score is 100 for a note in which nothing is found, down to 0; every finding costs (see Code).
	Score int `json:"score"`
	// Findings are ordered by severity, then by where they begin; those that speak of the whole come last. Never nil.
	Findings []Finding `json:"findings"`
	// Evidence is which words decided, in the order of the text.
	Evidence []Evidence `json:"evidence,omitempty"`
}

// Verdict is the review in one word (DOMAIN.md section 7).
type Verdict string

// The verdicts.
const (
	// Ready means that no error was found.
	Ready Verdict = "ready"
	// NeedsWork means an error other than NotSpecific.
	NeedsWork Verdict = "needs_work"
	// Generic means NotSpecific: the note could have been written to anybody.
	Generic Verdict = "generic"
)

// Check reviews a note. It is pure and deterministic, takes time linear in the length of
// the texts, and never fails: what Validate would refuse is reviewed as well as it can be.
func Check(n Note) Review {
	return judge(n)
}
