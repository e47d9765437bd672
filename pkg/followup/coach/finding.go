package coach

import (
	"cmp"
	"slices"
)

// Code names what was found (DOMAIN.md section 7).
type Code string

// The codes, in the order of DOMAIN.md.
const (
	NoThanks       Code = "no_thanks"
	WrongAddressee Code = "wrong_addressee"
	NoAddressee    Code = "no_addressee"
	NotSpecific    Code = "not_specific"
	Placeholder    Code = "placeholder"
	Copied         Code = "copied"
	NoValue        Code = "no_value"
	NoInterest     Code = "no_interest"
	TooLong        Code = "too_long"
	TooShort       Code = "too_short"
	StockPhrases   Code = "stock_phrases"
	Pushy          Code = "pushy"
	AskTimeline    Code = "ask_timeline"
	ByPost         Code = "by_post"
)

// Codes lists them in the order of DOMAIN.md.
func Codes() []Code {
	return []Code{
		NoThanks, WrongAddressee, NoAddressee, NotSpecific, Placeholder, Copied, NoValue,
		NoInterest, TooLong, TooShort, StockPhrases, Pushy, AskTimeline, ByPost,
	}
}

// Severity is how much a finding matters.
type Severity string

// The severities: an error must be mended before the note is sent, a warning should be, a tip is an idea.
const (
	Error Severity = "error"
	Warn  Severity = "warn"
	Tip   Severity = "tip"
)

// Severity returns the severity that DOMAIN.md gives to a code.
func (c Code) Severity() Severity {
	switch c {
	case NoThanks, WrongAddressee, NotSpecific, Placeholder, Copied:
		return Error
	case AskTimeline:
		return Tip
	default:
		return Warn
	}
}

// cost is how many points of the score a finding takes away. An error weighs more than
// all that may stand beside it as a tip or as one warning, so that mending errors pays first.
func (c Code) cost() int {
	switch c.Severity() {
	case Error:
		return 25
	case Warn:
		return 8
	default:
		return 2
	}
}

// Finding is one thing that can be done better.
type Finding struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`
	// Message is a sentence, in the language of the note's locale, that says what to do. It may name people and
	// topics: it is for the candidate only.
	Message string `json:"message"`
	// Span is the part of the text that it speaks of; nil when it speaks of the whole.
	Span *Span `json:"span"`
}

// Span is a part of Note.Text in Unicode code points, from Start up to and without End.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Evidence is words that decided: that something is there, or that it is wrong.
type Evidence struct {
	// What they are evidence of, such as topic or thanks.
	What What `json:"what"`
	Span Span `json:"span"`
	// Match is what the words were matched with: the topic or strength on record, the
	// interviewer's name, the employer's name; empty for words that speak for themselves.
	Match string `json:"match,omitempty"`
}

// What is the kind of an evidence.
type What string

// The kinds of evidence.
const (
	TopicWords     What = "topic"
	ConcreteWords  What = "concrete"
	ThanksWords    What = "thanks"
	ValueWords     What = "value"
	InterestWords  What = "interest"
	AddresseeWords What = "addressee"
	EmployerWords  What = "employer"
	TimelineWords  What = "timeline"
	StockWords     What = "stock"
	IgnoredWords   What = "ignored"
)

// sum makes the review of what was found.
func sum(findings []Finding, evidence []Evidence) Review {
	r := Review{Verdict: Ready, Score: 100, Findings: []Finding{}, Evidence: evidence}
	for _, f := range findings {
		r.Score -= f.Code.cost()
		switch {
		case f.Code == NotSpecific:
			r.Verdict = Generic
		case f.Severity == Error && r.Verdict == Ready:
			r.Verdict = NeedsWork
		}
	}
	r.Score = max(r.Score, 0)
	r.Findings = append(r.Findings, findings...)
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(rank(a.Severity), rank(b.Severity)), cmp.Compare(place(a.Span), place(b.Span)))
	})
	slices.SortStableFunc(r.Evidence, func(a, b Evidence) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.What, b.What))
	})
	return r
}

func rank(s Severity) int { return slices.Index([]Severity{Error, Warn, Tip}, s) }

// place orders spans by their start; what speaks of the whole comes last.
func place(s *Span) int {
	if s == nil {
		return MaxText + 1
	}
	return s.Start
}
