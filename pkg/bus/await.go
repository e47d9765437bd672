package bus

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/nats-io/nats.go/jetstream"
)

// Await follows one key until enough says so of what is kept there, and returns that; found is false for a key without
// a value, as after a deletion. It waits 5 s if ctx has no deadline. Errors: the context's own, and
// *UnavailableError when the bus is away meanwhile.
func (b Bucket[T]) Await(ctx context.Context, key string, enough func(value T, found bool) bool) (value T, found bool, err error) {
	op := b.op("await", key)
	ctx, cancel := bounded(ctx)
	defer cancel()
	watching, stop := b.bus.withinSession(ctx)
	defer stop()
	kv, err := b.bus.bucket(watching, b.name)
	if err != nil {
		return value, false, bucketError(op, err)
	}
	watcher, err := kv.Watch(watching, key)
	if err != nil {
		return value, false, bucketError(op, err)
	}
	defer func() { _ = watcher.Stop() }()
	for seen := false; ; {
		var entry jetstream.KeyValueEntry
		select {
		case <-watching.Done():
			if ctx.Err() != nil {
				return value, false, ctx.Err()
			}
			return value, false, &UnavailableError{Op: op, Err: context.Cause(watching)}
		case entry = <-watcher.Updates():
		}
		if entry == nil && seen {
			continue // It marks the end of what was there before.
		}
		var now T
		there := entry != nil && entry.Operation() == jetstream.KeyValuePut
		if there {
			if err := json.Unmarshal(entry.Value(), &now); err != nil {
				return value, false, fmt.Errorf("%s: decode the value: %w", op, err)
			}
		}
		if enough(now, there) {
			return now, there, nil
		}
		seen = true
	}
}
