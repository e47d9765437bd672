package portal

import (
	"bytes"
	"html/template"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/services/portal/words"
)

// everyPage calls check with every sample page, as a document, in every language.
func everyPage(t *testing.T, check func(t *testing.T, name, text string, document *html.Node)) {
	t.Helper()
	set, err := template.New("").Funcs(template.FuncMap{"fill": words.Fill}).ParseFS(templateFiles, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range events.Languages() {
		for name, sample := range samples(language) {
			t.Run(string(language)+"/"+name, func(t *testing.T) {
				var page bytes.Buffer
				if err := set.ExecuteTemplate(&page, sample.template, sample.view); err != nil {
					t.Fatal(err)
				}
				document, err := html.Parse(bytes.NewReader(page.Bytes()))
				if err != nil {
					t.Fatal(err)
				}
				check(t, name, page.String(), document)
			})
		}
	}
}

// fragments are the samples that are no page by themselves.
func isFragment(name string) bool {
	return slices.Contains([]string{"note", "promise", "promise-unclear"}, name)
}

func attribute(n *html.Node, name string) (string, bool) {
	i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	if i < 0 {
		return "", false
	}
	return n.Attr[i].Val, true
}

func elements(document *html.Node, names ...string) []*html.Node {
	var found []*html.Node
	for n := range document.Descendants() {
		if n.Type == html.ElementNode && (len(names) == 0 || slices.Contains(names, n.Data)) {
			found = append(found, n)
		}
	}
	return found
}

func textIn(n *html.Node) string {
	var b strings.Builder
	for part := range n.Descendants() {
		if part.Type == html.TextNode {
			b.WriteString(part.Data)
		}
	}
	return strings.TrimSpace(b.String())
}

func TestEveryPageHasOneHeadingATitleAndALanguage(t *testing.T) {
	everyPage(t, func(t *testing.T, name, _ string, document *html.Node) {
		if isFragment(name) {
			return
		}
		for _, only := range []string{"h1", "title", "main"} {
			if got := elements(document, only); len(got) != 1 || textIn(got[0]) == "" {
				t.Errorf("%d elements %s, want one with a text in it", len(got), only)
			}
		}
		language, _ := attribute(elements(document, "html")[0], "lang")
		if want := strings.SplitN(strings.TrimPrefix(t.Name(), "TestEveryPageHasOneHeadingATitleAndALanguage/"), "/", 2)[0]; language != want {
			t.Errorf("the language is %q, want %q", language, want)
		}
	})
}

func TestEveryReferenceInAPageFindsItsElement(t *testing.T) {
	everyPage(t, func(t *testing.T, name, _ string, document *html.Node) {
		ids := map[string]int{}
		for _, n := range elements(document) {
			if id, ok := attribute(n, "id"); ok {
				ids[id]++
			}
		}
		for id, times := range ids {
			if times > 1 || id == "" {
				t.Errorf("the id %q is there %d times", id, times)
			}
		}
		if name == "page.html" && ids["preferences"] == 0 {
			t.Error("the letters' link to the preferences finds nothing")
		}
		for _, n := range elements(document) {
			for _, refers := range []string{"for", "aria-describedby", "aria-labelledby", "list", "data-copy"} {
				value, ok := attribute(n, refers)
				if !ok {
					continue
				}
				for _, id := range strings.Fields(value) {
					if ids[id] == 0 {
						t.Errorf("%s=%q of %s finds nothing", refers, id, n.Data)
					}
				}
			}
			if value, _ := attribute(n, "href"); strings.HasPrefix(value, "#") && ids[value[1:]] == 0 {
				t.Errorf("the link to %s finds nothing", value)
			}
			if value, _ := attribute(n, "hx-target"); strings.HasPrefix(value, "#") && ids[value[1:]] == 0 && !isFragment(name) {
				t.Errorf("hx-target=%s finds nothing", value)
			}
		}
	})
}

func TestEveryFieldHasALabel(t *testing.T) {
	everyPage(t, func(t *testing.T, _, _ string, document *html.Node) {
		labelled := map[string]bool{}
		for _, label := range elements(document, "label") {
			id, _ := attribute(label, "for")
			labelled[id] = textIn(label) != ""
		}
		for _, field := range elements(document, "input", "textarea", "select") {
			kind, _ := attribute(field, "type")
			id, _ := attribute(field, "id")
			if kind == "hidden" || labelled[id] || field.Parent.Data == "label" && textIn(field.Parent) != "" {
				continue
			}
			name, _ := attribute(field, "name")
			t.Errorf("the field %q has no label", name)
		}
		for _, set := range elements(document, "fieldset") {
			if legends := elements(set, "legend"); len(legends) != 1 || textIn(legends[0]) == "" {
				t.Error("a fieldset has no legend")
			}
		}
		for _, press := range elements(document, "button", "a", "summary") {
			if label, _ := attribute(press, "aria-label"); textIn(press) == "" && label == "" && len(elements(press, "img")) == 0 {
				t.Errorf("%s says nothing", press.Data)
			}
		}
	})
}

// The policy of the pages allows nothing inline, and nothing from elsewhere but the tenant's logo.
func TestNoPageHasAnythingInline(t *testing.T) {
	everyPage(t, func(t *testing.T, _, _ string, document *html.Node) {
		for _, n := range elements(document) {
			for _, a := range n.Attr {
				if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Key, "hx-on") || strings.HasPrefix(a.Val, "javascript:") {
					t.Errorf("%s has %s=%q", n.Data, a.Key, a.Val)
				}
				if (a.Key == "src" || a.Key == "href" && n.Data == "link") && n.Data != "img" && !strings.HasPrefix(a.Val, "/f/assets/") {
					t.Errorf("%s loads %s", n.Data, a.Val)
				}
			}
			if n.Data == "style" || n.Data == "script" && n.FirstChild != nil {
				t.Errorf("a %s is inline", n.Data)
			}
		}
	})
}

