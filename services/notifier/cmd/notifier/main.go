// Command notifier sends the reminders that are due; see package notifier. Its settings
// are flags, else the environment variables that -help names.
package main

import (
	"context"
	"errors"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/services/notifier"
)

func main() {
	var p providers
	daemon.Main(p.command())
}

func (p *providers) command() daemon.Command {
	return daemon.Command{
		Name:     "notifier",
		About:    "Notifier sends the reminders that are due, by email and by SMS.",
		Settings: p.settings,
		Check:    p.check,
		Facts:    calendar.Versions(),
		Run:      p.run,
	}
}

func (p *providers) run(ctx context.Context, process daemon.Process) (err error) {
	channels, err := p.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, channels.close()) }()
	process.Health.Add("bus", process.Bus.Healthy)
	service, err := notifier.New(p.returns.into(notifier.Options{
		Bus: process.Bus, Channels: channels.ways, MessageIDDomain: channels.domain,
		Logger: process.Logger, Registerer: process.Registerer, Tracer: process.Tracer, Health: process.Health,
	}))
	if err != nil {
		return err
	}
	return service.Run(ctx)
}
