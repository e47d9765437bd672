package daemon

import (
	"context"
	"time"

	"go.opentelemetry.io/otel"
	"go.opentelemetry.io/otel/trace"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

// flushPatience is how long the last spans may take at the end of the process.
const flushPatience = 3 * time.Second

// Tracing sets tracing up for this process (see telemetry.NewTracing) and has its troubles logged. flush sends the last
// spans: a collector that is away costs a moment, and is no reason to fail.
func Tracing(ctx context.Context, name string, log *zap.Logger) (tracer trace.TracerProvider, flush func(), err error) {
	tracer, shutdown, err := telemetry.NewTracing(ctx, name)
	if err != nil {
		return nil, nil, err
	}
	otel.SetErrorHandler(otel.ErrorHandlerFunc(func(err error) { log.Warn("tracing reported an error", zap.Error(err)) }))
	return tracer, func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), flushPatience)
		defer cancel()
		if err := shutdown(ctx); err != nil {
			log.Warn("the last spans were not sent", zap.Error(err))
		}
	}, nil
}
