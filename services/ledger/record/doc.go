// Package record is what the ledger believes of one follow-up, and how each event changes that: the projection, as a
// pure function. It has no clock, no I/O and knows no SQL; package book keeps what it makes.
//
//	FACTS ──────► who, where, what was said ──┐
//	FOLLOWUPS ──► stage, plan, reasons ───────┼──► Followup, Reminders, Deliveries, Entries
//	DELIVERIES ─► what became of each message ┘
//
// Each stream changes a part of its own, in the order of its sequence; what depends on more than one part is worked out
// anew from all of them. So the order in which the streams are read against each other does not matter, and a
// record made again from the streams is the same, byte for byte.
package record
