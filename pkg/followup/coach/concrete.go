package coach

import (
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// Without topics on record a note is specific when it says anything concrete that is not in the
// job's data (DESIGN.md section 9). Concrete are
//
//   - words after "you mentioned", "our talk about", "your point on", or before "you described", that could not
//     stand in a note to anybody, or inside "that you ... surprised me";
//   - in a sentence that refers to the conversation: a name that is not in the data, a number of something, but not of
//     minutes or years, words in quotation marks;
//   - telling words (everyday.go), several in a sentence, or one among many words of its own. What is told of the
//     candidate's own past or wishes does not count.

// aboutWords is how many words after or before a reference to the conversation are looked at.
const aboutWords = 14

// concrete returns the tokens that are concrete, of the first sentence that has some.
func (j *judgement) concrete() []int {
	for _, s := range j.sentences {
		if tokens, sure := j.referred(s); sure || j.enough(tokens) {
			return tokens
		}
		if tokens := j.counted(s); len(tokens) > 0 {
			return tokens
		}
		if tokens, dense := j.vivid(s); len(tokens) >= tellingWords || dense {
			return tokens
		}
	}
	return nil
}

// referred returns the words that stand where a sentence says what the conversation was about; it is sure of those right before
// what says so ("the labels you described").
func (j *judgement) referred(s sentence) (out []int, sure bool) {
	text := j.text(s)
	ofSelf := j.words.value.in(text)
	for _, m := range j.words.about.all(text, 4) {
		if ofSelf && !j.words.you.in(text[m[0]:m[1]]) {
			continue // "I learned how to ..." tells of the candidate
		}
		from := j.tokenAt(s, s.bytes[0]+m[1])
		out = append(out, j.ownWords(from, min(from+aboutWords, s.tokens[1]))...)
	}
	for _, m := range j.words.struck.all(text, 4) {
		out = append(out, j.ownWords(j.tokenAt(s, s.bytes[0]+m[0]), j.tokenAt(s, s.bytes[0]+m[1]))...)
	}
	for _, m := range j.words.wasSaid.all(text, 4) {
		to := j.tokenAt(s, s.bytes[0]+m[0])
		before := j.ownWords(max(to-6, s.tokens[0]), to)
		sure = sure || len(before) > 0 && before[len(before)-1] >= to-3
		out = append(out, before...)
	}
	slices.Sort(out)
	return slices.Compact(out), sure
}

// counted returns what a sentence that refers to the conversation names, counts or quotes.
func (j *judgement) counted(s sentence) []int {
	text := j.text(s)
	ofSelf := j.words.value.in(text)
	if !j.words.talk.in(text) || ofSelf && !j.words.you.in(text) {
		return nil
	}
	if names := j.newNames(s); len(names) > 0 && !ofSelf {
		return names
	}
	if from, _, ok := j.words.units.next(text, 0); ok {
		at := j.tokenAt(s, s.bytes[0]+from)
		return []int{min(at, s.tokens[1]-1)}
	}
	if words := j.inQuotes(s); j.enough(words) {
		return words
	}
	return nil
}

const (
	// tellingWords is how many telling words a sentence needs.
	tellingWords = 2
	// denseWords is how many words of its own it has when one telling word is enough.
	denseWords = 7
)

// vivid returns telling words of a sentence, one for each stem, but for clauses that tell of the candidate's own past or wishes. Names,
// and words right after a number, count twice. It is dense when it has words of its own besides.
func (j *judgement) vivid(s sentence) (out []int, dense bool) {
	seen := map[string]bool{}
	ofSelf := false
	for _, c := range j.clauses(s) {
		text := j.text(c)
		toYou := j.words.you.in(text)
		// What follows a clause of the candidate's past goes on with it: "I have cooked in Bath, York and Leeds".
		ofSelf = !toYou && (ofSelf || j.words.value.in(text))
		if ofSelf || j.words.interest.in(text) && !j.words.noInterest.in(text) {
			continue
		}
		for _, i := range j.ownWords(c.tokens[0], c.tokens[1]) {
			t := j.tokens[i]
			if t.stock || seen[t.stem] {
				continue
			}
			seen[t.stem] = true
			if j.tells(t.text, t.folded, t.stem) {
				out = append(out, i)
				if j.language != events.German && t.upper && !t.first || i > c.tokens[0] && isDigits(j.tokens[i-1].text) && len(j.tokens[i-1].text) > 1 {
					out = append(out, i)
				}
			}
		}
	}
	return out, len(out) > 0 && len(seen) >= denseWords
}

// clauses cuts a sentence where a comma, a colon or a dash is followed by a blank.
func (j *judgement) clauses(s sentence) []sentence {
	var out []sentence
	text, from := j.text(s), 0
	for i := range len(text) {
		if end := i == len(text)-1; end || strings.IndexByte(",;:-", text[i]) >= 0 && text[i+1] == ' ' {
			c := sentence{bytes: [2]int{s.bytes[0] + from, s.bytes[0] + i + 1}}
			c.tokens = [2]int{j.tokenAt(s, c.bytes[0]), j.tokenAt(s, c.bytes[1])}
			out, from = append(out, c), i+1
		}
	}
	return out
}

// enough: a name or a number, a word that is not of every day beside another one, or several that are, of which two in a row are a thing
// of its own ("event sourcing").
func (j *judgement) enough(tokens []int) bool {
	seen := map[string]bool{}
	weight := 0
	const needed, rare, inARow = 4, 3, 2
	for k, i := range tokens {
		t := j.tokens[i]
		if j.language != events.German && t.upper && !t.first || isDigits(t.text) && len(t.text) > 1 || isAcronym(t.text) {
			return true
		}
		if !seen[t.stem] {
			seen[t.stem] = true
			if everyday[j.language][t.stem] {
				weight++
			} else {
				weight += rare
			}
			if k > 0 && tokens[k-1] == i-1 {
				weight += inARow
			}
		}
	}
	return weight >= needed
}

// tokenAt returns the first token of a sentence that begins at or after a byte of folded.
func (j *judgement) tokenAt(s sentence, at int) int {
	i, _ := slices.BinarySearchFunc(j.tokens[s.tokens[0]:s.tokens[1]], at, func(t token, at int) int { return t.at - at })
	return s.tokens[0] + i
}

// ownWords returns the tokens of a range that could not stand in a note to anybody.
func (j *judgement) ownWords(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		t := j.tokens[i]
		if !t.stop && !t.known && len(t.folded) > 2 && !calendarWords[t.folded] && !j.words.generic[t.stem] && !j.data[t.stem] {
			out = append(out, i)
		}
	}
	return out
}

// newNames returns words with a capital letter that do not begin a sentence. In German every noun has one.
func (j *judgement) newNames(s sentence) []int {
	if j.language == "de" {
		return nil
	}
	var out []int
	for _, i := range j.ownWords(s.tokens[0], s.tokens[1]) {
		if t := j.tokens[i]; t.upper && !t.first {
			out = append(out, i)
		}
	}
	return out
}

func (j *judgement) inQuotes(s sentence) []int {
	text := j.text(s)
	from := strings.IndexByte(text, '"')
	if from < 0 {
		return nil
	}
	length := strings.IndexByte(text[from+1:], '"')
	if length < 0 {
		return nil
	}
	return j.ownWords(j.tokenAt(s, s.bytes[0]+from), j.tokenAt(s, s.bytes[0]+from+1+length))
}

// calendarWords are written with a capital letter and are the name of no one's plan.
var calendarWords = wordSet(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar maerz mai juni juli oktober dezember lunes martes miercoles jueves viernes lundi mardi mercredi jeudi vendredi
	english german spanish french zoom teams skype google meet linkedin christmas easter i i'm i've`)
