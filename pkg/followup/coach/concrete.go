package coach

import (
	"slices"
	"strings"
)

// Without topics on record a note is specific when it says anything concrete that is not in the
// job's data (DESIGN.md section 9). Concrete are, in a sentence that refers to the conversation:
//
//   - words after "you mentioned", "our talk about", "your point on", or before "you described", that could not
//     stand in a note to anybody, or inside "that you ... surprised me";
//   - a name that is not in the data;
//   - a number of something, but not of minutes or years;
//   - words in quotation marks.

// aboutWords is how many words after or before a reference to the conversation are looked at.
const aboutWords = 14

// concrete returns the tokens that are concrete, of the first sentence that has some.
func (j *judgement) concrete() []int {
	for _, s := range j.sentences {
		text := j.text(s)
		var after []int
		ofSelf := j.words.value.in(text)
		for _, m := range j.words.about.all(text, 4) {
			if ofSelf && !j.words.you.in(text[m[0]:m[1]]) {
				continue // "I learned how to ..." tells of the candidate
			}
			from := j.tokenAt(s, s.bytes[0]+m[1])
			after = append(after, j.ownWords(from, min(from+aboutWords, s.tokens[1]))...)
		}
		for _, m := range j.words.struck.all(text, 4) {
			after = append(after, j.ownWords(j.tokenAt(s, s.bytes[0]+m[0]), j.tokenAt(s, s.bytes[0]+m[1]))...)
		}
		for _, m := range j.words.wasSaid.all(text, 4) {
			to := j.tokenAt(s, s.bytes[0]+m[0])
			before := j.ownWords(max(to-6, s.tokens[0]), to)
			if n := len(before); n > 0 && before[n-1] >= to-3 {
				return before // "the labels you described"
			}
			after = append(after, before...)
		}
		slices.Sort(after)
		after = slices.Compact(after)
		if j.enough(after) {
			return after
		}
		if !j.words.talk.in(text) || ofSelf {
			continue
		}
		if names := j.newNames(s); len(names) > 0 {
			return names
		}
		if from, _, ok := j.words.units.next(text, 0); ok {
			at := j.tokenAt(s, s.bytes[0]+from)
			return []int{min(at, s.tokens[1]-1)}
		}
		if words := j.inQuotes(s); j.enough(words) {
			return words
		}
	}
	return nil
}

// enough: two words of their own, or one that is a name, a number or long.
func (j *judgement) enough(tokens []int) bool {
	stems := map[string]bool{}
	for _, i := range tokens {
		t := j.tokens[i]
		stems[t.stem] = true
		if j.language != "de" && t.upper && !t.first || isDigits(t.text) && len(t.text) > 1 || isAcronym(t.text) {
			return true
		}
	}
	return len(stems) >= 2
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
