// Package channel says what a way to reach a candidate is: one Send method and
// three kinds of failure. Each channel is a folder below this one with its own
// settings and constructor; channeltest holds the tests that every one must pass.
//
// The notifier's stages call it, and nothing else does. A channel knows its
// provider and nothing of reminders, claims or the bus.
//
//	            ┌─ error of begin ── nothing sent
//	ready ─► begin ─► bytes leave ─┬─ Receipt ──── accepted
//	  │                            ├─ *Temporary ─ refused for now
//	  └─ *Temporary, *Permanent    ├─ *Permanent ─ refused for good
//	                               └─ *Ambiguous ─ accepted or not: nobody knows
package channel
