// Package api answers programs: what the ledger knows of one tenant, by HTTP and with the tenant's API key. It only reads, but for
// the repair of what the audit found, which needs a key that may write.
//
// Standalone and the ledger's own service may import it. It speaks no SQL: package book answers its questions.
//
//	observe ─► route ─► authenticate ─► read query ─► unchanged? ─► ask the book ─► 200
//	   │         │           │              │             │              │
//	   │      404, 405    401, 403         422           304            404
//	   └─ request id, one log line, metrics, recovered panics (500)
//
// The tenant is always the key's and never comes from the request: what another tenant has is as if it were not there.
package api
