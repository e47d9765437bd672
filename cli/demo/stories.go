package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/afterword-io/afterword/cli/story"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
)

// Story is one file of the examples and how it must go.
type Story struct {
	// Name is the file's name without .json.
	Name string
	// Script is what happens, in the order of time.
	Script []Line
	// Meeting is the first interview event's: who this is about.
	Meeting events.Meeting
	Zones   story.Zones
	// Expected is what followup.Simulate says of it.
	Expected followup.Story
}

// Line is one event of a story, and how the file writes it, which is how it is handed in.
type Line struct {
	events.Event
	Raw json.RawMessage
}

// Load reads every *.json file of dir as a story. Two stories must not share a
// follow-up, and each must come to an end by itself.
func Load(dir string) ([]Story, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, fmt.Errorf("list the stories of %s: %w", dir, err)
	}
	if len(paths) == 0 {
		return nil, fmt.Errorf("%s holds no story (*.json)", dir)
	}
	var stories []Story
	files := map[string]string{}
	for _, path := range paths {
		s, err := load(path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if other, taken := files[s.Expected.Followup]; taken {
			return nil, fmt.Errorf("%s and %s tell of the same follow-up %s", other, path, s.Expected.Followup)
		}
		files[s.Expected.Followup] = path
		stories = append(stories, s)
	}
	return stories, nil
}

func load(path string) (Story, error) {
	file, err := os.Open(path)
	if err != nil {
		return Story{}, err
	}
	defer func() { _ = file.Close() }()
	document, err := story.Read(file)
	if err != nil {
		return Story{}, err
	}
	facts, err := document.Facts()
	if err != nil {
		return Story{}, err
	}
	s := Story{Name: strings.TrimSuffix(filepath.Base(path), ".json")}
	s.Expected = followup.Simulate(followup.DefaultPolicy(), facts, time.Time{})
	if s.Expected.ClosedAt.IsZero() {
		return Story{}, errors.New("the story never ends")
	}
	if s.Zones, err = story.ZonesOf(s.Expected.Followup, facts); err != nil {
		return Story{}, err
	}
	for _, e := range facts {
		if e.Type == events.InterviewScheduled || e.Type == events.InterviewCompleted {
			if s.Meeting, err = events.DataOf[events.Meeting](e); err != nil {
				return Story{}, err
			}
			break
		}
	}
	for i, e := range facts {
		s.Script = append(s.Script, Line{e, document.Events[i]})
	}
	slices.SortStableFunc(s.Script, inTime)
	return s, nil
}

func inTime(a, b Line) int { return a.Time.Compare(b.Time) }

// begin is the time of the first fact of all stories.
func begin(stories []Story) time.Time {
	first := stories[0].Script[0].Time
	for _, s := range stories {
		if t := s.Script[0].Time; t.Before(first) {
			first = t
		}
	}
	return first
}

// end is when the last of the stories must have closed.
func end(stories []Story) time.Time {
	var last time.Time
	for _, s := range stories {
		if s.Expected.ClosedAt.After(last) {
			last = s.Expected.ClosedAt
		}
	}
	return last
}
