// Package lifecycle is the durable wait: one Temporal workflow per follow-up,
// from its first fact to its end, and the one local activity that decides.
//
// The dispatcher signals facts to it; nobody else calls it. The workflow is a
// loop that should never need to change, because decisions live elsewhere:
// followup.Evaluate decides, Advance makes the decision known, and the history
// holds nothing but decided values. So policy, holidays, zone data and domain
// code may all change while a follow-up sleeps: it is planned anew when a signal
// says so (package replan), at its next wake at the latest, and replay can never
// disagree with what was decided before.
//
//	            first fact              fact, wake or new basis
//	(no run) ───────────────► waiting ◄──────────────────────┐
//	    ▲                        │ Advance                   │
//	    │                        ├─ there is a next wake ────┘
//	    │                        ├─ 24 h without an interview ─► facts to DEAD ─► ended
//	    │                        └─ closed, nothing left ───────────────────────► ended
//	    └──────── a late fact starts a new run with the state of the ended one ─────┘
//
// The life of a reminder between here and the notifier:
//
//	planned ──(lead before due)──► handed over ──(due, and STATUS wants it)──► emitted
//	   │                               │
//	   ├─(due, awake only now)─► emitted
//	   │                               ├─(a fact stops it)─► withdrawn: STATUS first, then reminder.withdrawn
//	   └─(expired meanwhile)──► skipped│
//	                                   └─(a fact or a new basis moves it)─► withdrawn, and planned for its new instant
//
// A reminder is handed to the notifier some minutes before it is due, spread by
// a hash, and its emission is noted as long after, so that everybody's 09:00
// costs Temporal nothing. What the notifier had when its instant came, and STATUS
// wanted, was sent: also if nobody here was awake then, and whatever has become
// known or changed since.
//
// A plan rests on a basis (followup.Basis): policy, zones, holidays, rules. The
// state says which, and since when. On another one the first decision plans anew
// as of its own instant: what was emitted stays, what came due unnoticed and was not
// moved is late, and what the change moved into the past is due from then on.
//
// A follow-up keeps facts up to a megabyte: they travel in one payload. What has no
// room goes to DEAD, and the follow-up lives on; what stops reminders has room longer.
//
// While the bus is down the decision is tried again and again: for an hour in
// one row, then after a look at new facts and at the length of the history.
//
// An ended run returns its State as the workflow's result. A fact that comes
// later is a late one (DOMAIN.md, "Late facts"): the dispatcher reads that
// result and starts a run of the same id with it, which changes the recorded
// outcome or sends the one message that is still due, and ends again. The same
// path opens a follow-up again when an interview is scheduled after a cancellation, or when
// what had closed it is taken back.
//
// The facts and the record lie in DOSSIERS too (dossier.go), for the candidate's page: it shows what
// followup.Evaluate says of them. They go when the candidate is erased.
//
// A first run of a follow-up that was known before, since its run was ended from outside or Temporal no longer keeps
// the result, takes over what its dossier knows (restore.go). How far the lost run had come with handing over nobody
// knows: what can still go out is handed over again, under the same id. Without a dossier, a fact of a closed
// follow-up goes to DEAD: STATUS remembers that it closed, and it must not begin again.
package lifecycle
