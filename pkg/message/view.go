package message

import (
	"strings"
	"time"
	"unicode"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
)

// How names are shortened, beside limits in characters.
const (
	// noLimit leaves every name as it was typed.
	noLimit = 0
	// shortest is the least number of characters that a name is shortened to.
	shortest = 12
	// plainest is shortest, and without letters that the GSM alphabet lacks.
	plainest = -1
)

// limits are what is tried in turn until a text fits.
func limits() []int { return []int{noLimit, 40, 24, shortest, plainest} }

// view is what a template may name: plain words, nothing to compute.
type view struct {
	// N counts the reminders of the kind.
	N int
	// Name is how the reader is greeted; FullName is who they are to the employer.
	Name     string
	FullName string
	Employer string
	// Position is the job's title; empty if unknown. OfPosition is "of" it, in a Language with Addressing; empty in others.
	Position   string
	OfPosition string
	// Met is everybody in the interview in a row; Owed those whose note is unsent.
	Met  string
	Owed string
	// OwedTo is "to" those in Owed, in a Language with Naming; empty in others.
	OwedTo string
	// OwedPeople are the same, one by one.
	OwedPeople []person
	// Contact is whom to ask; its name is empty if nobody can be reached.
	Contact person
	// InterviewDay is "on Tuesday"; Starts "at 2 pm today"; Deadline "3 pm on Wednesday".
	InterviewDay string
	Starts       string
	Deadline     string
	// Promised is the day they spoke of, to go after "by"; empty if unknown.
	Promised string
	// RespondBy is the day an offer wants an answer by, to go after "by"; empty if unknown.
	RespondBy string
	// Topic and Strength are the first of each; empty if unknown. Needs are the skills in a row.
	Topic    string
	Strength string
	Needs    string
	// Hours is the employer's office time, with the place when it is not the reader's.
	Hours string
	// TheirPlace is "New York time" when the employer's clock differs from the reader's, else empty.
	TheirPlace string
	// Handwriting: the reader prefers to write notes by hand. ByHand: they can carry one to the office in time,
	// CarryDay ("today", "on Wednesday") and within CarryHours ("9 am to 3 pm").
	Handwriting, ByHand  bool
	CarryDay, CarryHours string
	// Last is what the latest check-in brought.
	Last events.CheckinResult
	// Outcome is how the follow-up ended.
	Outcome events.Outcome
	// Page, Calendar and Unsubscribe are links, as in Situation.
	Page, Calendar, Unsubscribe string
	// Replies: answers by text are taken; W are the words for them.
	Replies bool
	W       AnswerWords
	// Tight: the text takes too many segments with all its words, so it leaves out what it can.
	Tight bool
	// Card is what to say and to write when checking in.
	Card Card
	// Sender signs; Footer closes.
	Sender string
	Footer string
	Color  string
	Logo   string
	Tag    string
}

type person struct {
	// Name is as it was typed.
	Name, Title, Email, Phone string
	// Spoken is how somebody is spoken of, and To is "to" somebody, in a Language with Naming; empty in others.
	Spoken, To string
	// Dear is the name to begin a letter with.
	Dear string
}

// asSpoken is how exactly people name the time to be somewhere: by the half hour.
const asSpoken = 30 * time.Minute

// defaultSender signs for an installation without a brand.
const defaultSender = "Afterword"

// view is viewOf, with the card.
func (b *book) view(s Situation, limit int) (view, error) {
	v := viewOf(s, b.language, limit)
	var err error
	v.Card, err = b.card(v)
	return v, err
}

