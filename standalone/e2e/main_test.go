package e2e

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"
)

// shared holds the binaries that the stories of this package have built.
var shared = &binaries{built: map[string]string{}}

func TestMain(m *testing.M) {
	if server := os.Getenv(serverVariable); server != "" {
		if err := serve(server); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(run(m))
}

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "afterword-e2e-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer func() { _ = os.RemoveAll(dir) }()
	shared.dir = dir
	return m.Run()
}

func readJSON(path string, into any) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}
