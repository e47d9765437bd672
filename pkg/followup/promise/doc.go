// Package promise understands when an employer said they would decide
// (DOMAIN.md section 5): "by Thursday", "in two weeks", "early next week".
//
// The way of a sentence:
//
//	words.go      text to words, numbers and written dates
//	lexicon.go    words and set phrases to senses, with one table per language:
//	              english.go, german.go, spanish.go, french.go
//	language.go   which language is meant, against foreign.go
//	parse.go      senses to time expressions; date.go those that name a date, duration.go those that are counted
//	resolve.go    expressions to dates, seen from the day it was said
//	reading.go    one date, or nothing
//	explain.go    the sentence that explains it, in any of the languages
//
// The parser knows no language: where languages order their words differently
// ("Ende nächster Woche", "la semaine prochaine"), it reads either order. To teach
// another language is to write its table and its telling; what natives disagree
// about is left out there, with a comment.
//
// What is not understood with confidence is not guessed: a plan that waits for
// the wrong day annoys an employer, an unknown day only asks the candidate.
// So a day beside something that has a day of its own ("the second round is on Thursday")
// counts only where the sentence also speaks of deciding or of telling.
// The package is pure and called by followup and by whoever shows a reading to people.
package promise
