package loadgen

import (
	"regexp"
	"strconv"
	"time"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// template is a life, ready to be told of somebody else at another time.
type template struct {
	place int
	// begin is when the first copy says its first event, which is early years after the life itself did.
	begin time.Time
	early time.Duration
	lines []line
}

// line is one event of a template.
type line struct {
	stream string
	kind   events.Type
	source string
	at     time.Time
	// stored is how long after its time the bus had it.
	stored time.Duration
	// id is the event's, or what it is made of if hashed.
	id     text
	hashed bool
	data   text
}

// text is made of parts that stay and parts that every copy has of its own.
type text []part

// part is literal bytes, then something of the copy's.
type part struct {
	literal string
	// mark names what comes after the literal: a mark of plot.go, or instant, day, or unix with the template's own in at.
	mark string
	at   time.Time
}

const (
	instant = "instant"
	day     = "day"
	unix    = "unix"
)

// newTemplate cuts a life into what stays and what each copy has of its own.
func newTemplate(c cutter, place int, told []said) template {
	t := template{place: place, begin: told[0].event.Time}
	for i, s := range told {
		l := line{
			stream: s.stream, kind: s.event.Type, source: s.event.Source, at: s.event.Time, data: c.cut(string(s.event.Data)),
			stored: time.Duration(15+i*7%40) * time.Millisecond, hashed: s.key != "", id: c.cut(s.event.ID),
		}
		if l.hashed {
			l.id = c.cut(s.key)
		}
		t.lines = append(t.lines, l)
	}
	return t
}

// cutter knows what a copy has of its own.
type cutter struct{ own *regexp.Regexp }

func newCutter() cutter {
	return cutter{regexp.MustCompile(`zz(?:[A-Z]+|@\d+)zz|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|"\d{4}-\d\d-\d\d"`)}
}

func (c cutter) cut(s string) text {
	var t text
	from := 0
	for _, found := range c.own.FindAllStringIndex(s, -1) {
		p := part{literal: s[from:found[0]], mark: s[found[0]:found[1]]}
		from = found[1]
		if at, err := time.Parse(`"`+time.DateOnly+`"`, p.mark); err == nil {
			p.mark, p.at = day, at
		} else if at, err := time.Parse(time.RFC3339, p.mark); err == nil {
			p.mark, p.at = instant, at
		} else if p.mark[2] == '@' {
			seconds, _ := strconv.ParseInt(p.mark[3:len(p.mark)-2], 10, 64)
			p.mark, p.at = unix, time.Unix(seconds, 0)
		}
		t = append(t, p)
	}
	return append(t, part{literal: s[from:]})
}

// copied is a template being told of one person, shifted in time.
type copied struct {
	*template
	person
	// years is a whole number of them; moved is that and some minutes, which the days do not feel.
	years, moved time.Duration
	next         int
}

// time is when the next event is said.
func (c *copied) time() time.Time { return c.lines[c.next].at.Add(c.moved) }

// message returns the next event as the bus would give it. The sequence is the caller's to set.
func (c *copied) message() (stream string, m bus.Message) {
	l := &c.lines[c.next]
	e := events.Event{
		Source: l.source, Type: l.kind, Subject: c.followup, Time: c.time(), Tenant: c.tenant,
		DataContentType: "application/json", Data: c.fill(l.data),
	}
	if e.ID = string(c.fill(l.id)); l.hashed {
		e.ID = events.MsgID(c.tenant, c.followup, e.ID)
	}
	c.next++
	return l.stream, bus.Message{Event: e, Stored: e.Time.Add(l.stored), Attempt: 1, Delivered: 1}
}

// fill writes a text with what is the copy's own.
func (c *copied) fill(t text) []byte {
	size := 0
	for i := range t {
		size += len(t[i].literal) + 24
	}
	out := make([]byte, 0, size)
	for i := range t {
		p := &t[i]
		out = append(out, p.literal...)
		switch p.mark {
		case "":
		case instant:
			out = p.at.Add(c.moved).AppendFormat(out, time.RFC3339)
		case day:
			out = p.at.Add(c.years).AppendFormat(out, `"`+time.DateOnly+`"`)
		case unix:
			out = strconv.AppendInt(out, p.at.Add(c.moved).Unix(), 10)
		default:
			out = append(out, c.own(p.mark)...)
		}
	}
	return out
}

func (c *copied) own(mark string) string {
	switch mark {
	case markFollowup:
		return c.followup
	case markApplication:
		return c.application
	case markCandidate:
		return c.candidate
	case markCandidateID:
		return c.candidateID
	case markEmail:
		return c.email
	case markPhone:
		return c.phone
	case markEmployer:
		return c.employer
	case markEmployerID:
		return c.employerID
	default:
		return c.position
	}
}
