package intake

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/httpapi"
)

// page is a document that is made once.
type page struct {
	path   string
	header map[string]string
	body   []byte
}

func (p page) write(w http.ResponseWriter) {
	for name, value := range p.header {
		w.Header().Set(name, value)
	}
	_, _ = w.Write(p.body)
}

//go:embed docs.html
var docsTemplate string

//go:embed docs.css
var docsStyle string

// newPages makes /openapi.json and /docs from the finished document; the operations come in the order to read them.
func newPages(api *huma.OpenAPI, operations []*huma.Operation) ([]page, error) {
	document, err := json.MarshalIndent(api, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode the OpenAPI document: %w", err)
	}
	docs, err := renderDocs(api, operations)
	if err != nil {
		return nil, err
	}
	style := sha256.Sum256([]byte(docsStyle))
	return []page{
		{path: "/openapi.json", body: append(document, '\n'), header: map[string]string{
			"Content-Type": "application/openapi+json;version=3.1", "Cache-Control": "no-cache",
			"Access-Control-Allow-Origin": "*",
		}},
		{path: "/docs", body: docs, header: map[string]string{
			"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-cache",
			"Content-Security-Policy": "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(style[:]) +
				"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
			"Referrer-Policy": "no-referrer",
		}},
	}, nil
}

// docsView is what the template is filled with.
type docsView struct {
	Style    template.CSS
	API      *huma.OpenAPI
	Groups   []docsGroup
	Problems []httpapi.Kind
	Schemas  []docsSchema
}

type docsGroup struct {
	Tag        *huma.Tag
	Operations []docsOperation
}

type docsOperation struct {
	*huma.Operation
	Paragraphs []string
	Curl       string
	Responses  []docsResponse
}

type docsResponse struct {
	Status string
	*huma.Response
}

type docsSchema struct {
	Name   string
	Doc    string
	Fields []docsField
}

type docsField struct {
	Name     string
	Type     string
	Ref      string
	Required bool
	Doc      string
}

func renderDocs(api *huma.OpenAPI, operations []*huma.Operation) ([]byte, error) {
	t, err := template.New("docs").Parse(docsTemplate)
	if err != nil {
		return nil, fmt.Errorf("parse the template of /docs: %w", err)
	}
	view := docsView{Style: template.CSS(docsStyle), API: api, Problems: kinds(), Schemas: docsSchemas(api.Components.Schemas.Map())}
	for _, tag := range api.Tags {
		group := docsGroup{Tag: tag}
		for _, op := range operations {
			if slices.Contains(op.Tags, tag.Name) {
				group.Operations = append(group.Operations, docsOperationOf(op))
			}
		}
		view.Groups = append(view.Groups, group)
	}
	var out bytes.Buffer
	if err := t.Execute(&out, view); err != nil {
		return nil, fmt.Errorf("render /docs: %w", err)
	}
	return out.Bytes(), nil
}

func docsOperationOf(op *huma.Operation) docsOperation {
	d := docsOperation{Operation: op, Paragraphs: strings.Split(op.Description, "\n\n"), Curl: curl(op)}
	for _, status := range slices.Sorted(maps.Keys(op.Responses)) {
		d.Responses = append(d.Responses, docsResponse{status, op.Responses[status]})
	}
	return d
}

// curl is the operation as a command that can be pasted into a shell where AFTERWORD and
// AFTERWORD_API_KEY are set.
func curl(op *huma.Operation) string {
	path, lines := op.Path, []string{}
	if len(op.Security) > 0 {
		lines = append(lines, `-H "Authorization: Bearer $AFTERWORD_API_KEY"`)
	}
	for _, p := range op.Parameters {
		switch {
		case p.Example == nil:
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", fmt.Sprint(p.Example))
		case p.In == "header":
			lines = append(lines, fmt.Sprintf("-H '%s: %v'", p.Name, p.Example))
		}
	}
	if mediaType, example := exampleOf(op.RequestBody); mediaType != "" {
		lines = append(lines, fmt.Sprintf("-H 'Content-Type: %s'", mediaType), "-d '"+strings.ReplaceAll(example, "'", `'\''`)+"'")
	}
	method := ""
	if op.Method != http.MethodGet {
		method = "-X " + op.Method + " "
	}
	return "curl -i " + method + `"$AFTERWORD` + path + `"` + strings.Join(append([]string{""}, lines...), " \\\n  ")
}

func exampleOf(body *huma.RequestBody) (mediaType, example string) {
	if body == nil {
		return "", ""
	}
	for _, name := range slices.Sorted(maps.Keys(body.Content)) {
		if given := body.Content[name].Example; given != nil {
			raw, err := json.MarshalIndent(given, "  ", "  ")
			if err == nil {
				return name, string(raw)
			}
		}
	}
	return "", ""
}

func docsSchemas(all map[string]*huma.Schema) []docsSchema {
	var schemas []docsSchema
	for _, name := range slices.Sorted(maps.Keys(all)) {
		s := docsSchema{Name: name, Doc: all[name].Description}
		for _, field := range slices.Sorted(maps.Keys(all[name].Properties)) {
			property := all[name].Properties[field]
			kind, ref := typeOf(property)
			s.Fields = append(s.Fields, docsField{
				Name: field, Type: kind, Ref: ref, Doc: property.Description, Required: slices.Contains(all[name].Required, field),
			})
		}
		schemas = append(schemas, s)
	}
	return schemas
}

// typeOf says what a field holds, in words, and the schema it refers to.
func typeOf(s *huma.Schema) (words, ref string) {
	switch {
	case s == nil:
		return "anything", ""
	case s.Ref != "":
		name := s.Ref[strings.LastIndex(s.Ref, "/")+1:]
		return name, name
	case s.Type == huma.TypeArray:
		item, ref := typeOf(s.Items)
		return "list of " + item, ref
	case len(s.Enum) > 0:
		var allowed []string
		for _, w := range s.Enum {
			allowed = append(allowed, fmt.Sprint(w))
		}
		return strings.Join(allowed, " | "), ""
	case s.Format == "date-time":
		return "instant, RFC 3339", ""
	case s.Format == "date":
		return "date, 2006-01-02", ""
	case s.Type == "":
		return "anything", ""
	default:
		return s.Type, ""
	}
}
