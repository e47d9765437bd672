package dashboard

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/document"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// maxPolicy bounds the form of a policy, in bytes.
const maxPolicy = 256 << 10

// policyView is the page of a policy.
type policyView struct {
	Path string
	// Revision is that of the tenant's record which the page was made from.
	Revision uint64
	// Text is the policy as somebody may edit it: what is not the default's.
	Text   string
	Rows   []policyRow
	Faults []document.Fault
	// Notice and Wrong are sentences about what was done, or was not.
	Notice, Wrong string
	// Tried is nil before something was.
	Tried *trial
}

// policyRow is one field.
type policyRow struct {
	followup.PolicyField
	Value, Default string
	Own            bool
	// Wrong is what is wrong with what was typed.
	Wrong string
}

// policyChange is a field that gets another value.
type policyChange struct{ Name, Title, From, To string }

func changesOf(before, after followup.Policy) []policyChange {
	var changes []policyChange
	for _, f := range followup.PolicyFields() {
		if from, to := f.JSON(before), f.JSON(after); string(from) != string(to) {
			changes = append(changes, policyChange{f.Name, f.Title, string(from), string(to)})
		}
	}
	return changes
}

// policyPage is GET /t/{tenant}/policy.
func (d *Dashboard) policyPage(w http.ResponseWriter, r *http.Request) {
	entry, ok := d.tenantOf(w, r)
	if !ok {
		return
	}
	v, _ := viewOf(entry)
	if r.URL.Query().Has("saved") {
		v.Notice = "Saved. It is in force now: sleeping follow-ups are planned anew within minutes, and what was sent stays sent."
	}
	d.render(w, r, "policy.html", "Policy", v)
}

