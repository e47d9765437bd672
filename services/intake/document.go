package intake

import (
	"reflect"
	"strconv"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/afterword-io/afterword/pkg/httpapi"
)

// newDocument is the OpenAPI 3.1 document before its operations. huma's own pages are off:
// they load scripts from elsewhere.
func newDocument() huma.Config {
	schemas := newSchemas()
	return huma.Config{
		OpenAPI: &huma.OpenAPI{
			OpenAPI: "3.1.0",
			Info: &huma.Info{
				Title:   "Afterword intake",
				Version: "1.0.0",
				Description: "Tell Afterword what happened around a job interview, and read what the candidate will be told and why. " +
					"A fact is answered with 202 once it is stored durably, never before. " +
					"A request may carry a traceparent (W3C Trace Context): all that follows from the fact, weeks later too, is then in its trace.",
				License: &huma.License{Name: "Apache-2.0", Identifier: "Apache-2.0"},
			},
			Tags: []*huma.Tag{
				{Name: "Facts", Description: "What people and systems say. A fact is never refused because of what is already known."},
				{Name: "Notes", Description: "The coach for the candidate's own thank-you notes."},
				{Name: "Follow-ups", Description: "What is so now, and what will come if nothing else becomes known."},
			},
			Components: &huma.Components{
				Schemas: schemas,
				SecuritySchemes: map[string]*huma.SecurityScheme{
					"apiKey": {Type: "http", Scheme: "bearer", Description: "An API key of your tenant, beginning with aw_."},
					"accessToken": {
						Type: "apiKey", In: "query", Name: "access_token",
						Description: "The API key as a query parameter, for senders of webhooks that cannot set a header.",
					},
				},
			},
		},
	}
}

// described writes the operations' part of the document. Examples are dated from now, so
// that they are valid on the day they are read.
type described struct {
	schemas huma.Registry
	now     time.Time
}

func (d *described) schema(v any) *huma.Schema {
	return d.schemas.Schema(reflect.TypeOf(v), true, "")
}

func jsonContent(schema *huma.Schema, example any) map[string]*huma.MediaType {
	return map[string]*huma.MediaType{"application/json": {Schema: schema, Example: example}}
}

func apiKey() []map[string][]string { return []map[string][]string{{"apiKey": {}}} }

// responses puts the answer to success beside the problems that the operation knows.
func (d *described) responses(status int, success *huma.Response, problems ...httpapi.Kind) map[string]*huma.Response {
	byStatus := map[string]*huma.Response{strconv.Itoa(status): success}
	for _, k := range problems {
		key := strconv.Itoa(k.Status)
		if known := byStatus[key]; known != nil {
			known.Description += " Or: " + lowerFirst(k.Title) + " (" + k.Word + ")."
			continue
		}
		byStatus[key] = &huma.Response{
			Description: k.Title + " (" + k.Word + ").",
			Headers:     d.problemHeaders(k.Status),
			Content:     map[string]*huma.MediaType{"application/problem+json": {Schema: d.schema(httpapi.Problem{})}},
		}
	}
	return byStatus
}

func (d *described) problemHeaders(status int) map[string]*huma.Param {
	text := func(what string) *huma.Param {
		return &huma.Param{Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	switch status {
	case 401:
		return map[string]*huma.Param{"WWW-Authenticate": text("The Bearer challenge.")}
	case 409, 429, 503:
		return map[string]*huma.Param{"Retry-After": text("Seconds after which to ask again.")}
	default:
		return nil
	}
}

func lowerFirst(s string) string {
	if s == "" || s[0] < 'A' || s[0] > 'Z' {
		return s
	}
	return string(s[0]+'a'-'A') + s[1:]
}

func (d *described) idempotencyKey() *huma.Param {
	return &huma.Param{
		Name: "Idempotency-Key", In: "header",
		Description: "1-255 printable ASCII characters that stand for this one request, with or without quotes. For 24 hours the same request with the same key " +
			"gets the answer of the first one and changes nothing; another request with the same key is refused with 422.",
		Schema: &huma.Schema{Type: huma.TypeString, MinLength: ptr(1), MaxLength: ptr(257), Examples: []any{"8e03978e-40d5-43dd-bc93-6894a57f9324"}},
	}
}

func (d *described) followupID() *huma.Param {
	return &huma.Param{
		Name: "id", In: "path", Required: true,
		Description: "The follow-up's id, which is its interview's id, percent-encoded: app/7:2 is app%2F7:2.",
		Schema:      &huma.Schema{Type: huma.TypeString, Pattern: idPattern, MaxLength: ptr(128)},
		Example:     "int-42",
	}
}

func (d *described) accepted(schema *huma.Schema, example any) *huma.Response {
	return &huma.Response{
		Description: "Stored durably; what follows from it is worked out within a moment.",
		Headers: map[string]*huma.Param{
			"Location":     {Description: "The path of the follow-up; absent for a batch.", Schema: &huma.Schema{Type: huma.TypeString}},
			"X-Request-Id": {Description: "The request's id: yours if you sent one, else a new one.", Schema: &huma.Schema{Type: huma.TypeString}},
		},
		Content: jsonContent(schema, example),
	}
}

func ptr[T any](v T) *T { return &v }
