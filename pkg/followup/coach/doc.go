// Package coach checks a candidate's own thank-you note (DOMAIN.md section 7). It never writes a note
// and never sends one. It is pure, offline and deterministic; the same note always gets the same review, and the
// review shows which words decided.
//
// Anybody may call it: intake for POST /v1/notes/check, the command line for `afterword note check`.
// Notes, findings and evidence are personal data of the candidate: they belong in no log.
//
// The way of a note, which is the reading order:
//
//	coach.go, finding.go        what goes in and what comes out
//	request.go, validate.go     what is sent, and what is refused beforehand
//	letter.go                   the text taken apart, code point by code point:
//	  html.go                     tags, hidden text and entities
//	  mail.go                     quoted mail and header lines
//	  salutation.go, formulas.go  letterhead, greeting, closing and signature
//	  orders.go                   text that speaks to a checker
//	reading.go                  the candidate's own words as sentences and words
//	fold.go, stem.go            how letters and words are compared
//	pattern.go, heads.go        phrases, and how they are found quickly
//	lexicon.go                  the phrases of a language; english.go, german.go, spanish.go, french.go fill them
//	everyday.go                 words that say nothing by themselves, and those that do
//	judge.go                    one check after the other
//	said.go                       thanks, topics, value, interest, pushing, templates, length
//	  placeholder.go              [Company], XYZ
//	  addressee.go, names.go      whom it greets
//	  employer.go                 which employer it names
//	  topics.go                   topics and strengths on record
//	  concrete.go                 something concrete, with no topic on record
//	  copies.go                   nearly the note to another interviewer
//	  promised.go                 whether it is known when they decide
//
// # What counts
//
// Only the candidate's words to this interviewer do. Quoted mail, header lines, HTML tags and what they hide,
// the signature block and text that imitates instructions earn nothing, but spans still count the
// code points of the text as sent. A closing formula is no thanks.
//
// # The verdict
//
// A note is generic when it is not_specific, ready when nothing is an error, and needs_work otherwise.
// With topics on record, a note is specific when two sentences in a row share enough key words with one topic:
// its stems without stop words, words of any note and words of the job's data. One of one, two of two to four, three of more. One is
// enough if it tells by itself, which no word of every day does (everyday.go), and the sentence is not only about the candidate's past.
// Without topics on record see concrete.go.
//
// The score begins at 100. An error takes 25, a warning 8, a tip 2, and it ends at 0: with every
// finding that is mended it rises.
//
// Testdata holds labelled notes; AGREEMENT.md says how far the coach agrees with them.
package coach
