package coach

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// maxShown is the longest topic or name that a finding shows, in code points.
const maxShown = 80

// judgement is one note under review.
type judgement struct {
	*reading
	note Note
	say  sayings
	// to is the interviewer whom the note is to, nil when that is not known; others are the rest of the panel.
	to      *events.Interviewer
	toIndex int
	others  []events.Interviewer
	// names are the folded words of the names of all people; job the stems of the job's data, mine those of the strengths, data those of the
	// whole record.
	names           map[string]bool
	job, mine, data jobData

	// stock are the bytes of folded that are phrases found in every template.
	stock    [][2]int
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
	j := &judgement{note: n, say: lexiconOf(asked).say, toIndex: -1, names: map[string]bool{}, job: jobData{}, mine: jobData{}, data: jobData{}, supported: map[int]bool{}}
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
	j.markStock()
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
				if j.language == events.Spanish { // of "Talleres" a stemmer leaves another stem than of "taller"
					to[stem(strings.TrimSuffix(word, "es"), j.language)] = true
				}
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
	add(j.mine, m.Strengths...)
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

// markStock marks the words of phrases found in every template.
func (j *judgement) markStock() {
	i := 0
	j.stock = j.words.stock.all(j.folded, -1)
	for _, m := range j.stock {
		for ; i < len(j.tokens) && j.tokens[i].at < m[1]; i++ {
			j.tokens[i].stock = j.tokens[i].at >= m[0]
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

// words counts words.
func (s sayings) words(n int) string {
	if n == 1 {
		return s.oneWord
	}
	return s.of(s.manyWords, strconv.Itoa(n))
}

func (s sayings) noGreetingOf(name string) string {
	return s.of(s.noGreeting, name)
}
