package lifecycle

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
)

// DossierBucket keeps the dossiers; bus.Bucket[followup.Dossier] is one.
type DossierBucket interface {
	Get(ctx context.Context, key string) (bus.Entry[followup.Dossier], error)
	Create(ctx context.Context, key string, d followup.Dossier, ttl time.Duration) (uint64, error)
	Update(ctx context.Context, key string, d followup.Dossier, revision uint64) (uint64, error)
	Delete(ctx context.Context, key string) error
}

// maxDossier is how many bytes a dossier may take. A message on the bus has 1 MiB, and a follow-up keeps more facts
// than anybody reads on a page.
const maxDossier = 768 << 10

// file is the dossier of one follow-up, while a decision is made.
//
// It goes before STATUS, and the two writes are not one. A crash between them leaves a dossier that knows more than the
// plan, which nobody can tell from a fact that has just come: the page works the plan out itself. The other way round
// a message could lead to a page that does not know why it was sent. Only the deletion comes after STATUS: a worker
// that was taken for dead, and knows of no erasure, then finds either the dossier changed under it or the snapshot,
// and writes nothing.
type file struct {
	bucket DossierBucket
	bulky  func()
	in     AdvanceInput
	// before is what lay there when the decision began, with revision 0 if there was none.
	before bus.Entry[followup.Dossier]
	erased bool
}

// file reads the dossier. It has to be read before anything is decided on, so that what others write meanwhile is seen.
func (a *Advancer) file(ctx context.Context, in AdvanceInput) (file, error) {
	f := file{
		bucket: a.Dossiers, bulky: a.Metrics.bulky.Inc, in: in,
		// Other rounds tell of their interviews only.
		erased: slices.ContainsFunc(in.State.Facts, func(e events.Event) bool { return e.Type == events.CandidateErased }),
	}
	var err error
	f.before, err = a.Dossiers.Get(ctx, f.key())
	if err != nil && !errors.Is(err, bus.ErrNotFound) {
		return f, fmt.Errorf("read the dossier of %s: %w", in.Followup, err)
	}
	return f, nil
}

// overtaken reports that the run has gone on meanwhile: this try began at an earlier place of its history, and was given up,
// as when a worker is taken for dead. A try at the same place or a later one is the run itself, whose last decisions were made
// known and then not recorded. A dossier of an earlier version does not say; whoever wrote that is gone.
func (f file) overtaken() bool {
	d := f.before.Value
	return d.Run != "" && d.Run != f.in.Run || f.in.History < d.History
}

func (f file) key() string { return link.FollowupRef(f.in.Tenant, f.in.Followup).String() }

// write keeps what a decision rests on, unless the candidate is erased. One that is too large leaves the one before.
func (f file) write(ctx context.Context, since time.Time, decision followup.Decision) error {
	if f.erased {
		return nil
	}
	d := followup.Dossier{
		Tenant: f.in.Tenant, Followup: f.in.Followup, Facts: f.in.State.Facts, Emitted: decision.Emitted, Since: since,
		Revision: decision.Snapshot.Revision, Run: f.in.Run, History: f.in.History,
	}
	// As with snapshots: of two on the same revision the one that knows more stands. What becomes of a decision that
	// comes too late is for STATUS to say; a dossier never holds one up.
	if old := f.before.Value; old.Revision > d.Revision || old.Revision == d.Revision && len(old.Facts) > len(d.Facts) {
		return nil
	}
	text, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("encode the dossier of %s: %w", f.in.Followup, err)
	}
	if len(text) > maxDossier {
		f.bulky()
		return nil
	}
	if f.before.Revision == 0 {
		_, err = f.bucket.Create(ctx, f.key(), d, 0)
	} else {
		_, err = f.bucket.Update(ctx, f.key(), d, f.before.Revision)
	}
	if err != nil {
		return fmt.Errorf("write the dossier of %s: %w", f.in.Followup, err)
	}
	return nil
}

// close deletes the dossier of an erased candidate, however often that is said.
func (f file) close(ctx context.Context) error {
	if !f.erased {
		return nil
	}
	if err := f.bucket.Delete(ctx, f.key()); err != nil {
		return fmt.Errorf("delete the dossier of %s: %w", f.in.Followup, err)
	}
	return nil
}
