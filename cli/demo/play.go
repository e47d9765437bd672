package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/afterword-io/afterword/cli/client"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// play is one performance: facts go in when the server's clock reaches their
// time, messages and endings are told as they come.
type play struct {
	server   *server
	narrator *narrator
	stories  map[string]Story
	// script is what is still to be handed in, in the order of time.
	script []Line
	// open are the follow-ups not yet closed, in the order of the files.
	open []string
	// messages is the outbox as last read; told counts those that were narrated.
	messages  []Message
	told      map[sight]int
	snapshots map[string]events.Snapshot
	// deadline is the instant on the server's clock by which all must have closed.
	deadline time.Time
}

// pace is how often the server is looked at, in real time.
const pace = 100 * time.Millisecond

// settle is how long, in real time, the play waits for a stray message after the last follow-up closed.
const settle = 2 * time.Second

func newPlay(s *server, stories []Story, n *narrator) *play {
	p := &play{
		server: s, narrator: n, stories: map[string]Story{}, told: map[sight]int{}, snapshots: map[string]events.Snapshot{},
	}
	for _, story := range stories {
		p.stories[story.Expected.Followup] = story
		p.open = append(p.open, story.Expected.Followup)
		p.script = append(p.script, story.Script...)
	}
	slices.SortStableFunc(p.script, inTime)
	// Ten real seconds are for a machine that is busy with something else.
	p.deadline = end(stories).Add(scaled(10*time.Second, s.clock.Factor))
	return p
}

func (p *play) expected() []followup.Story {
	var all []followup.Story
	for _, s := range p.stories {
		all = append(all, s.Expected)
	}
	slices.SortFunc(all, func(a, b followup.Story) int { return cmp.Compare(a.Followup, b.Followup) })
	return all
}

// run plays until all follow-ups have closed, or until the deadline: what is
// missing then is for the verdict.
func (p *play) run(ctx context.Context) error {
	tick := time.NewTicker(pace)
	defer tick.Stop()
	well := time.Now()
	var closed time.Time
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case err := <-p.server.exited:
			p.server.exited <- err
			return errors.Join(errors.New("the server ended in the middle of the play"), err)
		case <-tick.C:
		}
		err := p.step(ctx)
		switch {
		case err == nil:
			well = time.Now()
		case !temporary(err) || time.Since(well) > patience:
			return err
		}
		switch {
		case p.server.clock.Now().After(p.deadline):
			return nil
		case len(p.open) > 0 || len(p.script) > 0:
		case closed.IsZero():
			closed = time.Now()
		case time.Since(closed) > settle:
			return nil
		}
	}
}

// patience is how long, in real time, the play goes on while the server cannot answer.
const patience = 10 * time.Second

func temporary(err error) bool {
	var problem *client.Problem
	var unreachable *client.UnreachableError
	return errors.As(err, &unreachable) || errors.As(err, &problem) && problem.Temporary()
}

// step hands in what is due and tells what is new. After an error it can be
// taken again: the server knows an event that it has had before.
func (p *play) step(ctx context.Context) error {
	now := p.server.clock.Now()
	for len(p.script) > 0 && !p.script[0].Time.After(now) {
		if err := p.submit(ctx, p.script[0]); err != nil {
			return err
		}
		p.script = p.script[1:]
	}
	if err := p.readOutbox(ctx); err != nil {
		return err
	}
	if err := p.readEndings(ctx, now); err != nil {
		return err
	}
	p.narrator.idle(now)
	return nil
}

func (p *play) submit(ctx context.Context, l Line) error {
	if _, err := p.server.api.SubmitEvent(ctx, l.Raw); err != nil {
		return fmt.Errorf("hand in %s of %s: %w", l.Type.Name(), l.Subject, err)
	}
	return p.narrator.fact(l.Event)
}

// sight is what makes two entries of the outbox the same one.
type sight struct {
	channel  events.Channel
	to       string
	reminder string
	accepted int64
}

// readOutbox tells the messages that were not there before. Two that look alike are two.
func (p *play) readOutbox(ctx context.Context) error {
	var all []Message
	if err := p.server.api.GetJSON(ctx, "/outbox/messages", &all); err != nil {
		return fmt.Errorf("read the outbox: %w", err)
	}
	slices.SortStableFunc(all, func(a, b Message) int { return a.AcceptedAt.Compare(b.AcceptedAt) })
	seen := map[sight]int{}
	for _, m := range all {
		s := sight{m.Channel, m.To, m.Reminder, m.AcceptedAt.UnixNano()}
		if seen[s]++; seen[s] <= p.told[s] {
			continue
		}
		reminder, err := p.lookUp(ctx, m.Reminder)
		if err != nil {
			return err
		}
		p.told[s]++
		p.narrator.message(m, reminder)
	}
	p.messages = all
	return nil
}

// lookUp finds a reminder, and with it the reason, in the plan of its follow-up.
// The zero Reminder is one that is not known.
func (p *play) lookUp(ctx context.Context, id string) (events.Reminder, error) {
	snapshot, err := p.snapshot(ctx, followupOf(id))
	if err != nil {
		return events.Reminder{}, err
	}
	for _, r := range snapshot.Plan {
		if r.ID == id {
			return r, nil
		}
	}
	return events.Reminder{}, nil
}

// snapshot reads a follow-up. The zero Snapshot is one that the server does not
// know, or does not know yet: its first fact is stored and not yet evaluated.
func (p *play) snapshot(ctx context.Context, followup string) (events.Snapshot, error) {
	if _, ours := p.stories[followup]; !ours {
		return events.Snapshot{}, nil
	}
	snapshot, err := p.server.api.Followup(ctx, followup)
	var problem *client.Problem
	if errors.As(err, &problem) && problem.Status == http.StatusNotFound {
		return events.Snapshot{}, nil
	}
	return snapshot, err
}

// followupOf is whose reminder this is, and "" for what is no reminder's id.
func followupOf(reminder string) string {
	followup, _, _, err := events.ParseReminderID(reminder)
	if err != nil {
		return ""
	}
	return followup
}

// readEndings looks whether those follow-ups have closed that should have.
func (p *play) readEndings(ctx context.Context, now time.Time) error {
	var still []string
	for _, id := range p.open {
		if p.stories[id].Expected.ClosedAt.After(now) {
			still = append(still, id)
			continue
		}
		snapshot, err := p.snapshot(ctx, id)
		if err != nil {
			return err
		}
		if snapshot.Followup != "" {
			p.snapshots[id] = snapshot
		}
		if snapshot.Stage != events.Closed {
			still = append(still, id)
			continue
		}
		p.narrator.closed(id, snapshot)
	}
	p.open = still
	return nil
}
