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
//	                    └─ GiveUp ──► copied to DEAD with the reason, then acknowledged
//
// The tree in the order data flows: connect.go and session.go hold the connection,
// topology.go and buckets.go say what there is on the server, publish.go and
// batch.go put events in, consume.go and deliver.go take them out, dead.go keeps
// what was given up and replay.go sends it again, follow.go watches, tail.go is for readers that remember
// how far they have come, stored.go reads again; bucket.go, watch.go and await.go keep values.
//
// Nothing is lost in it: an event is stored before Publish returns, a full
// stream refuses instead of dropping, and a message leaves a consumer only when the server has confirmed that
// it is done or lies in DEAD. What is delivered may be delivered again: handlers are idempotent.
package bus
