package followups

import (
	"errors"
	"fmt"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"
	"go.temporal.io/sdk/client"
	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/clock"
	"github.com/afterword-io/afterword/pkg/telemetry"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

// Options says what the service works with.
type Options struct {
	// Bus carries facts and system events. Required.
	Bus *bus.Bus
	// Temporal is the client of the namespace to work in. Required; the caller closes it.
	Temporal client.Client
	// Clock is what plans go by. Default the machine's.
	Clock clock.Clock
	// TaskQueue of the workflows. Default lifecycle.TaskQueue.
	TaskQueue string
	// MinLead is the least real time between hand-over and due instant. Default 0: the policy's lead alone.
	// In time-lapse a few seconds keep reminders punctual.
	MinLead time.Duration
	// TaskTimeout is how long Temporal waits for a decision before it asks again, as after a crash.
	// Default 10 s, at least 1 s.
	TaskTimeout time.Duration
	// AckWait is how long the bus waits for a sign of life before it delivers a fact again. Default 30 s.
	AckWait time.Duration
	// ReplanRate is how many sleepers a second one process wakes at most when their policy or the calendars have changed.
	// Default 100: each costs Temporal and the bus a few durable writes.
	ReplanRate float64
	// Logger; default none.
	Logger *zap.Logger
	// Registerer for this instance's metrics; default none.
	Registerer prometheus.Registerer
	// Tracer gets the spans of the decisions; default none. What is done with a fact until Temporal has it is traced by the bus.
	Tracer trace.TracerProvider
	// Health gets the checks "bus", "temporal" and "policies"; default none.
	Health *telemetry.Health
}

func (o Options) withDefaults() (Options, error) {
	var errs []error
	if o.Bus == nil {
		errs = append(errs, errors.New("workflow: a bus is required"))
	}
	if o.Temporal == nil {
		errs = append(errs, errors.New("workflow: a client of Temporal is required"))
	}
	if o.Clock == nil {
		o.Clock = clock.System{}
	}
	if o.TaskQueue == "" {
		o.TaskQueue = lifecycle.TaskQueue
	}
	if o.TaskTimeout == 0 {
		o.TaskTimeout = 10 * time.Second
	}
	if o.TaskTimeout < time.Second {
		errs = append(errs, fmt.Errorf("workflow: the task timeout must be at least 1 s, not %v", o.TaskTimeout))
	}
	if o.MinLead < 0 {
		errs = append(errs, fmt.Errorf("workflow: the least lead must not be negative, as %v is", o.MinLead))
	}
	if o.AckWait < 0 {
		errs = append(errs, fmt.Errorf("workflow: the ack wait must not be negative, as %v is", o.AckWait))
	}
	if o.ReplanRate == 0 {
		o.ReplanRate = 100
	}
	if o.ReplanRate < 0 {
		errs = append(errs, fmt.Errorf("workflow: the re-plan rate must not be negative, as %v is", o.ReplanRate))
	}
	if o.Logger == nil {
		o.Logger = zap.NewNop()
	}
	if o.Tracer == nil {
		o.Tracer = noop.NewTracerProvider()
	}
	return o, errors.Join(errs...)
}
