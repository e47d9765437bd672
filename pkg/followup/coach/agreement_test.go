package coach_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
)

var update = flag.Bool("update", false, "write AGREEMENT.md anew")

// wantAgreement is the share of verdicts, in percent, on which coach and label must agree.
const wantAgreement = 95

// TestAgreement compares the coach with the labels and keeps AGREEMENT.md true.
func TestAgreement(t *testing.T) {
	var table strings.Builder
	table.WriteString("# How far the coach agrees with labelled notes\n\nWritten by `go test ./coach -run Agreement -update`; the test fails when it is stale or a corpus agrees on fewer than 95 % of verdicts.\n" +
		"`dev` was used while writing the rules, `heldout` was not. The form of the notes: testdata/corpus/README.md.\n")
	for _, folder := range []string{"dev", "heldout"} {
		notes := corpus(t, folder)
		if len(notes) == 0 {
			if folder == "dev" {
				t.Error("the corpus is empty")
			}
			continue
		}
		a := measure(notes)
		for _, line := range a.disagreements {
			t.Log(folder + ": " + line)
		}
		if a.all.percent() < wantAgreement {
			t.Errorf("%s: the coach agrees with %s of the verdicts, want %d %%", folder, a.all, wantAgreement)
		}
		a.write(&table, folder)
	}
	if *update {
		if err := os.WriteFile("AGREEMENT.md", []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	committed, err := os.ReadFile("AGREEMENT.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(committed) != table.String() {
		t.Error("AGREEMENT.md is stale: go test ./coach -run Agreement -update")
	}
}

// share is so many of all.
type share struct{ n, of int }

func (s *share) count(yes bool) {
	s.of++
	if yes {
		s.n++
	}
}

func (s share) percent() float64 { return 100 * float64(s.n) / float64(max(1, s.of)) }

func (s share) String() string {
	if s.of == 0 {
		return "-"
	}
	return fmt.Sprintf("%.1f %% (%d of %d)", s.percent(), s.n, s.of)
}

type agreement struct {
	all, hard, exact  share
	languages         map[events.Language]*share
	precision, recall map[coach.Code]*share
	confusion         map[[2]coach.Verdict]int
	disagreements     []string
}

func measure(notes []labelled) agreement {
	a := agreement{languages: map[events.Language]*share{}, precision: map[coach.Code]*share{}, recall: map[coach.Code]*share{}, confusion: map[[2]coach.Verdict]int{}}
	for _, l := range events.Languages() {
		a.languages[l] = &share{}
	}
	for _, c := range coach.Codes() {
		a.precision[c], a.recall[c] = &share{}, &share{}
	}
	for _, l := range notes {
		r := coach.Check(l.note)
		var found []coach.Code
		for _, f := range r.Findings {
			if !slices.Contains(found, f.Code) {
				found = append(found, f.Code)
			}
		}
		same := r.Verdict == l.verdict
		a.all.count(same)
		a.languages[l.language()].count(same)
		if l.hard != "" {
			a.hard.count(same)
		}
		a.confusion[[2]coach.Verdict{l.verdict, r.Verdict}]++
		var missed, extra []string
		for _, c := range found {
			a.precision[c].count(slices.Contains(l.codes, c))
			if !slices.Contains(l.codes, c) {
				extra = append(extra, string(c))
			}
		}
		for _, c := range l.codes {
			a.recall[c].count(slices.Contains(found, c))
			if !slices.Contains(found, c) {
				missed = append(missed, string(c))
			}
		}
		a.exact.count(len(missed)+len(extra) == 0)
		if len(missed)+len(extra) > 0 || !same {
			a.disagreements = append(a.disagreements, fmt.Sprintf("%s: verdict %s, label %s; missed %v, too much %v", l, r.Verdict, l.verdict, missed, extra))
		}
	}
	return a
}

func (a agreement) write(b *strings.Builder, folder string) {
	fmt.Fprintf(b, "\n## %s\n\n| verdicts | agreement |\n|---|---|\n| all | %s |\n| hard notes | %s |\n", folder, a.all, a.hard)
	for _, l := range events.Languages() {
		fmt.Fprintf(b, "| %s | %s |\n", l, a.languages[l])
	}
	fmt.Fprintf(b, "| all codes as labelled | %s |\n", a.exact)
	verdicts := []coach.Verdict{coach.Ready, coach.NeedsWork, coach.Generic}
	b.WriteString("\n| label \\ coach | ready | needs_work | generic |\n|---|---|---|---|\n")
	for _, label := range verdicts {
		fmt.Fprintf(b, "| %s |", label)
		for _, v := range verdicts {
			fmt.Fprintf(b, " %d |", a.confusion[[2]coach.Verdict{label, v}])
		}
		b.WriteString("\n")
	}
	b.WriteString("\n| code | precision | recall |\n|---|---|---|\n")
	for _, c := range coach.Codes() {
		fmt.Fprintf(b, "| %s | %s | %s |\n", c, a.precision[c], a.recall[c])
	}
}
