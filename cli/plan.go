package cli

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/afterword-io/afterword/pkg/events"
)

// calendar prints reminders as a calendar: a heading for each day, under it a
// line for each reminder with its reason beside it, or below it where the lines are too narrow for both.
type calendar struct {
	// zone is whose days and hours are shown.
	zone *time.Location
	// other is the reader's own zone, shown beside it where its clock differs; nil for none.
	other *time.Location
	// width is how wide the lines may be; 0 leaves each reminder on one line.
	width int
}

const (
	// narrowest is the least width for reasons beside the reminders; narrower ones are hard to read.
	narrowest = 40
	// below is how far reasons below the reminders are moved in.
	below = 4
)

type calendarLine struct {
	day, clock, name, state, reason string
}

func (c calendar) print(w io.Writer, plan []events.Reminder) error {
	lines := make([]calendarLine, 0, len(plan))
	var clock, name, state int
	for _, r := range plan {
		line := c.line(r)
		clock = max(clock, utf8.RuneCountInString(line.clock))
		name = max(name, len(line.name))
		state = max(state, len(line.state))
		lines = append(lines, line)
	}
	indent := 2 + clock + 2 + name + 2 + state + 2
	beside := c.width == 0 || c.width-indent >= narrowest
	if !beside {
		indent = below
	}
	var b strings.Builder
	day := ""
	for _, l := range lines {
		if l.day != day {
			day = l.day
			b.WriteString(day + "\n")
		}
		reason := wrap(l.reason, c.width-indent)
		row := fmt.Sprintf("  %-*s  %-*s  %-*s", clock, l.clock, name, l.name, state, l.state)
		if beside {
			row += "  " + reason[0]
			reason = reason[1:]
		}
		b.WriteString(strings.TrimRight(row, " ") + "\n")
		for _, more := range reason {
			b.WriteString(strings.TrimRight(strings.Repeat(" ", indent)+more, " ") + "\n")
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("write the plan: %w", err)
	}
	return nil
}

func (c calendar) line(r events.Reminder) calendarLine {
	local := r.DueAt.In(c.zone)
	line := calendarLine{
		day:    local.Format("Mon 2 January 2006"),
		clock:  local.Format("15:04 MST"),
		name:   fmt.Sprintf("%s %d", r.Kind, r.N),
		state:  string(r.State),
		reason: r.Reason,
	}
	if c.other != nil {
		if theirs := r.DueAt.In(c.other); theirs.Format("15:04 -07") != local.Format("15:04 -07") {
			line.clock += theirs.Format(" (15:04 MST)")
		}
	}
	if r.Rule != "" {
		line.state += " (" + r.Rule + ")"
	}
	return line
}

// wrap breaks text at spaces into lines of at most width characters where words
// allow it. It always returns at least one line; a width under 24 breaks nothing.
func wrap(text string, width int) []string {
	if width < 24 {
		return []string{text}
	}
	lines := []string{""}
	// A space that does not break, as the French put before a colon, stays where it is.
	breaks := func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }
	for word := range strings.FieldsFuncSeq(text, breaks) {
		last := &lines[len(lines)-1]
		switch {
		case *last == "":
			*last = word
		case utf8.RuneCountInString(*last)+1+utf8.RuneCountInString(word) <= width:
			*last += " " + word
		default:
			lines = append(lines, word)
		}
	}
	return lines
}
