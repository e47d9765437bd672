package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// auditVerdicts are what reminders are found to be: the course of things first, then what must not be.
func auditVerdicts() []string {
	return []string{"sent", "skipped", "due", "held", "failed", "ambiguous", "lost", "doubled", "early", "late", "wrong_time", "unexpected"}
}

// auditGaps lie between the parts.
func auditGaps() []string {
	return []string{"missing_in_stream", "unheard", "asleep", "unprojected", "altered", "undelivered"}
}

func (a *app) printAudit(r auditReport) error {
	rows := []string{
		fmt.Sprintf("follow-ups\t%d", r.Followups),
		fmt.Sprintf("reminders judged\t%d", r.Judged),
	}
	if r.ByRecord > 0 {
		rows = append(rows, fmt.Sprintf("judged by record\t%d follow-ups, whose policy has changed or whose candidate was erased", r.ByRecord))
	}
	rows = append(rows, fmt.Sprintf("messages compared\t%d", r.Compared))
	if r.Trimmed > 0 {
		rows = append(rows, fmt.Sprintf("messages trimmed\t%d that only the ledger has, since the beginning of their stream was taken away", r.Trimmed))
	}
	rows = append(rows, "")
	always := []string{"sent", "lost", "doubled"}
	for _, kind := range auditVerdicts() {
		if n := r.Counts[kind]; n > 0 || slices.Contains(always, kind) {
			rows = append(rows, strings.TrimSpace(fmt.Sprintf("%s\t%d\t%s", strings.ReplaceAll(kind, "_", " "), n, because(kind, r))))
		}
	}
	for _, kind := range auditGaps() {
		if n := r.Counts[kind]; n > 0 {
			rows = append(rows, fmt.Sprintf("%s\t%d", strings.ReplaceAll(kind, "_", " "), n))
		}
	}
	if err := printColumns(a.out, rows...); err != nil {
		return err
	}
	var b strings.Builder
	for _, f := range r.Findings {
		b.WriteString("\n" + findingLine(f) + "\n")
		a.told(&b, f.Detail)
		for _, did := range r.Repaired {
			if did.Finding == f {
				a.told(&b, repairWord(did.Mended)+": "+did.Did)
			}
		}
	}
	if r.More > 0 {
		fmt.Fprintf(&b, "\nAnd %d more.\n", r.More)
	}
	if len(r.Findings) == 0 {
		b.WriteString("\nNothing was lost, and nothing was sent twice.\n")
	}
	if _, err := fmt.Fprint(a.out, b.String()); err != nil {
		return fmt.Errorf("write the report: %w", err)
	}
	return nil
}

// because tells the reasons of what was skipped or failed.
func because(kind string, r auditReport) string {
	reasons := map[string]map[string]int{"skipped": r.SkippedBy, "failed": r.FailedFor}[kind]
	var parts []string
	for _, reason := range slices.Sorted(maps.Keys(reasons)) {
		parts = append(parts, fmt.Sprintf("%s %d", reason, reasons[reason]))
	}
	return strings.Join(parts, ", ")
}

func findingLine(f auditFinding) string {
	line := strings.ReplaceAll(f.Kind, "_", " ")
	switch {
	case f.Reminder != "":
		line += "  " + f.Reminder
	case f.Followup != "":
		line += "  " + f.Followup
	}
	if f.Sequence > 0 {
		line += fmt.Sprintf("  %s %d", f.Stream, f.Sequence)
	}
	return line
}

func (a *app) told(b *strings.Builder, sentence string) {
	for _, line := range wrap(sentence, a.width()-2) {
		b.WriteString("  " + line + "\n")
	}
}

func repairWord(mended bool) string {
	if mended {
		return "mended"
	}
	return "not mended"
}
