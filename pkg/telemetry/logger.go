package telemetry

import (
	"fmt"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
)

// NewLogger builds the zap logger: format "json" or "console", level by name (debug, info, warn, error), to standard error.
// Every line has ts (RFC 3339 with nanoseconds, UTC), level, msg and service. Nothing is sampled away.
func NewLogger(service, format, level string) (*zap.Logger, error) {
	if format != "json" && format != "console" {
		return nil, fmt.Errorf("log format must be json or console, not %q", format)
	}
	threshold, err := zap.ParseAtomicLevel(level)
	if err != nil {
		return nil, fmt.Errorf("log level must be debug, info, warn or error, not %q", level)
	}
	encoder := zap.NewProductionEncoderConfig()
	encoder.TimeKey = "ts"
	encoder.EncodeTime = func(t time.Time, out zapcore.PrimitiveArrayEncoder) {
		out.AppendString(t.UTC().Format(time.RFC3339Nano))
	}
	encoder.EncodeDuration = zapcore.StringDurationEncoder
	config := zap.Config{
		Level:             threshold,
		Encoding:          format,
		EncoderConfig:     encoder,
		OutputPaths:       []string{"stderr"},
		ErrorOutputPaths:  []string{"stderr"},
		DisableCaller:     true,
		DisableStacktrace: true,
		InitialFields:     map[string]any{"service": service},
	}
	logger, err := config.Build()
	if err != nil {
		return nil, fmt.Errorf("build the logger: %w", err)
	}
	return logger, nil
}
