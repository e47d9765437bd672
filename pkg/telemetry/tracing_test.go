package telemetry_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

// unset clears what the machine of the test may have set.
func unset(t *testing.T) {
	t.Helper()
	for _, name := range []string{
		"OTEL_SDK_DISABLED", "OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
		"OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_TRACES_SAMPLER", "OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES",
	} {
		t.Setenv(name, "")
	}
}

func TestNothingIsTracedUnlessItIsAskedFor(t *testing.T) {
	cases := []struct {
		name   string
		set    map[string]string
		traced bool
	}{
		{"nothing is said", nil, false},
		{"none is said", map[string]string{"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}, false},
		{"it is disabled", map[string]string{"OTEL_SDK_DISABLED": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}, false},
		{"an address is given", map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}, true},
		{"an address for traces is given", map[string]string{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": "http://127.0.0.1:1"}, true},
		{"otlp is said", map[string]string{"OTEL_TRACES_EXPORTER": "otlp"}, true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			unset(t)
			for name, value := range c.set {
				t.Setenv(name, value)
			}
			provider, shutdown, err := telemetry.NewTracing(t.Context(), "painter")
			if err != nil {
				t.Fatal(err)
			}
			_, span := provider.Tracer("test").Start(t.Context(), "paint")
			if got := span.IsRecording(); got != c.traced {
				t.Errorf("it is traced: %t, want %t", got, c.traced)
			}
			// The span is not ended, so there is nothing to send.
			if err := shutdown(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestAnExporterThatThereIsNotIsAnError(t *testing.T) {
	unset(t)
	t.Setenv("OTEL_TRACES_EXPORTER", "pigeon")
	if _, _, err := telemetry.NewTracing(t.Context(), "painter"); err == nil {
		t.Error("a pigeon was taken for an exporter")
	}
}

func TestTheLastSpansAreSentAtTheEnd(t *testing.T) {
	unset(t)
	got := make(chan string, 10)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		got <- r.URL.Path
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	provider, shutdown, err := telemetry.NewTracing(t.Context(), "painter")
	if err != nil {
		t.Fatal(err)
	}
	_, span := provider.Tracer("test").Start(t.Context(), "paint")
	span.End()
	if err := shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || <-got != "/v1/traces" {
		t.Error("no span came to the collector")
	}
}

const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

func TestARequestsSpanNamesItsRouteAndNothingOfTheCaller(t *testing.T) {
	recorder := tracetest.NewSpanRecorder()
	provider := sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder))
	for _, trusted := range []bool{true, false} {
		r := httptest.NewRequest(http.MethodGet, "/secret?q=Ada", nil)
		r.Header.Set("Traceparent", parent)
		ctx, request := telemetry.NewRequests(provider, trusted).Begin(r)
		if !trace.SpanContextFromContext(ctx).IsValid() {
			t.Error("the context has no span")
		}
		request.End(telemetry.Answered{Method: "GET", Route: "/{token}", Status: http.StatusServiceUnavailable})
		spans := recorder.Ended()
		span := spans[len(spans)-1]
		if span.Name() != "GET /{token}" || span.SpanKind() != trace.SpanKindServer || span.Status().Code != codes.Error {
			t.Errorf("got %q, %s, %v", span.Name(), span.SpanKind(), span.Status())
		}
		if got := span.Parent().IsRemote(); got != trusted {
			t.Errorf("trusted %t: its parent is the caller's: %t", trusted, got)
		}
		for _, a := range span.Attributes() {
			switch a.Key {
			case "http.request.method", "http.route", "http.response.status_code":
			default:
				t.Errorf("it tells %s", a.Key)
			}
		}
	}
}

func TestWithoutAProviderThereIsNoSpan(t *testing.T) {
	ctx, request := telemetry.NewRequests(nil, true).Begin(httptest.NewRequest(http.MethodGet, "/", nil))
	request.End(telemetry.Answered{Method: "GET", Route: "/", Status: http.StatusOK})
	if trace.SpanContextFromContext(ctx).IsValid() {
		t.Error("there is a span")
	}
}
