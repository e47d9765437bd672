package api

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// Every route, with every key that should not see the other tenant's record. The marks are planted everywhere that text
// can be; of the tenant's own mark the test wants to see some, or it would prove nothing.
func TestNoAnswerHoldsAnythingOfAnotherTenant(t *testing.T) {
	d := openDesk(t)
	d.plant("acme", "OWNMARK", "own/1")
	d.plant("other", "FOREIGNMARK", "foreign/1")
	seen := 0
	for _, rt := range d.table() {
		for _, id := range []string{"own/1", "foreign/1"} {
			for _, query := range queriesOf(rt, "FOREIGNMARK", "foreign/1") {
				path := rt.concrete(id) + query
				for _, key := range []string{acmeKey, acmeReader} {
					for _, accept := range []string{"", progressType} {
						r := d.request(rt.Method, path, key, "Accept", accept)
						// What was asked for comes back in the link to the next page and in problems, if at all.
						if strings.Contains(r.text, "FOREIGNMARK") || strings.Contains(r.text, "foreign/1") {
							t.Errorf("%s %s: %d\n%s", rt.Method, path, r.StatusCode, r.text)
						}
						if strings.Contains(r.text, "OWNMARK") {
							seen++
						}
						if rt.Path != "/v1/followups/{id}/timeline" || query != "" {
							continue
						}
						if want := map[string]int{"own/1": http.StatusOK, "foreign/1": http.StatusNotFound}[id]; r.StatusCode != want {
							t.Errorf("%s: %d, want %d", path, r.StatusCode, want)
						}
					}
				}
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d answers hold anything of the tenant's own", seen)
	}
	unknown := d.request(http.MethodGet, "/v1/followups/nobody/timeline", acmeKey)
	foreign := d.request(http.MethodGet, "/v1/followups/foreign%2F1/timeline", acmeKey)
	a, b := unknown.problem(t), foreign.problem(t)
	a.RequestID, b.RequestID = "", ""
	if unknown.StatusCode != foreign.StatusCode || !slices.Equal(a.Errors, b.Errors) || a.Detail != b.Detail || a.Type != b.Type {
		t.Errorf("what another tenant has can be told from what nobody has:\n%s\n%s", unknown.text, foreign.text)
	}
}

// queriesOf are queries that ask for the other tenant's record in every parameter that takes a text, and for everything.
func queriesOf(rt route, mark, id string) []string {
	queries := []string{""}
	for _, p := range rt.Parameters {
		if p.In != "query" {
			continue
		}
		switch p.Name {
		case "q":
			queries = append(queries, "?q="+mark, "?q=ada", "?q="+id)
		case "followup":
			queries = append(queries, "?followup="+id)
		case "employer":
			queries = append(queries, "?employer=emp-"+mark)
		case "candidate":
			queries = append(queries, "?candidate=cand-"+mark)
		case "overdue":
			queries = append(queries, "?overdue=true")
		case "employers":
			queries = append(queries, "?employers=500")
		case "limit":
			queries = append(queries, "?limit=1")
		}
	}
	return queries
}

func TestEveryRouteNeedsAKey(t *testing.T) {
	d := openDesk(t)
	d.plant("acme", "OWNMARK", "own/1")
	for _, rt := range d.table() {
		for _, key := range []string{"", "aw_nobody", strings.ToUpper(acmeKey)} {
			r := d.request(rt.Method, rt.concrete("own/1"), key)
			if r.StatusCode != http.StatusUnauthorized || r.Header.Get("WWW-Authenticate") == "" || strings.Contains(r.whole(), "OWNMARK") {
				t.Errorf("%s %s with key %q: %d\n%s", rt.Method, rt.Path, key, r.StatusCode, r.text)
			}
		}
		want := http.StatusOK
		if rt.writes {
			want = http.StatusForbidden
		}
		if rt.writes != (rt.Method == http.MethodPost) {
			t.Errorf("%s %s: writes is %v", rt.Method, rt.Path, rt.writes)
		}
		if r := d.request(rt.Method, rt.concrete("own/1"), acmeReader); r.StatusCode != want {
			t.Errorf("%s %s with a key that may read: %d, want %d\n%s", rt.Method, rt.Path, r.StatusCode, want, r.text)
		}
		if r := d.request(rt.Method, rt.concrete("own/1"), acmeKey); r.StatusCode != http.StatusOK {
			t.Errorf("%s %s with a key that may write: %d\n%s", rt.Method, rt.Path, r.StatusCode, r.text)
		}
	}
}
