// Package lapse is the clock of standalone in time-lapse. Its reading is kept in a
// file, and it stands still while the process is down or not ready, so that a restart
// goes on where the last run stopped: no reminder is lost to minutes that only the
// time-lapse made into days. It never shows a time earlier than one it showed before.
//
//	stopped ──Run──► running ──(every tick the ceiling in the file is raised)──► stopped
//	   ▲                                                                            │
//	   └──────────── killed: the next start shows the last ceiling ◄────────────────┘
//
// The clock never shows more than the ceiling in the file. So a process that is killed
// has shown at most that, and the next one begins there.
package lapse

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/afterword-io/afterword/pkg/clock"
)

const (
	// tick is how often, in real time, the ceiling is raised, and ahead by how much.
	tick  = 50 * time.Millisecond
	ahead = 200 * time.Millisecond
)

// Clock is a clock.Clock whose reading outlives the process.
type Clock struct {
	path   string
	factor float64

	mu      sync.Mutex
	lapse   clock.Lapse
	running bool
	ceiling time.Time
}

// reading is the content of the file.
type reading struct {
	// Shown is a time that the clock has not gone beyond, UTC.
	Shown time.Time `json:"shown"`
}

// Open returns the clock kept at path, standing still. A file that does not exist yet begins at start.
func Open(path string, start time.Time, factor float64) (*Clock, error) {
	kept := reading{Shown: start.UTC()}
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return nil, fmt.Errorf("read the clock: %w", err)
	default:
		if err := json.Unmarshal(text, &kept); err != nil {
			return nil, fmt.Errorf("read the clock in %s: %w", path, err)
		}
	}
	lapse, err := clock.NewLapse(kept.Shown, factor)
	if err != nil {
		return nil, err
	}
	return &Clock{path: path, factor: factor, lapse: lapse, ceiling: kept.Shown}, nil
}

// Now implements clock.Clock.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now()
}

func (c *Clock) now() time.Time {
	if !c.running {
		return c.lapse.Origin
	}
	if shown := c.lapse.Now(); shown.Before(c.ceiling) {
		return shown
	}
	return c.ceiling
}

// Real implements clock.Clock.
func (c *Clock) Real(shown time.Duration) time.Duration {
	return clock.Lapse{Factor: c.factor}.Real(shown)
}

// Speed implements clock.Clock.
func (c *Clock) Speed() float64 { return c.factor }

// Run lets the clock run until ctx is done; then it stands still again.
func (c *Clock) Run(ctx context.Context) error {
	if err := c.begin(); err != nil {
		return err
	}
	ticker := time.NewTicker(tick)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return c.end()
		case <-ticker.C:
			if err := c.raise(); err != nil {
				return err
			}
		}
	}
}

func (c *Clock) begin() error {
	c.mu.Lock()
	lapse, err := clock.NewLapse(c.lapse.Origin, c.factor)
	c.lapse, c.running = lapse, err == nil
	c.mu.Unlock()
	if err != nil {
		return err
	}
	return c.raise()
}

// raise writes a higher ceiling, and only then lets the clock go up to it.
func (c *Clock) raise() error {
	c.mu.Lock()
	ceiling := c.now().Add(time.Duration(float64(ahead) * c.factor))
	c.mu.Unlock()
	if err := c.keep(ceiling); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ceiling = ceiling
	return nil
}

func (c *Clock) end() error {
	c.mu.Lock()
	shown := c.now()
	c.running = false
	c.lapse.Origin = shown
	c.mu.Unlock()
	return c.keep(shown)
}

// keep replaces the file in one step.
func (c *Clock) keep(shown time.Time) error {
	text, err := json.Marshal(reading{Shown: shown})
	if err != nil {
		return fmt.Errorf("encode the clock: %w", err)
	}
	next := filepath.Join(filepath.Dir(c.path), "."+filepath.Base(c.path))
	if err := os.WriteFile(next, text, 0o600); err != nil {
		return fmt.Errorf("keep the clock: %w", err)
	}
	if err := os.Rename(next, c.path); err != nil {
		return fmt.Errorf("keep the clock: %w", err)
	}
	return nil
}
