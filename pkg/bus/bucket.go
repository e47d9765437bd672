package bus

import (
	"context"
	"time"
)

// Entry is a value of a bucket with its revision.
type Entry[T any] struct {
	Key      string
	Value    T
	Revision uint64
}

// Bucket is a typed view of one key-value bucket; values are JSON.
// Errors: ErrNotFound, ErrConflict (wrong revision or key exists), *UnavailableError.
type Bucket[T any] struct{}

// Get returns the entry of key.
func (b Bucket[T]) Get(ctx context.Context, key string) (Entry[T], error) { return Entry[T]{}, nil }

// Put stores value whatever was there, and returns the new revision.
func (b Bucket[T]) Put(ctx context.Context, key string, value T) (uint64, error) { return 0, nil }

// Create stores value if the key has none, for ttl (zero: the bucket's own limit).
func (b Bucket[T]) Create(ctx context.Context, key string, value T, ttl time.Duration) (uint64, error) {
	return 0, nil
}

// Update stores value if revision is the key's latest.
func (b Bucket[T]) Update(ctx context.Context, key string, value T, revision uint64) (uint64, error) {
	return 0, nil
}

// Delete removes the key; a missing key is no error.
func (b Bucket[T]) Delete(ctx context.Context, key string) error { return nil }

// Watch calls see with every entry there is and with every change until ctx is done; a nil
// value is a deletion. ready is called once after the entries that existed at the start.
func (b Bucket[T]) Watch(ctx context.Context, see func(key string, value *T), ready func()) error {
	return nil
}

// BucketName names a key-value bucket of the topology.
type BucketName string

// The buckets. Who keeps what in them:
const (
	// TenantsBucket: events.Tenant by slug; written by the CLI and standalone, watched by all services.
	TenantsBucket BucketName = "TENANTS"
	// StatusBucket: events.Snapshot by Key(tenant, follow-up); written by workflow.
	StatusBucket BucketName = "STATUS"
	// SendsBucket: claim and result by Key(tenant, reminder, channel), kept 90 days; notifier's own.
	SendsBucket BucketName = "SENDS"
	// SuppressionsBucket: events.Suppression by Key(tenant, channel, address); read before every send.
	SuppressionsBucket BucketName = "SUPPRESSIONS"
	// ApplicationsBucket: the follow-ups of an application by Key(tenant, application); workflow's own.
	ApplicationsBucket BucketName = "APPLICATIONS"
	// IdempotencyBucket: request and answer by Key(tenant, route, key), kept 24 hours; intake's own.
	IdempotencyBucket BucketName = "IDEMPOTENCY"
)

// OpenBucket returns the typed view of a bucket that EnsureTopology made.
func OpenBucket[T any](b *Bus, name BucketName) Bucket[T] { return Bucket[T]{} }

// Key hashes the parts into a key: nothing a person typed, and no id, becomes part of a subject.
func Key(parts ...string) string { return "" }
