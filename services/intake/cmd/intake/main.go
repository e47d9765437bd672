// Command intake is the HTTP door of Afterword; see package intake. Its settings are flags,
// else the environment variables that -help names.
package main

import (
	"context"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/services/intake"
)

func main() { daemon.Main(command()) }

func command() daemon.Command {
	var listen string
	return daemon.Command{
		Name:  "intake",
		About: "Intake takes facts about job interviews over HTTP and puts them on the bus.",
		Settings: func(s *daemon.Settings) {
			s.Text(&listen, "listen", "AFTERWORD_LISTEN", "127.0.0.1:8080", "address of the API; its description is at /docs there")
		},
		Facts: calendar.Versions(),
		Run: func(ctx context.Context, p daemon.Process) error {
			service, err := intake.New(intake.Options{
				Bus: p.Bus, Addr: listen, Logger: p.Logger, Registerer: p.Registerer, Tracer: p.Tracer, Health: p.Health,
			})
			if err != nil {
				return err
			}
			return service.Run(ctx)
		},
	}
}