// tryPolicy is POST /t/{tenant}/policy/try: it says what a text would have done, and offers to save it.
func (d *Dashboard) tryPolicy(w http.ResponseWriter, r *http.Request) {
	entry, ok := d.tenantOf(w, r)
	if !ok {
		return
	}
	v, before := viewOf(entry)
	r.Body = http.MaxBytesReader(w, r.Body, maxPolicy)
	if err := r.ParseForm(); err != nil {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	text := typedText(r)
	if r.PostForm.Get("by") == "fields" {
		text = textOf(func(f followup.PolicyField) json.RawMessage {
			if given, there := r.PostForm[f.Name]; there {
				return typed(f, given[0])
			}
			return f.JSON(followup.DefaultPolicy())
		})
	}
	after, _, faults := readPolicy(text)
	v.Text, v.Faults = text, faults
	if len(faults) > 0 {
		v.mark(r)
		d.renderStatus(w, r, http.StatusUnprocessableEntity, "policy.html", "Policy", v)
		return
	}
	v.fill(after)
	tried, err := d.try(r.Context(), r.PathValue("tenant"), before, after)
	switch {
	case r.Context().Err() != nil:
		return
	case err != nil:
		d.log.Error("a policy cannot be tried", zap.String("tenant", r.PathValue("tenant")), zap.Error(err))
		v.Wrong = "It could not be tried: the recorded follow-ups could not be replayed in time. Nothing was changed."
		d.renderStatus(w, r, http.StatusServiceUnavailable, "policy.html", "Policy", v)
		return
	}
	tried.Seal = sealOf(r.PathValue("tenant"), v.Revision, text)
	v.Tried = tried
	d.render(w, r, "policy.html", "Policy", v)
}

// savePolicy is POST /t/{tenant}/policy: it puts a text in force that was tried against what is in force.
func (d *Dashboard) savePolicy(w http.ResponseWriter, r *http.Request) {
	entry, ok := d.tenantOf(w, r)
	if !ok {
		return
	}
	slug := r.PathValue("tenant")
	r.Body = http.MaxBytesReader(w, r.Body, maxPolicy)
	if err := r.ParseForm(); err != nil {
		d.refuse(w, r, http.StatusBadRequest)
		return
	}
	text := typedText(r)
	revision, _ := strconv.ParseUint(r.PostForm.Get("revision"), 10, 64) // What is no number was tried with none.
	v, _ := viewOf(entry)
	v.Text = text
	policy, raw, faults := readPolicy(text)
	if v.Faults = faults; len(faults) > 0 {
		d.renderStatus(w, r, http.StatusUnprocessableEntity, "policy.html", "Policy", v)
		return
	}
	v.fill(policy)
	if r.PostForm.Get("seal") != sealOf(slug, revision, text) {
		v.Wrong = "This text was not tried yet. Try it first; nothing was saved."
		d.renderStatus(w, r, http.StatusUnprocessableEntity, "policy.html", "Policy", v)
		return
	}
	err := bus.ErrConflict
	if revision == entry.Revision {
		changed := entry.Value
		changed.Policy = raw
		_, err = d.policies.Update(r.Context(), slug, changed, entry.Revision)
	}
	switch {
	case errors.Is(err, bus.ErrConflict):
		v.Wrong = "Somebody else has changed this tenant meanwhile, and nothing of that was overwritten. Your text is below: try it again, against what is in force now."
		if fresh, err := d.policies.Get(r.Context(), slug); err == nil {
			v.Revision = fresh.Revision
		}
		d.renderStatus(w, r, http.StatusConflict, "policy.html", "Policy", v)
	case err != nil:
		d.fail(w, r, fmt.Errorf("store the policy of %s: %w", slug, err))
	default:
		d.log.Info("a policy was changed", zap.String("tenant", slug))
		http.Redirect(w, r, v.Path+"?saved", http.StatusSeeOther)
	}
}

// typedText is the text of the form. Browsers send every end of a line as CR LF, also those of a text that was given to them
// with LF alone, and that must be the text that was tried.
func typedText(r *http.Request) string {
	return strings.ReplaceAll(r.PostForm.Get("text"), "\r\n", "\n")
}

// tenantOf reads the tenant's record where it is written, with the revision that saving needs.
func (d *Dashboard) tenantOf(w http.ResponseWriter, r *http.Request) (bus.Entry[events.Tenant], bool) {
	entry, err := d.policies.Get(r.Context(), r.PathValue("tenant"))
	switch {
	case errors.Is(err, bus.ErrNotFound):
		d.refuse(w, r, http.StatusNotFound)
	case err != nil:
		d.fail(w, r, fmt.Errorf("read tenant %s: %w", r.PathValue("tenant"), err))
	}
	return entry, err == nil
}

// viewOf shows the policy in force.
func viewOf(entry bus.Entry[events.Tenant]) (policyView, followup.Policy) {
	v := policyView{Path: at(entry.Value.Slug, "policy"), Revision: entry.Revision}
	policy, err := followup.ParsePolicy(entry.Value.Policy)
	if err != nil {
		policy = followup.DefaultPolicy()
		v.Wrong = "The policy in this tenant's record is not valid, so the default is in force."
	}
	v.Text = textOf(func(f followup.PolicyField) json.RawMessage { return f.JSON(policy) })
	v.fill(policy)
	return v, policy
}

// fill makes a row of each field.
func (v *policyView) fill(p followup.Policy) {
	v.Rows = nil
	for _, f := range followup.PolicyFields() {
		row := policyRow{PolicyField: f, Value: f.Value(p), Default: f.Value(followup.DefaultPolicy())}
		row.Own = row.Value != row.Default
		v.Rows = append(v.Rows, row)
	}
}

// mark keeps what was typed, and puts each fault to its field.
func (v *policyView) mark(r *http.Request) {
	for i := range v.Rows {
		row := &v.Rows[i]
		if r.PostForm.Get("by") == "fields" && r.PostForm.Has(row.Name) {
			row.Value = r.PostForm.Get(row.Name)
		}
		if at := slices.IndexFunc(v.Faults, func(f document.Fault) bool { return f.Field == row.Name }); at >= 0 {
			row.Wrong = v.Faults[at].Message
		}
	}
}

// sealOf ties a trial to what was tried, and against what: another text, or the same against another policy, must be tried again. It
// keeps people from saving by accident what nobody has looked at; who may save may do what a trial shows.
func sealOf(tenant string, revision uint64, text string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%s", tenant, revision, text))
	return hex.EncodeToString(sum[:])
}
