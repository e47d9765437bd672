package api

import (
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write openapi.json anew")

// The committed document is what clients are generated from; a change shows in a review.
func TestTheOpenAPIDocumentIsTheCommittedOne(t *testing.T) {
	d := openDesk(t)
	r := d.request(http.MethodGet, documentPath, "")
	if r.StatusCode != http.StatusOK {
		t.Fatalf("status %d", r.StatusCode)
	}
	if *update {
		if err := os.WriteFile("openapi.json", []byte(r.text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	committed, err := os.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(committed), r.text); diff != "" {
		t.Errorf("run go test -run OpenAPI . -update and review (-committed +served):\n%s", diff)
	}
}

func TestTheOpenAPIDocumentNamesEveryRouteAndField(t *testing.T) {
	d := openDesk(t)
	var doc struct {
		OpenAPI string                                `json:"openapi"`
		Paths   map[string]map[string]json.RawMessage `json:"paths"`
	}
	d.request(http.MethodGet, documentPath, "").into(t, &doc)
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("version %q", doc.OpenAPI)
	}
	for _, rt := range d.table() {
		if doc.Paths[rt.Path][strings.ToLower(rt.Method)] == nil {
			t.Errorf("%s %s is not described", rt.Method, rt.Path)
		}
	}
	all := newSchemas().Map()
	for name, schema := range all {
		for field := range rulesOf(name) {
			if schema.Properties[field] == nil {
				t.Errorf("%s has no field %s", name, field)
			}
		}
	}
	if all["Followup"] == nil || all["Stats"] == nil {
		t.Error("the schemas are not there")
	}
}

func TestServesKnowsTheRoutes(t *testing.T) {
	d := openDesk(t)
	serves := func(path string) bool { return Serves(httptest.NewRequest(http.MethodGet, path, nil)) }
	paths := []string{documentPath}
	for _, rt := range d.table() {
		paths = append(paths, rt.concrete("app/7:2"))
	}
	for _, path := range paths {
		if !serves(path) || !serves(path+"?limit=3") {
			t.Errorf("%s is not served", path)
		}
	}
	for _, path := range []string{
		"/v1/followups/int-42", "/v1/followups/timeline", "/v1/followups/a%2Ftimeline", "/v1/followups//timeline", "/v1/followups/a/b/timeline",
		"/v1/followups/int-42/facts/thankyou.sent", "/v1/events", "/openapi.json", "/", "/v1/statsx",
	} {
		if serves(path) {
			t.Errorf("%s is served", path)
		}
	}
}

func TestWrongMethodsAndPathsAreProblems(t *testing.T) {
	d := openDesk(t)
	allow := map[string]string{documentPath: "GET, HEAD"}
	for _, rt := range d.table() {
		allow[rt.concrete("int-42")] = map[string]string{http.MethodGet: "GET, HEAD", http.MethodPost: "POST"}[rt.Method]
	}
	for path, want := range allow {
		r := d.request(http.MethodDelete, path, acmeKey)
		if r.problem(t); r.StatusCode != http.StatusMethodNotAllowed || r.Header.Get("Allow") != want {
			t.Errorf("DELETE %s: %d, Allow %q, want %q", path, r.StatusCode, r.Header.Get("Allow"), want)
		}
	}
	if r := d.get("/v1/nothing"); r.problem(t).Status != http.StatusNotFound {
		t.Errorf("status %d", r.StatusCode)
	}
	if r := d.request(http.MethodHead, "/v1/followups", acmeKey); r.StatusCode != http.StatusOK || r.text != "" {
		t.Errorf("HEAD: %d %q", r.StatusCode, r.text)
	}
}
