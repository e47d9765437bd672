// Package e2e holds the stories that need whole processes: the real binaries,
// built once, started, killed and started again, spoken to over HTTP only.
//
// Stories that fit into one process are in the packages beside it.
package e2e
