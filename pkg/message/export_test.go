package message

import (
	"io/fs"

	"github.com/afterword-io/afterword/pkg/events"
)

// LanguageOf gives the tests a language's ways of speaking.
func (t *Templates) LanguageOf(tag events.Language) Language { return t.languages[tag].language }

// Open reads a language's templates from elsewhere.
func Open(files fs.FS, language Language) error {
	_, err := open(files, language)
	return err
}
