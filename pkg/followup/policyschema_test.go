package followup_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"pgregory.net/rapid"

	"github.com/afterword-io/afterword/pkg/followup"
)

var updateSchema = flag.Bool("update-schema", false, "write policy.schema.json anew")

// ordered is a JSON object whose members keep their order.
type ordered []member

type member struct {
	name  string
	value any
}

func (o ordered) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		value := new(bytes.Buffer)
		encoder := json.NewEncoder(value)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(m.value); err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", m.name, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schemaOf makes the schema of the fields that Validate and ReadPolicy go by.
func schemaOf(fields []followup.PolicyField, groups []followup.PolicyGroup) ordered {
	var properties ordered
	for _, f := range fields {
		group, inner, nested := strings.Cut(f.Name, ".")
		if !nested {
			properties = append(properties, member{f.Name, fieldSchema(f)})
			continue
		}
		if last := len(properties) - 1; last < 0 || properties[last].name != group {
			meaning := ""
			for _, g := range groups {
				if g.Name == group {
					meaning = g.Meaning
				}
			}
			properties = append(properties, member{group, ordered{
				{"type", "object"}, {"description", meaning}, {"additionalProperties", false}, {"properties", ordered{}},
			}})
		}
		object := properties[len(properties)-1].value.(ordered)
		object[3].value = append(object[3].value.(ordered), member{inner, fieldSchema(f)})
	}
	return ordered{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "urn:afterword:policy:v1"},
		{"title", "Policy"},
		{"description", "The numbers of a tenant: hours, delays, limits, channels. A field that is left out has its default."},
		{"$comment", "x-maximum bounds a duration, for which JSON Schema has no keyword; 'afterword policy check' holds it."},
		{"type", "object"},
		{"additionalProperties", false},
		{"properties", properties},
	}
}

func fieldSchema(f followup.PolicyField) ordered {
	least, most, _ := f.Range()
	s := ordered{{"title", f.Title}, {"description", f.Meaning + " " + f.Limits()}}
	switch f.Form {
	case followup.FormDuration:
		s = append(s, member{"type", "string"}, member{"pattern", `^(0|(([0-9]+(\.[0-9]+)?)(h|m|s|ms|us|µs|ns))+)$`}, member{"x-maximum", most})
	case followup.FormNumber:
		s = append(s, member{"type", "integer"}, member{"minimum", json.Number(least)}, member{"maximum", json.Number(most)})
	case followup.FormClock:
		s = append(s, member{"type", "string"}, member{"pattern", clockPattern(least, most)})
	case followup.FormCode:
		s = append(s, member{"type", "string"}, member{"pattern", "^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$"})
	case followup.FormAddresses:
		s = append(s, member{"type", "array"}, member{"items", ordered{{"type", "string"}, {"format", "email"}}}, member{"maxItems", json.Number("5")})
	case followup.FormFlag:
		s = append(s, member{"type", "boolean"})
	case followup.FormChoice:
		s = append(s, member{"enum", f.Choices})
	}
	return append(s, member{"default", f.JSON(followup.DefaultPolicy())})
}

// clockPattern matches the times of day from least, on the hour, to most, on the hour or the last minute of a day.
func clockPattern(least, most string) string {
	first, _ := strconv.Atoi(least[:2])
	last, _ := strconv.Atoi(most[:2])
	end := ""
	if strings.HasSuffix(most, ":00") {
		last, end = last-1, "|"+most
	}
	var hours []string
	for tens := first / 10; tens <= last/10; tens++ {
		hours = append(hours, fmt.Sprintf("%d[%d-%d]", tens, max(first-10*tens, 0), min(last-10*tens, 9)))
	}
	return "^((" + strings.Join(hours, "|") + "):[0-5][0-9]" + end + ")$"
}