// A form with mistakes lists each with a link, and says it once more at the field.
func TestMistakesAreListedAndShownAtTheirFields(t *testing.T) {
	everyPage(t, func(t *testing.T, name, text string, document *html.Node) {
		if name != "mistakes" {
			return
		}
		links := 0
		for _, n := range elements(document, "div") {
			if class, _ := attribute(n, "class"); class == "mistakes" {
				links = len(elements(n, "a"))
			}
		}
		page := samples(events.English)["mistakes"].view.(Page)
		want := 0
		for _, f := range []Form{page.Debrief.Form, page.Notes.Form, page.Checkin.Form, page.Result.Form, page.Snooze.Form, page.Preferences.Form, page.Delete.Form} {
			want += len(f.Faults)
		}
		if links != want {
			t.Errorf("%d links to mistakes, want %d", links, want)
		}
		if atFields := strings.Count(text, `class="fault"`); atFields < want-1 {
			t.Errorf("%d mistakes are shown at fields, want %d", atFields, want-1)
		}
	})
}

// What a route reads must be in the forms, and what the forms have must be read.
func TestTheFormsHaveTheFieldsThatAreRead(t *testing.T) {
	want := []string{
		fieldNonce, fieldTopics, fieldStrengths, fieldSaid, fieldBy, fieldForm, fieldNotePrefix + "r1", fieldMethodPrefix + "r1", fieldCheck, fieldCard, fieldSent,
		fieldResult, fieldMethod, fieldOutcome, fieldRespondBy, fieldUntil, fieldOn, fieldChannel, fieldFirst, fieldFrom, fieldTo, fieldLanguage, fieldZone,
		fieldHandwriting, fieldFact, fieldWord,
	}
	slices.Sort(want)
	everyPage(t, func(t *testing.T, name, _ string, document *html.Node) {
		if name != string(MainOffer) && name != string(MainNotes) {
			return
		}
		got := map[string]bool{}
		for _, n := range elements(document, "input", "textarea", "select", "button") {
			if name, ok := attribute(n, "name"); ok {
				got[name] = true
			}
		}
		missing := slices.DeleteFunc(slices.Clone(want), func(f string) bool { return got[f] || f == fieldRespondBy && name != string(MainOffer) })
		unread := slices.DeleteFunc(slices.Sorted(maps.Keys(got)), func(f string) bool { return slices.Contains(want, f) })
		if len(missing)+len(unread) > 0 {
			t.Errorf("missing %q, never read %q", missing, unread)
		}
	})
}

// Text of people is never markup.
func TestTextIsNeverMarkup(t *testing.T) {
	set := template.Must(template.New("").Funcs(template.FuncMap{"fill": words.Fill}).ParseFS(templateFiles, "templates/*.html"))
	const evil = `<script src=x></script>"'>{{.}}`
	page := samples(events.English)["checked"].view.(Page)
	page.Employer, page.Position, page.Met, page.Debrief.Said, page.Debrief.Topics = evil, evil, evil, evil, evil
	page.Notes.Notes[0].Name, page.Notes.Notes[0].Text, page.Notes.Notes[0].Review.Pieces[0].Text = evil, evil, evil
	page.Told[0].Said, page.Checkin.Script, page.Preferences.Zone = evil, evil, evil
	var out bytes.Buffer
	if err := set.ExecuteTemplate(&out, pageTemplate, page); err != nil {
		t.Fatal(err)
	}
	document, err := html.Parse(&out)
	if err != nil {
		t.Fatal(err)
	}
	if got := len(elements(document, "script")); got != 2 {
		t.Errorf("%d scripts, want the page's two", got)
	}
}
