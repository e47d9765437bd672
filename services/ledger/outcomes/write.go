package outcomes

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/ledger/book"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// ContentType is that of the report.
const ContentType = "text/csv; charset=utf-8; header=present"

// Source is where the follow-ups come from: *book.Book.
type Source interface {
	Each(ctx context.Context, q book.FollowupQuery, see func(record.Followup) error) error
}

// Options narrow a report.
type Options struct {
	// Query says which follow-ups; its Tenant is required.
	Query book.FollowupQuery
	// Personal gives the candidates' names and ids; else these cells are empty.
	Personal bool
	// Begin is called once, right before the first byte, when the first part of the list has been read.
	Begin func()
}

// FileName is what the report of a tenant is called, on a day.
func FileName(tenant string, day events.Date) string {
	return "outcomes-" + tenant + "-" + day.String() + ".csv"
}

// Columns are the names in the header line. Instants are RFC 3339 in UTC, dates 2006-01-02.
func Columns() []string {
	return []string{
		"followup", "candidate_id", "candidate", "employer", "position", "application", "stage", "outcome",
		"interview_ended_at", "promised_by", "decided_at", "days_to_decision", "closed_at",
	}
}

// Write streams the report, one line for each follow-up. It is whole only if the error is nil.
func Write(ctx context.Context, w io.Writer, from Source, o Options) error {
	// Small writes would be small packets.
	buffered := bufio.NewWriterSize(w, 32<<10)
	lines := csv.NewWriter(buffered)
	lines.UseCRLF = true
	begun := false
	begin := func() error {
		if begun {
			return nil
		}
		begun = true
		if o.Begin != nil {
			o.Begin()
		}
		return lines.Write(Columns())
	}
	err := from.Each(ctx, o.Query, func(f record.Followup) error {
		if err := begin(); err != nil {
			return err
		}
		return lines.Write(line(f, o.Personal))
	})
	if err == nil {
		err = begin()
	}
	if err != nil {
		return fmt.Errorf("write the outcomes of %s: %w", o.Query.Tenant, err)
	}
	lines.Flush()
	if err := lines.Error(); err != nil {
		return fmt.Errorf("write the outcomes of %s: %w", o.Query.Tenant, err)
	}
	return buffered.Flush()
}

func line(f record.Followup, personal bool) []string {
	if !personal {
		f.Candidate, f.CandidateID = "", ""
	}
	cells := []string{
		f.ID, f.CandidateID, f.Candidate, f.Employer, f.Position, f.Application, string(f.Stage), string(f.Outcome),
		stamp(f.EndedAt), f.PromisedBy.String(), stamp(f.DecidedAt), days(f), stamp(f.ClosedAt),
	}
	for i, cell := range cells {
		cells[i] = harmless(cell)
	}
	return cells
}

// formulaSigns begin a formula, or come before one that a spreadsheet finds all the same.
const formulaSigns = "=+-@\t\r\n＝＋－＠"

// harmless keeps a spreadsheet from taking a cell, or a part of one, for a formula: what an employer is called must not run anything.
// Where lists have semicolons, as in German, French and Spanish, Excel splits the lines of a .csv at these, and at tabs. Quotes then mean
// nothing within a part, so that a line ends within a cell too; those at a part's beginning may be taken off, as spaces may.
// The sign before it is the one that spreadsheets read as "this is text".
func harmless(cell string) string {
	var b strings.Builder
	begins := true
	for _, c := range cell {
		if begins && strings.ContainsRune(formulaSigns, c) {
			b.WriteByte('\'')
		}
		b.WriteRune(c)
		begins = strings.ContainsRune(";\t\n", c) || begins && strings.ContainsRune(` "`, c)
	}
	return b.String()
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// days is whole days from the end of the interview to the answer, empty while there is none.
func days(f record.Followup) string {
	if f.DecidedAt.IsZero() || f.EndedAt.IsZero() {
		return ""
	}
	return strconv.Itoa(max(0, int(f.DecidedAt.Sub(f.EndedAt)/(24*time.Hour))))
}
