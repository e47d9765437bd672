package followups

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"
)

func TestTemporalMetricsReachTheRegistry(t *testing.T) {
	registry := prometheus.NewRegistry()
	handler := newTemporalMetrics(registry).WithTags(map[string]string{
		"namespace": "afterword", "operation": "RespondWorkflowTaskCompleted", "workflow_id": "followup/acme/int-42",
	})
	handler.Counter("temporal_request").Inc(2)
	handler.Counter("temporal_request").Inc(1)
	handler.WithTags(map[string]string{"operation": "other"}).Counter("temporal_request").Inc(5)
	handler.Gauge("temporal_num_pollers").Update(4)
	handler.Timer("temporal_request_latency").Record(1500 * time.Millisecond)

	want := `
# HELP temporal_num_pollers A metric of the Temporal Go SDK; see its documentation.
# TYPE temporal_num_pollers gauge
temporal_num_pollers{activity_type="",failure_reason="",namespace="afterword",operation="RespondWorkflowTaskCompleted",poller_type="",status_code="",task_queue="",worker_type="",workflow_type=""} 4
# HELP temporal_request_total A metric of the Temporal Go SDK; see its documentation.
# TYPE temporal_request_total counter
temporal_request_total{activity_type="",failure_reason="",namespace="afterword",operation="RespondWorkflowTaskCompleted",poller_type="",status_code="",task_queue="",worker_type="",workflow_type=""} 3
temporal_request_total{activity_type="",failure_reason="",namespace="afterword",operation="other",poller_type="",status_code="",task_queue="",worker_type="",workflow_type=""} 5
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want), "temporal_request_total", "temporal_num_pollers"); err != nil {
		t.Error(err)
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	seconds := 0.0
	for _, family := range families {
		if family.GetName() == "temporal_request_latency_seconds" {
			seconds = family.GetMetric()[0].GetHistogram().GetSampleSum()
		}
	}
	if seconds != 1.5 {
		t.Errorf("the timer has seen %v s, want 1.5", seconds)
	}
}

// A follow-up lives for weeks, and a task that waits for a worker may wait for minutes: both must fall into a
// bucket that tells them from worse.
func TestTemporalTimersHaveBucketsForWhatTheyMeasure(t *testing.T) {
	for name, took := range map[string]time.Duration{
		"temporal_workflow_endtoend_latency":               30 * 24 * time.Hour,
		"temporal_workflow_task_schedule_to_start_latency": 4 * time.Minute,
		"temporal_local_activity_execution_latency":        2 * time.Millisecond,
	} {
		registry := prometheus.NewRegistry()
		newTemporalMetrics(registry).Timer(name).Record(took)
		families, err := registry.Gather()
		if err != nil {
			t.Fatal(err)
		}
		within := 0
		for _, bucket := range families[0].GetMetric()[0].GetHistogram().GetBucket() {
			if bound := bucket.GetUpperBound(); bound >= took.Seconds() && bound <= 3*took.Seconds() {
				within++
			}
		}
		if within == 0 {
			t.Errorf("%s: no bucket ends between %v and three times that", name, took)
		}
	}
}

// The SDK has one counter whose name ends in total by itself.
func TestTemporalCountersEndInTotalOnce(t *testing.T) {
	registry := prometheus.NewRegistry()
	newTemporalMetrics(registry).Counter("temporal_local_activity_total").Inc(1)
	families, err := registry.Gather()
	if err != nil || families[0].GetName() != "temporal_local_activity_total" {
		t.Errorf("got %v, %v", families, err)
	}
}

func TestTemporalMetricsOfTwoInstancesAreApart(t *testing.T) {
	first, second := prometheus.NewRegistry(), prometheus.NewRegistry()
	newTemporalMetrics(first).Counter("temporal_request").Inc(1)
	newTemporalMetrics(second).Counter("temporal_request").Inc(2)
	// Two clients on one registry share what they count.
	newTemporalMetrics(second).Counter("temporal_request").Inc(3)
	for registry, want := range map[*prometheus.Registry]float64{first: 1, second: 5} {
		families, err := registry.Gather()
		if err != nil {
			t.Fatal(err)
		}
		if got := families[0].GetMetric()[0].GetCounter().GetValue(); got != want {
			t.Errorf("counted %v, want %v", got, want)
		}
	}
}

func TestClientOptionsLeaveTheRestAlone(t *testing.T) {
	base := client.Options{HostPort: "127.0.0.1:7233", Namespace: "afterword"}
	got := ClientOptions(base, nil, nil)
	if got.Logger != nil || got.MetricsHandler != nil || got.HostPort != base.HostPort || got.Namespace != base.Namespace {
		t.Errorf("got %+v", got)
	}
	got = ClientOptions(base, zap.NewNop(), prometheus.NewRegistry())
	if got.Logger == nil || got.MetricsHandler == nil {
		t.Errorf("got %+v", got)
	}
}

func TestTemporalLogsAtOurLevels(t *testing.T) {
	core, logs := observer.New(zapcore.DebugLevel)
	logger := ClientOptions(client.Options{}, zap.New(core, zap.AddCaller()), nil).Logger
	with, ok := logger.(log.WithLogger)
	if !ok {
		t.Fatalf("%T takes no fields", logger)
	}
	logger = with.With("TaskQueue", "afterword-followups")
	logger.Debug("d")
	logger.Info("i")
	logger.Warn("w", "Error", "it failed")
	logger.Error("e")
	levels := []zapcore.Level{zapcore.DebugLevel, zapcore.DebugLevel, zapcore.WarnLevel, zapcore.ErrorLevel}
	for i, entry := range logs.All() {
		if entry.Level != levels[i] || entry.ContextMap()["TaskQueue"] != "afterword-followups" {
			t.Errorf("%q is logged at %s with %v", entry.Message, entry.Level, entry.ContextMap())
		}
		if !strings.HasSuffix(entry.Caller.File, "temporal_test.go") {
			t.Errorf("%q says that it comes from %s", entry.Message, entry.Caller.TrimmedPath())
		}
	}
	if logs.Len() != 4 || logs.All()[2].ContextMap()["Error"] != "it failed" {
		t.Errorf("%d lines: %+v", logs.Len(), logs.All())
	}
}
