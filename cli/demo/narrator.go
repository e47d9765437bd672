package demo

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// narrator tells the story: a heading for each day, under it what happens, in
// the local time of whoever it happens to.
type narrator struct {
	out     io.Writer
	colours bool
	stories map[string]Story
	// home is the zone of the day headings: the first story's employer's.
	home *time.Location
	day  string
	// spoke is when something was last said, in real time; silence is how long until
	// the clock is shown instead.
	spoke   time.Time
	silence time.Duration
	// progress reports that the line the cursor is on is to be overwritten.
	progress bool
}

func newNarrator(out io.Writer, colours bool, stories []Story) *narrator {
	n := &narrator{out: out, colours: colours, stories: map[string]Story{}, home: stories[0].Zones.Employer}
	for _, s := range stories {
		n.stories[s.Expected.Followup] = s
	}
	return n
}

func (n *narrator) title(stories int, speed float64) {
	n.line("%s", n.bold(fmt.Sprintf("%d interviews, and what follows from them.", stories)))
	n.line("%s", n.dim(fmt.Sprintf("The clock runs %g times as fast: a day takes %s.", speed, time.Duration(float64(24*time.Hour)/speed).Round(100*time.Millisecond))))
}

func (n *narrator) ready(address string) {
	n.line("%s", n.dim("The servers are ready; watch along at "+address+"/outbox"))
}

// fact tells what somebody did.
func (n *narrator) fact(e events.Event) error {
	s, known := n.stories[e.Subject]
	if !known {
		return nil
	}
	sentence, err := sentenceOf(e, s)
	if err != nil {
		return err
	}
	n.event(e.Time, s.Zones.Employer, "●", sentence)
	return nil
}

// message tells what was sent to whom, and why.
func (n *narrator) message(m Message, r events.Reminder) {
	zone, name := n.home, m.To
	if s, known := n.stories[followupOf(m.Reminder)]; known {
		zone, name = s.Zones.Candidate, s.Meeting.Candidate.Name
	}
	what := m.Subject
	if m.Channel == events.SMS {
		what = strings.Join(strings.Fields(m.Text), " ")
	}
	n.event(m.AcceptedAt, zone, n.green("→"), fmt.Sprintf("%s to %s %s: %s", channelName(m.Channel), name, n.dim("<"+m.To+">"), n.bold(what)))
	if r.Reason != "" {
		n.line("%s", n.dim(fmt.Sprintf("                %s %d: %s", strings.ReplaceAll(string(r.Kind), "_", " "), r.N, r.Reason)))
	}
}

// closed tells how a follow-up ended.
func (n *narrator) closed(id string, s events.Snapshot) {
	story := n.stories[id]
	n.event(s.ClosedAt, story.Zones.Employer, "■", fmt.Sprintf("%s's follow-up with %s is closed: %s.",
		story.Meeting.Candidate.Name, story.Meeting.Employer.Name, strings.ReplaceAll(string(s.Outcome), "_", " ")))
}

func (n *narrator) event(at time.Time, zone *time.Location, mark, text string) {
	if day := at.In(n.home).Format("Monday 2 January 2006"); day != n.day {
		n.day = day
		n.line("\n%s", n.bold(day))
	}
	n.line("  %s  %s %s", n.dim(fmt.Sprintf("%-10s", at.In(zone).Format("15:04 MST"))), mark, text)
}

// idle shows, once the story has begun, that the clock is still running though
// nothing happens: in place where the terminal can, else at growing intervals.
func (n *narrator) idle(shown time.Time) {
	if n.day == "" || time.Since(n.spoke) < n.silence {
		return
	}
	text := n.dim("  … " + shown.In(n.home).Format("Mon 2 January, 15:04"))
	if n.colours {
		n.write("\r\x1b[K" + text)
		n.progress = true
		return
	}
	n.write(text + "\n")
	n.spoke = time.Now()
	n.silence *= 2
}

// summary tells the verdict.
func (n *narrator) summary(v Verdict, speed float64) {
	n.line("")
	for _, d := range v.Differences {
		n.line("  %s %s", n.red("≠"), d)
	}
	n.line("%s", n.bold(v.String()))
	n.line("%s", n.dim(fmt.Sprintf("Held against simulate: %d differences. The latest message came %s after its minute (%s of real time).",
		len(v.Differences), v.Latest.Round(time.Minute), time.Duration(float64(v.Latest)/speed).Round(time.Millisecond))))
}

// note tells something that is no part of the story.
func (n *narrator) note(format string, args ...any) {
	n.line("%s", n.dim(fmt.Sprintf(format, args...)))
}

func (n *narrator) line(format string, args ...any) {
	if n.progress {
		n.write("\r\x1b[K")
		n.progress = false
	}
	n.write(fmt.Sprintf(format, args...) + "\n")
	n.spoke, n.silence = time.Now(), silenceAllowed
}

// silenceAllowed is how long, in real time, nothing may be said.
const silenceAllowed = 2 * time.Second

// write ignores errors: a reader who left ends the demo by its broken pipe, not here.
func (n *narrator) write(text string) { _, _ = io.WriteString(n.out, text) }

func (n *narrator) bold(s string) string  { return n.colour("1", s) }
func (n *narrator) dim(s string) string   { return n.colour("2", s) }
func (n *narrator) green(s string) string { return n.colour("32", s) }
func (n *narrator) red(s string) string   { return n.colour("31", s) }

func (n *narrator) colour(code, s string) string {
	if !n.colours {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func channelName(c events.Channel) string {
	if c == events.SMS {
		return "text message"
	}
	return string(c)
}
