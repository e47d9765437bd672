package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Options say what to play, on what, and to whom.
type Options struct {
	// Standalone is the path of the server's binary. Required.
	Standalone string
	// Examples is the directory of the stories. Required.
	Examples string
	// Speed is how many times as fast as real time the server's clock runs. Default 14400: four hours a second.
	Speed float64
	// HeadStart is how long before the first fact, in real time, the server's clock
	// begins. It stands still until the server is ready. Default 1 s.
	HeadStart time.Duration
	// Out is told the story. Required.
	Out io.Writer
	// Colours allows colours, and one line that is rewritten while nothing happens.
	Colours bool
	// Keep leaves the server's directory behind.
	Keep bool
}

// DefaultSpeed plays five weeks in three and a half minutes.
const DefaultSpeed = 14400

// MaxSpeed is the fastest clock at which a fact still arrives hours before the
// reminder it concerns.
const MaxSpeed = 28800

// Run plays the demo to its end, or until ctx is done, and returns what came of
// it. An error means that it could not be played; differences are in the verdict.
func Run(ctx context.Context, o Options) (Verdict, error) {
	if o.Speed == 0 {
		o.Speed = DefaultSpeed
	}
	if o.HeadStart == 0 {
		o.HeadStart = time.Second
	}
	if err := o.check(); err != nil {
		return Verdict{}, err
	}
	stories, err := Load(o.Examples)
	if err != nil {
		return Verdict{}, fmt.Errorf("load the stories: %w", err)
	}
	dir, err := os.MkdirTemp("", "afterword-demo-")
	if err != nil {
		return Verdict{}, fmt.Errorf("make a directory for the server: %w", err)
	}
	n := newNarrator(o.Out, o.Colours, stories)
	n.title(len(stories), o.Speed)
	verdict, err := playOn(ctx, o, dir, stories, n)
	if o.Keep {
		n.note("The server's directory is kept: %s", dir)
		return verdict, err
	}
	return verdict, errors.Join(err, os.RemoveAll(dir))
}

func (o Options) check() error {
	switch {
	case o.Standalone == "":
		return errors.New("the demo needs the standalone server's binary")
	case o.Examples == "":
		return errors.New("the demo needs a directory of stories")
	case o.Speed < 1 || o.Speed > MaxSpeed:
		return fmt.Errorf("the speed is from 1 to %d", MaxSpeed)
	case o.Out == nil:
		return errors.New("the demo needs somewhere to tell its story")
	}
	return nil
}

func playOn(ctx context.Context, o Options, dir string, stories []Story, n *narrator) (Verdict, error) {
	server, err := startInTime(ctx, o, dir, begin(stories))
	if err != nil {
		return Verdict{}, err
	}
	defer server.stop()
	n.ready(server.http)
	p := newPlay(server, stories, n)
	if err := p.run(ctx); err != nil {
		return Verdict{}, server.withLog(err)
	}
	verdict := Compare(p.expected(), p.messages, p.snapshots)
	n.summary(verdict, o.Speed)
	return verdict, nil
}

// maxHeadStart is the longest head start that is tried, in real time.
const maxHeadStart = 2 * time.Minute

// startInTime starts a server that is ready before its clock shows first. A slow
// machine gets another try with a longer head start.
func startInTime(ctx context.Context, o Options, dir string, first time.Time) (*server, error) {
	for head := o.HeadStart; head <= maxHeadStart; head *= 2 {
		server, err := startServer(ctx, o.Standalone, dir, first.Add(-scaled(head, o.Speed)), o.Speed)
		if err != nil {
			return nil, err
		}
		if server.clock.Now().Before(first) {
			return server, nil
		}
		server.stop()
		if err := os.RemoveAll(filepath.Join(dir, "data")); err != nil {
			return nil, fmt.Errorf("make room for another start: %w", err)
		}
	}
	return nil, fmt.Errorf("the server was not ready before its clock showed %s; choose a lower speed", stamp(first))
}

// scaled is how much time a clock shows to pass in a real span.
func scaled(span time.Duration, speed float64) time.Duration {
	return time.Duration(float64(span) * speed)
}
