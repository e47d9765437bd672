// Package audit proves that nothing was lost and nothing doubled. It replays what was said of each follow-up through the
// domain (package followup), and holds what must have been sent against what the record says was sent; and it holds the
// record against the streams it was made from, and both against what the workflow knows.
//
//	book: facts ───────► followup.Evaluate ──► what must have been sent ──┐
//	book: FOLLOWUPS, DELIVERIES ─────────────► what was sent ─────────────┼─► Judge ──► verdicts
//	STATUS ──────────────────────────────────► what the workflow knows ───┘
//	streams, message by message ◄────────────► book, entry by entry ──────────────────► gaps
//
// The api, the dashboard and the service call Run, Repair and Watch; nobody else does. Reading order:
//
//	report.go    the words: what can be found, and how it is told
//	case.go      all that is known of one follow-up
//	wanted.go    what the domain wanted, and when the workflow knew what
//	sent.go      what the record says became of each reminder
//	judge.go     the one held against the other: pure, like the three above
//	gaps.go      what lies between intake, workflow and notifier
//	streams.go   the record against the streams
//	head.go      what a stream has lost at its beginning
//	audit.go     one run over a tenant
//	repair.go    driving again what is missing; mender.go has the ways
//	watch.go     a run each hour, for the metrics
//
// # What can be judged
//
// A plan rests on more than facts: on the policy, the calendars and the rules (followup.Basis). Where a follow-up was
// planned on another basis than today's, or partly so, or where its facts were erased, or those of another round, which may
// have closed it, the domain of today cannot say what had to be sent. It is then judged by its own record: what that says is
// due has to end on a channel, once and in time. The report counts those follow-ups as by_record.
//
// A reminder has a history: called back and wanted again, skipped and taken back, moved. What was said of it for one due
// instant is no word on another, so only that counts which was said for the instant at which it is wanted.
//
// The domain takes a fact as known from its time on. What the workflow heard later than that it could only act on later:
// the record of its decisions says when it knew how many facts, and where the first replay differs a second one goes by
// that.
//
// # What a stream may have lost
//
// Streams drop nothing by themselves: they have neither an age nor a number of messages as a limit, and refuse what is new
// when they are full. Then the oldest is trimmed by hand, once the ledger has it. So a beginning that is gone is no fault as
// long as nothing is missed there: the report counts it as trimmed. Missed is what belongs to a follow-up that is open, what
// is younger than two days, and everything where nothing is left of the stream. That is one finding for each stream, however much it
// is; so is what had gone before the ledger took it. A hole behind the beginning is always a finding of its own.
//
// A stream that ends before the place up to which the ledger has taken it was made anew. What it says from then on the ledger takes
// for known, until it is made anew as well: that is a finding, and the audit is as of the last word before.
//
// # What can be mended
//
// Repair drives again what is missing, in ways that cannot send twice: a fact is published again under its own source
// and id, which the workflow takes once; a reminder is handed over again under its own id and due instant, on which the
// notifier has a claim. Whether it still goes out is for the notifier to say as ever: expiry, hours and consent are asked
// anew. What was sent cannot be unsent, what has expired is not sent, and what the services said is not said again; those are
// told, and stay.
package audit
