package reply

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// Word is what a candidate can answer.
type Word string

// The words.
const (
	// Unclear is none of them, or not clearly one.
	Unclear Word = ""
	// Stop ends the texts.
	Stop Word = "stop"
	// Start brings them back.
	Start Word = "start"
	// Yes brings them back where they were ended, as it does at the provider, and means nothing elsewhere.
	Yes Word = "yes"
	// Help asks what can be answered.
	Help Word = "help"
	// Sent: the thank-you notes are sent.
	Sent Word = "sent"
	// Done: what the last text was about is done.
	Done Word = "done"
	// Called: the employer was asked; the rest is what they said.
	Called Word = "called"
	// NoAnswer: the employer was asked, and nobody answered.
	NoAnswer Word = "no_answer"
	// Later: not before a day, which is the rest. Whose day it is, the last text says.
	Later Word = "later"
	// Snooze: remind me later; the rest is when.
	Snooze Word = "snooze"
	// Offer: there is one.
	Offer Word = "offer"
	// No: the employer has declined.
	No Word = "no"
	// Undo takes back the last report.
	Undo Word = "undo"
)

// Words lists the words but Unclear.
func Words() []Word {
	return []Word{Stop, Start, Yes, Help, Sent, Done, Called, NoAnswer, Later, Snooze, Offer, No, Undo}
}

// Command is what a text was understood to say.
type Command struct {
	Word Word
	// Rest is what else was said, as it was typed, in one line of at most events.MaxText characters: only with
	// Called, Later and Snooze, and empty where it was nothing but politeness.
	Rest string
}

// Read understands a text of a candidate who speaks the language.
func Read(text string, language events.Language) Command {
	text = strings.ToValidUTF8(text, " ")
	r := reading{text: text, tables: spoken(language), tokens: tokensOf(text)}
	all := words(r.tokens)
	bare := r.bare(r.tokens)
	if len(bare) == 0 {
		return Command{}
	}
	switch stopIn(all, words(bare), language) {
	case meant:
		return Command{Word: Stop}
	case perhaps:
		return Command{}
	default:
		return r.command()
	}
}

// reading is one text on its way through the tables.
type reading struct {
	text   string
	tables []vocabulary
	tokens []token
}

// bare takes the politeness off both ends.
func (r *reading) bare(tokens []token) []token {
	for {
		fewer, ok := r.lessPolite(tokens)
		if !ok {
			return tokens
		}
		tokens = fewer
	}
}

// lessPolite takes one polite phrase off, from the beginning rather than from the end. It returns false if there is
// none, or if the words mean another thing without it.
func (r *reading) lessPolite(tokens []token) ([]token, bool) {
	all := words(tokens)
	if slices.ContainsFunc(r.tables, func(t vocabulary) bool { return equals(all, t.whole) }) {
		return tokens, false
	}
	before, after := 0, 0
	for _, t := range r.tables {
		for _, p := range t.polite {
			p = phrase(p)
			if strings.HasPrefix(all, p) {
				before = max(before, length(p))
			}
			if strings.HasSuffix(all, p) {
				after = max(after, length(p))
			}
		}
	}
	if before > 0 {
		return tokens[before:], true
	}
	return tokens[:len(tokens)-after], after > 0
}

// command finds the command of a text that is no wish to stop: in what was typed first, then with less and less of the
// politeness around it, since what is polite elsewhere may be part of what was said.
func (r *reading) command() Command {
	for {
		if c, ok := r.look(); ok {
			return c
		}
		fewer, ok := r.lessPolite(r.tokens)
		if !ok {
			return r.slip()
		}
		r.tokens = fewer
	}
}

// look returns the command of the phrase that stands at its place: the whole text before a part of it, what is clear
// wherever it stands before what only begins the text. Of several the longest counts, and what it says may be doubtful.
func (r *reading) look() (Command, bool) {
	for _, places := range [][]place{{alone}, {anywhere}, {first, telling}} {
		if c, ok := r.at(places...); ok {
			return c, true
		}
	}
	return Command{}, false
}

func (r *reading) at(places ...place) (found Command, ok bool) {
	longest := 0
	all := words(r.tokens)
	for _, table := range r.tables {
		for _, c := range table.commands {
			if !slices.Contains(places, c.place) {
				continue
			}
			for _, entry := range c.phrases {
				said := phrase(entry)
				if length(said) <= longest || !stands(all, said, c.place) {
					continue
				}
				longest = length(said)
				found, ok = r.found(c.word, c.place, all, said)
			}
		}
	}
	return found, ok
}

// stands reports whether a phrase is at its place.
func stands(all, said string, p place) bool {
	switch p {
	case alone:
		return all == said
	case anywhere:
		return strings.Contains(all, said)
	default:
		return strings.HasPrefix(all, said)
	}
}

// found returns the command for a phrase that stands at its place, and false where doubts stand beside it.
func (r *reading) found(w Word, p place, all, said string) (Command, bool) {
	n := length(said)
	switch {
	case p == alone:
		return Command{Word: w}, true
	case p == anywhere:
		before, after, _ := strings.Cut(all, said)
		return Command{Word: w}, !r.doubtful(before + " " + after)
	case p == telling:
		return Command{Word: w, Rest: r.rest(r.tokens[0].from)}, true
	case w == Called || w == Later || w == Snooze:
		rest := r.tokens[n:]
		if w == Called && r.unanswered(words(rest)) {
			return Command{Word: NoAnswer}, true
		}
		if len(r.bare(rest)) == 0 {
			return Command{Word: w}, true
		}
		return Command{Word: w, Rest: r.rest(rest[0].from)}, true
	default:
		return Command{Word: w}, !r.doubtful(words(r.tokens[n:]))
	}
}

// unanswered reports whether what was said after CALLED says that nobody answered.
func (r *reading) unanswered(rest string) bool {
	for _, table := range r.tables {
		for _, c := range table.commands {
			if c.word == NoAnswer && holds(rest, c.phrases) {
				return true
			}
		}
	}
	return false
}

// doubtful reports whether one of the doubts is among the words.
func (r *reading) doubtful(among string) bool {
	among = " " + strings.TrimSpace(among) + " "
	return slices.ContainsFunc(r.tables, func(t vocabulary) bool { return holds(among, t.doubts) })
}

// holds reports whether one of the phrases is among the words.
func holds(among string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(among, phrase(p)) })
}

// rest returns the text from a place on, in one line and short enough for a fact.
func (r *reading) rest(from int) string {
	line := strings.Join(strings.FieldsFunc(r.text[from:], func(c rune) bool {
		return unicode.IsSpace(c) || unicode.IsControl(c)
	}), " ")
	if utf8.RuneCountInString(line) > events.MaxText {
		line = strings.TrimSpace(string([]rune(line)[:events.MaxText]))
	}
	return line
}
