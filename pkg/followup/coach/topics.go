package coach

import (
	"cmp"
	"slices"
	"strings"
)

// The limits that keep matching linear in the note: what stands in the record beyond them is not looked at.
const (
	maxSubjects = 50
	maxKeys     = 12
)

// subject is a topic or a strength on record, reduced to its key words.
type subject struct {
	text string
	// keys are the distinct stems that speak of it and of nothing else.
	keys []key
	// weak are stems of it that stand in any note, or in the job's data.
	weak []key
}

// key is the stem of a key word.
type key struct {
	stem string
	// rare words are names, numbers and acronyms.
	rare bool
	// telling words stand for the subject alone (see everyday.go).
	telling bool
}

// jobData is the stems of what is known without the conversation: title, employer, skills, names.
type jobData map[string]bool

// subjectOf reduces a subject. Words of the job's data, and mine, the candidate's own strengths, do not stand for it alone.
func (r *reading) subjectOf(text string, job, mine jobData) subject {
	s := subject{text: text}
	seen := map[string]bool{}
	inner := false
	for _, word := range strings.FieldsFunc(text, func(c rune) bool { return !isWordRune(c) }) {
		if len(s.keys) == maxKeys {
			break
		}
		folded, st := foldText(word, r.language == "de"), stem(word, r.language)
		single := len([]rune(word)) == 1 && !isDigits(word)
		if !single && !stopWords[r.language][folded] && !seen[st] {
			seen[st] = true
			k := key{stem: st, telling: r.tellsOfSubject(word, folded, st) && !mine[st], rare: isDigits(word) && len(word) > 1 || startsUpper(word) && r.language != "de" && inner || isAcronym(word)}
			if job[st] || r.words.generic[st] {
				if len(s.weak) < maxKeys {
					s.weak = append(s.weak, k)
				}
			} else {
				s.keys = append(s.keys, k)
			}
		}
		inner = true
	}
	return s
}

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func isAcronym(s string) bool { return len(s) >= 2 && len(s) <= 6 && strings.ToUpper(s) == s }

// needed is how many words two sentences in a row must share with a subject: one of one, two of two to four,
// else three. At least one of them is a key word; weak ones count beside one.
func (s subject) needed() int {
	switch n := len(s.keys) + len(s.weak); {
	case n <= 1:
		return 1
	case n <= 4:
		return 2
	default:
		return min(3, len(s.keys)+1)
	}
}

// hit is a subject that was found, with the words that say so.
type hit struct {
	subject subject
	tokens  []int
}

// minContext is how many other words a sentence must have around key words: a bare list of them says nothing.
const minContext = 3

// search finds which subjects the note speaks of. Fewer words do where they stand in a sentence that
// refers to the conversation; of strengths, in one that speaks of the candidate.
func (r *reading) search(subjects []subject, strengths bool) []hit {
	stems := r.countableStems()
	var hits []hit
	for _, s := range subjects {
		var h hit
		var ok bool
		if len(s.keys) > 0 {
			h, ok = r.searchKeys(s, stems, strengths)
		} else {
			h, ok = r.searchWeak(s)
		}
		if ok {
			hits = append(hits, h)
		}
	}
	return hits
}

// countableStems lists the tokens of each stem, but for stop words and known data.
func (r *reading) countableStems() map[string][]int {
	stems := map[string][]int{}
	for i, t := range r.tokens {
		if !t.stop && !t.known {
			stems[t.stem] = append(stems[t.stem], i)
		}
	}
	return stems
}

// found is a token that is one of a subject's key words.
type found struct{ token, key int }

func (r *reading) searchKeys(s subject, stems map[string][]int, strengths bool) (hit, bool) {
	var all []found
	for k := range s.keys {
		for st, tokens := range stems {
			if st == s.keys[k].stem || !r.words.generic[st] && akin(s.keys[k].stem, st, r.language == "de") {
				for _, t := range tokens {
					all = append(all, found{t, k})
				}
			}
		}
		all = append(all, r.joined(s, k)...)
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Or(cmp.Compare(a.token, b.token), cmp.Compare(a.key, b.key)) })
	for i := range all {
		if i > 0 && r.tokens[all[i].token].sentence == r.tokens[all[i-1].token].sentence {
			continue // its window has been looked at
		}
		if h, ok := r.window(s, all[i:], strengths); ok {
			return h, true
		}
	}
	return hit{}, false
}

// maxWindow bounds how many found words are looked at together.
const maxWindow = 64

// window asks whether the found words of the first one's sentence and the next are enough.
func (r *reading) window(s subject, all []found, strengths bool) (hit, bool) {
	first := r.tokens[all[0].token].sentence
	keys, here := map[int]bool{}, map[int]bool{}
	var tokens []int
	rare, telling, longest, special := false, false, 0, 0
	for _, f := range all[:min(len(all), maxWindow)] {
		in := r.tokens[f.token].sentence
		if in > first+1 {
			break
		}
		keys[f.key] = true
		if in == first {
			here[f.key] = true
			rare = rare || s.keys[f.key].rare
			telling = telling || s.keys[f.key].telling && !r.tokens[f.token].stock
			longest = max(longest, len(s.keys[f.key].stem))
			if len(s.keys) == 1 || !everyday[r.language][s.keys[f.key].stem] {
				special = max(special, len(s.keys[f.key].stem))
			}
		}
		if len(tokens) == 0 || tokens[len(tokens)-1] != f.token {
			tokens = append(tokens, f.token)
		}
	}
	sentence := r.sentences[first]
	if sentence.tokens[1]-sentence.tokens[0] < len(here)+minContext {
		return hit{}, false
	}
	if telling && !strengths && !r.ofOneself(first) || len(keys)+r.weakBeside(s, tokens) >= s.needed() {
		return hit{s, tokens}, true
	}
	if strengths {
		return hit{s, tokens}, (telling || rare) && (r.has(r.words.me, first) || r.has(r.words.value, first))
	}
	return hit{s, tokens}, len(s.keys) <= 4 && r.oneIsEnough(len(s.keys), rare, longest, special, first)
}

