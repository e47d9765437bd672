// Package ledger keeps the record: what was said, what was planned, what was sent. It reads the streams into SQL
// (SQLite beside it, or PostgreSQL), answers questions about that by HTTP, shows it to operators, and proves by
// replaying the facts that nothing was lost and nothing doubled.
//
//	FACTS ───────┐                       ┌─► api        read by programs, with a tenant's key
//	FOLLOWUPS ───┼─► record ─► book ─────┼─► dashboard  read by people, who sign in (access)
//	DELIVERIES ──┤  (pure)     (SQL)     └─► audit ───► what is missing, and driving it again
//	DEAD ────────┘
//
// Services embed the package through New and Run; cmd/ledger is the binary. It is the only part that knows SQL, and the
// record can be made again from the streams at any time.
package ledger
