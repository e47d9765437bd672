// Package notifier turns reminders that are due into messages that arrive.
//
// It reads reminder.due from FOLLOWUPS and makes of each one delivery.requested
// per channel (fanout.go). Per channel one durable consumer takes those through
// the stages of stages.go, which are the architecture of this package: read that
// list first. What became of a message is said as delivery.sent, delivery.failed
// or delivery.skipped, published before the input is acknowledged.
//
// The claim in SENDS is what makes a message arrive once. Its states:
//
//	            ┌────────── temporary failure ───────────┐
//	            ▼                                        │
//	none ─► claimed ─► sending ─┬─ accepted ───► sent    │   sent, failed and unknown end it
//	            ▲               ├─ refused ────► failed ─┘
//	            │               └─ nobody knows ─┬─ try again: same Message-ID, or ask the provider
//	            └────────────────────────────────┘
//	                                             └─ enough tried ─► unknown, for a person to decide
//
// Every change of the claim names the revision it was based on. A notifier that
// was paused while another took its claim over fails at the step from claimed to
// sending, which is taken right before the first byte leaves.
//
// Services embed the package through New and Run; cmd/notifier is the binary.
// Nothing personal leaves it but the message itself.
package notifier