// ofOneself reports whether a sentence tells of the candidate's past and does not speak to anybody.
func (r *reading) ofOneself(sentence int) bool {
	return r.has(r.words.value, sentence) && !r.has(r.words.you, sentence)
}

// oneIsEnough reports whether one key word that does not tell by itself is enough, of a subject with n: the longer it is and the
// shorter the subject, the less the sentence has to refer to the conversation. special are the letters of the longest that is not
// of every day.
func (r *reading) oneIsEnough(n int, rare bool, letters, special, sentence int) bool {
	short := n <= 2 && !r.has(r.words.value, sentence)
	switch {
	case short && letters >= 7:
		return r.has(r.words.talk, sentence) || r.has(r.words.you, sentence)
	case rare || short && letters >= 6:
		return r.has(r.words.talk, sentence)
	default:
		return special >= 5 && r.has(r.words.about, sentence)
	}
}

// beside is how many words off a weak word of a subject still belongs to a key word.
const beside = 6

// weakBeside counts the weak words of a subject near its key words.
func (r *reading) weakBeside(s subject, tokens []int) int {
	n := 0
	for _, k := range s.weak {
		for _, at := range tokens {
			if r.near(at, k.stem) {
				n++
				break
			}
		}
	}
	return n
}

func (r *reading) near(at int, st string) bool {
	for i := max(0, at-beside); i <= min(len(r.tokens)-1, at+beside); i++ {
		if t := r.tokens[i]; i != at && !t.known && !t.stock && t.sentence == r.tokens[at].sentence && akin(st, t.stem, false) {
			return true
		}
	}
	return false
}

// joined finds a key word and its neighbour written as one word, or one word written as two (night shift, nightshift).
func (r *reading) joined(s subject, k int) []found {
	var all []found
	if k+1 < len(s.keys) {
		both := s.keys[k].stem + s.keys[k+1].stem
		for i, t := range r.tokens {
			if t.stem == both && !t.known {
				all = append(all, found{i, k}, found{i, k + 1})
			}
		}
	}
	if r.language == "de" {
		all = append(all, r.compound(s.keys[k].stem, k)...)
	}
	for i := 1; i < len(r.tokens); i++ {
		a, b := r.tokens[i-1], r.tokens[i]
		if !a.known && len(a.folded)+len(b.stem) == len(s.keys[k].stem) && len(a.folded) > 1 && len(b.stem) > 1 && strings.HasPrefix(s.keys[k].stem, a.folded) && strings.HasSuffix(s.keys[k].stem, b.stem) {
			all = append(all, found{i, k})
		}
	}
	return all
}

// compound finds the two parts of a German compound in one sentence: Kundenbindung in "wie Sie Kunden binden".
func (r *reading) compound(st string, k int) []found {
	for _, s := range r.sentences {
		begin, end := -1, -1
		for i := s.tokens[0]; i < s.tokens[1]; i++ {
			t := r.tokens[i]
			switch n := len(t.stem); {
			case t.known || t.stop || n < 4 || n >= len(st):
			case strings.HasPrefix(st, t.stem):
				begin = i
			case strings.HasSuffix(st, t.stem):
				end = i
			}
		}
		if begin >= 0 && end >= 0 && len(r.tokens[begin].stem)+len(r.tokens[end].stem)+3 >= len(st) {
			return []found{{min(begin, end), k}, {max(begin, end), k}}
		}
	}
	return nil
}

// searchWeak finds a subject that has no words of its own ("team culture"): all of them must stand in one
// sentence that refers to the conversation, two at least, or one that is the whole subject.
func (r *reading) searchWeak(s subject) (hit, bool) {
	if len(s.weak) == 0 {
		return hit{}, false
	}
	for n, sentence := range r.sentences {
		var tokens []int
		missing := false
		for _, k := range s.weak {
			at := -1
			for i := sentence.tokens[0]; i < sentence.tokens[1] && at < 0; i++ {
				if !r.tokens[i].known && akin(k.stem, r.tokens[i].stem, false) {
					at = i
				}
			}
			missing = missing || at < 0
			tokens = append(tokens, at)
		}
		if missing || !r.has(r.words.about, n) {
			continue
		}
		slices.Sort(tokens)
		if size := len(tokens); tokens[size-1]-tokens[0] <= 4*size && sentence.tokens[1]-sentence.tokens[0] >= size+minContext {
			return hit{s, tokens}, true
		}
	}
	return hit{}, false
}

// hitSpan returns where the words of a hit stand: the first, and those of its sentence that are near each other.
func (r *reading) hitSpan(h hit) Span {
	const near = 6 // words between two
	last := h.tokens[0]
	for _, i := range h.tokens {
		if r.tokens[i].sentence == r.tokens[last].sentence && i-last <= near {
			last = i
		}
	}
	return Span{r.tokens[h.tokens[0]].start, r.tokens[last].end}
}
