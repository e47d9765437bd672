// Package notifier turns reminders that are due into messages that arrive.
//
// It reads reminder.due from FOLLOWUPS and makes of each one delivery.requested
// per channel (fanout.go). Per channel one durable consumer takes those through
// the stages of stages.go, which are the architecture of this package: read that
// list first, then lastLook in lastlook.go, which is what lies between a letter that
// is ready and its first byte. What became of a message is said as delivery.sent,
// delivery.failed or delivery.skipped, published before the input is acknowledged.
//
// The claim in SENDS is what makes a message arrive once. Its states:
//
//	            ┌────────── temporary failure ───────────┐
//	            ▼                                        │
//	none ─► claimed ─► sending ─┬─ accepted ───► sent    │   skipped, sent, failed and unknown end it
//	 │          │ ▲             ├─ refused ────► failed ─┘
//	 │          │ │             └─ nobody knows ─┬─ try again: same Message-ID, or ask the provider
//	 │          │ └──────────────────────────────┤
//	 │          │                                └─ enough tried ─► unknown, for a person to decide
//	 └── no ────┴─ no ─► skipped                     no: expired, no address, opted out, suppressed, no words
//
// Every change of the claim names the revision it was based on. A notifier that
// was paused while another took its claim over fails at the step from claimed to
// sending, which is taken right before the first byte leaves. A reminder that is
// withdrawn leaves no end behind, since a fact that is taken back may bring it back.
//
// What follows from an end (unsent.go):
//
//	sent ──(bounced, undelivered: failedAfterwards)──┐
//	failed, skipped ─────────────────────────────────┴─┬─ the fault is the address's or the provider's,
//	                                                   │  and a channel is left ─► delivery.requested for that one
//	                                                   └─ else, if no other channel is under way or has arrived
//	                                                      ─► delivery.requested on "adviser", for each of the tenant's
//	unknown, withdrawn ─► nothing
//
// An opt-out never turns into a message on another channel. Where channels go out side by side, those that ended
// unsent are counted in one entry (tally.go), so that of two that end together one sees both. An adviser is told
// once of a follow-up (alert.go), by the same stages but those that ask for the candidate's wishes.
//
// # No means no
//
// A STOP and the letters to its number are ordered by the gate (gate.go): Stop waits for those whose last look is
// over, lets no other begin, and is held until the suppression is stored. So within one process no byte leaves for an
// address after Stop has been released. Between processes the order is that of the bucket: a letter whose last look
// reads SUPPRESSIONS or STATUS after a write there obeys it; one that has read just before is on its way, for as long
// as its attempt at the provider takes. In a cluster of servers a read may also be answered by a replica that is a
// moment behind. A provider that has heard STOP itself refuses the letter in any case.
//
// What is said of a message after it has left comes as a bounce (package bounces, returns.go) or as a provider's
// callback (statuses.go, callbacks_email.go). Both end in Receive (receipts.go): the letter moves on (package letter),
// its address is suppressed where that follows, delivery.receipt is published, and a letter that is lost gives the next
// channel its turn.
//
// # Yes, and what else is answered
//
// What a candidate answers to a text comes as a callback (replies.go) and is understood by what was last texted to
// the number (packages reply and conversation, meaning.go). A STOP is stored before anything else, whoever says it; a
// report becomes a fact with the text's id, and what comes of it is said in the answer (answers.go). Of numbers that
// were never texted nothing but their STOP is kept, and they get no answer.
//
// Services embed the package through New and Run; cmd/notifier is the binary.
// Nothing personal leaves it but the message itself.
package notifier
