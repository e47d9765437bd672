package message

import "github.com/afterword-io/afterword/pkg/events"

// LanguageOf gives the tests a language's ways of speaking.
func (t *Templates) LanguageOf(tag events.Language) Language { return t.languages[tag].language }
