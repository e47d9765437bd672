package bus

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"github.com/afterword-io/afterword/pkg/events"
)

const (
	// subjectRoot is the first token of every subject.
	subjectRoot = "afterword."
	// duplicateWindow is how long the server remembers a message id. Longer windows cost memory and are still no
	// permanent record: workflow ids, claims and the ledger decide beyond it.
	duplicateWindow = 5 * time.Minute
)

type streamSpec struct{ name, description string }

// streams lists the streams. All keep what they have until they are full, and then refuse:
// a message is never dropped to make room for another.
func streams() []streamSpec {
	return []streamSpec{
		{events.StreamFacts, "What people and outside systems said."},
		{events.StreamFollowups, "What the workflow concluded: plans, reminders due, outcomes."},
		{events.StreamDeliveries, "What became of each message to a candidate, by channel."},
		{events.StreamDead, "What was given up, with the reason; replayable."},
	}
}

// subjectsOf returns the wildcard of a stream: its name in lower case is the second token.
func subjectsOf(stream string) string { return subjectRoot + strings.ToLower(stream) + ".>" }

// streamOf returns the stream that a subject belongs to, and "" for a subject outside the topology.
func streamOf(subject string) string {
	rest, ok := strings.CutPrefix(subject, subjectRoot)
	if !ok {
		return ""
	}
	token, _, _ := strings.Cut(rest, ".")
	for _, s := range streams() {
		if strings.EqualFold(s.name, token) {
			return s.name
		}
	}
	return ""
}

// EnsureTopology creates or updates the streams FACTS, FOLLOWUPS, DELIVERIES and DEAD and the
// key-value buckets. It is idempotent and safe to call from every service at
// start, provided all have the same options. It tries until ctx is done, for 5 s if ctx has no deadline,
// and then returns a *UnavailableError.
func (b *Bus) EnsureTopology(ctx context.Context) error {
	ctx, cancel := bounded(ctx)
	defer cancel()
	for _, s := range streams() {
		config := b.streamConfig(s)
		err := retry(ctx, func() error {
			// To create what is there already with the same settings changes nothing; only other settings are an update.
			_, err := b.js.CreateStream(ctx, config)
			if errors.Is(err, jetstream.ErrStreamNameAlreadyInUse) {
				_, err = b.js.UpdateStream(ctx, config)
			}
			return err
		})
		if err != nil {
			return writeError(fmt.Sprintf("ensure stream %s", s.name), err)
		}
	}
	for _, spec := range buckets() {
		config := b.bucketConfig(spec)
		err := retry(ctx, func() error {
			_, err := b.js.CreateKeyValue(ctx, config)
			if errors.Is(err, jetstream.ErrBucketExists) {
				_, err = b.js.UpdateKeyValue(ctx, config)
			}
			return err
		})
		if err != nil {
			return writeError(fmt.Sprintf("ensure bucket %s", spec.name), err)
		}
	}
	return nil
}

func (b *Bus) streamConfig(s streamSpec) jetstream.StreamConfig {
	return jetstream.StreamConfig{
		Name:        s.name,
		Description: s.description,
		Subjects:    []string{subjectsOf(s.name)},
		Retention:   jetstream.LimitsPolicy,
		Storage:     jetstream.FileStorage,
		Replicas:    b.options.Replicas,
		Discard:     jetstream.DiscardNew,
		MaxBytes:    b.options.MaxBytes,
		MaxMsgs:     -1,
		Duplicates:  duplicateWindow,
		AllowDirect: true,
		// DEAD is written one message at a time.
		AllowAtomicPublish: s.name != events.StreamDead,
		// An acknowledgement must mean "on disk": never the asynchronous mode.
		PersistMode: jetstream.DefaultPersistMode,
	}
}
