package coach

import (
	"slices"
	"strings"
	"unicode"

	"github.com/afterword-io/afterword/pkg/events"
)

// reading is the candidate's own words, ready to be searched.
type reading struct {
	letter   *letter
	language events.Language
	words    lexicon
	// folded is the text as patterns see it: folded, single blanks, and a line break after every sentence, so that no pattern
	// reaches from one sentence into the next. at[i] is the code point that gave byte i.
	folded    string
	at        []int
	tokens    []token
	sentences []sentence
	// asked remembers which sentences have which pattern: topics ask again and again.
	asked map[asking]bool
}

type asking struct {
	pattern  *pattern
	sentence int
}

// has reports whether a sentence has a match of a pattern.
func (r *reading) has(p *pattern, sentence int) bool {
	a := asking{p, sentence}
	found, known := r.asked[a]
	if !known {
		found = p.in(r.text(r.sentences[sentence]))
		r.asked[a] = found
	}
	return found
}

// token is a word.
type token struct {
	start, end int // code points
	text       string
	folded     string
	stem       string
	sentence   int
	// at is where the word begins in reading.folded.
	at int
	// stop words carry no meaning of their own.
	stop bool
	// upper: the word begins with a capital letter; first: it begins a sentence.
	upper, first bool
	// known words are of the job's data (names, title, employer): they say nothing of the conversation.
	known bool
	// stock words stand in a phrase found in every template.
	stock bool
}

// sentence is a range of tokens, and of bytes of reading.folded.
type sentence struct {
	tokens, bytes [2]int
	question      bool
}

// read splits the own parts of a letter into sentences and words.
func read(l *letter, language events.Language) *reading {
	r := &reading{letter: l, language: language, words: lexiconOf(language), asked: map[asking]bool{}}
	s := &scanner{reading: r, german: language == events.German}
	for i, c := range l.shown {
		if l.part[i] != own {
			if l.part[i] != markup || c == '\n' {
				s.breakAt(i)
			}
			continue
		}
		s.take(i, c)
	}
	s.endSentence(len(l.shown))
	r.folded = s.out.String()
	return r
}

// scanner builds a reading from left to right.
type scanner struct {
	*reading
	german bool
	out    strings.Builder
	word   []rune
	from   int // where the word began
	fromAt int
	// newlines since the last word; two make a paragraph.
	newlines  int
	firstTok  int
	firstByte int
	question  bool
	ending    bool // a full stop was seen, and no blank yet
}

func (s *scanner) take(i int, c rune) {
	switch {
	case c == 0:
	case isWordRune(c):
		if s.ending && c != 0 {
			s.ending = false // as in 3.5 or example.com
		}
		s.newlines = 0
		if len(s.word) == 0 {
			s.from, s.fromAt = i, s.out.Len()
		}
		s.word = append(s.word, c)
		s.write(i, c)
	case c == '\n' || c == ' ' || c == '\t':
		s.endWord(i)
		if c == '\n' {
			s.newlines++
		}
		if s.ending || s.newlines > 1 {
			s.endSentence(i)
			return
		}
		s.write(i, ' ')
	default:
		s.endWord(i)
		if s.newlines > 0 && (c == '-' || c == '*' || c == '\u2022' || c == '\u2013') {
			s.endSentence(i)
		}
		switch c {
		case '.':
			s.ending = !s.abbreviated()
		case '!', '?', '\u2026':
			s.ending = true
			s.question = s.question || c == '?'
		}
		s.write(i, c)
	}
}

// breakAt ends a sentence where something that is not the candidate's stands between.
func (s *scanner) breakAt(i int) {
	s.endWord(i)
	if len(s.tokens) > s.firstTok {
		s.endSentence(i)
	}
}

// write appends a letter or sign as patterns see it. Blanks are single.
func (s *scanner) write(i int, c rune) {
	for _, b := range []byte(fold(c, s.german)) {
		if b == ' ' {
			n := s.out.Len()
			if n == 0 || s.lastBlank() {
				continue
			}
		}
		s.out.WriteByte(b)
		s.at = append(s.at, i)
	}
}

