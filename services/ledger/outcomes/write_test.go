package outcomes_test

import (
	"context"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'=1", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a",
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
