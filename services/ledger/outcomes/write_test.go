package outcomes_test

import (
	"context"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/outcomes"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// shelf gives its follow-ups and then an error, if it has one.
type shelf struct {
	followups []record.Followup
	err       error
}

func (s shelf) Each(_ context.Context, _ book.FollowupQuery, see func(record.Followup) error) error {
	for _, f := range s.followups {
		if err := see(f); err != nil {
			return err
		}
	}
	return s.err
}

func write(t *testing.T, from shelf, o outcomes.Options) ([][]string, error) {
	t.Helper()
	var out strings.Builder
	err := outcomes.Write(t.Context(), &out, from, o)
	rows, readErr := csv.NewReader(strings.NewReader(out.String())).ReadAll()
	if readErr != nil {
		t.Fatal(readErr)
	}
	return rows, err
}

func TestNoCellIsAFormula(t *testing.T) {
	for given, want := range map[string]string{
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t'=1", "\r=1": "'=1", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a", " =1": " '=1",
		// Excel splits a cell at semicolons and tabs in many places, whatever the quotes around it.
		"a;=1": "a;'=1", "a; =1": "a; '=1", "a\t=1": "a\t'=1", "a;b;  ＝1": "a;b;  '＝1", "a\n=1": "a\n'=1", `a;"=1;b`: `a;"'=1;b`, "a;\r=1": "a;'=1",
		"Ada;=1+cmd|' /C calc'!A0;": "Ada;'=1+cmd|' /C calc'!A0;",
		"a-b":                       "a-b", "a - b": "a - b", "a;b-c": "a;b-c", "a; b": "a; b", `"Ada" Park`: `"Ada" Park`,
		"Finn": "Finn", "a=1": "a=1", "": "", "'quoted": "'quoted", "Müller & Söhne": "Müller & Söhne",
	} {
		rows, err := write(t, shelf{followups: []record.Followup{{ID: "int-1", Employer: given, Position: given, Candidate: given}}}, outcomes.Options{Personal: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range outcomes.Columns() {
			switch name {
			case "employer", "position", "candidate":
				// The writer leaves out a \r within a cell, after the sign was set.
				if rows[1][i] != want {
					t.Errorf("%s %q is written as %q, want %q", name, given, rows[1][i], want)
				}
			}
		}
	}
}

// However a spreadsheet splits the file: where it knows the quotes, and where it does not.
func TestNoPartOfTheFileIsAFormula(t *testing.T) {
	check := func(t *rapid.T, text, blanks string) {
		for _, part := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(";\t\r\n", c) }) {
			if begin := strings.TrimLeft(part, blanks); begin != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(begin)[0]) {
				t.Fatalf("%q begins a formula in %q", part, text)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.StringOf(rapid.SampledFrom([]rune("=+-@＝＋－＠;\t\r\n \"',ab"))).Draw(t, "given")
		var out strings.Builder
		f := record.Followup{ID: "int-1", Employer: given, Position: given, Candidate: given}
		if err := outcomes.Write(context.Background(), &out, shelf{followups: []record.Followup{f}}, outcomes.Options{Personal: true}); err != nil {
			t.Fatal(err)
		}
		check(t, out.String(), ` "`)
		rows, err := csv.NewReader(strings.NewReader(out.String())).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range rows[1] {
			check(t, cell, " ")
		}
		// Nothing else is changed.
		bare := strings.NewReplacer("'", "", "\r", "")
		if got := rows[1][2]; bare.Replace(got) != bare.Replace(given) {
			t.Fatalf("%q became %q", given, got)
		}
	})
}

func TestWithoutPersonalDataTheCandidateIsNotThere(t *testing.T) {
	f := record.Followup{ID: "int-1", Candidate: "Ada Park", CandidateID: "cand-1", Employer: "Finn"}
	rows, err := write(t, shelf{followups: []record.Followup{f}}, outcomes.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"int-1", "", "", "Finn"}, rows[1][:4]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBeginComesBeforeTheFirstByteAndNotBeforeAnError(t *testing.T) {
	broken := errors.New("the book is closed")
	for name, test := range map[string]struct {
		from  shelf
		begun int
	}{
		"none":             {shelf{}, 1},
		"two":              {shelf{followups: make([]record.Followup, 2)}, 1},
		"an error at once": {shelf{err: broken}, 0},
		"an error later":   {shelf{followups: make([]record.Followup, 1), err: broken}, 1},
	} {
		begun := 0
		rows, err := write(t, test.from, outcomes.Options{Begin: func() { begun++ }})
		if begun != test.begun || !errors.Is(err, test.from.err) {
			t.Errorf("%s: begun %d times, want %d; %v", name, begun, test.begun, err)
		}
		if err == nil && len(rows) != 1+len(test.from.followups) {
			t.Errorf("%s: %d lines", name, len(rows))
		}
	}
}
