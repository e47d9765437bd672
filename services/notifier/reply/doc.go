// Package reply understands what candidates answer to a text: SENT, CALLED they need until Wednesday, STOP.
//
// The way of a text:
//
//	fold.go        what was typed, to words: case, accents, punctuation and emoji do not matter
//	stop.go        is it a wish to end the texts? That is asked first, and wins
//	command.go     which command it is, and what else was said
//	spelling.go    one slip of the finger
//	vocabulary.go  what a language's table holds: english.go, german.go, spanish.go, french.go
//
// English words are understood in every language, and the words that end the texts of every language in each.
//
// Where it is not sure, it says Unclear: to ask once more costs a text, to record an offer that there was not costs
// trust. With a wish to stop it is the other way round: a short text that may mean it means it, for START brings
// everything back; only a long one in which the word merely occurs is Unclear.
//
// The package is pure, and the notifier alone calls it.
package reply
