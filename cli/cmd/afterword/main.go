// Command afterword hands interviews and facts to Afterword, tells what will
// follow from them, and shows what a running Afterword is doing.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	// A machine without zone data must still know Lisbon from New York, and one without certificate authorities reach a server.
	_ "time/tzdata"

	_ "golang.org/x/crypto/x509roots/fallback"

	"github.com/afterword-io/afterword/cli"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// From the first signal on the default action is back: a second one ends the program at once.
	context.AfterFunc(ctx, stop)
	return cli.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
}
