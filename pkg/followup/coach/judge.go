package coach

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

const (
	maxWords = 250
	minWords = 40
	// maxShown is the longest topic or name that a finding shows, in code points.
	maxShown = 80
	// stockShare is how much of a note, in percent, templates may be before that is said.
	stockShare = 60
	// maxOwnWords is how many words of its own a sentence may have and still be one of a template.
	maxOwnWords = 2
)

// judgement is one note under review.
type judgement struct {
	*reading
	note Note
	say  sayings
	// to is the interviewer whom the note is to, nil when that is not known; others are the rest of the panel.
	to      *events.Interviewer
	toIndex int
	others  []events.Interviewer
	// names are the folded words of the names of all people; job the stems of the job's data; data those of the whole record.
	names     map[string]bool
	job, data jobData

	findings []Finding
	evidence []Evidence
	// supported are the sentences that hold something of the conversation or of the candidate.
	supported map[int]bool
}

func judge(n Note) Review {
	j := begin(n)
	j.checkPlaceholders()
	j.checkAddressee()
	j.checkEmployer()
	j.checkThanks()
	j.checkSpecific()
	j.checkCopies()
	j.checkValue()
	j.checkInterest()
	j.checkPushy()
	j.checkTimeline()
	j.checkStock()
	j.checkLength()
	if n.Method == events.ByPost {
		j.find(ByPost, j.say.byPost, nil)
	}
	j.proveIgnored()
	return sum(j.findings, j.evidence)
}

// begin reads the note and gathers what is known.
func begin(n Note) *judgement {
	locale := n.Locale
	if locale == "" {
		locale = n.Meeting.Candidate.Locale
	}
	asked := events.LanguageOf(locale)
	j := &judgement{note: n, say: lexiconOf(asked).say, toIndex: -1, names: map[string]bool{}, job: jobData{}, data: jobData{}, supported: map[int]bool{}}
	panel := n.Meeting.Interviewers
	if j.toIndex = whoIs(panel, n.InterviewerID); n.InterviewerID == "" && len(panel) == 1 {
		j.toIndex = 0
	}
	for i, p := range panel {
		if i == j.toIndex {
			j.to = &panel[i]
		} else {
			j.others = append(j.others, p)
		}
		for _, w := range wordsOf(p.Name) {
			j.names[w] = true
		}
	}
	for _, w := range j.candidateNames() {
		j.names[w] = true
	}
	l := open(clip(n.Text), j.candidateNames())
	j.reading = read(l, languageOf(l, asked))
	j.gather()
	j.markKnown()
	return j
}

// clip cuts what Validate would refuse.
func clip(text string) string {
	if utf8.RuneCountInString(text) > MaxText {
		return string([]rune(text)[:MaxText])
	}
	return text
}

func (j *judgement) candidateNames() []string { return wordsOf(j.note.Meeting.Candidate.Name) }

// gather collects the stems of the record.
func (j *judgement) gather() {
	m := j.note.Meeting
	add := func(to jobData, texts ...string) {
		for _, text := range texts {
			for _, word := range strings.FieldsFunc(clip(text), func(c rune) bool { return !isWordRune(c) }) {
				to[stem(word, j.language)] = true
			}
		}
	}
	add(j.job, m.Employer.Name, m.Position.Title, m.Candidate.Name)
	add(j.job, m.Position.Required...)
	for _, p := range m.Interviewers {
		add(j.job, p.Name)
		add(j.data, p.Title)
	}
	add(j.data, m.Topics...)
	add(j.data, m.Strengths...)
	add(j.data, strings.ReplaceAll(m.Employer.TimeZone[strings.LastIndexByte(m.Employer.TimeZone, '/')+1:], "_", " "))
	for st := range j.job {
		j.data[st] = true
	}
}

// markKnown marks the words of the note that are names, or a run of the title or of the employer's name.
func (j *judgement) markKnown() {
	runs := [][]string{wordsIn(j.note.Meeting.Position.Title, j.language == events.German), wordsIn(j.note.Meeting.Employer.Name, j.language == events.German)}
	for i := range j.tokens {
		t := &j.tokens[i]
		if j.names[foldText(t.text, false)] && (t.upper || !j.words.generic[t.stem]) {
			t.known = true
		}
		for _, run := range runs {
			if len(run) == 0 || i+len(run) > len(j.tokens) {
				continue
			}
			same := true
			for k, w := range run {
				same = same && j.tokens[i+k].folded == w
			}
			if same {
				for k := range run {
					j.tokens[i+k].known = true
				}
			}
		}
	}
}

func (j *judgement) find(c Code, message string, span *Span) {
	j.findings = append(j.findings, Finding{Code: c, Severity: c.Severity(), Message: message, Span: span})
}

func (j *judgement) prove(w What, span Span, match string) {
	j.evidence = append(j.evidence, Evidence{What: w, Span: span, Match: match})
}

