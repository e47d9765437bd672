// Package alerts holds the tests of what operators watch: each alert of deploy/prometheus/rules is seen firing in a
// test that causes its fault, the queries of rules and dashboards name metrics that are really there, and what the
// services show has bounded labels.
//
// Each fault has a Prometheus of its own, Debian's binary (make prometheus), which reads the real rules from the real
// services on loopback:
//
//	service under test ──/metrics──► Prometheus, rules with durations a sixtieth as long ──► /api/v1/alerts ──► the test
//
// The faults are grouped by what they are done to: the bus, the providers, the engine, the record, the whole.
package alerts
