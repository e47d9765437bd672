// Package words holds every text of the candidate's page, in every language that
// Afterword speaks. It is pure, and only the portal's templates read it.
//
// words.go says which texts there are; a language is one file that fills them all,
// english.go is the model. A text in which something is filled in says so in braces,
// as in "Your note to {name}"; every language uses the same braces.
//
// What a message says stands in pkg/message, what a plan's reasons say in
// pkg/followup, what a finding of the coach says in pkg/followup/coach.
package words
