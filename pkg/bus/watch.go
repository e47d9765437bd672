package bus

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/nats-io/nats.go/jetstream"
	"go.uber.org/zap"
)

// Watch calls see with every entry there is and with every change until ctx is done, and then returns nil; a nil
// value is a deletion. ready is called once after the entries that existed at the start.
//
// It survives server restarts: it goes on behind the last change it has seen. Until ready, an entry may be seen
// again. A value that cannot be decoded is logged and left out. It returns a *UnavailableError when the bus is closed. Both functions are called by one goroutine.
func (b Bucket[T]) Watch(ctx context.Context, see func(key string, value *T), ready func()) error {
	w := watch[T]{bucket: b, see: see, ready: ready, log: b.bus.log.With(zap.String("bucket", string(b.name)))}
	var pause backoff
	for b.bus.awaitConnection(ctx) {
		err := w.run(ctx, pause.reset)
		if ctx.Err() == nil && err != nil {
			w.log.Info("watching is interrupted", zap.Error(err))
			pause.wait(ctx)
		}
	}
	return b.bus.closedError(ctx, "watch bucket "+string(b.name))
}

// watch is one call of Watch.
type watch[T any] struct {
	bucket Bucket[T]
	see    func(key string, value *T)
	ready  func()
	log    *zap.Logger
	// complete is set once ready was called.
	complete bool
	// seen is the last revision that was seen.
	seen uint64
}

// run watches until the connection is lost, something failed, or ctx is done.
func (w *watch[T]) run(ctx context.Context, alive func()) error {
	watching, stop := w.bucket.bus.withinSession(ctx)
	defer stop()
	making, cancel := bounded(watching)
	defer cancel()
	kv, err := w.bucket.bus.bucket(making, w.bucket.name)
	if err != nil {
		return err
	}
	var options []jetstream.WatchOpt
	if w.complete && w.seen > 0 {
		options = append(options, jetstream.ResumeFromRevision(w.seen+1))
	}
	watcher, err := kv.WatchAll(watching, options...)
	if err != nil {
		return err
	}
	defer func() {
		if err := watcher.Stop(); err != nil {
			w.log.Debug("stop a watcher", zap.Error(err))
		}
	}()
	for {
		select {
		case <-watching.Done():
			return context.Cause(watching)
		case entry, ok := <-watcher.Updates():
			if !ok {
				return errors.New("the watcher was closed")
			}
			alive()
			w.take(entry)
		}
	}
}

// take passes one update on; a nil entry ends the initial ones.
func (w *watch[T]) take(entry jetstream.KeyValueEntry) {
	if entry == nil {
		if !w.complete {
			w.complete = true
			w.ready()
		}
		return
	}
	w.seen = max(w.seen, entry.Revision())
	if entry.Operation() != jetstream.KeyValuePut {
		w.see(entry.Key(), nil)
		return
	}
	var value T
	if err := json.Unmarshal(entry.Value(), &value); err != nil {
		// The error would quote the value.
		w.log.Error("a value that cannot be decoded is left out", zap.String("key", entry.Key()), zap.Uint64("revision", entry.Revision()))
		return
	}
	w.see(entry.Key(), &value)
}
