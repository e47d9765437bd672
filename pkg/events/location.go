package events

import (
	"strconv"
	"strings"
)

// maxNameShown bounds how much of a field's name a location repeats, in bytes.
const maxNameShown = 64

// within puts place before a location: within("data", "candidate.name") is
// data.candidate.name, and within("", l) is l.
func within(place, location string) string {
	switch {
	case place == "":
		return location
	case location == "":
		return place
	case location[0] == '[':
		return place + location
	}
	return place + "." + location
}

// member is the location of the member of an object. A name that a sender made up and
// that is not a plain word is quoted and cut.
func member(place, name string) string {
	if plain(name) {
		return within(place, name)
	}
	if len(name) > maxNameShown {
		name = strings.ToValidUTF8(name[:maxNameShown], "")
	}
	return place + "[" + strconv.QuoteToASCII(name) + "]"
}

// element is the location of the element of an array, counted from 0.
func element(place string, index int) string { return place + "[" + strconv.Itoa(index) + "]" }

func plain(name string) bool {
	odd := func(c rune) bool { return !isLetter(c) && !isDigit(c) && c != '_' }
	return name != "" && len(name) <= maxNameShown && !strings.ContainsFunc(name, odd)
}

// covers reports whether place is location or an object around it.
func covers(place, location string) bool {
	return location == place || strings.HasPrefix(location, place+".")
}

func isLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

func isDigit(c rune) bool { return c >= '0' && c <= '9' }
