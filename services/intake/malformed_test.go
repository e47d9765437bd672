package intake

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// place is somewhere in a JSON document: what is there, how errors name it, how to change it.
type place struct {
	location string
	value    any
	set      func(any)
	remove   func()
}

// places lists every place below v.
func places(v any, location string) []place {
	var all []place
	switch v := v.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(v)) {
			below := strings.TrimPrefix(location+"."+name, ".")
			all = append(all, place{below, v[name], func(to any) { v[name] = to }, func() { delete(v, name) }})
			all = append(all, places(v[name], below)...)
		}
	case []any:
		for i := range v {
			below := fmt.Sprintf("%s[%d]", location, i)
			all = append(all, place{below, v[i], func(to any) { v[i] = to }, nil})
			all = append(all, places(v[i], below)...)
		}
	}
	return all
}

// spoil makes the document invalid in one place and returns the location that must be named;
// "" means that no place can be, because the document is none any more.
func spoil(r *rand.Rand, doc map[string]any) (body, location string) {
	all := places(doc, "")
	p := all[r.IntN(len(all))]
	render := func() string {
		raw, err := json.Marshal(doc)
		if err != nil {
			panic(err) // a document of maps, lists and strings always encodes
		}
		return string(raw)
	}
	switch r.IntN(6) {
	case 0: // another type
		switch p.value.(type) {
		case string, json.Number:
			p.set(map[string]any{"a": 1})
		default:
			p.set("text")
		}
		return render(), p.location
	case 1: // a control character
		if text, ok := p.value.(string); ok {
			p.set(text + "\u0007")
			return render(), p.location
		}
	case 2: // a field that nobody knows
		if object, ok := p.value.(map[string]any); ok {
			object["no_such_field"] = 1
			return render(), p.location + ".no_such_field"
		}
	case 3: // a required field is gone
		required := []string{
			"interview", "interview.id", "candidate", "candidate.name", "candidate.time_zone", "employer", "employer.name", "employer.time_zone",
			"interviewers", "interviewers[0].name",
		}
		if slices.Contains(required, p.location) && p.remove != nil {
			p.remove()
			return render(), p.location
		}
	case 4: // far too long
		if _, ok := p.value.(string); ok {
			p.set(strings.Repeat("x", 1000))
			return render(), p.location
		}
	default: // cut off
		whole := render()
		return whole[:r.IntN(len(whole)-1)+1], ""
	}
	return spoil(r, doc)
}

func TestAThousandMalformedRequestsChangeNothing(t *testing.T) {
	d := openDoor(t)
	r := rand.New(rand.NewPCG(20260303, 42))
	for i := range 1000 {
		body, location := spoil(r, document(t))
		answer := d.post("/v1/interviews", body)
		if answer.StatusCode < 400 || answer.StatusCode > 499 {
			t.Fatalf("request %d: status %d for\n%s\n%s", i, answer.StatusCode, body, answer.text)
		}
		named := answer.locations(t)
		if location != "" && !slices.ContainsFunc(named, func(n string) bool { return n == location || strings.HasPrefix(n, location+".") }) {
			t.Errorf("request %d: %s is at fault, named are %q: %s\n%s", i, location, named, answer.text, body)
		}
		if location == "" && (answer.StatusCode != http.StatusBadRequest || answer.problem(t).Detail == "") {
			t.Errorf("request %d: status %d for a document that is cut off", i, answer.StatusCode)
		}
	}
	if n := len(d.facts(0)); n != 0 {
		t.Errorf("FACTS holds %d facts", n)
	}
	if n := d.logs.FilterMessage("request").Len(); n != 1000 {
		t.Errorf("%d requests were logged", n)
	}
}
