package alerts

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

const (
	testsDir      = "../../deploy/prometheus/tests"
	dashboardsDir = "../../deploy/grafana"
	runbooksDir   = "../../docs/runbooks"
	runbooksURL   = "https://github.com/afterword-io/afterword/blob/main/docs/runbooks/"
)

type rule struct {
	Record      string            `yaml:"record"`
	Alert       string            `yaml:"alert"`
	Expr        string            `yaml:"expr"`
	Labels      map[string]string `yaml:"labels"`
	Annotations map[string]string `yaml:"annotations"`
}

func readRules(t *testing.T) []rule {
	t.Helper()
	var all []rule
	for _, text := range readAll(t, rulesDir, "*.yaml") {
		var file struct {
			Groups []struct {
				Rules []rule `yaml:"rules"`
			} `yaml:"groups"`
		}
		if err := yaml.Unmarshal([]byte(text), &file); err != nil {
			t.Fatal(err)
		}
		for _, group := range file.Groups {
			all = append(all, group.Rules...)
		}
	}
	return all
}

// readAll is the text of each file, by its name.
func readAll(t *testing.T, dir, pattern string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s has no %s: %v", dir, pattern, err)
	}
	texts := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(file)] = string(text)
	}
	return texts
}

// readDashboards is every query of each dashboard, its variables' included.
func readDashboards(t *testing.T) map[string][]string {
	t.Helper()
	queries := map[string][]string{}
	for name, text := range readAll(t, dashboardsDir, "*.json") {
		var board any
		if err := json.Unmarshal([]byte(text), &board); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		queries[name] = exprsOf(board)
		if len(queries[name]) == 0 {
			t.Errorf("%s asks for nothing", name)
		}
	}
	return queries
}

func exprsOf(node any) (exprs []string) {
	switch node := node.(type) {
	case map[string]any:
		for key, value := range node {
			if text, ok := value.(string); ok && key == "expr" {
				exprs = append(exprs, text)
			}
			exprs = append(exprs, exprsOf(value)...)
		}
	case []any:
		for _, value := range node {
			exprs = append(exprs, exprsOf(value)...)
		}
	}
	return exprs
}

var (
	// What is taken out of a query before names are looked for: texts, selectors' braces, windows, and the labels of by and on.
	noise = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)`)
	// A whole word: what begins with a digit is a number or a window.
	names = regexp.MustCompile(`[\w:.]+`)
	words = []string{"and", "or", "unless", "bool", "offset", "by", "without", "on", "ignoring", "group_left", "group_right", "inf", "nan"}
)

// metricsIn are the metrics that a query names: the words that are no function, no keyword and no number.
func metricsIn(query string) []string {
	var found []string
	query = noise.ReplaceAllString(query, " ")
	for _, at := range names.FindAllStringIndex(query, -1) {
		name, rest := query[at[0]:at[1]], strings.TrimSpace(query[at[1]:])
		if !unicode.IsDigit(rune(name[0])) && !strings.HasPrefix(rest, "(") && !slices.Contains(words, strings.ToLower(name)) {
			found = append(found, name)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func TestMetricsAreFoundInQueries(t *testing.T) {
	for query, want := range map[string][]string{
		`max by (job) (a_seconds) > 300`: {"a_seconds"},
		`histogram_quantile(0.99, sum by (stream, le) (rate(a_bucket{le="x(y)",b!="c"}[5m]))) > 1e3`: {"a_bucket"},
		`job:a:rate5m > 0 unless on (x) sum by(x)(increase(b_total[5m])) > 0 or absent(c)`:           {"b_total", "c", "job:a:rate5m"},
		`time() - max(d) * on(a) group_left(e) f offset 5m`:                                          {"d", "f"},
		`1 - a / a`: {"a"},
	} {
		if diff := cmp.Diff(want, metricsIn(query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
}

// An alert without a page to read, a sentence to understand it by, or a test that sees it fire and stay silent is not finished.
func TestEachAlertIsComplete(t *testing.T) {
	tests := readAll(t, testsDir, "*.yaml")
	index := readAll(t, runbooksDir, "README.md")["README.md"]
	pages := readAll(t, runbooksDir, "*.md")
	alerts := 0
	for _, rule := range readRules(t) {
		name := rule.Alert
		if name == "" {
			continue
		}
		alerts++
		if severity := rule.Labels["severity"]; severity != "critical" && severity != "warning" {
			t.Errorf("%s has the severity %q", name, severity)
		}
		if rule.Annotations["summary"] == "" || rule.Annotations["description"] == "" {
			t.Errorf("%s lacks a summary or a description", name)
		}
		if got, want := rule.Annotations["runbook_url"], runbooksURL+name+".md"; got != want {
			t.Errorf("%s leads to %s, want %s", name, got, want)
		}
		page := pages[name+".md"]
		for _, heading := range []string{"# " + name + "\n", "## What it means for candidates\n", "## How to look\n", "## How to mend\n", "## When to wake somebody\n"} {
			if !strings.Contains(page, heading) {
				t.Errorf("the page of %s lacks %q", name, heading)
			}
		}
		delete(pages, name+".md")
		if want := "| [" + name + "](" + name + ".md) | " + rule.Labels["severity"] + " |"; !strings.Contains(index, want) {
			t.Errorf("the index of the runbooks lacks %q", want)
		}
		fires, silent := testedIn(tests, name)
		if !fires || !silent {
			t.Errorf("%s: a test sees it fire: %v; a test sees it silent: %v", name, fires, silent)
		}
	}
	delete(pages, "README.md")
	if len(pages) > 0 || alerts == 0 {
		t.Errorf("%d alerts; pages without one: %v", alerts, pages)
	}
}

// testedIn reports whether there is a check that the alert fires, and one that it does not, in a test of its own.
func testedIn(tests map[string]string, name string) (fires, silent bool) {
	asked := regexp.QuoteMeta(`- expr: ALERTS{alertname="` + name + `", alertstate="firing"}`)
	fired := regexp.MustCompile(asked + `\s+eval_time: \S+\s+exp_samples:\s+- labels: 'ALERTS\{alertname="` + name + `"`)
	quiet := regexp.MustCompile(asked + `\s+eval_time: \S+\s+exp_samples: \[\]`)
	for _, text := range tests {
		fires = fires || fired.MatchString(text)
		silent = silent || quiet.MatchString(text)
	}
	return fires, silent
}

// Links between runbooks lead somewhere.
func TestRunbooksLeadToEachOther(t *testing.T) {
	link := regexp.MustCompile(`\]\((\w+\.md)\)`)
	pages := readAll(t, runbooksDir, "*.md")
	for name, text := range pages {
		for _, match := range link.FindAllStringSubmatch(text, -1) {
			if _, ok := pages[match[1]]; !ok {
				t.Errorf("%s leads to %s, which is not there", name, match[1])
			}
		}
	}
}
