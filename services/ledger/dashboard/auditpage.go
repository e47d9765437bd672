package dashboard

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/services/ledger/access"
	"github.com/afterword-io/afterword/services/ledger/audit"
)

// auditPatience bounds an audit that a page waits for, in real time. A longer one is for the command line.
const auditPatience = 2 * time.Minute

// reach is how far back an audit looks.
type reach struct {
	Value, Text string
	On          bool
	// back is zero for everything.
	back time.Duration
}

func reaches() []reach {
	const day = 24 * time.Hour
	return []reach{
		{Value: "2d", Text: "the last two days", back: 2 * day},
		{Value: "7d", Text: "the last week", back: 7 * day},
		{Value: "30d", Text: "the last 30 days", back: 30 * day},
		{Value: "all", Text: "everything"},
	}
}

// auditView is the page of an audit.
type auditView struct {
	Path      string
	Reaches   []reach
	Since     string
	MayRepair bool
	// Report is nil before one was asked for.
	Report *audit.Report
	// Kinds are what was found, the counts are those of everything.
	Kinds  []kindView
	Counts []countView
	// Reasons are why some were skipped or failed.
	Reasons []countView
	Wrong   string
}

// kindView are the findings of one kind.
type kindView struct {
	Kind     audit.Kind
	Findings []audit.Finding
}

type countView struct {
	Name string
	N    int
	// Bad reports that operators have to know of these.
	Bad bool
}

// auditPage is GET /t/{tenant}/audit: with ?since= it runs one.
func (d *Dashboard) auditPage(w http.ResponseWriter, r *http.Request) {
	since := r.URL.Query().Get("since")
	if since == "" {
		d.render(w, r, "audit.html", "Audit", d.auditView(r, ""))
		return
	}
	d.runAudit(w, r, since, d.audit.Run)
}

// repair is POST /t/{tenant}/audit/repair: it runs one and drives again what is missing.
func (d *Dashboard) repair(w http.ResponseWriter, r *http.Request) {
	d.runAudit(w, r, r.PostFormValue("since"), d.audit.Repair)
}

func (d *Dashboard) runAudit(w http.ResponseWriter, r *http.Request, since string, run func(context.Context, audit.Request) (audit.Report, error)) {
	v := d.auditView(r, since)
	i := slices.IndexFunc(v.Reaches, func(c reach) bool { return c.On })
	if i < 0 {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	request := audit.Request{Tenant: r.PathValue("tenant")}
	if back := v.Reaches[i].back; back > 0 {
		request.Since = d.clock.Now().Add(-back)
	}
	ctx, cancel := context.WithTimeout(r.Context(), d.patience)
	defer cancel()
	leave, ok := d.large.enter(ctx, request.Tenant)
	if !ok {
		v.Wrong = "Nothing was looked at: other audits are running. Try again in a few minutes, or run it from the command line: afterword audit."
		d.renderStatus(w, r, http.StatusServiceUnavailable, "audit.html", "Audit", v)
		return
	}
	defer leave()
	report, err := run(ctx, request)
	if err != nil {
		d.log.Error("an audit did not end", zap.String("tenant", request.Tenant), zap.Error(err))
		v.Wrong = "The audit did not end. Look at fewer days, or run it from the command line, which waits as long as it takes: afterword audit."
		d.renderStatus(w, r, http.StatusServiceUnavailable, "audit.html", "Audit", v)
		return
	}
	v.take(report)
	d.render(w, r, "audit.html", "Audit", v)
}

func (d *Dashboard) auditView(r *http.Request, since string) auditView {
	tenant := r.PathValue("tenant")
	person, _ := access.PersonOf(r.Context())
	v := auditView{Path: at(tenant, "audit"), Reaches: reaches(), Since: since, MayRepair: person.May(tenant, access.Operator)}
	for i := range v.Reaches {
		v.Reaches[i].On = v.Reaches[i].Value == since
	}
	return v
}

func (v *auditView) take(report audit.Report) {
	v.Report = &report
	byKind := map[audit.Kind][]audit.Finding{}
	for _, f := range report.Findings {
		byKind[f.Kind] = append(byKind[f.Kind], f)
	}
	for _, kind := range append(audit.Verdicts(), audit.Gaps()...) {
		v.Counts = append(v.Counts, countView{say(kind), report.Counts[kind], kind.IsFinding() && report.Counts[kind] > 0})
		if found := byKind[kind]; len(found) > 0 {
			v.Kinds = append(v.Kinds, kindView{kind, found})
		}
	}
	for _, list := range []struct {
		word string
		of   map[string]int
	}{{"skipped by ", report.SkippedBy}, {"failed for ", report.FailedFor}} {
		for _, why := range slices.Sorted(maps.Keys(list.of)) {
			v.Reasons = append(v.Reasons, countView{Name: list.word + say(why), N: list.of[why]})
		}
	}
}
