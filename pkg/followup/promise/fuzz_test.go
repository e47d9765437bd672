package promise_test

import (
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/promise"
)

// FuzzRead: no text makes the reader fail, and no text names a day before the
// one on which it was said.
func FuzzRead(f *testing.F) {
	for _, w := range wordings(f) {
		f.Add(w.said, w.anchor.DaysUntil(events.NewDate(2026, 1, 1)), w.code, string(hintOf(w.file)))
	}
	f.Fuzz(func(t *testing.T, said string, days int, code, hint string) {
		anchor := events.NewDate(2026, 1, 1).AddDays(days % 20000)
		got := promise.Read(events.Promise{Said: said}, anchor, office(code), events.Language(hint))
		if !got.By.IsZero() && got.By.Before(anchor) {
			t.Fatalf("%q, said on %s, was read as %s", said, anchor, got.By)
		}
		again := promise.Read(events.Promise{Said: said}, anchor, office(code), events.Language(hint))
		if got != again {
			t.Fatalf("%q was read as %v and as %v", said, got, again)
		}
	})
}
