package ledger

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/services/ledger/book"
)

// projector takes the streams into the book, one reader each. A reader knows how far it has come in one generation of the
// book; when another takes its place, every reader begins anew at the place that is written there.
type projector struct {
	bus  *bus.Bus
	book *book.Book
	log  *zap.Logger

	// mu is held for reading by whoever writes into the book, and for writing while the generation changes.
	mu         sync.RWMutex
	generation *generation
}

// generation stands for one generation of the book; its context ends when another takes its place.
type generation struct {
	context.Context
	end context.CancelFunc
}

func newGeneration() *generation {
	ctx, cancel := context.WithCancel(context.Background())
	return &generation{ctx, cancel}
}

func newProjector(b *bus.Bus, k *book.Book, log *zap.Logger) *projector {
	return &projector{bus: b, book: k, log: log, generation: newGeneration()}
}

// errReplaced ends a reader whose generation is gone.
var errReplaced = errors.New("the record was replaced meanwhile")

// retryPause is how long a reader waits that could not begin, in real time.
const retryPause = time.Second

// run takes all streams until ctx is done.
func (p *projector) run(ctx context.Context) error {
	streams := book.Streams()
	var wait sync.WaitGroup
	ended := make([]error, len(streams))
	for i, stream := range streams {
		wait.Go(func() { ended[i] = p.stream(ctx, stream) })
	}
	wait.Wait()
	return errors.Join(ended...)
}

// stream takes one stream until ctx is done. It returns an error only when the bus is closed.
func (p *projector) stream(ctx context.Context, stream string) error {
	for ctx.Err() == nil {
		after, of, err := p.begin(ctx, stream)
		if err == nil {
			if err = p.tail(ctx, stream, after, of); !errors.Is(err, errReplaced) {
				return err
			}
			continue
		}
		p.log.Warn("the record cannot be read", zap.String("stream", stream), zap.Error(err))
		select {
		case <-ctx.Done():
		case <-time.After(retryPause):
		}
	}
	return nil
}

// begin reads how far a stream was taken, and in which generation.
func (p *projector) begin(ctx context.Context, stream string) (after uint64, of *generation, err error) {
	p.mu.RLock()
	defer p.mu.RUnlock()
	after, err = p.book.Position(ctx, stream)
	return after, p.generation, err
}

// tail takes a stream from a place on, until ctx is done or the generation is another.
func (p *projector) tail(ctx context.Context, stream string, after uint64, of *generation) error {
	tailing, end := context.WithCancelCause(ctx)
	defer end(nil)
	// A stream that is silent would not notice by itself.
	defer context.AfterFunc(of, func() { end(errReplaced) })()
	err := p.bus.Tail(tailing, stream, after, bus.TailOptions{}, func(ctx context.Context, batch []bus.Message) error {
		err := p.take(ctx, stream, batch, of)
		switch {
		case errors.Is(err, errReplaced): // The context ends by it.
		case errors.Is(err, book.ErrMoved):
			p.log.Debug("another process has written first", zap.String("stream", stream))
		case err != nil && ctx.Err() == nil:
			p.log.Warn("a batch cannot be written", zap.String("stream", stream), zap.Error(err))
			// Where several processes share a database, one of them may have made the record anew.
			p.refresh(ctx)
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("record stream %s: %w", stream, err)
	}
	if errors.Is(context.Cause(tailing), errReplaced) {
		return errReplaced
	}
	return nil
}

// take writes a batch that was read for a generation.
func (p *projector) take(ctx context.Context, stream string, batch []bus.Message, of *generation) error {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.generation != of {
		return errReplaced
	}
	return p.book.Take(ctx, stream, batch)
}

// refresh takes over the generation that counts, if another process has replaced ours.
func (p *projector) refresh(ctx context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	replaced, err := p.book.Refresh(ctx)
	if err != nil {
		p.log.Warn("the record that counts cannot be found", zap.Error(err))
	}
	if replaced {
		p.begun()
	}
}

// replaced makes every reader begin anew, after this process has replaced the generation.
func (p *projector) replaced() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.begun()
}

// begun ends the readers of the generation before; mu is held.
func (p *projector) begun() {
	before := p.generation
	p.generation = newGeneration()
	before.end()
}
