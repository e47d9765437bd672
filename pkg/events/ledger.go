package events

import "time"

// RebuildKey is the key in the LEDGER bucket under which a rebuild of the ledger is asked for and told of.
const RebuildKey = "rebuild"

// RebuildState says how far a rebuild of the ledger has come.
type RebuildState string

// The states: asked ─► reading ─► comparing ─► done, or failed or refused at any point after asked.
const (
	// RebuildAsked: somebody wants it, and no ledger has begun.
	RebuildAsked RebuildState = "asked"
	// RebuildReading: a new record is being made from the streams, beside the one that counts.
	RebuildReading RebuildState = "reading"
	// RebuildComparing: both stand at the same place, and nothing new is taken until they are compared and swapped.
	RebuildComparing RebuildState = "comparing"
	// RebuildDone: the new record counts.
	RebuildDone RebuildState = "done"
	// RebuildRefused: the streams have lost messages that the old record has; it still counts.
	RebuildRefused RebuildState = "refused"
	// RebuildFailed: Error says why; the old record still counts.
	RebuildFailed RebuildState = "failed"
)

// LedgerRebuild is one rebuild of the ledger from the streams, as kept in the LEDGER bucket under RebuildKey. Who wants one
// puts ID, AskedAt, State asked and, perhaps, Force; the ledger writes everything else. It holds nothing personal.
type LedgerRebuild struct {
	// ID tells one from another.
	ID string `json:"id"`
	// AskedAt is UTC, and so is EndedAt, which is zero until it has ended.
	AskedAt time.Time    `json:"asked_at"`
	EndedAt time.Time    `json:"ended_at,omitzero"`
	State   RebuildState `json:"state"`
	// Force swaps although messages are lost: what only the old record knows is then gone.
	Force bool `json:"force,omitempty"`
	// Done is how many messages were read so far, Of how many there are to read.
	Done uint64 `json:"done"`
	Of   uint64 `json:"of"`
	// Lost is how many messages the old record has that the streams no longer have, by stream.
	Lost map[string]uint64 `json:"lost,omitempty"`
	// DigestBefore and DigestAfter are the sums over both records at the same place; Same says whether they are equal. They
	// differ when messages are lost, and when the ledger has learnt to understand events in another way.
	DigestBefore string `json:"digest_before,omitempty"`
	DigestAfter  string `json:"digest_after,omitempty"`
	Same         bool   `json:"same"`
	// Error says why it failed or was refused.
	Error string `json:"error,omitempty"`
}

// Ended reports whether nothing more will happen to it.
func (r LedgerRebuild) Ended() bool {
	return r.State == RebuildDone || r.State == RebuildRefused || r.State == RebuildFailed
}
