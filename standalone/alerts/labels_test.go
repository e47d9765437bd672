package alerts

import (
	"bytes"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil/promlint"
	dto "github.com/prometheus/client_model/go"
	"github.com/prometheus/common/expfmt"
	"github.com/prometheus/common/model"
)

const (
	// maxSeries is how many series one metric may have: more come of a label that has a value for each of something.
	maxSeries = 200
)

// telling are names of labels that would have a value for each tenant, person, message or follow-up, or hold what is personal.
var telling = regexp.MustCompile(`(?i)(^|_)(id|ids|tenant|slug|followup|follow_up|candidate|employer|interviewer|person|user|name|email|phone|address|to|subject|reminder|message|sequence|event|key|token|url|path|host|ip|reason_text|run|workflow_id)$`)

// bounded are labels that look like such a one and are not: their values are fixed by the code.
func bounded(metric, label string) bool {
	switch {
	case label == "event" && strings.HasPrefix(metric, "go_"):
		return true
	// Callbacks by text: whether the number is known, yes or no.
	case metric == "afterword_notifier_replies_total" && label == "number":
		return true
	}
	return false
}

// measuredWell reads metrics and wants all of Afterword's, and of the engine's client, to be bounded, explained and named as Prometheus wants it.
func measuredWell(t *testing.T, url string) {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	parser := expfmt.NewTextParser(model.UTF8Validation)
	families, err := parser.TextToMetricFamilies(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	ours := 0
	for name, family := range families {
		if !strings.HasPrefix(name, "afterword_") && !strings.HasPrefix(name, "temporal_") {
			continue
		}
		ours++
		if got := len(family.GetMetric()); got > maxSeries {
			t.Errorf("%s has %d series", name, got)
		}
		for label := range labelsOf(family) {
			if telling.MatchString(label) && !bounded(name, label) {
				t.Errorf("%s has the label %s", name, label)
			}
		}
	}
	if ours < 40 {
		t.Errorf("only %d metrics are shown", ours)
	}
	problems, err := promlint.New(bytes.NewReader(text)).Lint()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if strings.HasPrefix(p.Metric, "afterword_") || strings.HasPrefix(p.Metric, "temporal_") {
			t.Errorf("%s: %s", p.Metric, p.Text)
		}
	}
}

func labelsOf(family *dto.MetricFamily) map[string]bool {
	labels := map[string]bool{}
	for _, m := range family.GetMetric() {
		for _, l := range m.GetLabel() {
			labels[l.GetName()] = true
		}
	}
	return labels
}

// A label that would have a value for each follow-up, tenant or person is recognised by its name.
func TestLabelsThatTellAreRecognised(t *testing.T) {
	for label, want := range map[string]bool{
		"tenant": true, "followup_id": true, "candidate_email": true, "workflow_id": true, "path": true, "id": true,
		"channel": false, "class": false, "stream": false, "workflow_type": false, "identity": false, "paid": false,
	} {
		if got := telling.MatchString(label); got != want {
			t.Errorf("%s: %v, want %v", label, got, want)
		}
	}
}
