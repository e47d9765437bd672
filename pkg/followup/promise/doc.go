// Package promise understands when an employer said they would decide
// (DOMAIN.md section 5): "by Thursday", "in two weeks", "early next week".
//
// The way of a sentence:
//
//	words.go     text to words, numbers and written dates
//	lexicon.go   words and set phrases to senses; one table per language
//	parse.go     senses to time expressions
//	resolve.go   expressions to dates, seen from the day it was said
//	reading.go   one date and the sentence that explains it, or nothing
//
// What is not understood with confidence is not guessed: a plan that waits for
// the wrong day annoys an employer, an unknown day only asks the candidate.
// The package is pure and called by followup and by whoever shows a reading to people.
package promise
