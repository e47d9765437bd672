package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"
)

func (a *app) auditCommand() *cobra.Command {
	var since string
	var repair bool
	cmd := &cobra.Command{
		Use:   "audit",
		Short: "Prove that nothing was lost and nothing was sent twice",
		Long: `Replay the facts of every follow-up of the tenant and hold what had to be sent
against what the record says was sent; hold the record against the streams, and
both against what the workflow knows. The exit code is 1 if anything is found.

With --repair, what is missing is driven again, in ways that cannot send anything
twice; it needs a key that may write. The exit code is 1 if anything was found,
mended or not: run it again to see what is left.

` + reachHelp("data") + `

` + exitCodesHelp,
		Example: `  afterword audit --data ./data
  afterword audit --since 24h
  afterword audit --since 2026-03-01T00:00:00Z -o json | jq '.findings[]'
  afterword audit --repair`,
		Args: cobra.NoArgs,
	}
	cmd.Flags().StringVar(&since, "since", "", "leave out closed follow-ups of which nothing became known in this `time`: 24h, or RFC 3339 (default: all)")
	cmd.Flags().BoolVar(&repair, "repair", false, "drive again what is missing")
	output := formatFlag(cmd)
	where := a.serverFlags(cmd, "data")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		from, err := sinceOf(since, time.Now())
		if err != nil {
			return err
		}
		raw, report, err := a.audit(cmd.Context(), where, from, repair)
		if err != nil {
			return err
		}
		if *output == asJSON {
			err = printJSON(a.out, raw)
		} else {
			err = a.printAudit(report)
		}
		if err == nil && len(report.Findings) > 0 {
			return errAnswered
		}
		return err
	}
	return cmd
}

// sinceOf reads --since: a span before now, or an instant.
func sinceOf(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if span, err := time.ParseDuration(text); err == nil && span > 0 {
		return now.Add(-span).UTC(), nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}, badInputf("--since %q is neither a span such as 24h nor an instant such as 2026-03-01T00:00:00Z", text)
	}
	return at, nil
}

// auditReport is the report of GET /v1/audit, as far as people are shown it.
type auditReport struct {
	At        time.Time      `json:"at"`
	Followups int            `json:"followups"`
	Judged    int            `json:"judged"`
	ByRecord  int            `json:"by_record"`
	Compared  int            `json:"compared"`
	Trimmed   int            `json:"trimmed"`
	Counts    map[string]int `json:"counts"`
	SkippedBy map[string]int `json:"skipped_by"`
	FailedFor map[string]int `json:"failed_for"`
	Findings  []auditFinding `json:"findings"`
	More      int            `json:"more_findings"`
	Repaired  []auditRepair  `json:"repaired"`
}

type auditFinding struct {
	Kind     string `json:"kind"`
	Followup string `json:"followup"`
	Reminder string `json:"reminder"`
	Stream   string `json:"stream"`
	Sequence uint64 `json:"sequence"`
	Detail   string `json:"detail"`
}

type auditRepair struct {
	Finding auditFinding `json:"finding"`
	Mended  bool         `json:"mended"`
	Did     string       `json:"did"`
}

// audit asks for a run, and says on stderr how far it is. It returns the report as sent, and read.
func (a *app) audit(ctx context.Context, where *reach, since time.Time, repair bool) (json.RawMessage, auditReport, error) {
	c, err := where.client()
	if err != nil {
		return nil, auditReport{}, err
	}
	method, path := http.MethodGet, "/v1/audit"
	if repair {
		method, path = http.MethodPost, "/v1/audit/repairs"
	}
	if !since.IsZero() {
		path += "?since=" + url.QueryEscape(since.Format(time.RFC3339))
	}
	var done, of atomic.Int64
	stop := a.progress(func() string { return fmt.Sprintf("%d of %d follow-ups looked at", done.Load(), of.Load()) })
	defer stop()
	var raw json.RawMessage
	err = c.Lines(ctx, method, path, func(text []byte) error {
		var line struct {
			Progress struct{ Done, Of int64 } `json:"progress"`
			Report   json.RawMessage          `json:"report"`
		}
		if err := json.Unmarshal(text, &line); err != nil {
			return fmt.Errorf("the server's answer cannot be read: %w", err)
		}
		done.Store(line.Progress.Done)
		of.Store(line.Progress.Of)
		if line.Report != nil {
			raw = line.Report
		}
		return nil
	})
	stop()
	if err != nil {
		return nil, auditReport{}, err
	}
	if raw == nil {
		return nil, auditReport{}, errors.New("the server could not finish the audit; its log says why")
	}
	var report auditReport
	if err := json.Unmarshal(raw, &report); err != nil {
		return nil, report, fmt.Errorf("the report cannot be read: %w", err)
	}
	return raw, report, nil
}
