package coach

import (
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
)

// greeted is whom the greeting of a letter speaks to.
type greeted struct {
	// span is the greeting; empty when there is none.
	span Span
	// people are the names greeted, each as folded words; label is how the first one stands in the text.
	people [][]string
	spans  []Span
	label  string
}

// whomGreeted reads the greeting.
func (l *letter) whomGreeted(panel []events.Interviewer) greeted {
	offices := map[string]bool{} // "Dear Principal Brooks"
	for _, p := range panel {
		for _, w := range wordsOf(p.Title) {
			offices[w] = true
		}
	}
	start := slices.Index(l.part, greeting)
	if start < 0 {
		return greeted{}
	}
	end := start
	for end < len(l.part) && (l.part[end] == greeting || l.part[end] == markup) {
		end++
	}
	g := greeted{span: l.span(start, end)}
	words := l.wordsBetween(start, end)
	words = words[min(len(words), greetingWords(l, start, end)):]
	var person []string
	var span Span
	finish := func() {
		if len(person) > 0 {
			if g.label == "" {
				g.label = strings.TrimSpace(string(l.visible(span.Start, span.End)))
			}
			g.people, g.spans = append(g.people, person), append(g.spans, span)
		}
		person = nil
	}
	for _, w := range words {
		onPanel := slices.ContainsFunc(panel, func(p events.Interviewer) bool { return exactly(w.folded, p) })
		switch {
		case (titles[w.folded] || offices[w.folded]) && !onPanel:
			if w.afterComma {
				finish()
			}
			continue
		case conjunctions[w.folded] && len(w.folded) > 0 && !w.upper:
			finish()
			continue
		case anybody[w.folded] && !onPanel:
			person = nil // "Finn Logistics team" is nobody
			continue
		case !w.upper && !onPanel && !particles[w.folded] && (stopWords[events.English][w.folded] || len(person) > 0 || w.afterComma || w.far):
			finish()
			return g
		case w.afterComma && len(person) > 0:
			finish()
			if !onPanel && !w.upper {
				return g
			}
		}
		if len(person) == 0 {
			span.Start = w.span.Start
		}
		person, span.End = append(person, w.folded), w.span.End
	}
	finish()
	return g
}

// greetWord is a word of a greeting.
type greetWord struct {
	folded     string
	span       Span
	upper      bool
	afterComma bool
	// far words stand where the letter may have begun already.
	far bool
}

func (l *letter) wordsBetween(start, end int) []greetWord {
	var words []greetWord
	comma := false
	for i := start; i < end; {
		if l.shown[i] == 0 || !isWordRune(l.shown[i]) {
			comma = comma || l.shown[i] == ',' || l.shown[i] == '!'
			i++
			continue
		}
		from := i
		for i < end && (l.shown[i] == 0 || isWordRune(l.shown[i])) {
			i++
		}
		text := string(l.visible(from, i))
		words = append(words, greetWord{folded: foldText(text, false), span: Span{from, i}, upper: startsUpper(text), afterComma: comma, far: len(words) > 3})
		comma = false
	}
	return words
}

// greetingWords is how many words of the greeting are those that greet.
func greetingWords(l *letter, start, end int) int {
	m := greet.FindString(foldText(string(l.visible(start, end)), false))
	return len(wordsOf(m))
}

// checkAddressee compares whom the note greets with whom it is to.
func (j *judgement) checkAddressee() {
	g := j.letter.whomGreeted(j.note.Meeting.Interviewers)
	if j.to == nil {
		if len(g.people) == 0 {
			j.find(NoAddressee, j.say.noGreetingOf(""), nil)
		}
		return
	}
	for i, person := range g.people {
		if meant(person, *j.to) && !j.anotherIs(person) {
			j.prove(AddresseeWords, g.spans[i], j.to.Name)
			j.checkVocatives()
			return
		}
	}
	switch {
	case j.touches(g.span): // a placeholder stands there, which is said already
	case len(g.people) > 0:
		j.find(WrongAddressee, j.say.of(j.say.wrongName, g.label, j.to.Name), &g.spans[0])
	case g.span.End > g.span.Start:
		j.find(NoAddressee, j.say.of(j.say.noName, j.to.Name), &g.span)
	case !j.addressedInside():
		j.find(NoAddressee, j.say.noGreetingOf(j.to.Name), nil)
	}
	j.checkVocatives()
}

// anotherIs reports whether the greeted words are another interviewer's name as it stands, and this one's only nearly.
func (j *judgement) anotherIs(person []string) bool {
	all := func(p events.Interviewer) bool {
		return !slices.ContainsFunc(person, func(w string) bool { return !particles[w] && !exactly(w, p) })
	}
	return !all(*j.to) && slices.ContainsFunc(j.others, all)
}

// addressedInside reports whether a note without a greeting names the interviewer in its first sentences.
func (j *judgement) addressedInside() bool {
	for _, t := range j.tokens {
		if t.sentence < 2 && (t.upper && exactly(foldText(t.text, false), *j.to)) {
			j.prove(AddresseeWords, Span{t.start, t.end}, j.to.Name)
			return true
		}
	}
	return false
}

// checkVocatives finds another interviewer who is spoken to in the middle, as in "it was good to meet you, Priya".
func (j *judgement) checkVocatives() {
	for i := 1; i < len(j.tokens); i++ {
		t, before := j.tokens[i], j.tokens[i-1]
		if before.first && before.upper && spokenTo[t.folded] && strings.TrimSpace(string(j.letter.visible(before.end, t.start))) == "," {
			t = before // "Priya, thank you"
		} else if !t.upper || t.sentence != before.sentence || !j.betweenCommas(before, t) && !j.thankedByName(i) || !spokenTo[before.folded] {
			continue
		}
		name := foldText(t.text, false)
		if !exactly(name, *j.to) && slices.ContainsFunc(j.others, func(p events.Interviewer) bool { return exactly(name, p) }) {
			j.find(WrongAddressee, j.say.of(j.say.wrongVocative, t.text, j.to.Name), &Span{t.start, t.end})
			return
		}
	}
}

// spokenTo are the words after which a name between commas is that of whom one speaks to.
var spokenTo = wordSet(`you again thanks thank much ihnen dir dank danke nochmals usted ti gracias nuevo vous toi merci encore`)

// thankedByName reports whether token i is a name in "thank you Priya for" or "danke Sabine für".
func (j *judgement) thankedByName(i int) bool {
	before := j.tokens[i-1].folded
	return i+1 < len(j.tokens) && thanksFor[j.tokens[i+1].folded] && (before == "you" && i > 1 && j.tokens[i-2].folded == "thank" || before != "you" && before != "thank" && spokenTo[before])
}

// thanksFor are the words that say what the thanks are for.
var thanksFor = wordSet(`for so fuer dass por pour de`)

func (j *judgement) betweenCommas(before, t token) bool {
	gap := string(j.letter.visible(before.end, t.start))
	after := strings.TrimLeft(string(j.letter.visible(t.end, min(t.end+2, len(j.letter.shown)))), " ")
	return strings.TrimSpace(gap) == "," && after != "" && strings.ContainsAny(after[:1], ",.!;") || strings.TrimSpace(gap) == "," && t.end >= len(j.letter.shown)-1
}
