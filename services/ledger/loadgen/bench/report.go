package bench

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/afterword-io/afterword/services/ledger/loadgen"
)

// Report is one run of the bench.
type Report struct {
	At   time.Time       `json:"at"`
	Load loadgen.Options `json:"load"`
	// Followups are those that the streams tell of.
	Followups  int      `json:"followups"`
	Batch      int      `json:"batch"`
	Go         string   `json:"go"`
	OS         string   `json:"os"`
	GOMAXPROCS int      `json:"gomaxprocs"`
	Engines    []Engine `json:"engines"`
}

// Engine is what was measured of one engine.
type Engine struct {
	Name     string            `json:"name"`
	Settings map[string]string `json:"settings"`
	Load     Load              `json:"load"`
	// Latencies are in the order in which the questions were asked, one client first.
	Latencies []Latency `json:"latencies"`
}

func newReport(o Options) Report {
	return Report{
		At: time.Now().UTC().Truncate(time.Second), Batch: o.Batch,
		Go: runtime.Version(), OS: runtime.GOOS + "/" + runtime.GOARCH, GOMAXPROCS: runtime.GOMAXPROCS(0),
	}
}

// WriteJSON writes the report for programs.
func (r Report) WriteJSON(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// WriteTable writes the report for people, in Markdown.
func (r Report) WriteTable(w io.Writer) error {
	out := &strings.Builder{}
	fmt.Fprintf(out, "%s, %s, %s, GOMAXPROCS=%d, seed %d: %d follow-ups of %d tenants, %d employers and %d years.\n\n",
		r.At.Format(time.DateOnly), r.Go, r.OS, r.GOMAXPROCS, r.Load.Seed, r.Followups, r.Load.Tenants, r.Load.Employers, r.Load.Years)
	for _, e := range r.Engines {
		fmt.Fprintf(out, "- %s:", e.Name)
		for _, name := range slices.Sorted(maps.Keys(e.Settings)) {
			fmt.Fprintf(out, " %s=%s", name, e.Settings[name])
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "\n| loading, in batches of %d | events | events/s | slowest stretch | on disk | per follow-up | per event |\n|---|--:|--:|--:|--:|--:|--:|\n", r.Batch)
	for _, e := range r.Engines {
		fmt.Fprintf(out, "| %s | %d | %.0f | %.0f | %.2f GB | %.0f B | %.0f B |\n", e.Name, e.Load.Events, e.Load.EventsPerSecond,
			e.Load.Slowest, float64(e.Load.Bytes)/1e9, e.Load.BytesPerFollowup, e.Load.BytesPerEvent)
	}
	for _, clients := range r.clients() {
		fmt.Fprintf(out, "\n| p50 / p95 / p99 in ms, clients: %d |", clients)
		for _, e := range r.Engines {
			fmt.Fprintf(out, " %s |", e.Name)
		}
		fmt.Fprintf(out, "\n|---|%s\n", strings.Repeat("--:|", len(r.Engines)))
		for _, question := range r.questions() {
			fmt.Fprintf(out, "| %s |", question)
			for _, e := range r.Engines {
				fmt.Fprintf(out, " %s |", e.cell(question, clients))
			}
			fmt.Fprintln(out)
		}
	}
	_, err := io.WriteString(w, out.String())
	return err
}

func (e Engine) cell(question string, clients int) string {
	for _, l := range e.Latencies {
		if l.Question == question && l.Clients == clients {
			return fmt.Sprintf("%.1f / %.1f / %.1f", l.P50, l.P95, l.P99)
		}
	}
	return ""
}

// clients and questions list what there is, in the order in which it was measured.
func (r Report) clients() []int {
	return firsts(r, func(l Latency) int { return l.Clients })
}

func (r Report) questions() []string {
	return firsts(r, func(l Latency) string { return l.Question })
}

func firsts[T comparable](r Report, of func(Latency) T) []T {
	var list []T
	for _, e := range r.Engines {
		for _, l := range e.Latencies {
			if !slices.Contains(list, of(l)) {
				list = append(list, of(l))
			}
		}
	}
	return list
}
