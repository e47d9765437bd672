// Package intake is the HTTP door of Afterword: what an ATS, a platform or staff
// say about an interview becomes a fact on the bus, and what is so now can be
// read back.
//
// Standalone and cmd/intake may import it. It judges no fact, keeps no state of
// its own but idempotency keys, and never talks to another service: facts go to
// the FACTS stream, snapshots come from the STATUS bucket.
//
// A request on its way to 202:
//
//	observe ─► route ─► authenticate ─► rate ─► read body ─► decode, validate ─► claim key ─► publish ─► 202
//	   │         │           │            │         │               │                │           │
//	   │      404, 405    401, 403       429     413, 415        400, 422         409, 422      503
//	   └─ request id, one log line, metrics, recovered panics (500)
//
// The claim of an Idempotency-Key is the only state (idempotency.go):
//
//	free ──► running ──► done (the answer is kept 24 h and given again)
//	  ▲         │
//	  └─────────┴─ released (not stored, or refused) or lease run out (the process died)
//
// 202 is written only after the bus has acknowledged the durable write.
package intake
