// Package loadgen makes up what the streams of a large installation hold: years of follow-ups of several tenants, in
// the order in which they would have been stored. Tests and the bench (package bench) feed books with it. The same
// options give the same events, byte for byte.
//
//	plot ──► life ──► template ──► copies, merged by time ──► batches of FACTS, FOLLOWUPS, DELIVERIES
//
// A few thousand lives are lived through for real: followup.Evaluate makes each plan, at every fact and every wake, and
// the candidate answers some of the reminders. Each life is then told many times over, of other people, by another
// employer of the same zone and one or more years of 52 weeks later, so that weekdays stay as they were. A copy costs a
// microsecond where a life costs a millisecond, which is what makes ten million events a matter of minutes. The price: where
// a reason spells out a date, a copy says the template's.
package loadgen
