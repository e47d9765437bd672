package story_test

import (
	"strings"
	"testing"

	"github.com/afterword-io/afterword/cli/story"
)

func TestReadTellsAnInterviewFromEvents(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		input     string
		interview bool
		events    int
	}{
		"one interview":          {`{"interview":{"id":"int-1"}}`, true, 0},
		"one event":              {`{"specversion":"1.0","id":"e"}`, false, 1},
		"an array":               {`[{"specversion":"1.0"},{"specversion":"1.0"}]`, false, 2},
		"a line each":            {"{\"specversion\":\"1.0\"}\n\n{\"specversion\":\"1.0\"}\n", false, 2},
		"with a byte order mark": {"\xef\xbb\xbf{\"specversion\":\"1.0\"}", false, 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, err := story.Read(strings.NewReader(tt.input))
			if err != nil {
				t.Fatal(err)
			}
			if (d.Interview != nil) != tt.interview || len(d.Events) != tt.events {
				t.Errorf("interview %t and %d events, want %t and %d", d.Interview != nil, len(d.Events), tt.interview, tt.events)
			}
		})
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ input, want string }{
		"nothing":                   {" \n", "the input is empty"},
		"no JSON":                   {"interview: 1", "neither a JSON object nor a JSON array"},
		"a broken line":             {"{\n \"a\": 1,\n \"b\" 2\n}", "line 3 is not JSON"},
		"a broken array":            {"[\n{},\n{]", "line 3 is not JSON"},
		"an end too early":          {`{"specversion":"1.0"`, "ends before it is complete"},
		"an empty array":            {`[]`, "the array holds no event"},
		"an array of other things":  {`[{"specversion":"1.0"}, 7]`, "event 2: specversion is missing"},
		"an interview among events": {"{\"specversion\":\"1.0\"}\n{\"interview\":{}}", "event 2: specversion is missing"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := story.Read(strings.NewReader(tt.input))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error is %v, want one that says %q", err, tt.want)
			}
		})
	}
}
