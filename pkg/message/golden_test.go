package message_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/message"
	"github.com/afterword-io/afterword/pkg/message/segment"
)

// update writes golden files anew: "-update=all", or those of some languages: "-update=de,fr".
var update = flag.String("update", "", "write the golden files of these languages anew: all, or tags with commas between")

// eachLanguage runs a test for every language that there are templates for.
func eachLanguage(t *testing.T, test func(t *testing.T, ts *message.Templates, tag events.Language)) {
	t.Helper()
	ts := templates(t)
	for _, tag := range ts.Languages() {
		t.Run(string(tag), func(t *testing.T) { test(t, ts, tag) })
	}
}

// eachSample runs a test for every sample in every language.
func eachSample(t *testing.T, test func(t *testing.T, ts *message.Templates, sample message.Sample)) {
	t.Helper()
	eachLanguage(t, func(t *testing.T, ts *message.Templates, tag events.Language) {
		for _, sample := range message.SamplesIn(tag) {
			t.Run(sample.Name, func(t *testing.T) { test(t, ts, sample) })
		}
	})
}

func TestGolden(t *testing.T) {
	eachSample(t, func(t *testing.T, ts *message.Templates, sample message.Sample) {
		file := filepath.Join(sample.Situation.Locale, sample.Name)
		mail := render(t, ts, sample.Situation, events.Email)
		golden(t, file+".email.txt", fmt.Sprintf("Subject: %s\nPreheader: %s\n\n%s", mail.Subject, mail.Preheader, mail.Text))
		golden(t, file+".email.html", mail.HTML)
		if len(mail.Calendar) > 0 {
			golden(t, file+".email.ics", string(mail.Calendar))
		}
		text := render(t, ts, sample.Situation, events.SMS).Text
		size := segment.Of(text)
		golden(t, file+".sms.txt", fmt.Sprintf("%s\n\n(%s, %d units, segments: %d)\n", text, size.Encoding, size.Units, size.Segments))
	})
}

// golden compares with a file below testdata/golden, whose first folder is the language.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	tag, _, _ := strings.Cut(filepath.ToSlash(name), "/")
	if asked := strings.Split(*update, ","); slices.Contains(asked, tag) || slices.Contains(asked, "all") {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// Every golden file belongs to a sample of a language: a renamed sample leaves none behind.
func TestNoGoldenFileIsLeftOver(t *testing.T) {
	wanted := map[string]bool{}
	for _, tag := range templates(t).Languages() {
		for _, name := range []string{"language.txt", "cards.txt", "next.txt", "replies.txt", "alerts.txt", "alert.html"} {
			wanted[filepath.Join("testdata", "golden", string(tag), name)] = true
		}
		for _, sample := range message.Samples() {
			for _, end := range []string{".email.txt", ".email.html", ".email.ics", ".sms.txt"} {
				wanted[filepath.Join("testdata", "golden", string(tag), sample.Name+end)] = true
			}
		}
	}
	files, err := filepath.Glob(filepath.Join("testdata", "golden", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !wanted[file] {
			t.Errorf("%s belongs to no sample", file)
		}
	}
}
