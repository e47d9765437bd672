// Package daemon is what the commands of the services have in common: settings
// from flags and variables, signals, the health check of a scratch image, the bus,
// the admin listener, and exit codes. A service's main says what is its own.
//
//	main ─► Main ─┬─ healthcheck ─► ask /healthz of this machine ─► 0 or 1
//	              └─ settings ─► bus, logger, registry, admin ─► Command.Run until a signal
//
// The first SIGINT or SIGTERM ends the context of Run; a second one ends the process at once.
package daemon