// touches reports whether a placeholder was found inside a span.
func (j *judgement) touches(s Span) bool {
	return slices.ContainsFunc(j.findings, func(f Finding) bool {
		return f.Code == Placeholder && f.Span.Start < s.End && s.Start < f.Span.End
	})
}

// first returns the first match of a pattern that does not overlap one of the pattern that takes it back.
func (j *judgement) first(p, back *pattern) (Span, int, bool) {
	var no [][2]int
	if back != nil {
		no = back.all(j.folded, -1)
	}
	for _, m := range p.all(j.folded, -1) {
		if !slices.ContainsFunc(no, func(n [2]int) bool { return n[0] < m[1] && m[0] < n[1] }) {
			return j.spanOf(m[0], m[1]), j.sentenceAt(m[0]), true
		}
	}
	return Span{}, 0, false
}

func (j *judgement) checkThanks() {
	if span, _, ok := j.first(j.words.thanks, j.words.noThanks); ok {
		j.prove(ThanksWords, span, "")
		return
	}
	j.find(NoThanks, j.say.noThanks, nil)
}

func (j *judgement) checkSpecific() {
	m := j.note.Meeting
	var topics []subject
	for _, t := range m.Topics[:min(len(m.Topics), maxSubjects)] {
		topics = append(topics, j.subjectOf(clip(t), j.job))
	}
	if len(topics) == 0 {
		tokens := j.concrete()
		if len(tokens) == 0 {
			j.find(NotSpecific, j.say.notSpecificUnknown, nil)
			return
		}
		first := j.tokens[tokens[0]]
		j.supported[first.sentence] = true
		j.prove(ConcreteWords, Span{first.start, j.tokens[tokens[len(tokens)-1]].end}, "")
		return
	}
	hits := j.search(topics, false)
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

// checkValue looks for a strength on record, or for a sentence that tells of the candidate's past with words of its own.
func (j *judgement) checkValue() {
	m := j.note.Meeting
	var strengths []subject
	for _, s := range m.Strengths[:min(len(m.Strengths), maxSubjects)] {
		strengths = append(strengths, j.subjectOf(clip(s), nil))
	}
	said := false
	for _, h := range j.search(strengths, true) {
		said = true
		j.supported[j.tokens[h.tokens[0]].sentence] = true
		j.prove(ValueWords, j.hitSpan(h), h.subject.text)
	}
	for _, match := range j.words.value.all(j.folded, -1) {
		at := j.sentenceAt(match[0])
		if len(j.valueWords(j.sentences[at])) == 0 {
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
		if !t.stop && !j.names[t.folded] && !j.words.generic[t.stem] && len(t.folded) > 1 {
			out = append(out, i)
		}
	}
	return out
}

func (j *judgement) checkInterest() {
	if span, _, ok := j.first(j.words.interest, j.words.noInterest); ok {
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
	for _, m := range j.words.pushy.all(j.folded, -1) {
		span := j.spanOf(m[0], m[1])
		onRecord := slices.ContainsFunc(j.tokens, func(t token) bool {
			return t.start >= span.Start && t.end <= span.End && !t.stop && len(t.folded) > 4 && !j.words.generic[t.stem] && j.data[t.stem]
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
	if span, _, ok := j.first(j.words.timeline, nil); ok {
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

// checkStock: most of the words, and two sentences at least, are template and hold nothing of their own.
func (j *judgement) checkStock() {
	stock, words := 0, 0
	var from, to int
	for _, m := range j.words.stock.all(j.folded, -1) {
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
	if stock < 2 || words*100 <= stockShare*len(j.tokens) {
		return
	}
	span := j.spanOf(from, to)
	j.find(StockPhrases, j.say.stock, &span)
}

func (j *judgement) checkLength() {
	switch words := j.letter.words(own, greeting); {
	case words > maxWords:
		j.find(TooLong, j.say.of(j.say.tooLong, strconv.Itoa(words)), nil)
	case words < minWords:
		j.find(TooShort, j.say.of(j.say.tooShort, strconv.Itoa(words)), nil)
	}
}

// proveIgnored shows which parts were not read as the candidate's words to the interviewer.
func (j *judgement) proveIgnored() {
	l := j.letter
	for i := 0; i < len(l.part); {
		from := i
		for i < len(l.part) && l.part[i] == l.part[from] {
			i++
		}
		if l.part[from] == quoted || l.part[from] == order {
			if span := l.span(from, i); span.End > span.Start {
				j.prove(IgnoredWords, span, "")
			}
		}
	}
}

// of fills a saying in.
func (s sayings) of(saying string, words ...string) string {
	args := make([]any, len(words))
	for i, w := range words {
		if utf8.RuneCountInString(w) > maxShown {
			w = string([]rune(w)[:maxShown-1]) + "…"
		}
		args[i] = w
	}
	return fmt.Sprintf(saying, args...)
}

func (s sayings) noGreetingOf(name string) string {
	return s.of(s.noGreeting, name)
}
