package followup_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// A story file says what becomes known when, and what must follow, on the
// employer's clock. It has many stories; each begins with "== name":
//
//	employer America/New_York US        zone and calendar, "-" for none
//	candidate Europe/Berlin sms         zone and first channel
//	policy {"max_check_ins": 1}
//	Tue 2026-03-03 15:00 interview.completed ended=15:00 said="by Thursday"
//	> check_in 1 | Fri 2026-03-06 09:00 | due
//	> closed no_response | Tue 2026-04-07 09:00
//
// ">" lines are the whole story. "?" lines instead are what must be among it, and may go on with
// "| until " and the expiry.
//
// Times of day within a fact are of its own day unless a date is given. A fact with
// "of=ID" is one of another follow-up. Facts are named evt-001, evt-002 and so on, unless they have "id=ID".
type storyFile struct {
	name  string
	facts []events.Event
	want  []string
	// among is what must be found in the story, when it is not told whole.
	among []string

	zone      *time.Location
	employer  events.Employer
	candidate events.Candidate
	policy    followup.Policy
}

const layout = "Mon 2006-01-02 15:04"

// TestStories compares every story with what must follow, to the minute.
func TestStories(t *testing.T) {
	t.Parallel()
	for _, s := range readStories(t) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			story := followup.Simulate(s.policy, s.ownFirst(), time.Time{})
			got := s.tell(story)
			if len(s.among) > 0 {
				s.checkAmong(t, story)
				return
			}
			if diff := cmp.Diff(s.want, got); diff != "" {
				t.Errorf("the story differs (-want +got):\n%s\nall of it:\n> %s", diff, strings.Join(got, "\n> "))
			}
		})
	}
}

// ownFirst returns the facts with one of the follow-up that is told first.
func (s storyFile) ownFirst() []events.Event { return world{facts: s.facts}.ownFirst() }

// tell writes a story in the lines of the files.
func (s storyFile) tell(story followup.Story) []string {
	var lines []string
	for _, r := range story.Reminders {
		line := fmt.Sprintf("%s %d | %s | %s", r.Kind, r.N, r.DueAt.In(s.zone).Format(layout), r.State)
		if r.Rule != "" {
			line += " " + r.Rule
		}
		lines = append(lines, line)
	}
	if !story.ClosedAt.IsZero() {
		lines = append(lines, fmt.Sprintf("closed %s | %s", story.Outcome, story.ClosedAt.In(s.zone).Format(layout)))
	}
	return lines
}

// checkAmong looks for the lines that must be there.
func (s storyFile) checkAmong(t *testing.T, story followup.Story) {
	t.Helper()
	told := s.tell(story)
	for i, r := range story.Reminders {
		told[i] += " | until " + r.ExpiresAt.In(s.zone).Format(layout)
	}
	for _, want := range s.among {
		if !slices.ContainsFunc(told, func(line string) bool { return line == want || strings.HasPrefix(line, want+" ") }) {
			t.Errorf("the story has no %q:\n%s", want, strings.Join(told, "\n"))
		}
	}
}

func readStories(t testing.TB) []storyFile {
	t.Helper()
	files, err := filepath.Glob("testdata/stories/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("find the stories: %v, %d files", err, len(files))
	}
	var stories []storyFile
	for _, file := range files {
		stories = append(stories, readStoryFile(t, file)...)
	}
	return stories
}

func readStoryFile(t testing.TB, file string) []storyFile {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatalf("open the stories: %v", err)
	}
	defer f.Close()
	var stories []storyFile
	var s *storyFile
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "== "); ok {
			stories = append(stories, storyFile{name: name})
			s = &stories[len(stories)-1]
			s.setEmployer(t, "America/New_York", "US")
			s.candidate = events.Candidate{Name: "Ada Park", Email: "ada@example.com", TimeZone: "America/New_York"}
			s.policy = followup.DefaultPolicy()
			continue
		}
		if err := s.read(t, line); err != nil {
			t.Fatalf("%s:%d: %v", file, n, err)
		}
	}
	return stories
}

func (s *storyFile) setEmployer(t testing.TB, zone, code string) {
	loc, err := calendar.Zone(zone)
	if err != nil {
		t.Fatalf("the employer's zone: %v", err)
	}
	s.zone, s.employer = loc, events.Employer{Name: "Finn Logistics", TimeZone: zone, Calendar: strings.TrimPrefix(code, "-")}
}

func (s *storyFile) read(t testing.TB, line string) error {
	if want, ok := strings.CutPrefix(line, "> "); ok {
		s.want = append(s.want, want)
		return nil
	}
	if want, ok := strings.CutPrefix(line, "? "); ok {
		s.among = append(s.among, want)
		return nil
	}
	fields := splitFields(line)
	switch fields[0] {
	case "employer":
		s.setEmployer(t, fields[1], fields[2])
		for _, closed := range fields[3:] {
			d, err := events.ParseDate(closed)
			if err != nil {
				return err
			}
			s.employer.Closures = append(s.employer.Closures, d)
		}
		return nil
	case "candidate":
		s.candidate.TimeZone = fields[1]
		for _, field := range fields[2:] {
			if from, to, ok := strings.Cut(field, "-"); ok {
				window, err := windowOf(from, to)
				if err != nil {
					return err
				}
				s.candidate.Allowed = window
			} else {
				s.candidate.Phone = "+14155550123"
				s.candidate.Channels = append(s.candidate.Channels, events.Channel(field))
			}
		}
		return nil
	case "policy":
		policy, err := followup.ParsePolicy([]byte(strings.TrimPrefix(line, "policy ")))
		s.policy = policy
		return err
	}
	return s.readFact(fields)
}

