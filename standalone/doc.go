// Package standalone is the whole of Afterword in one process on one machine: the
// services, the servers that they need, and an outbox that takes what is sent until a
// real mail server or SMS account is configured. It is the only package that knows
// all parts; it is used by cmd/afterword-standalone and by tests.
//
// Run starts the parts from the bottom of this list to the top, and stops them from the top to the bottom:
//
//	clock        in time-lapse: runs once everything else is ready
//	http         one address: API, pages, health, metrics
//	intake       ─┐
//	portal        │  the services, as they run in a cluster
//	workflow      │
//	notifier     ─┘
//	connections  to the bus and to Temporal
//	servers      nats-server and Temporal, with their files
//	outbox       SMTP server and SMS endpoint
//
// Everything that must survive is in the data directory, which one process at a time may use:
//
//	api-key       the API key of tenant local
//	link-keys     the keys that sign candidates' links; a line put before the others signs from the next start on
//	connect.json  where the running process is reached; gone when it has stopped
//	clock.json    the reading of the time-lapse clock; no such file in real time
//	outbox.jsonl  the captured messages
//	nats/         the bus
//	temporal/     the durable waits
//	lock          held while a process uses the directory
package standalone
