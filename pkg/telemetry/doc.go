// Package telemetry gives a service its logger, its metrics registry and its
// admin listener with /healthz, /readyz, /metrics and /version, and serves HTTP with the
// limits and the graceful stop that every listener of Afterword needs.
//
// Every service and the all-in-one build one of each per service instance;
// there is no package state, so two instances can live in one process.
// It depends on nothing else in Afterword.
//
// The life of a service as /readyz shows it:
//
//	start ─► failing (503, names the checks) ◄─► ok (200) ─► draining (503) ─► gone
//
// /healthz only says that the process runs: a restart does not mend a bus that is down.
package telemetry