func viewOf(s Situation, l Language, limit int) view {
	m := s.Brief.Meeting
	short := func(text string) string { return shorten(text, limit) }
	home, site := calendar.ZoneOrUTC(m.Candidate.TimeZone), calendar.ZoneOrUTC(m.Employer.TimeZone)
	here, there := s.Now.In(home), s.Now.In(site)
	today, todayThere := events.DateOf(here), events.DateOf(there)
	apart := differ(s.Now, home, site)

	v := view{
		N: s.Reminder.N, Name: short(greetingName(m.Candidate.Name)), FullName: short(m.Candidate.Name),
		Employer: short(m.Employer.Name), Position: short(spokenTitle(m.Position.Title)),
		Met: names(l, m.Interviewers, limit, spoken), Owed: names(l, s.Brief.Unthanked, limit, spoken),
		Contact: contact(l, m.Interviewers, limit), Topic: short(first(m.Topics)), Strength: short(first(m.Strengths)),
		Last: lastCheckin(s), Outcome: s.Brief.Outcome, Footer: s.Brand.Footer, Color: s.Brand.Color,
		Logo: s.Brand.Logo, Sender: short(s.Brand.SenderName), Tag: l.Tag(),
		Page: s.Page, Calendar: s.Calendar, Unsubscribe: s.Unsubscribe, Replies: s.Replies, W: ReplyWords(events.Language(l.Tag())),
	}
	if _, ok := l.(Naming); ok {
		v.OwedTo = names(l, s.Brief.Unthanked, limit, to)
	}
	v.OfPosition = of(l, v.Position)
	if v.Sender == "" {
		v.Sender = defaultSender
	}
	for _, p := range s.Brief.Unthanked {
		v.OwedPeople = append(v.OwedPeople, personOf(l, p, limit))
	}
	if required := m.Position.Required; len(required) > 0 {
		v.Needs = l.List(required[:min(3, len(required))])
	}
	clock := func(t time.Time) string {
		if apart {
			return l.Clock(t) + " (" + l.Place(m.Candidate.TimeZone) + ")"
		}
		return l.Clock(t)
	}
	if start := m.Interview.StartsAt; !start.IsZero() {
		v.Starts = l.Starts(clock(start.In(home)), events.DateOf(start.In(home)), today)
	}
	if end := interviewEnd(m.Interview); !end.IsZero() {
		v.InterviewDay = l.Day(events.DateOf(end.In(site)), todayThere)
	}
	if deadline := s.Brief.Deadline; !deadline.IsZero() {
		v.Deadline = l.Deadline(clock(deadline.In(home)), events.DateOf(deadline.In(home)), today)
	}
	if by := s.Brief.PromisedBy; !by.IsZero() {
		v.Promised = l.DayName(by, todayThere)
	}
	if by := s.Brief.RespondBy; !by.IsZero() {
		v.RespondBy = l.DayName(by, today)
	}
	office := s.Office
	if office.From >= office.To {
		office = events.AllowedWindow{From: events.NewTimeOfDay(9, 0), To: events.NewTimeOfDay(17, 0)}
	}
	officeClock := func(at events.TimeOfDay) string { return l.Clock(calendar.At(todayThere, at, site).In(site)) }
	if apart {
		v.TheirPlace = l.Place(m.Employer.TimeZone)
	}
	v.Hours = l.Hours(officeClock(office.From), officeClock(office.To), v.TheirPlace)
	v.Handwriting = m.Candidate.Prefers == "handwriting"
	if from, until, ok := followup.CarryByHand(s.Brief, office, s.Now); ok {
		if round := from.Add(asSpoken - 1).Truncate(asSpoken); round.Before(until) {
			from = round // Nobody says "from 1:07 pm".
		}
		v.ByHand, v.CarryDay = true, l.Day(events.DateOf(from.In(site)), todayThere)
		v.CarryHours = l.Hours(l.Clock(from.In(site)), l.Clock(until.In(site)), "")
	}
	return v
}

// lastCheckin is what the reminder comes of: a call back that was asked for is no reason for the check-in after that.
func lastCheckin(s Situation) events.CheckinResult {
	if n := s.Brief.LastCheckinN; n != 0 && s.Reminder.N > n {
		return ""
	}
	return s.Brief.LastCheckin
}

func interviewEnd(i events.Interview) time.Time {
	for _, t := range []time.Time{i.EndedAt, i.EndsAt, i.StartsAt} {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// differ reports that two clocks show different times now.
func differ(now time.Time, a, b *time.Location) bool {
	_, one := now.In(a).Zone()
	_, two := now.In(b).Zone()
	return one != two
}

// greetingName is the first word of a name, or the whole name if that word is a title.
func greetingName(full string) string {
	head, rest, _ := strings.Cut(strings.TrimSpace(full), " ")
	if rest == "" || strings.HasSuffix(head, ".") || len([]rune(head)) < 2 {
		return full
	}
	return head
}

// names lists people; a short list names the first and counts the others.
func names(l Language, people []events.Interviewer, limit int, say func(Language, string) string) string {
	all := make([]string, 0, len(people))
	for _, p := range people {
		all = append(all, shorten(p.Name, limit))
	}
	if limit != noLimit && len(all) > 1 {
		all = []string{all[0], l.More(len(all) - 1)}
	}
	for i, name := range all {
		all[i] = say(l, name)
	}
	return l.List(all)
}

// contact is the first interviewer with a phone or an email, else the first one.
func contact(l Language, people []events.Interviewer, limit int) person {
	for _, p := range people {
		if p.Phone != "" || p.Email != "" {
			return personOf(l, p, limit)
		}
	}
	if len(people) > 0 {
		return personOf(l, people[0], limit)
	}
	return person{}
}

func personOf(l Language, p events.Interviewer, limit int) person {
	name := shorten(p.Name, limit)
	return person{Name: name, Spoken: spokenOf(l, name), To: to(l, name), Dear: dear(l, name), Title: shorten(p.Title, limit), Email: p.Email, Phone: p.Phone}
}

func first(texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return texts[0]
}

// shorten cuts a text to limit characters, at a word where it can.
func shorten(text string, limit int) string {
	if limit == plainest {
		text, limit = sayable(text), shortest
	}
	runes := []rune(text)
	if limit == noLimit || len(runes) <= limit {
		return text
	}
	cut := string(runes[:limit])
	if space := strings.LastIndexFunc(cut, unicode.IsSpace); space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRightFunc(cut, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) }) + "..."
}
