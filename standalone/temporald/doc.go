// Package temporald is a Temporal server in this process, on SQLite files: the
// engine of standalone and of its stories. The server listens on loopback only and
// has no authorization, so the machine's other users can reach it.
//
// Durable by default: write-ahead log, full sync, and a file of its own for visibility, which
// can be rebuilt and must not slow down what cannot.
package temporald
