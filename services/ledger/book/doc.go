// Package book is the ledger's SQL: one schema on SQLite or PostgreSQL, written by Take and read by the questions of
// query.go. It keeps what package record makes of each follow-up, and is the only package that speaks SQL.
//
//	bus ─► Take ─► one transaction: record.Apply of every follow-up touched, tallies by difference, the position
//	                 │
//	                 ▼
//	  positions  entries  followups  reminders  deliveries  words  tallies  dead  tenants_seen
//	                 │
//	                 ▼
//	  Followups, Timeline, Reminders, Deliveries, Stats, Today ... ─► api, dashboard, audit
//
// Each stream is taken in the order of its sequence, and the position is written with what was taken: a message
// counts once, however often it is given. Of two writers, be they of two processes, one waits for the other and leaves out
// what that one has taken. The tables hang on the streams alone, so that Rebuild makes the same ones again and Digest can tell.
package book
