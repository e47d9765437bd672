package cli

import (
	"io"

	"github.com/afterword-io/afterword/pkg/document"
)

// document reads a file of the user's, a policy or a brand, without judging what it says.
func (a *app) document(path string) (document.Document, error) {
	file, err := a.open(path)
	if err != nil {
		return document.Document{}, err
	}
	defer func() { _ = file.Close() }()
	raw, err := io.ReadAll(file)
	if err != nil {
		return document.Document{}, badInputf("read %s: %w", path, err)
	}
	d, err := document.Parse(nameOf(path), raw)
	if err != nil {
		return document.Document{}, badInput(err)
	}
	return d, nil
}

// nameOf is what a file is called in a sentence.
func nameOf(path string) string {
	if path == "-" {
		return "stdin"
	}
	return path
}

// refuse returns the mistakes in a file as the error of the command.
func refuse(name string, found []document.Fault) error { return badInput(document.Refuse(name, found)) }
