// Command workflow runs the durable waits of follow-ups; see package followups. Temporal is
// reached by the standard variables of its SDK, such as TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.
package main

import (
	"context"
	"fmt"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	followups "github.com/afterword-io/afterword/services/workflow"
	"github.com/afterword-io/afterword/services/workflow/lifecycle"
)

func main() {
	var taskQueue string
	daemon.Main(daemon.Command{
		Name: "workflow",
		About: "Workflow holds the days and weeks between an interview and the answer, one Temporal workflow per follow-up.\n" +
			"Temporal is found by its own variables: TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_TLS and the others.",
		Settings: func(s *daemon.Settings) {
			s.Text(&taskQueue, "task-queue", "AFTERWORD_TASK_QUEUE", lifecycle.TaskQueue, "Temporal task queue of the follow-ups")
		},
		Facts: calendar.Versions(),
		Run:   func(ctx context.Context, p daemon.Process) error { return run(ctx, p, taskQueue) },
	})
}

func run(ctx context.Context, p daemon.Process, taskQueue string) error {
	options, err := envconfig.LoadDefaultClientOptions()
	if err != nil {
		return fmt.Errorf("read Temporal's settings: %w", err)
	}
	temporal, err := client.DialContext(ctx, followups.ClientOptions(options, p.Logger, p.Registerer))
	if err != nil {
		return fmt.Errorf("connect to Temporal: %w", err)
	}
	defer temporal.Close()
	service, err := followups.New(followups.Options{
		Bus: p.Bus, Temporal: temporal, TaskQueue: taskQueue, Logger: p.Logger, Registerer: p.Registerer, Tracer: p.Tracer, Health: p.Health,
	})
	if err != nil {
		return err
	}
	return service.Run(ctx)
}
