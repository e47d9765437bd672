//go:build ignore

// Command generate takes the stop lists of the Snowball project out of bleve, which keeps them as Go
// source, and writes one word a line. Linking bleve for four lists would bring a database along.
//
//	go run generate.go "$(go mod download -json github.com/blevesearch/bleve/v2@v2.6.3 | jq -r .Dir)"
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	for _, language := range []string{"en", "de", "es", "fr"} {
		if err := write(os.Args[1], language); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func write(bleve, language string) error {
	source, err := os.ReadFile(filepath.Join(bleve, "analysis/lang", language, "stop_words_"+language+".go"))
	if err != nil {
		return fmt.Errorf("read the list of %s: %w", language, err)
	}
	_, list, ok := strings.Cut(string(source), "[]byte(`")
	list, _, closed := strings.Cut(list, "`)")
	if !ok || !closed {
		return fmt.Errorf("read the list of %s: it is not where it was", language)
	}
	var out strings.Builder
	out.WriteString("# Snowball's stop list (BSD licence, snowball.tartarus.org/license.php) as bleve v2.6.3 ships it; see generate.go.\n")
	for line := range strings.Lines(list) {
		words, _, _ := strings.Cut(line, "|")
		for _, word := range strings.Fields(words) {
			out.WriteString(word + "\n")
		}
	}
	return os.WriteFile(language+".txt", []byte(out.String()), 0o644)
}
