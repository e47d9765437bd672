package intake

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	dto "github.com/prometheus/client_model/go"

	"github.com/afterword-io/afterword/pkg/httpapi"
	"github.com/afterword-io/afterword/pkg/telemetry"
)

func TestARequestKeepsItsID(t *testing.T) {
	d := openDoor(t)
	if got := d.request(http.MethodGet, "/docs", "", "", "X-Request-Id", "abc-123.x_Y").Header.Get("X-Request-Id"); got != "abc-123.x_Y" {
		t.Errorf("X-Request-Id = %q", got)
	}
	for _, given := range []string{"", "a b", "ä", strings.Repeat("a", 65), "<b>"} {
		got := d.request(http.MethodGet, "/docs", "", "", "X-Request-Id", given).Header.Get("X-Request-Id")
		if got == given || len(got) < 16 {
			t.Errorf("%q became %q", given, got)
		}
	}
}

// Whatever comes in, the log holds no body, no name, no address, no query and no key.
func TestNothingPersonalIsLogged(t *testing.T) {
	d := openDoor(t)
	d.post("/v1/interviews", meeting(t))
	d.post("/v1/interviews", strings.Replace(meeting(t), "+14155550123", "415 555 0123", 1))
	d.post("/v1/interviews", strings.Replace(meeting(t), "ada@example.com", "Ada <ada@example.com>", 1))
	d.post("/v1/followups/ada@example.com/facts/thankyou.sent", `{"secret-field":1}`)
	d.request(http.MethodPost, "/v1/events?access_token="+acmeKey+"&x=Ada", "", `{"name":"Ada"`, "Content-Type", "application/cloudevents+json")
	d.request(http.MethodGet, "/Ada/Park", acmeKey, "")
	d.request("ADA", "/v1/interviews", acmeKey, "")
	entries := d.logs.FilterMessage("request").All()
	if len(entries) < 7 {
		t.Fatalf("%d requests are logged", len(entries))
	}
	for _, e := range d.logs.All() {
		line := e.Message + fmt.Sprint(e.ContextMap())
		for _, personal := range []string{"Ada", "ADA", "Park", "ada@", "Finn", "5550123", "secret-field", acmeKey, "access_token", "127.0.0.1:5"} {
			if strings.Contains(line, personal) {
				t.Errorf("the log says %q: %s", personal, line)
			}
		}
	}
	first := entries[0].ContextMap()
	if first["tenant"] != "acme" || first["route"] != "/v1/interviews" || first["status"] != int64(202) || first["request_id"] == "" || first["method"] != "POST" {
		t.Errorf("the first line is %v", first)
	}
}

func TestAPanicIsAProblemAndItsValueStaysInside(t *testing.T) {
	d := openDoor(t)
	handler := httpapi.Observer{Log: d.service.log, Registerer: prometheus.NewRegistry(), Name: "test", Types: problemTypes}.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("Ada Park") }))
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/v1/interviews", nil))
	var p httpapi.Problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusInternalServerError || p.Type != "/docs#problem-internal" {
		t.Errorf("%d %s %v", w.Code, w.Body, err)
	}
	for _, e := range d.logs.All() {
		if strings.Contains(e.Message+fmt.Sprint(e.ContextMap()), "Ada") {
			t.Errorf("the log quotes the panic: %v", e.ContextMap())
		}
	}
	if d.logs.FilterMessage("a request panicked").Len() != 1 {
		t.Error("the panic is not logged")
	}
}

func TestMetricsHaveBoundedLabels(t *testing.T) {
	d := openDoor(t)
	d.post("/v1/interviews", meeting(t))
	for i := range 20 {
		d.request(http.MethodGet, fmt.Sprintf("/nowhere/%d", i), acmeKey, "")
		d.request(http.MethodGet, fmt.Sprintf("/v1/followups/id-%d", i), acmeKey, "")
		d.post("/v1/followups/int-42/facts/made.up"+fmt.Sprint(i), "{}")
	}
	families, err := d.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	series := map[string]int{}
	values := map[string]float64{}
	for _, f := range families {
		series[f.GetName()] = len(f.GetMetric())
		for _, m := range f.GetMetric() {
			values[f.GetName()+labels(m)] = m.GetCounter().GetValue() + float64(m.GetHistogram().GetSampleCount())
		}
	}
	if series["afterword_intake_requests_total"] > 4 || series["afterword_intake_rejected_total"] > 3 {
		t.Errorf("series: %v", series)
	}
	for name, want := range map[string]float64{
		"afterword_intake_requests_total{/v1/interviews,2xx}": 1,
		"afterword_intake_requests_total{unmatched,4xx}":      20,
		"afterword_intake_rejected_total{no-such-followup}":   20,
		"afterword_intake_rejected_total{invalid}":            20,
		"afterword_intake_facts_total{interview.completed}":   1,
		"afterword_intake_publish_seconds{}":                  1,
	} {
		if values[name] != want {
			t.Errorf("%s = %v, want %v", name, values[name], want)
		}
	}
}

func labels(m *dto.Metric) string {
	var all []string
	for _, l := range m.GetLabel() {
		all = append(all, l.GetValue())
	}
	return "{" + strings.Join(all, ",") + "}"
}

func TestTwoIntakesInOneProcess(t *testing.T) {
	d := openDoor(t)
	second, err := New(Options{Bus: d.bus})
	if err != nil {
		t.Fatal(err)
	}
	if second.Addr() != "" {
		t.Errorf("without an address it listens on %s", second.Addr())
	}
	w := httptest.NewRecorder()
	second.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/openapi.json", nil))
	if w.Code != http.StatusOK {
		t.Errorf("status %d", w.Code)
	}
}

func TestAServiceThatStopsIsNotReady(t *testing.T) {
	d := openDoor(t)
	health := telemetry.NewHealth()
	second, err := New(Options{Bus: d.bus, Health: health})
	if err != nil {
		t.Fatal(err)
	}
	running, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- second.Run(running) }()
	eventually(t, "it is ready", func() bool { return health.Ready(t.Context()) == nil })
	stop()
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
	eventually(t, "it is not ready", func() bool { return health.Ready(t.Context()) != nil })
}

func TestOptionsAreChecked(t *testing.T) {
	_, err := New(Options{Limits: Limits{Body: -1, Batch: -1, BatchEvents: 2000, Rate: -1, Burst: -1, Publish: -1, Lease: -5}})
	if err == nil {
		t.Fatal("accepted")
	}
	for _, word := range []string{"Bus", "Body", "Batch ", "BatchEvents", "Rate", "Burst", "Publish", "Lease"} {
		if !strings.Contains(err.Error()+" ", word) {
			t.Errorf("%s is not named in: %v", word, err)
		}
	}
}
