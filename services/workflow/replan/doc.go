// Package replan wakes the follow-ups whose plan rests on something that has
// changed: the tenant's policy, the zone or holiday data, the rules. The workflow
// service asks for a sweep when it starts and when a tenant's policy changes;
// nobody else calls it.
//
//	service starts, policy changes ──► Replan, one workflow per tenant and basis
//	                                      │ pass by pass, until one finds nobody
//	                                      ▼
//	    Temporal: who is asleep? ──► Sweep: STATUS planned with another basis? ──signal──► lifecycle.FollowUp
//
// Several processes that learn of a change ask for the same sweep; the workflow's
// id makes it one. The sweep's position is in its heartbeats, so another worker
// takes it up where one was lost, and its signals are spread over time, so that a
// hundred thousand sleepers are no herd.
//
// Nothing is lost with a signal that is: a pass looks at everybody again who is
// still planned with another basis, the next start of a service does, and so does
// every follow-up at its own next wake.
package replan
