// Package access says who looks at the dashboard, and what that person may see and do.
//
// Two packages may call it: the dashboard, which asks PersonOf and May for each request, and the ledger's frame, which
// picks a Gate. A Gate is the way in:
//
//	               ┌─ NewOIDC ──── an OpenID Connect provider says who it is, its groups say what they may
//	request ─► Gate┼─ NewPassword ─ a form and a list of people, for small installations
//	               └─ Local ────── whoever reaches this address is that person
//	                    │
//	                    ▼
//	          a signed cookie ─► Require ─► PersonOf(ctx).May(tenant, role)
//
// The state of a visit, by OpenID Connect or password:
//
//	nobody ──► asked ──► signed in ──┬─ idle for an hour, or eight hours in all ──► nobody
//	             │                   └─ signs out ──────────────────────────────► nobody
//	             └─ refused: nobody, with a sentence that says why and gives nothing away
//
// Nothing about a visit is kept here but what has been spent: the cookie says all, is signed by the first of a ring of
// keys, and is accepted by all of them. Its times are real ones, also where the rest of the system is in time-lapse.
package access
