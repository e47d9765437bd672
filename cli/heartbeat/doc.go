// Package heartbeat proves, from outside and again and again, that the whole of Afterword works: who watches the
// watcher. Each beat is a follow-up of its own, of an invented candidate, in a tenant kept for this:
//
//	submit: hand in an interview that ended an hour ago ──► intake    (the same again while it may be stored or not)
//	sent:   ask until its first reminder has left       ◄── ledger
//	erase:  tell that the candidate is erased           ──► intake
//
// A beat that came through says that a fact was stored, heard, judged, handed over, sent and recorded. It is
// kept as a metric, and told to a dead man's switch somewhere else, which calls when it hears nothing: also when
// Prometheus is what has stopped. The afterword command calls it; so may any test.
package heartbeat
