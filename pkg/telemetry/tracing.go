package telemetry

import (
	"context"
	"fmt"
	"os"

	"go.opentelemetry.io/contrib/exporters/autoexport"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
)

// NewTracing returns where a service's spans go, as the standard variables of OpenTelemetry say, and what sends the
// last of them when the service ends: shutdown waits for that as long as its context allows.
//
// Nothing is traced, and nothing is connected to, unless OTEL_TRACES_EXPORTER (otlp or console) or an address
// (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) is set; OTEL_SDK_DISABLED=true outweighs both.
// OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER, OTEL_BSP_* and the exporter's own variables are
// heeded. service is the name if there is no other. The error is that of a variable which cannot be understood.
func NewTracing(ctx context.Context, service string) (provider trace.TracerProvider, shutdown func(context.Context) error, err error) {
	none := func(context.Context) error { return nil }
	if !tracingAsked() {
		return noop.NewTracerProvider(), none, nil
	}
	exporter, err := autoexport.NewSpanExporter(ctx)
	if err != nil {
		return nil, nil, fmt.Errorf("set up tracing: %w", err)
	}
	if autoexport.IsNoneSpanExporter(exporter) {
		return noop.NewTracerProvider(), none, nil
	}
	// What comes later outweighs what came before: the environment has the last word.
	about, err := resource.New(ctx, resource.WithAttributes(
		attribute.String("service.namespace", "afterword"), attribute.String("service.name", service),
		attribute.String("service.version", Build().String()),
	), resource.WithTelemetrySDK(), resource.WithFromEnv())
	if err != nil {
		return nil, nil, fmt.Errorf("set up tracing: name the service: %w", err)
	}
	spans := sdk.NewTracerProvider(sdk.WithBatcher(exporter), sdk.WithResource(about))
	return spans, spans.Shutdown, nil
}

func tracingAsked() bool {
	if os.Getenv("OTEL_SDK_DISABLED") == "true" {
		return false
	}
	for _, name := range []string{"OTEL_TRACES_EXPORTER", "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"} {
		if os.Getenv(name) != "" {
			return true
		}
	}
	return false
}
