package audit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// mender is one repair under way.
type mender struct {
	*Auditor
	tenant string
	since  time.Time
	policy followup.Policy
	// driven says what came of each follow-up that was driven again: once is enough.
	driven map[string]drove
}

// drove is what came of driving a follow-up again.
type drove struct {
	did string
	err error
}

// publish says an event again. Its message id is another than the first, which the bus may still remember; for the same
// occasion it is the same.
func (m *mender) publish(ctx context.Context, e events.Event, occasion string) (bus.Ack, error) {
	return m.o.Bus.Publish(ctx, e, bus.Key("repair", e.Tenant, e.Source, e.ID, occasion))
}

// drive tells the workflow all facts of a follow-up again. It takes those that it does not know, and a run that is gone is begun anew with
// what its dossier knows. Without one, no reminder must go out on half the facts: all but the interviews are told first,
// since without an interview a follow-up waits, and those once the rest is known.
func (m *mender) drive(ctx context.Context, id string) (string, error) {
	d, ok := m.driven[id]
	if !ok {
		d.did, d.err = m.tellAgain(ctx, id)
		m.driven[id] = d
	}
	return d.did, d.err
}

func (m *mender) tellAgain(ctx context.Context, id string) (string, error) {
	entries, err := m.o.Book.Timeline(ctx, m.tenant, id)
	if err != nil {
		return "", err
	}
	facts := read(Case{Tenant: m.tenant, Followup: id, Entries: entries, Policy: m.policy}).own
	if len(facts) == 0 {
		return "", errors.New("the ledger has no facts of it")
	}
	if slices.ContainsFunc(facts, func(f known) bool { return isGone(f.Data) }) {
		return "", errors.New("the candidate was erased, and the facts with them")
	}
	status, err := m.known(ctx, id)
	if err != nil {
		return "", err
	}
	revision := 0
	if status != nil {
		revision = status.Revision
	}
	kept, err := bus.OpenBucket[followup.Dossier](m.o.Bus, bus.DossiersBucket).Get(ctx, link.FollowupRef(m.tenant, id).String())
	if err != nil && !errors.Is(err, bus.ErrNotFound) {
		return "", fmt.Errorf("read the dossier of %s: %w", id, err)
	}
	if err == nil && status != nil {
		return m.wake(ctx, id, facts, kept.Value, revision)
	}
	return m.beginAnew(ctx, id, facts, revision)
}

// wake tells what the dossier does not know; if it knows all, it is told one fact that it knows.
func (m *mender) wake(ctx context.Context, id string, facts []known, dossier followup.Dossier, revision int) (string, error) {
	var unheard []known
	for _, f := range facts {
		if !dossier.Holds(f.Event) {
			unheard = append(unheard, f)
		}
	}
	told := unheard
	if len(told) == 0 {
		told = facts[:1]
	}
	if err := m.tell(ctx, told, revision); err != nil {
		return "", err
	}
	looked := m.await(ctx, id, func(s events.Snapshot) bool { return s.Revision > revision })
	switch {
	case !looked:
		return "", fmt.Errorf("%d facts were published again, and the workflow has not looked at the follow-up since", len(told))
	case len(unheard) == 0:
		return "A fact was published again, and the follow-up goes on with what its dossier knows.", nil
	default:
		return fmt.Sprintf("%d facts that the workflow did not know were published again, and it knows them now.", len(unheard)), nil
	}
}

// beginAnew tells all facts, the interviews last.
func (m *mender) beginAnew(ctx context.Context, id string, facts []known, revision int) (string, error) {
	var first, interviews []known
	for _, f := range facts {
		if isInterview(f.Type) {
			interviews = append(interviews, f)
		} else {
			first = append(first, f)
		}
	}
	told := 0
	for _, group := range [][]known{first, interviews} {
		if len(group) == 0 {
			continue
		}
		if err := m.tell(ctx, group, revision); err != nil {
			return "", err
		}
		told += m.timely(group)
		if !m.await(ctx, id, func(s events.Snapshot) bool { return s.Revision > revision && s.Facts >= told }) {
			return "", fmt.Errorf("%d facts were published again, and the workflow does not know them yet", len(group))
		}
	}
	return fmt.Sprintf("The follow-up was begun anew with its %d facts.", len(facts)), nil
}

// timely counts the facts whose time has come: the others are not known yet.
func (m *mender) timely(facts []known) (n int) {
	for _, f := range facts {
		if !f.Time.After(m.o.Clock.Now()) {
			n++
		}
	}
	return n
}

