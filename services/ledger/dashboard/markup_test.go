package dashboard_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// document is a page, taken apart.
type document struct{ nodes []*html.Node }

func parse(t *testing.T, body string) document {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var d document
	for n := range root.Descendants() {
		if n.Type == html.ElementNode {
			d.nodes = append(d.nodes, n)
		}
	}
	return d
}

func (d document) all(names ...string) []*html.Node {
	return keep(d.nodes, func(n *html.Node) bool { return slices.Contains(names, n.Data) })
}

// links are the addresses of the links whose words contain some.
func (d document) links(words string) []string {
	var found []string
	for _, a := range d.all("a") {
		if strings.Contains(textOf(a), words) {
			found = append(found, attribute(a, "href"))
		}
	}
	return found
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func inside(n *html.Node, name string) bool {
	for a := range n.Ancestors() {
		if a.Data == name {
			return true
		}
	}
	return false
}

// faults are what keeps people, or the page's own security policy, from using it.
func (d document) faults() []string {
	var found []string
	fault := func(format string, args ...any) { found = append(found, fmt.Sprintf(format, args...)) }
	ids := map[string]bool{}
	for _, n := range d.nodes {
		if id := attribute(n, "id"); has(n, "id") {
			if id == "" || ids[id] {
				fault("the id %q of <%s> is empty or there twice", id, n.Data)
			}
			ids[id] = true
		}
	}
	level := 0
	for _, n := range d.nodes {
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				fault("<%s> has %s, which the policy forbids", n.Data, a.Key)
			}
			if a.Key == "aria-labelledby" || a.Key == "aria-describedby" || a.Key == "for" {
				for ref := range strings.FieldsSeq(a.Val) {
					if !ids[ref] {
						fault("%s of <%s> names %q, which is not there", a.Key, n.Data, ref)
					}
				}
			}
		}
		switch n.Data {
		case "style":
			fault("there is a <style>")
		case "script":
			if !has(n, "src") {
				fault("there is a script within the page")
			}
		case "input", "select", "textarea":
			labelled := inside(n, "label") || attribute(n, "type") == "hidden" || slices.ContainsFunc(d.all("label"), func(l *html.Node) bool {
				return attribute(l, "for") != "" && attribute(l, "for") == attribute(n, "id")
			})
			if !labelled {
				fault("<%s name=%q> has no label", n.Data, attribute(n, "name"))
			}
		case "a":
			if attribute(n, "href") == "" || textOf(n) == "" {
				fault("a link has no address or no words: %q %q", attribute(n, "href"), textOf(n))
			}
		case "button", "summary", "caption", "legend", "title", "h1", "h2", "h3", "h4":
			if textOf(n) == "" {
				fault("<%s> has no words", n.Data)
			}
		case "th":
			if attribute(n, "scope") == "" {
				fault("a <th> has no scope: %q", textOf(n))
			}
		case "table":
			if !slices.ContainsFunc(slices.Collect(n.ChildNodes()), func(c *html.Node) bool { return c.Data == "caption" }) {
				fault("a table has no caption")
			}
		case "svg":
			if attribute(n, "aria-hidden") != "true" && (attribute(n, "role") != "img" || attribute(n, "aria-labelledby") == "") {
				fault("a drawing is neither hidden nor named")
			}
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			next := int(n.Data[1] - '0')
			if next > level+1 {
				fault("after a heading of level %d comes <%s> %q", level, n.Data, textOf(n))
			}
			level = next
		}
	}
	for _, name := range []string{"h1", "main", "title"} {
		count := len(keep(d.all(name), func(n *html.Node) bool { return !inside(n, "svg") }))
		if count != 1 {
			fault("there are %d <%s>", count, name)
		}
	}
	if d.all("html")[0].Attr == nil || attribute(d.all("html")[0], "lang") != "en" {
		fault("the page does not say its language")
	}
	return found
}
