package coach

import (
	"iter"
	"slices"
)

const (
	maxWords = 250
	minWords = 40
	// stockShare is how much of a note, in percent, templates may be before that is said.
	stockShare = 60
	// minStock is how many sentences at least; one more where something is the candidate's own.
	minStock = 2
	// maxOwnWords is how many words of its own a sentence may have and still be one of a template.
	maxOwnWords = 2
)

// matches yields the matches of a pattern that do not overlap one of the pattern that takes them back, if any.
func (j *judgement) matches(p, back *pattern) iter.Seq[Span] {
	return func(yield func(Span) bool) {
		var no [][2]int
		for from, looked := 0, false; ; {
			start, end, ok := p.next(j.folded, from)
			if !ok {
				return
			}
			if !looked && back != nil {
				no, looked = back.all(j.folded, -1), true
			}
			takenBack := slices.ContainsFunc(no, func(n [2]int) bool { return n[0] < end && start < n[1] })
			if !takenBack && !yield(j.spanOf(start, end)) {
				return
			}
			from = end
		}
	}
}

// first returns the first of the matches.
func (j *judgement) first(p, back *pattern) (Span, bool) {
	for span := range j.matches(p, back) {
		return span, true
	}
	return Span{}, false
}

func (j *judgement) checkThanks() {
	if span, ok := j.first(j.words.thanks, j.words.noThanks); ok {
		j.prove(ThanksWords, span, "")
		return
	}
	j.find(NoThanks, j.say.noThanks, nil)
}

func (j *judgement) checkSpecific() {
	spoken := *j
	spoken.reading = j.without(j.words.unsaid.all(j.folded, -1))
	m := j.note.Meeting
	var topics []subject
	for _, t := range m.Topics[:min(len(m.Topics), maxSubjects)] {
		topics = append(topics, j.subjectOf(clip(t), j.job, j.mine))
	}
	if len(topics) == 0 {
		tokens := spoken.concrete()
		if len(tokens) == 0 {
			j.find(NotSpecific, j.say.notSpecificUnknown, nil)
			return
		}
		first := j.tokens[tokens[0]]
		j.supported[first.sentence] = true
		j.prove(ConcreteWords, Span{first.start, j.tokens[tokens[len(tokens)-1]].end}, "")
		return
	}
	hits := spoken.search(topics, false)
	if len(hits) == 0 {
		if h, ok := spoken.loosely(topics); ok {
			hits = append(hits, h)
		}
	}
	for _, h := range hits {
		for _, i := range h.tokens {
			j.supported[j.tokens[i].sentence] = true
		}
		j.prove(TopicWords, j.hitSpan(h), h.subject.text)
	}
	if len(hits) == 0 {
		j.find(NotSpecific, j.say.of(j.say.notSpecific, m.Topics[0]), nil)
	}
}

// checkValue looks for a strength on record, or for a sentence that tells of the candidate's past with words of its own. What a clause
// denies is neither.
func (j *judgement) checkValue() {
	m := j.note.Meeting
	var strengths []subject
	for _, s := range m.Strengths[:min(len(m.Strengths), maxSubjects)] {
		strengths = append(strengths, j.subjectOf(clip(s), nil, nil))
	}
	denied := j.words.noValue.all(j.folded, -1)
	had := *j
	had.reading = j.without(denied)
	said := false
	for _, h := range had.search(strengths, true) {
		said = true
		j.supported[j.tokens[h.tokens[0]].sentence] = true
		j.prove(ValueWords, j.hitSpan(h), h.subject.text)
	}
	for _, match := range j.words.value.all(j.folded, -1) {
		if slices.ContainsFunc(denied, func(d [2]int) bool { return d[0] < match[1] && match[1] <= d[1] }) {
			continue
		}
		at := j.sentenceAt(match[0])
		if len(had.valueWords(j.sentences[at])) == 0 {
			continue
		}
		j.supported[at] = true
		if !said {
			said = true
			j.prove(ValueWords, j.spanOf(match[0], match[1]), "")
		}
	}
	switch {
	case said:
	case len(m.Strengths) > 0:
		j.find(NoValue, j.say.of(j.say.noValue, m.Strengths[0]), nil)
	default:
		j.find(NoValue, j.say.noValueUnknown, nil)
	}
}

// valueWords are the words of a sentence that say something of the candidate: "my skills and experience" alone does not.
func (j *judgement) valueWords(s sentence) []int {
	var out []int
	for i := s.tokens[0]; i < s.tokens[1]; i++ {
		t := j.tokens[i]
		if !t.stop && !t.known && !t.stock && !j.names[t.folded] && !j.words.generic[t.stem] && len(t.folded) > 1 {
			out = append(out, i)
		}
	}
	return out
}

func (j *judgement) checkInterest() {
	if span, ok := j.first(j.words.interest, j.words.noInterest); ok {
		j.prove(InterestWords, span, "")
		return
	}
	if title := j.note.Meeting.Position.Title; title != "" {
		j.find(NoInterest, j.say.of(j.say.noInterestIn, title), nil)
		return
	}
	j.find(NoInterest, j.say.noInterest, nil)
}

// checkPushy finds the first words that press. What is on record as a topic or is the job itself is not pressing: one may have talked
// about salaries with a personnel officer.
func (j *judgement) checkPushy() {
	for span := range j.matches(j.words.pushy, j.words.noPushy) {
		onRecord := slices.ContainsFunc(j.tokens, func(t token) bool {
			return t.start >= span.Start && t.end <= span.End && !t.stop && len(t.folded) > 4 && j.data[t.stem]
		})
		if !onRecord {
			j.find(Pushy, j.say.pushy, &span)
			return
		}
	}
}

// checkTimeline advises to ask when nobody has said when they decide; words that cannot be read are no promise.
func (j *judgement) checkTimeline() {
	if promised(j.note.Meeting, j.language) {
		return
	}
	if span, ok := j.first(j.words.timeline, nil); ok {
		j.prove(TimelineWords, span, "")
		return
	}
	for _, s := range j.sentences {
		if s.question && j.words.when.in(j.text(s)) {
			j.prove(TimelineWords, j.spanOf(s.bytes[0], s.bytes[1]), "")
			return
		}
	}
	j.find(AskTimeline, j.say.askTimeline, nil)
}

// checkStock: most of the words, and some sentences at least, are template and hold nothing of their own.
func (j *judgement) checkStock() {
	least := minStock
	if len(j.supported) > 0 {
		least++
	}
	stock, words := 0, 0
	var from, to int
	for _, m := range j.stock {
		at := j.sentenceAt(m[0])
		s := j.sentences[at]
		if j.supported[at] || s.bytes[0] < to || len(j.valueWords(s)) > maxOwnWords {
			continue
		}
		if stock == 0 {
			from = s.bytes[0]
		}
		to = s.bytes[1]
		stock++
		words += s.tokens[1] - s.tokens[0]
		j.prove(StockWords, j.spanOf(m[0], m[1]), "")
	}
	if stock < least || words*100 <= stockShare*len(j.tokens) {
		return
	}
	span := j.spanOf(from, to)
	j.find(StockPhrases, j.say.stock, &span)
}

func (j *judgement) checkLength() {
	switch words := j.letter.words(own, greeting); {
	case words > maxWords:
		j.find(TooLong, j.say.of(j.say.tooLong, j.say.words(words)), nil)
	case words < minWords:
		j.find(TooShort, j.say.of(j.say.tooShort, j.say.words(words)), nil)
	}
}