func (s *scanner) lastBlank() bool {
	last := s.out.String()[s.out.Len()-1]
	return last == ' ' || last == '\n'
}

func (s *scanner) endWord(i int) {
	if len(s.word) == 0 {
		return
	}
	text := string(s.word)
	folded := strings.TrimSpace(s.out.String()[s.fromAt:])
	s.tokens = append(s.tokens, token{
		start: s.from, end: i, text: text, folded: folded, stem: stem(text, s.language), sentence: len(s.sentences), at: s.fromAt,
		stop:  stopWords[s.language][folded] || len([]rune(text)) == 1 && !unicode.IsDigit(s.word[0]),
		upper: unicode.IsUpper(s.word[0]), first: len(s.tokens) == s.firstTok,
	})
	s.word = s.word[:0]
}

// abbreviated reports whether the word before a full stop is one that is written with it.
func (s *scanner) abbreviated() bool {
	if len(s.tokens) == s.firstTok {
		return false
	}
	last := s.tokens[len(s.tokens)-1]
	if s.german && isDigits(last.text) && len(last.text) <= 2 { // "am 31. Februar"
		return true
	}
	return last.end == last.start+1 && !unicode.IsDigit([]rune(last.text)[0]) || abbreviations[last.folded]
}

var abbreviations = wordSet(`mr mrs ms dr prof st no inc ltd co vs eg ie approx bzw ca usw inkl ggf nr str evtl sr sra srta lic ing mme mlle av tel etc`)

func (s *scanner) endSentence(i int) {
	s.endWord(i)
	if len(s.tokens) > s.firstTok {
		s.sentences = append(s.sentences, sentence{
			tokens: [2]int{s.firstTok, len(s.tokens)}, bytes: [2]int{s.firstByte, s.out.Len()}, question: s.question,
		})
	}
	if s.out.Len() > 0 && s.out.String()[s.out.Len()-1] != '\n' {
		s.out.WriteByte('\n')
		s.at = append(s.at, min(i, len(s.letter.shown)))
	}
	s.firstTok, s.firstByte = len(s.tokens), s.out.Len()
	s.question, s.ending, s.newlines = false, false, 0
}

// without returns the reading with the words of some matches marked as known: they say nothing.
func (r *reading) without(matches [][2]int) *reading {
	out := *r
	out.tokens = slices.Clone(r.tokens)
	i := 0
	for _, m := range matches {
		for ; i < len(out.tokens) && out.tokens[i].at < m[1]; i++ {
			out.tokens[i].known = out.tokens[i].known || out.tokens[i].at >= m[0]
		}
	}
	return &out
}

// spanOf turns bytes of folded into a span of the text.
func (r *reading) spanOf(from, to int) Span {
	if from >= to {
		return Span{}
	}
	return r.letter.span(r.at[from], min(r.at[to-1]+1, len(r.letter.shown)))
}

// sentenceAt returns the index of the sentence in which byte i of folded lies.
func (r *reading) sentenceAt(i int) int {
	lo, hi := 0, len(r.sentences)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.sentences[mid].bytes[1] <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return min(lo, len(r.sentences)-1)
}

// text returns a sentence as patterns see it.
func (r *reading) text(s sentence) string { return r.folded[s.bytes[0]:s.bytes[1]] }

// languageOf returns the language of a text: the one asked for, unless another of the four has plainly more of its small words in it.
func languageOf(l *letter, asked events.Language) events.Language {
	var text strings.Builder
	for i, c := range l.shown {
		if l.part[i] == own && c != 0 {
			text.WriteRune(c)
		} else {
			text.WriteByte(' ')
		}
	}
	counts := map[events.Language]int{}
	for _, language := range events.Languages() {
		for _, word := range wordsIn(text.String(), language == events.German) {
			if stopWords[language][word] && len(word) > 1 {
				counts[language]++
			}
		}
	}
	best := asked
	for _, language := range events.Languages() {
		if counts[language] > counts[best] {
			best = language
		}
	}
	if counts[best] >= 4 && counts[best]*2 > counts[asked]*3 {
		return best
	}
	return asked
}
