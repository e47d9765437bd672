package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// formatDate is the form of a day.
const formatDate = "date"

// sortDue and sortEnded are the orders of follow-ups.
const (
	sortDue   = "due"
	sortEnded = "ended"
)

// newDocument is the OpenAPI 3.1 document before its operations. huma's own pages are off: they load scripts from
// elsewhere.
func newDocument() huma.Config {
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:   "Afterword ledger",
				Version: "1.0.0",
				Description: "Read what was said, what was planned and what was sent. The ledger follows what happens within a moment; GET /v1/followups/{id}, which is of the intake, is always the latest.\n\n" +
					"Lists come in pages: next, which is also in the Link header, leads to the following one. A page may hold fewer lines than asked for, even none, and still have a next one; the list is at its end when there is none. " +
					"An answer has an ETag: with If-None-Match it is not sent again unless something has changed.",
				License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Tags: []*huma.Tag{
				{Name: "Follow-ups", Description: "What is known of each interview."},
				{Name: "Messages", Description: "What was planned, and what became of it on each channel."},
				{Name: "Figures", Description: "What can be learnt from all of them."},
				{Name: "Audit", Description: "What should have happened, held against what did."},
			},
			Components: &huma.Components{
				Schemas: newSchemas(),
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"apiKey": {Type: "http", Scheme: "bearer", Description: "An API key of your tenant, beginning with aw_. To read, one with the scope read is enough."},
				},
			},
		},
	}
}

// documentOf answers with the finished document.
func documentOf(api *huma.OpenAPI) (http.Handler, error) {
	document, err := json.MarshalIndent(api, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("encode the OpenAPI document: %w", err)
	}
	document = append(document, '\n')
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httpapi.Note(r.Context()).SetRoute(documentPath)
		w.Header().Set("Content-Type", "application/openapi+json;version=3.1")
		w.Header().Set("Cache-Control", "no-cache")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		_, _ = w.Write(document)
	}), nil
}

// described writes the operations' part of the document.
type described struct{ schemas huma.Registry }

func (d *described) schema(v any) *huma.Schema {
	return d.schemas.Schema(reflect.TypeOf(v), true, "")
}

func apiKey() []map[string][]string { return []map[string][]string{{"apiKey": {}}} }

func jsonContent(schema *huma.Schema) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{"application/json": {Schema: schema}}
}

// answers is what a question is answered with: content, 304 if it has an ETag, or a problem.
func (d *described) answers(success *huma.Response, problems ...httpapi.Kind) map[string]*huma.Response {
	all := map[string]*huma.Response{"200": success}
	if success.Headers["ETag"] != nil {
		all["304"] = &huma.Response{Description: "Nothing has changed since the ETag given."}
	}
	problems = append([]httpapi.Kind{httpapi.Malformed, httpapi.Unauthorized, httpapi.Invalid, httpapi.Internal, httpapi.Unavailable}, problems...)
	for _, k := range problems {
		key := strconv.Itoa(k.Status)
		if known := all[key]; known != nil {
			known.Description += " Or: " + lowerFirst(k.Title) + " (" + k.Word + ")."
			continue
		}
		all[key] = &huma.Response{
			Description: k.Title + " (" + k.Word + ").",
			Headers:     problemHeaders(k.Status),
			Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: d.schema(httpapi.Problem{})}},
		}
	}
	return all
}

func problemHeaders(status int) map[string]*huma.Param {
	switch status {
	case http.StatusUnauthorized:
		return map[string]*huma.Param{"WWW-Authenticate": header("The Bearer challenge.")}
	case http.StatusConflict, http.StatusServiceUnavailable:
		return map[string]*huma.Param{"Retry-After": header("Seconds after which to ask again.")}
	default:
		return nil
	}
}

func header(what string) *huma.Param {
	return &huma.Param{Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
}

// found is an answer in JSON that has an ETag.
func (d *described) found(v any, what string, paged bool) *huma.Response {
	headers := map[string]*huma.Param{"ETag": header("Another one whenever anything of the tenant has changed.")}
	if paged {
		headers["Link"] = header(`The following page, rel="next"; absent on the last one.`)
	}
	return &huma.Response{Description: what, Headers: headers, Content: jsonContent(d.schema(v))}
}

// The parameters. What is written here is also what they are checked by (query.go).

func query(name, what string, schema *huma.Schema) *huma.Param {
	return &huma.Param{Name: name, In: "query", Description: what, Schema: schema}
}

func textParam(name, what string) *huma.Param {
	most := 200
	return query(name, what, &huma.Schema{Type: huma.TypeString, MaxLength: &most})
}

func wordsParam[T ~string](name, what string, words []T) *huma.Param {
	item := &huma.Schema{Type: huma.TypeString}
	for _, w := range words {
		item.Enum = append(item.Enum, string(w))
	}
	p := query(name, what+" Several, separated by commas or given again: any of them.", &huma.Schema{Type: huma.TypeArray, Items: item})
	return p
}

func instantParam(name, what string) *huma.Param {
	return query(name, what+" RFC 3339, or a date, which begins at midnight UTC.", &huma.Schema{
		Type: huma.TypeString, AnyOf: []*huma.Schema{{Format: "date-time"}, {Format: formatDate}},
	})
}

func dayParam(name, what string) *huma.Param {
	return query(name, what, &huma.Schema{Type: huma.TypeString, Format: formatDate})
}

func numberParam(name, what string, least, most, standard int) *huma.Param {
	from, to := float64(least), float64(most)
	return query(name, what, &huma.Schema{Type: huma.TypeInteger, Minimum: &from, Maximum: &to, Default: standard})
}

func flagParam(name, what string) *huma.Param {
	return query(name, what, &huma.Schema{Type: huma.TypeBoolean, Default: false})
}

func pageParams() []*huma.Param {
	most := 1000
	return []*huma.Param{
		numberParam("limit", "The most lines of a page.", 1, book.MaxLimit, book.DefaultLimit),
		query("cursor", "The next of the page before. It belongs to the question it came with: all other parameters but limit must be the same.", &huma.Schema{Type: huma.TypeString, MaxLength: &most}),
		ifNoneMatch(),
	}
}

func ifNoneMatch() *huma.Param {
	return &huma.Param{Name: "If-None-Match", In: "header", Description: "The ETag of an earlier answer; 304 if nothing has changed since.", Schema: &huma.Schema{Type: huma.TypeString}}
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }
