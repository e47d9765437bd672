package events

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

const (
	// maxAhead is how far ahead of the clock something that has happened may lie: clocks and zones get mixed up.
	maxAhead = 24 * time.Hour
	// yearsBack and yearsAhead bound what facts speak of; beyond them is a slip of the finger.
	yearsBack  = 1
	yearsAhead = 2
)

func atMost(n int, of string) string { return fmt.Sprintf("must have at most %d %s", n, of) }

// text holds a text that may be absent to its length, and to one line without control characters.
func (c *checker) text(location, s string, limit int) {
	switch {
	case s == "":
	case utf8.RuneCountInString(s) > limit:
		c.add(location, atMost(limit, "characters"))
	case strings.ContainsFunc(s, breaksLine):
		c.add(location, "must be one line without control characters")
	case strings.TrimSpace(s) == "":
		c.add(location, "must not be blank")
	}
}

func (c *checker) requiredText(location, s string, limit int) {
	if s == "" {
		c.add(location, "is required")
	}
	c.text(location, s, limit)
}

func (c *checker) texts(location string, list []string) {
	c.atMost(location, len(list), MaxTexts)
	for i, s := range list {
		if s == "" {
			c.add(element(location, i), "must not be empty")
		}
		c.text(element(location, i), s, MaxText)
	}
}

func (c *checker) atMost(location string, n, most int) {
	if n > most {
		c.add(location, atMost(most, "elements"))
	}
}

func (c *checker) id(location, id string) {
	if id != "" && !ValidID(id) {
		c.add(location, "must be 1 to 128 of A-Z a-z 0-9 . _ : @ / - and begin with a letter or digit")
	}
}

func (c *checker) requiredID(location, id string) {
	if id == "" {
		c.add(location, "is required")
	}
	c.id(location, id)
}

// word wants one of the words, or none.
func word[T ~string](c *checker, location string, got T, words ...T) {
	if got != "" && !slices.Contains(words, got) {
		c.add(location, "must be "+alternatives(words))
	}
}

func requiredWord[T ~string](c *checker, location string, got T, words ...T) {
	if got == "" {
		c.add(location, "is required: "+alternatives(words))
	}
	word(c, location, got, words...)
}

func alternatives[T ~string](words []T) string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	last := len(list) - 1
	return strings.Join(list[:last], ", ") + " or " + list[last]
}

// happened wants an instant from a year back to a day ahead, or none.
func (c *checker) happened(location string, t time.Time) {
	c.notAhead(location, t)
	c.notLongAgo(location, t)
}

func (c *checker) notAhead(location string, t time.Time) {
	if t.After(c.now.Add(maxAhead)) {
		c.add(location, "must be at most 24 hours ahead")
	}
}

func (c *checker) notLongAgo(location string, t time.Time) {
	if !t.IsZero() && t.Before(c.now.AddDate(-yearsBack, 0, 0)) {
		c.add(location, "must be at most one year back")
	}
}

// notForgotten bounds an instant that may lie before what it belongs to.
func (c *checker) notForgotten(location string, t time.Time) {
	if !t.IsZero() && t.Before(c.now.AddDate(-yearsBack-1, 0, 0)) {
		c.add(location, "must be at most two years back")
	}
}

func (c *checker) notFarAhead(location string, t time.Time) {
	if t.After(c.now.AddDate(yearsAhead, 0, 0)) {
		c.add(location, "must be at most two years ahead")
	}
}

// day wants a date that a decision may be spoken of, or none.
func (c *checker) day(location string, d Date) {
	if !d.IsZero() {
		c.notLongAgo(location, d.utc())
		c.notFarAhead(location, d.utc())
	}
}

func (c *checker) promise(p *Promise) {
	const location = "promise"
	if p == nil || c.faults.has(location) {
		return
	}
	by, said := member(location, "by"), member(location, "said")
	switch given, spoken := !p.By.IsZero() || c.faults.has(by), p.Said != "" || c.faults.has(said); {
	case given && spoken:
		c.add(location, "must have by or said, not both")
	case !given && !spoken:
		c.add(location, "must have by, a date, or said, the words as spoken")
	}
	c.day(by, p.By)
	c.text(said, p.Said, MaxText)
}

// breaksLine reports control characters and the two line separators beyond ASCII.
func breaksLine(r rune) bool { return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' }
