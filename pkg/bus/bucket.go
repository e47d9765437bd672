package bus

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Entry is a value of a bucket with its revision.
type Entry[T any] struct {
	Key      string
	Value    T
	Revision uint64
}

// Bucket is a typed view of one key-value bucket; values are JSON.
// Errors: ErrNotFound, ErrConflict (wrong revision or key exists), *UnavailableError.
//
// In a cluster Get may be answered by a replica that is a moment behind: what must not
// happen twice is decided by Create, Update and DeleteRevision, which the leader alone answers.
type Bucket[T any] struct {
	bus  *Bus
	name BucketName
}

// OpenBucket returns the typed view of a bucket that EnsureTopology made.
func OpenBucket[T any](b *Bus, name BucketName) Bucket[T] { return Bucket[T]{bus: b, name: name} }

// Get returns the entry of key.
func (b Bucket[T]) Get(ctx context.Context, key string) (Entry[T], error) {
	op := b.op("read", key)
	ctx, cancel := bounded(ctx)
	defer cancel()
	kv, err := b.bus.bucket(ctx, b.name)
	if err != nil {
		return Entry[T]{}, bucketError(op, err)
	}
	var stored jetstream.KeyValueEntry
	err = b.bus.again(ctx, func(ctx context.Context) (err error) {
		stored, err = kv.Get(ctx, key)
		return err
	})
	if err != nil {
		return Entry[T]{}, bucketError(op, err)
	}
	entry := Entry[T]{Key: key, Revision: stored.Revision()}
	if err := json.Unmarshal(stored.Value(), &entry.Value); err != nil {
		return Entry[T]{}, fmt.Errorf("%s: decode the value: %w", op, err)
	}
	return entry, nil
}

// Put stores value whatever was there, and returns the new revision.
func (b Bucket[T]) Put(ctx context.Context, key string, value T) (uint64, error) {
	return b.write(ctx, b.op("write", key), value, b.bus.again, func(ctx context.Context, kv jetstream.KeyValue, data []byte) (uint64, error) {
		return kv.Put(ctx, key, data)
	})
}

// Create stores value if the key has none, for ttl (zero: the bucket's own limit; at least 1 s otherwise).
func (b Bucket[T]) Create(ctx context.Context, key string, value T, ttl time.Duration) (uint64, error) {
	return b.write(ctx, b.op("create", key), value, b.bus.once, func(ctx context.Context, kv jetstream.KeyValue, data []byte) (uint64, error) {
		if ttl > 0 {
			return kv.Create(ctx, key, data, jetstream.KeyTTL(ttl))
		}
		return kv.Create(ctx, key, data)
	})
}

// Update stores value if revision is the key's latest. A limit given to Create ends with it: the bucket's own holds from then on.
func (b Bucket[T]) Update(ctx context.Context, key string, value T, revision uint64) (uint64, error) {
	return b.write(ctx, b.op("update", key), value, b.bus.once, func(ctx context.Context, kv jetstream.KeyValue, data []byte) (uint64, error) {
		return kv.Update(ctx, key, data, revision)
	})
}

// Delete removes the key; a missing key is no error.
func (b Bucket[T]) Delete(ctx context.Context, key string) error {
	return b.remove(ctx, key, b.bus.again)
}

// DeleteRevision removes the key if revision is its latest.
func (b Bucket[T]) DeleteRevision(ctx context.Context, key string, revision uint64) error {
	return b.remove(ctx, key, b.bus.once, jetstream.LastRevision(revision))
}

// remove removes the key; send is as for write.
func (b Bucket[T]) remove(
	ctx context.Context, key string, send func(context.Context, func(context.Context) error) error, only ...jetstream.KVDeleteOpt,
) error {
	op := b.op("delete", key)
	ctx, cancel := bounded(ctx)
	defer cancel()
	kv, err := b.bus.bucket(ctx, b.name)
	if err != nil {
		return bucketError(op, err)
	}
	// A purge leaves a marker that goes away by itself; a plain delete would leave one for ever.
	return bucketError(op, send(ctx, func(ctx context.Context) error {
		return kv.Purge(ctx, key, append(only, jetstream.PurgeTTL(markerTTL))...)
	}))
}

// write encodes value and puts it. How it is sent says what happens when the connection is lost meanwhile: again is for
// writes that may be done twice; Create, Update and DeleteRevision are sent once, for they would take their own first try for somebody else's.
func (b Bucket[T]) write(
	ctx context.Context, op string, value T,
	send func(context.Context, func(context.Context) error) error,
	put func(context.Context, jetstream.KeyValue, []byte) (uint64, error),
) (uint64, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return 0, &RefusedError{Op: op, Err: err}
	}
	ctx, cancel := bounded(ctx)
	defer cancel()
	kv, err := b.bus.bucket(ctx, b.name)
	if err != nil {
		return 0, bucketError(op, err)
	}
	var revision uint64
	err = send(ctx, func(ctx context.Context) (err error) {
		revision, err = put(ctx, kv, data)
		return err
	})
	return revision, bucketError(op, err)
}

func (b Bucket[T]) op(verb, key string) string {
	return fmt.Sprintf("%s %s in bucket %s", verb, key, b.name)
}

// bucket returns the handle of a bucket; it asks the server once.
func (b *Bus) bucket(ctx context.Context, name BucketName) (jetstream.KeyValue, error) {
	b.mu.Lock()
	kv, ok := b.buckets[name]
	b.mu.Unlock()
	if ok {
		return kv, nil
	}
	kv, err := b.js.KeyValue(ctx, string(name))
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.buckets[name] = kv
	return kv, nil
}

// bucketError gives the error of a bucket operation its type.
func bucketError(op string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jetstream.ErrKeyNotFound):
		return fmt.Errorf("%s: %w", op, ErrNotFound)
	case errors.Is(err, jetstream.ErrKeyExists),
		code(err) == jetstream.JSErrCodeStreamWrongLastSequence, code(err) == jetstream.JSErrCodeStreamWrongLastSequenceConstant:
		return fmt.Errorf("%s: %w", op, ErrConflict)
	case errors.Is(err, jetstream.ErrInvalidKey):
		return &RefusedError{Op: op, Err: err}
	}
	return writeError(op, err)
}
