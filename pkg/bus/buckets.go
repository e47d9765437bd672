package bus

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// BucketName names a key-value bucket of the topology.
type BucketName string

// The buckets, and who keeps what in them.
const (
	// TenantsBucket: events.Tenant by slug; written by the CLI and standalone, watched by all services.
	TenantsBucket BucketName = "TENANTS"
	// StatusBucket: events.Snapshot by Key(tenant, follow-up); written by workflow.
	StatusBucket BucketName = "STATUS"
	// SendsBucket: claim and result by Key(tenant, reminder, channel), and of channels that go out side by side those
	// that ended unsent, kept 90 days; notifier's own.
	SendsBucket BucketName = "SENDS"
	// SuppressionsBucket: events.Suppression by the keys of package suppression; read before every send.
	SuppressionsBucket BucketName = "SUPPRESSIONS"
	// DossiersBucket: followup.Dossier by link.FollowupRef, kept 400 days; written by workflow, read by portal.
	DossiersBucket BucketName = "DOSSIERS"
	// LettersBucket: the messages that providers have taken, kept 90 days, for the receipts that follow; notifier's own.
	LettersBucket BucketName = "LETTERS"
	// ConversationsBucket: what was last texted from a sender to a number, kept 90 days; notifier's own.
	ConversationsBucket BucketName = "CONVERSATIONS"
	// ApplicationsBucket: the follow-ups of an application by Key(tenant, application); workflow's own.
	ApplicationsBucket BucketName = "APPLICATIONS"
	// IdempotencyBucket: request and answer by Key(tenant, route, key), kept 24 hours; intake's own.
	IdempotencyBucket BucketName = "IDEMPOTENCY"
	// LedgerBucket: events.LedgerRebuild by events.RebuildKey; asked for by the CLI, told of by the ledger.
	LedgerBucket BucketName = "LEDGER"
)

const day = 24 * time.Hour

// markerTTL is how long the mark of a deleted or expired key is kept: a watcher that was
// away for longer may miss the deletion.
const markerTTL = day

type bucketSpec struct {
	name BucketName
	// keep is how long a key lives after its last write; zero means until it is deleted.
	keep time.Duration
	// marker is how long an expiry is remembered. It costs a message for each key that expires,
	// so buckets whose keys expire in numbers and that nobody watches forget soon.
	marker time.Duration
}

func buckets() []bucketSpec {
	return []bucketSpec{
		{name: TenantsBucket, marker: markerTTL},
		{name: StatusBucket, marker: markerTTL},
		{name: SendsBucket, keep: 90 * day, marker: time.Minute},
		{name: SuppressionsBucket, marker: markerTTL},
		{name: DossiersBucket, keep: 400 * day, marker: time.Minute},
		{name: LettersBucket, keep: 90 * day, marker: time.Minute},
		{name: ConversationsBucket, keep: 90 * day, marker: time.Minute},
		{name: ApplicationsBucket, marker: markerTTL},
		{name: IdempotencyBucket, keep: day, marker: time.Minute},
		{name: LedgerBucket, marker: markerTTL},
	}
}

func (b *Bus) bucketConfig(s bucketSpec) jetstream.KeyValueConfig {
	return jetstream.KeyValueConfig{
		Bucket: string(s.name),
		// With a longer history the server keeps a key at least as long as its marker, whatever Create says.
		History:        1,
		TTL:            s.keep,
		Storage:        jetstream.FileStorage,
		Replicas:       b.options.Replicas,
		LimitMarkerTTL: s.marker,
	}
}

// Key hashes the parts into a key: nothing a person typed, and no id, becomes part of a subject.
// It is the hex SHA-256 of the parts, each preceded by its length, so that no two lists of parts share a key.
func Key(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		h.Write([]byte(strconv.Itoa(len(part))))
		h.Write([]byte{':'})
		h.Write([]byte(part))
	}
	return hex.EncodeToString(h.Sum(nil))
}
