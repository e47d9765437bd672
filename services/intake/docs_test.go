package intake

import (
	"encoding/json"
	"flag"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write openapi.json anew")

// The committed document is what clients are generated from; a change shows in a review.
func TestTheOpenAPIDocumentIsTheCommittedOne(t *testing.T) {
	d := openDoor(t)
	r := d.request(http.MethodGet, "/openapi.json", "", "")
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
		t.Errorf("run go test -update and review (-committed +served):\n%s", diff)
	}
}

type openAPI struct {
	OpenAPI string                                `json:"openapi"`
	Paths   map[string]map[string]json.RawMessage `json:"paths"`
}

func (d *door) openAPI() openAPI {
	var doc openAPI
	d.request(http.MethodGet, "/openapi.json", "", "").into(d.t, &doc)
	return doc
}

func TestEveryDocumentedOperationIsServed(t *testing.T) {
	d := openDoor(t)
	doc := d.openAPI()
	if !strings.HasPrefix(doc.OpenAPI, "3.1") || len(doc.Paths) < 5 {
		t.Fatalf("version %q with %d paths", doc.OpenAPI, len(doc.Paths))
	}
	for path, item := range doc.Paths {
		for method := range item {
			concrete := strings.NewReplacer("{id}", "int-42", "{fact}", "thankyou.sent").Replace(path)
			if r := d.request(strings.ToUpper(method), concrete, "", ""); r.StatusCode == http.StatusMethodNotAllowed || strings.Contains(r.text, "no-such-path") {
				t.Errorf("%s %s is documented and answers %d", method, path, r.StatusCode)
			}
		}
	}
}

// Every example must be accepted, or nobody gets past the first page.
func TestTheExamplesAreAccepted(t *testing.T) {
	d := openDoor(t, func(o *Options) { o.Clock = stoppedClock{testNow()} })
	for path, item := range d.openAPI().Paths {
		var op struct {
			RequestBody struct {
				Content map[string]struct {
					Example json.RawMessage `json:"example"`
				} `json:"content"`
			} `json:"requestBody"`
		}
		if item["post"] == nil {
			continue
		}
		if err := json.Unmarshal(item["post"], &op); err != nil {
			t.Fatal(err)
		}
		for mediaType, content := range op.RequestBody.Content {
			if content.Example == nil {
				continue
			}
			concrete := strings.NewReplacer("{id}", "int-42", "{fact}", "thankyou.sent").Replace(path)
			if r := d.post(concrete, string(content.Example), "Content-Type", mediaType); r.StatusCode/100 != 2 {
				t.Errorf("the example of %s as %s: %d %s", path, mediaType, r.StatusCode, r.text)
			}
		}
	}
}

// walk visits every element.
func walk(n *html.Node, see func(*html.Node)) {
	if n.Type == html.ElementNode {
		see(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walk(c, see)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var all strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		all.WriteString(textOf(c))
	}
	return all.String()
}

func TestTheDocsPage(t *testing.T) {
	d := openDoor(t)
	r := d.request(http.MethodGet, "/docs", "", "")
	if r.StatusCode != http.StatusOK || !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		t.Fatalf("status %d, %s", r.StatusCode, r.Header.Get("Content-Type"))
	}
	policy := r.Header.Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("Content-Security-Policy: %s", policy)
	}
	balanced(t, r.text)
	page, err := html.Parse(strings.NewReader(r.text))
	if err != nil {
		t.Fatal(err)
	}
	ids, links, articles := map[string]int{}, []string{}, map[string]string{}
	walk(page, func(n *html.Node) {
		if id := attribute(n, "id"); id != "" {
			ids[id]++
		}
		switch n.Data {
		case "a":
			links = append(links, attribute(n, "href"))
		case "article":
			articles[attribute(n, "id")] = textOf(n)
		case "script", "img", "link", "iframe":
			t.Errorf("the page has a <%s>", n.Data)
		}
		if attribute(n, "style") != "" || attribute(n, "onclick") != "" {
			t.Errorf("<%s> has inline style or script, which the policy forbids", n.Data)
		}
	})
	for id, n := range ids {
		if n > 1 {
			t.Errorf("id %s is used %d times", id, n)
		}
	}
	for _, link := range links {
		if anchor, ok := strings.CutPrefix(link, "#"); ok && ids[anchor] == 0 {
			t.Errorf("the link %s leads nowhere", link)
		}
	}
	for _, k := range kinds() {
		if ids["problem-"+k.Word] == 0 {
			t.Errorf("problem %s is not explained", k.Word)
		}
	}
	for path, item := range d.openAPI().Paths {
		for method, raw := range item {
			var op struct {
				OperationID string `json:"operationId"`
			}
			if err := json.Unmarshal(raw, &op); err != nil {
				t.Fatal(err)
			}
			text := articles[op.OperationID]
			if !strings.Contains(text, path) || !strings.Contains(text, strings.ToUpper(method)) || !strings.Contains(text, "curl -i") {
				t.Errorf("%s %s is not shown with a curl example", method, path)
			}
		}
	}
}

// balanced checks that every element that needs an end tag has one, in order; the HTML parser would mend it silently.
func balanced(t *testing.T, text string) {
	t.Helper()
	void := map[string]bool{"meta": true, "br": true, "hr": true}
	var open []string
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				t.Errorf("left open: %v", open)
			}
			return
		case html.StartTagToken:
			if name, _ := z.TagName(); !void[string(name)] {
				open = append(open, string(name))
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				t.Errorf("</%s> closes %v", name, open)
				return
			}
			open = open[:len(open)-1]
		}
	}
}

// The document must describe the fields that the code has.
func TestEveryRuleOfASchemaHasItsField(t *testing.T) {
	all := newSchemas().Map()
	for name, schema := range all {
		for _, r := range rulesOf(name) {
			if schema.Properties[r.field] == nil {
				t.Errorf("%s has no field %s", name, r.field)
			}
		}
	}
	if len(rulesOf("Meeting")) == 0 || all["Meeting"] == nil || all["Interview"].Properties["id"].Pattern != idPattern {
		t.Error("the rules are not applied")
	}
}
