package followups

import (
	"github.com/prometheus/client_golang/prometheus"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.uber.org/zap"
)

// ClientOptions completes the options of a Temporal client with Afterword's logger and with
// metrics on the registerer; either may be nil.
func ClientOptions(base client.Options, logger *zap.Logger, registerer prometheus.Registerer) client.Options {
	if logger != nil {
		base.Logger = temporalLog{logger.WithOptions(zap.AddCallerSkip(1)).Sugar()}
	}
	if registerer != nil {
		base.MetricsHandler = newTemporalMetrics(registerer)
	}
	return base
}

// temporalLog is the SDK's logger over zap.
type temporalLog struct {
	to *zap.SugaredLogger
}

// Debug implements log.Logger.
func (l temporalLog) Debug(msg string, keyvals ...any) { l.to.Debugw(msg, keyvals...) }

// Info implements log.Logger. What the SDK calls information is of interest when something is wrong only.
func (l temporalLog) Info(msg string, keyvals ...any) { l.to.Debugw(msg, keyvals...) }

// Warn implements log.Logger.
func (l temporalLog) Warn(msg string, keyvals ...any) { l.to.Warnw(msg, keyvals...) }

// Error implements log.Logger.
func (l temporalLog) Error(msg string, keyvals ...any) { l.to.Errorw(msg, keyvals...) }

// With implements log.WithLogger.
func (l temporalLog) With(keyvals ...any) log.Logger { return temporalLog{l.to.With(keyvals...)} }
