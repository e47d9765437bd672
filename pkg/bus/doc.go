// Package bus carries events over NATS JetStream: the topology, a publisher
// that waits for the durable write, a consumer loop with typed outcomes, and
// typed key-value buckets.
//
// Services depend on it; it depends on pkg/events and on the nats.go client and
// knows nothing of what an event means. Each hop is "publish and wait for the
// acknowledgement, then acknowledge the input":
//
//	message ─► Handler ─┬─ Done ────► acknowledged (server confirmed)
//	                    ├─ Retry ───► delivered again after the delay, counted against the budget
//	                    ├─ Hold ────► delivered again at the instant, not counted against the budget
//	                    └─ GiveUp ──► copied to DEAD with the reason, then terminated
package bus
