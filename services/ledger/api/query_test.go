package api

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"
)

// fitting and unfitting are values of a parameter by its description.
func fitting(s *huma.Schema) string {
	switch {
	case s.Type == huma.TypeArray:
		return fitting(s.Items)
	case len(s.Enum) > 0:
		return s.Enum[0].(string)
	case s.Type == huma.TypeBoolean:
		return "true"
	case s.Type == huma.TypeInteger:
		return "5"
	case s.Format != "" || len(s.AnyOf) > 0:
		return "2026-03-01"
	default:
		return "x"
	}
}

func unfitting(s *huma.Schema) []string {
	switch {
	case s.Type == huma.TypeArray:
		return append(unfitting(s.Items), fitting(s.Items)+",nothing")
	case len(s.Enum) > 0:
		return []string{"nothing"}
	case s.Type == huma.TypeBoolean:
		return []string{"yes"}
	case s.Type == huma.TypeInteger:
		return []string{"-1", "100000", "five", "1.5"}
	case s.Format == formatDate:
		return []string{"2026-02-30", "yesterday", "2026-03-01T00:00:00Z"}
	case len(s.AnyOf) > 0:
		return []string{"2026-02-30", "yesterday", "2026-03-01T00:00:00"}
	default:
		return []string{strings.Repeat("x", *s.MaxLength+1), "\xff", "\x00"}
	}
}

func TestEveryParameterIsReadAsItIsDescribed(t *testing.T) {
	d := openDesk(t)
	for _, rt := range d.table() {
		ask := func(query url.Values) response {
			return d.request(rt.Method, rt.concrete("nobody")+"?"+query.Encode(), acmeKey)
		}
		for _, p := range rt.Parameters {
			if p.In != "query" {
				continue
			}
			if p.Name != "cursor" {
				if r := ask(url.Values{p.Name: {fitting(p.Schema)}}); r.StatusCode != http.StatusOK {
					t.Errorf("%s with %s=%s: %d\n%s", rt.Path, p.Name, fitting(p.Schema), r.StatusCode, r.text)
				}
			}
			for _, value := range unfitting(p.Schema) {
				r := ask(url.Values{p.Name: {value}, "limitt": {"3"}})
				if diff := cmp.Diff([]string{"limitt", p.Name}, r.faults(t), sortStrings()); r.StatusCode != http.StatusUnprocessableEntity || diff != "" {
					t.Errorf("%s with %s=%q: %d (-want +got):\n%s", rt.Path, p.Name, value, r.StatusCode, diff)
				}
			}
			if p.Schema.Type != huma.TypeArray {
				if r := ask(url.Values{p.Name: {fitting(p.Schema), fitting(p.Schema)}}); r.StatusCode != http.StatusUnprocessableEntity {
					t.Errorf("%s with %s given twice: %d", rt.Path, p.Name, r.StatusCode)
				}
			}
			if r := ask(url.Values{p.Name: {""}}); r.StatusCode == http.StatusUnprocessableEntity {
				t.Errorf("%s with an empty %s: %d", rt.Path, p.Name, r.StatusCode)
			}
		}
		if r := d.request(rt.Method, rt.concrete("nobody")+"?a=%zz", acmeKey); r.StatusCode != http.StatusBadRequest {
			t.Errorf("%s with a query that cannot be read: %d", rt.Path, r.StatusCode)
		}
	}
	if r := d.get("/v1/stats?from=2026-03-02&to=2026-03-02"); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("an empty time: %d", r.StatusCode)
	}
	if r := d.get("/v1/stats?min_group=4"); r.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("a smaller group: %d", r.StatusCode)
	}
	long := strings.Repeat("ä", 1000)
	if r := d.get("/v1/stats?" + url.Values{long: {"1"}}.Encode()); strings.Contains(r.text, long) {
		t.Error("the answer grows with what was sent")
	}
}