func (m *mender) tell(ctx context.Context, facts []known, revision int) error {
	for _, f := range facts {
		if _, err := m.publish(ctx, f.Event, strconv.Itoa(revision)); err != nil {
			return err
		}
	}
	return nil
}

// await reports whether the workflow's snapshot becomes so, in a while.
func (m *mender) await(ctx context.Context, id string, so func(events.Snapshot) bool) bool {
	ctx, cancel := context.WithTimeout(ctx, driveTimeout)
	defer cancel()
	look := time.NewTicker(driveLook)
	defer look.Stop()
	for {
		if s, err := m.known(ctx, id); err == nil && s != nil && so(*s) {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-look.C:
		}
	}
}

// sayBeginningAgain publishes the facts that a stream has lost at its beginning, of the follow-ups that the audit looked at, as far as
// something may still follow from them. A follow-up that is gone must not begin on half of its facts: its interview comes last.
func (m *mender) sayBeginningAgain(ctx context.Context, stream string) (string, bool, error) {
	state, err := m.o.Bus.State(ctx, stream)
	if err != nil {
		return "", false, err
	}
	said, now := 0, time.Now()
	err = m.o.Book.EachFollowup(ctx, m.tenant, m.since, func(f record.Followup) error {
		entries, err := m.o.Book.Timeline(ctx, m.tenant, f.ID)
		if err != nil {
			return err
		}
		cut := cutOff(entries, map[string]uint64{stream: state.First})
		for _, interviews := range []bool{false, true} {
			for _, e := range cut {
				if isInterview(e.Type) != interviews || !missed(f, e, now) {
					continue
				}
				if _, err := m.publish(ctx, FactOf(e), strconv.FormatUint(e.Sequence, 10)); err != nil {
					return err
				}
				said++
			}
		}
		return nil
	})
	switch {
	case err != nil:
		return "", false, err
	case said == 0:
		return "Nothing follows any more from the facts that were there. The ledger's copies stay, as long as the ledger is not rebuilt with --force.", false, nil
	default:
		return fmt.Sprintf("%d facts were published again from the ledger's copies, under their own source and id.", said), true, nil
	}
}

// handAgain gives a reminder to the notifier again, under its own id: what it has sent of it, it does not send again.
func (m *mender) handAgain(ctx context.Context, f Finding) (string, bool, error) {
	entries, err := m.o.Book.Timeline(ctx, m.tenant, f.Followup)
	if err != nil {
		return "", false, err
	}
	status, err := m.known(ctx, f.Followup)
	if err != nil {
		return "", false, err
	}
	reminder, ok := planned(status, f.Reminder)
	switch {
	case !ok || !sameInstant(reminder.DueAt, f.DueAt):
		return "The plan does not want it at that instant any more.", false, nil
	case !m.o.Clock.Now().Before(reminder.ExpiresAt):
		return "It has expired, and what has expired is not sent.", false, nil
	}
	said, occasion, err := m.handing(ctx, entries, reminder, status.PlannedSince)
	if err != nil {
		return "", false, err
	}
	if _, err := m.publish(ctx, said, occasion); err != nil {
		return "", false, err
	}
	return "It was handed to the notifier again, under its own id.", true, nil
}

// handing returns the event that hands a reminder over: as the stream has it, else written anew.
func (m *mender) handing(ctx context.Context, entries []record.Entry, r events.Reminder, since time.Time) (events.Event, string, error) {
	h := read(Case{Tenant: m.tenant, Followup: entriesOf(entries), Entries: entries, Policy: m.policy})
	id := events.ReminderMsgID(m.tenant, r.ID, r.DueAt)
	var latest record.Entry
	for _, e := range inOrder(entries) {
		if e.Type == events.ReminderDue && e.ID == id {
			latest = e
		}
	}
	occasion := "handed/" + strconv.FormatUint(latest.Sequence, 10)
	if latest.Sequence > 0 {
		message, err := m.o.Bus.Get(ctx, events.StreamFollowups, latest.Sequence)
		if err == nil {
			return message.Event, occasion, nil
		}
		if !errors.Is(err, bus.ErrNotFound) {
			return events.Event{}, "", err
		}
	}
	now := m.o.Clock.Now()
	decision := followup.EvaluateSince(m.policy, since, h.Followup, factsOf(h.own), nil, now)
	e, err := events.New(events.ReminderDue, "/afterword/workflow", id, m.tenant, h.Followup, cmp.Or(latest.Time, now), events.ReminderNotice{Reminder: r, Brief: &decision.Brief})
	return e, occasion, err
}

// entriesOf returns whose entries they are.
func entriesOf(entries []record.Entry) string {
	if len(entries) == 0 {
		return ""
	}
	return entries[0].Followup
}
