package telemetry_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestAdminServesAndStops(t *testing.T) {
	registry := telemetry.NewRegistry()
	counter := prometheus.NewCounter(prometheus.CounterOpts{Name: "afterword_test_total", Help: "For the test."})
	registry.MustRegister(counter)
	counter.Inc()
	admin, err := telemetry.NewAdmin(telemetry.AdminOptions{Addr: "127.0.0.1:0", Gatherer: registry})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stopped := make(chan error, 1)
	go func() { stopped <- admin.Run(ctx) }()

	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	body := func(path string) string {
		t.Helper()
		response, err := client.Get("http://" + admin.Addr() + path)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		data, err := io.ReadAll(response.Body)
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("GET %s: %d, %v, %s", path, response.StatusCode, err, data)
		}
		return string(data)
	}
	for path, want := range map[string]string{
		"/healthz": `"status":"ok"`,
		"/readyz":  `"status":"ok"`,
		"/metrics": "afterword_test_total 1",
	} {
		if got := body(path); !strings.Contains(got, want) {
			t.Errorf("GET %s lacks %q: %s", path, want, got)
		}
	}
	if got := body("/metrics"); !strings.Contains(got, "afterword_build_info{") || !strings.Contains(got, "go_goroutines") {
		t.Errorf("the metrics of the process are missing: %s", got)
	}
	var build telemetry.BuildInfo
	if err := json.Unmarshal([]byte(body("/version")), &build); err != nil || !strings.HasPrefix(build.Go, "go1.") {
		t.Errorf("GET /version: %+v, %v", build, err)
	}

	cancel()
	if err := <-stopped; err != nil {
		t.Errorf("Run: %v", err)
	}
	if response, err := client.Get("http://" + admin.Addr() + "/healthz"); err == nil {
		response.Body.Close()
		t.Error("it still answers after Run has returned")
	}
}

func TestNewAdminReportsWhatIsWrong(t *testing.T) {
	if _, err := telemetry.NewAdmin(telemetry.AdminOptions{}); err == nil || !strings.Contains(err.Error(), "Addr is required") {
		t.Errorf("without an address: %v", err)
	}
	if _, err := telemetry.NewAdmin(telemetry.AdminOptions{Addr: "203.0.113.1:1"}); err == nil || !strings.Contains(err.Error(), "bind the admin listener") {
		t.Errorf("an address of another machine: %v", err)
	}
}