// TestSchemaIsThatOfTheFields: the file says what the code does.
func TestSchemaIsThatOfTheFields(t *testing.T) {
	t.Parallel()
	want, err := json.MarshalIndent(schemaOf(followup.PolicyFields(), followup.PolicyGroups()), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	want = append(want, '\n')
	if *updateSchema {
		if err := os.WriteFile("policy.schema.json", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want), string(followup.PolicySchema())); diff != "" {
		t.Errorf("run go test -update-schema and review (-code +file):\n%s", diff)
	}
}

// TestFieldsAreThoseOfThePolicy: no field of the struct is without its description.
func TestFieldsAreThoseOfThePolicy(t *testing.T) {
	t.Parallel()
	var want []string
	for i := range reflect.TypeFor[followup.Policy]().NumField() {
		f := reflect.TypeFor[followup.Policy]().Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Type.Kind() != reflect.Struct {
			want = append(want, name)
			continue
		}
		for j := range f.Type.NumField() {
			inner, _, _ := strings.Cut(f.Type.Field(j).Tag.Get("json"), ",")
			want = append(want, name+"."+inner)
		}
	}
	var got []string
	for _, f := range followup.PolicyFields() {
		got = append(got, f.Name)
		if f.Title == "" || !strings.HasSuffix(f.Meaning, ".") {
			t.Errorf("%s: it says %q, %q", f.Name, f.Title, f.Meaning)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the fields differ (-struct +described):\n%s", diff)
	}
}

// TestDefaultsOfTheSchema: a policy of nothing but defaults is the default policy.
func TestDefaultsOfTheSchema(t *testing.T) {
	t.Parallel()
	var schema struct{ Properties map[string]property }
	if err := json.Unmarshal(followup.PolicySchema(), &schema); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(defaultsOf(schema.Properties))
	if err != nil {
		t.Fatal(err)
	}
	// Over a policy of other numbers, so that a default that is missing shows.
	got, err := followup.ReadPolicy(followup.Policy{}, data)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(followup.DefaultPolicy(), got); diff != "" {
		t.Errorf("the defaults differ (-code +schema):\n%s", diff)
	}
}

type property struct {
	Default    any
	Properties map[string]property
}

func defaultsOf(properties map[string]property) map[string]any {
	values := map[string]any{}
	for name, p := range properties {
		values[name] = p.Default
		if p.Properties != nil {
			values[name] = defaultsOf(p.Properties)
		}
	}
	return values
}

// TestSchemaAndReadPolicyAgree: on any document, except for what a schema cannot say.
func TestSchemaAndReadPolicyAgree(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	rapid.Check(t, func(t *rapid.T) {
		document := drawDocument(t)
		data, err := json.Marshal(document)
		if err != nil {
			t.Fatal(err)
		}
		instance, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		bySchema := schema.Validate(instance)
		_, byCode := followup.ReadPolicy(followup.DefaultPolicy(), data)
		var faults []*followup.FieldError
		for _, f := range followup.FieldErrors(byCode) {
			if !strings.Contains(f.Reason, "must be later than ") && f.Reason != "must overlap window" && f.Reason != "must not exceed lead.max" {
				faults = append(faults, f)
			}
		}
		if (bySchema == nil) != (len(faults) == 0) {
			t.Fatalf("%s\nschema: %v\ncode: %v", data, bySchema, byCode)
		}
	})
}

// drawDocument draws a policy as people get it wrong: wrong names, forms and numbers.
func drawDocument(t *rapid.T) map[string]any {
	names := []string{"max_checkins", "window.form", "window"}
	for _, f := range followup.PolicyFields() {
		names = append(names, f.Name)
	}
	values := rapid.OneOf(
		rapid.SampledFrom([]any{nil, true, false, "", "first", "all", "only", "de", []string{}, []string{"a@example.org", "b@example.org"}, []any{"a@example.org", nil}, make([]int, 6), slices.Repeat([]string{"a@example.org"}, 5), slices.Repeat([]string{"a@example.org"}, 6), "08:00", "22:00", "24:00", "8:00", "soon", []int{1}, 5.5, 5.0, "-1h", "0", "+1h", "1.5h", "US", "DE-BY", "Bavaria"}),
		rapid.Map(rapid.IntRange(-2, 130), func(n int) any { return n }),
		rapid.Map(rapid.IntRange(0, 9000), func(h int) any { return fmt.Sprintf("%dh", h) }),
		rapid.Map(rapid.IntRange(0, 2000), func(m int) any { return fmt.Sprintf("%dm", m) }),
		rapid.Map(rapid.IntRange(0, 1440), func(m int) any { return fmt.Sprintf("%02d:%02d", m/60, m%60) }),
	)
	document := map[string]any{}
	for range rapid.IntRange(0, 4).Draw(t, "fields") {
		name := rapid.SampledFrom(names).Draw(t, "name")
		group, inner, nested := strings.Cut(name, ".")
		object := document
		if nested {
			inside, ok := document[group].(map[string]any)
			if !ok {
				inside = map[string]any{}
			}
			document[group], object, name = inside, inside, inner
		}
		object[name] = values.Draw(t, "value")
	}
	return document
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(followup.PolicySchema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertVocabs()
	compiler.RegisterVocabulary(&jsonschema.Vocabulary{
		URL: "urn:afterword:durations",
		Compile: func(_ *jsonschema.CompilerContext, object map[string]any) (jsonschema.SchemaExt, error) {
			text, ok := object["x-maximum"].(string)
			if !ok {
				return nil, nil
			}
			most, err := time.ParseDuration(text)
			return longest(most), err
		},
	})
	if err := compiler.AddResource("policy.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("policy.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// longest is the keyword x-maximum.
type longest time.Duration

func (most longest) Validate(ctx *jsonschema.ValidatorContext, v any) {
	text, _ := v.(string)
	if d, err := time.ParseDuration(text); err == nil && d > time.Duration(most) {
		ctx.AddError(&kind.Not{})
	}
}