func windowOf(from, to string) (*events.AllowedWindow, error) {
	f, err := events.ParseTimeOfDay(from)
	if err != nil {
		return nil, err
	}
	u, err := events.ParseTimeOfDay(to)
	return &events.AllowedWindow{From: f, To: u}, err
}

// splitFields splits at spaces outside double quotes.
func splitFields(line string) []string {
	quoted := false
	return strings.FieldsFunc(line, func(r rune) bool {
		if r == '"' {
			quoted = !quoted
		}
		return r == ' ' && !quoted
	})
}

func (s *storyFile) readFact(fields []string) error {
	at, err := time.ParseInLocation(layout, strings.Join(fields[:3], " "), s.zone)
	if err != nil || at.Weekday().String()[:3] != fields[0] {
		return fmt.Errorf("%q is not a time: %w", strings.Join(fields[:3], " "), err)
	}
	args := map[string]string{}
	for _, field := range fields[4:] {
		name, value, _ := strings.Cut(field, "=")
		args[name] = strings.Trim(value, `"`)
	}
	data, err := s.data(fields[3], at, args)
	if err != nil {
		return err
	}
	subject := "int-42"
	if other := args["of"]; other != "" {
		subject = other
	}
	id := args["id"]
	if id == "" {
		id = fmt.Sprintf("evt-%03d", len(s.facts)+1)
	}
	e, err := events.New(events.TypeNamed(fields[3]), "/test", id, "local", subject, at, data)
	s.facts = append(s.facts, e)
	return err
}

// when reads "15:00" on the fact's day, or "2026-03-03T15:00".
func (s *storyFile) when(text string, at time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if !strings.Contains(text, "T") {
		text = at.Format(time.DateOnly) + "T" + text
	}
	return time.ParseInLocation("2006-01-02T15:04", text, s.zone)
}

func (s *storyFile) data(name string, at time.Time, args map[string]string) (any, error) {
	var failed error
	when := func(key string) time.Time {
		t, err := s.when(args[key], at)
		failed = firstError(failed, err)
		return t
	}
	day := func(key string) events.Date {
		if args[key] == "" {
			return events.Date{}
		}
		d, err := events.ParseDate(args[key])
		failed = firstError(failed, err)
		return d
	}
	list := func(key string) []string {
		if args[key] == "" {
			return nil
		}
		return strings.Split(args[key], ",")
	}
	var promise *events.Promise
	if args["by"] != "" || args["said"] != "" {
		promise = &events.Promise{By: day("by"), Said: args["said"]}
	}
	var data any
	switch name {
	case "interview.completed", "interview.scheduled":
		m := events.Meeting{
			Interview: events.Interview{
				ID: "int-42", StartsAt: when("starts"), EndsAt: when("ends"), EndedAt: when("ended"), ApplicationID: args["app"],
			},
			Candidate: s.candidate, Employer: s.employer, Topics: list("topics"), Promise: promise,
			Interviewers: []events.Interviewer{{ID: "iv-1", Name: "Mr. Finn"}},
		}
		for _, more := range list("panel") {
			m.Interviewers = append(m.Interviewers, events.Interviewer{ID: more, Name: "Ms. " + more})
		}
		data = m
	case "interview.cancelled":
		data = events.Cancellation{Reason: events.CancelReason(args["reason"])}
	case "debrief.recorded":
		data = events.Debrief{Topics: list("topics"), Promise: promise}
	case "thankyou.sent":
		data = events.Thankyou{InterviewerIDs: list("to"), At: when("at")}
	case "checkin.made":
		data = events.Checkin{Result: events.CheckinResult(args["result"]), Promise: promise, At: when("at")}
	case "decision.postponed":
		data = events.Postponement{Promise: promise}
	case "outcome.recorded":
		data = events.OutcomeReport{
			Outcome: events.Outcome(args["outcome"]), RespondBy: day("respond_by"), ReportedBy: events.Reporter(args["from"]),
		}
	case "reminder.snoozed":
		data = events.Snooze{Until: when("until")}
	case "candidate.updated":
		u := events.CandidateUpdate{TimeZone: args["zone"]}
		if from, to, ok := strings.Cut(args["allowed"], "-"); ok {
			window, err := windowOf(from, to)
			failed, u.Allowed = firstError(failed, err), window
		}
		data = u
	case "fact.retracted":
		data = events.Retraction{Source: "/test", ID: args["what"]}
	default:
		data = json.RawMessage("{}")
	}
	return data, failed
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
