package coach

import (
	"slices"
	"strings"
)

// Without topics on record a note is specific when it says anything concrete that is not in the
// job's data (DESIGN.md section 9). Concrete are, in a sentence that refers to the conversation:
//
//   - words after "you mentioned", "our talk about", "your point on", or before "you described", that could not
//     stand in a note to anybody;
//   - a name that is not in the data;
//   - a number of something, but not of minutes or years;
//   - words in quotation marks.

// aboutWords is how many words after or before a reference to the conversation are looked at.
const aboutWords = 14

// concrete returns the tokens that are concrete, of the first sentence that has some.
func (r *reading) concrete() []int {
	for _, s := range r.sentences {
		text := r.text(s)
		var after []int
		for _, m := range r.words.about.FindAllStringIndex(text, 4) {
			from := r.tokenAt(s, s.bytes[0]+m[1])
			after = append(after, r.ownWords(from, min(from+aboutWords, s.tokens[1]))...)
		}
		for _, m := range r.words.wasSaid.FindAllStringIndex(text, 4) {
			to := r.tokenAt(s, s.bytes[0]+m[0])
			after = append(after, r.ownWords(max(to-6, s.tokens[0]), to)...)
		}
		slices.Sort(after)
		after = slices.Compact(after)
		if r.enough(after) {
			return after
		}
		if !r.words.talk.MatchString(text) || r.words.value.MatchString(text) {
			continue
		}
		if names := r.newNames(s); len(names) > 0 {
			return names
		}
		if m := r.words.units.FindStringIndex(text); m != nil {
			at := r.tokenAt(s, s.bytes[0]+m[0])
			return []int{min(at, s.tokens[1]-1)}
		}
		if words := r.inQuotes(s); r.enough(words) {
			return words
		}
	}
	return nil
}

// enough: two words of their own, or one that is a name, a number or long.
func (r *reading) enough(tokens []int) bool {
	stems := map[string]bool{}
	for _, i := range tokens {
		t := r.tokens[i]
		stems[t.stem] = true
		if r.language != "de" && t.upper && !t.first || isDigits(t.text) && len(t.text) > 1 || isAcronym(t.text) {
			return true
		}
	}
	return len(stems) >= 2
}

// tokenAt returns the first token of a sentence that begins at or after a byte of folded.
func (r *reading) tokenAt(s sentence, at int) int {
	i, _ := slices.BinarySearchFunc(r.tokens[s.tokens[0]:s.tokens[1]], at, func(t token, at int) int { return t.at - at })
	return s.tokens[0] + i
}

// ownWords returns the tokens of a range that could not stand in a note to anybody.
func (r *reading) ownWords(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		t := r.tokens[i]
		if !t.stop && !t.known && len(t.folded) > 2 && !r.words.generic[t.stem] {
			out = append(out, i)
		}
	}
	return out
}

// newNames returns words with a capital letter that do not begin a sentence. In German every noun has one.
func (r *reading) newNames(s sentence) []int {
	if r.language == "de" {
		return nil
	}
	var out []int
	for _, i := range r.ownWords(s.tokens[0], s.tokens[1]) {
		if t := r.tokens[i]; t.upper && !t.first && !calendarWords[t.folded] {
			out = append(out, i)
		}
	}
	return out
}

func (r *reading) inQuotes(s sentence) []int {
	text := r.text(s)
	from := strings.IndexByte(text, '"')
	if from < 0 {
		return nil
	}
	length := strings.IndexByte(text[from+1:], '"')
	if length < 0 {
		return nil
	}
	return r.ownWords(r.tokenAt(s, s.bytes[0]+from), r.tokenAt(s, s.bytes[0]+from+1+length))
}

// calendarWords are written with a capital letter and are the name of no one's plan.
var calendarWords = wordSet(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
	english german spanish french zoom teams skype google meet linkedin christmas easter i i'm i've`)
