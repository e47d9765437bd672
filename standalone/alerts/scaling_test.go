package alerts

import (
	"fmt"
	"regexp"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/prometheus/common/model"
	"go.yaml.in/yaml/v3"
)

// haste is how many times as fast as in earnest rules are judged: a minute is a second.
const haste = 60

// durations are those in an expression; [5m] is one and rate5m, as part of a name, none.
var durations = regexp.MustCompile(`\b\d+(ms|s|m|h|d|w)\b`)

// scaled is one duration as Prometheus writes it, a sixtieth as long.
func scaled(text string) string {
	d, err := model.ParseDuration(text)
	if err != nil {
		panic(err) // the pattern lets only durations through
	}
	return model.Duration(time.Duration(d) / haste).String()
}

// hastened is a file of rules with every duration a sixtieth as long: how often rules are judged, the windows that they look
// at, and how long something must be so. Thresholds, names and texts stay.
func hastened(rules []byte) ([]byte, error) {
	var file yaml.Node
	if err := yaml.Unmarshal(rules, &file); err != nil {
		return nil, fmt.Errorf("read the rules: %w", err)
	}
	hasten(&file)
	return yaml.Marshal(&file)
}

func hasten(n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		for i := 0; i < len(n.Content); i += 2 {
			switch n.Content[i].Value {
			case "interval", "for", "keep_firing_for", "expr":
				n.Content[i+1].Value = durations.ReplaceAllStringFunc(n.Content[i+1].Value, scaled)
			}
		}
	}
	for _, child := range n.Content {
		hasten(child)
	}
}

func TestRulesAreHastenedWithoutChangingWhatTheyAsk(t *testing.T) {
	got, err := hastened([]byte(`groups:
    - name: of 5m
      interval: 30s
      rules:
        - record: job:sends:rate5m
          expr: sum by (job) (rate(sends_total{le="300"}[5m])) > 300
        - alert: Late
          expr: job:sends:rate5m > 0.5 and x:p99_5m > 5 unless max_over_time(y[1h]) > 7200
          for: 2m
          keep_firing_for: 15m
          annotations:
            summary: for 5m
`))
	if err != nil {
		t.Fatal(err)
	}
	want := `groups:
    - name: of 5m
      interval: 500ms
      rules:
        - record: job:sends:rate5m
          expr: sum by (job) (rate(sends_total{le="300"}[5s])) > 300
        - alert: Late
          expr: job:sends:rate5m > 0.5 and x:p99_5m > 5 unless max_over_time(y[1m]) > 7200
          for: 2s
          keep_firing_for: 15s
          annotations:
            summary: for 5m
`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
