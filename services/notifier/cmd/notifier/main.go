// Command notifier sends the reminders that are due; see package notifier. Its settings
// are flags, else the environment variables that -help names.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	// A scratch image has neither zones nor certificate authorities.
	_ "time/tzdata"

	_ "golang.org/x/crypto/x509roots/fallback"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() { os.Exit(execute(os.Args[1:])) }

func execute(args []string) int {
	stop := make(chan os.Signal, 2)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		<-stop
		cancel()
		// A second signal means: now.
		second := <-stop
		os.Exit(128 + int(second.(syscall.Signal)))
	}()

	err := run(ctx, args, os.Getenv, os.Stdout)
	if bad := new(usageError); errors.As(err, &bad) {
		if !bad.help {
			fmt.Fprintln(os.Stderr, "notifier:", err)
		}
		return bad.code()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "notifier:", err)
		return exitFailed
	}
	return 0
}
