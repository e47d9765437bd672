package dashboard

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/services/ledger/record"
)

// strip is the days of a follow-up, from the interview to the end: as weeks to look over, and day by day to read.
// Days are the employer's, since promises and check-ins are reckoned on them.
type strip struct {
	// Place is whose days they are; Home is the candidate's place, empty if its clock shows the same throughout.
	Place, Home string
	// Told is the language of the reasons, Written that of the messages.
	Told, Written events.Language
	Weeks         []week
	Days          []agendaDay
	// Shapes are the states that there are.
	Shapes []record.State
	// Cut reports that the weeks after the last one shown are left out.
	Cut bool
}

// week is a row of the calendar, Monday first.
type week struct{ Days [7]cell }

// cell is a day of the calendar.
type cell struct {
	// In reports that the day lies within the follow-up; Today that it is now.
	In, Today bool
	Day       int
	// Month is set on the first day shown of each month.
	Month string
	// Off says why the employer does not work; empty on a business day and where that is not known.
	Off   string
	Marks []mark
}

// mark is something on a day of the calendar.
type mark struct {
	// Shape is drawn, Text said; To leads to it.
	Shape, Text, To string
	At              time.Time
}

// agendaDay is a day on which something is.
type agendaDay struct {
	Date, Off string
	Today     bool
	// Gap is how many days without anything lie before it.
	Gap   int
	Items []agendaItem
}

// agendaItem is one thing on a day.
type agendaItem struct {
	// ID is the anchor, unique on the page; empty for what is no reminder.
	ID string
	// Shape is the state of a reminder, or what kind of mark it is.
	Shape, Title string
	// Clock is the employer's, Home the candidate's where it shows something else; both are empty for what lasts all day.
	Clock, Home string
	At          time.Time
	Reminder    *record.Reminder
	Deliveries  []record.Delivery
	Preview     *preview
	Says        string
}

// The shapes of what is no reminder.
const (
	shapeInterview = "interview"
	shapeDeadline  = "deadline"
	shapePromise   = "promise"
	shapeDecided   = "decided"
	shapeClosed    = "closed"
)

// mostWeeks is how many weeks the calendar shows: a follow-up ends after 60 days, or 15 business days after the promise.
const mostWeeks = 16

// stripOf lays out the days. deadline is the end of the time for thank-you notes, zero if it is not known.
func (d *Dashboard) stripOf(k known, deadline, now time.Time, seen sight) strip {
	site, home := calendar.ZoneOrUTC(k.followup.EmployerZone), calendar.ZoneOrUTC(k.followup.CandidateZone)
	s := strip{Place: calendar.City(site), Shapes: record.States()}
	s.Told, s.Written = k.dossier.languages()
	items := d.agenda(k, deadline, site, seen)
	for i, item := range items {
		if item.At.IsZero() || item.Clock == "" {
			continue
		}
		theirs, ours := item.At.In(site), item.At.In(home)
		if theirs.Format("2 15:04") == ours.Format("2 15:04") {
			continue
		}
		s.Home = calendar.City(home)
		items[i].Home = ours.Format("15:04")
		if theirs.Day() != ours.Day() {
			items[i].Home = ours.Format("Mon 15:04")
		}
	}
	if len(items) == 0 {
		return s
	}
	off := k.daysOff(site)
	byDate := map[events.Date][]agendaItem{}
	for _, item := range items {
		date := events.DateOf(item.At.In(site))
		byDate[date] = append(byDate[date], item)
	}
	dates := slices.SortedFunc(maps.Keys(byDate), events.Date.Compare)
	today := events.DateOf(now.In(site))
	for i, date := range dates {
		a := agendaDay{Date: day(date), Off: off(date), Today: date == today, Items: byDate[date]}
		if i > 0 {
			a.Gap = dates[i-1].DaysUntil(date) - 1
		}
		s.Days = append(s.Days, a)
	}
	s.weeks(dates[0], dates[len(dates)-1], today, byDate, off)
	return s
}

// weeks lays out the calendar from the first to the last day.
func (s *strip) weeks(first, last, today events.Date, byDate map[events.Date][]agendaItem, off func(events.Date) string) {
	month := time.Month(0)
	for monday := byWeek.first(first); !monday.After(last); monday = monday.AddDays(7) {
		if len(s.Weeks) == mostWeeks {
			s.Cut = true
			return
		}
		var w week
		for i := range 7 {
			date := monday.AddDays(i)
			c := cell{In: !date.Before(first) && !date.After(last), Today: date == today, Day: date.Day, Off: off(date)}
			if c.In && date.Month != month {
				month = date.Month
				c.Month = month.String()[:3]
			}
			for _, item := range byDate[date] {
				m := mark{Shape: item.Shape, Text: item.Title, At: item.At}
				if item.Reminder != nil {
					m.Text, m.To = item.Title+", "+item.Shape, "#"+item.ID
				}
				c.Marks = append(c.Marks, m)
			}
			w.Days[i] = c
		}
		s.Weeks = append(s.Weeks, w)
	}
}

// daysOff says why the employer does not work on a day, as far as the facts tell.
func (k known) daysOff(site *time.Location) func(events.Date) string {
	if !k.dossier.knows() {
		return func(events.Date) string { return "" }
	}
	// What is asked of the facts here is nothing of the candidate's.
	latest := k.dossier.facts[len(k.dossier.facts)-1].Time
	employer, office := k.dossier.at(latest).Brief.Meeting.Employer, k.dossier.policy.OfficeHours
	code := employer.Calendar
	if own := k.dossier.policy.Calendar; code == "" && own != "" && calendar.CountryOf(own) == calendar.CountryOfZone(site.String()) {
		code = own
	}
	business := calendar.NewBusiness(site, code, employer.Closures, calendar.Hours{Open: office.From, Close: office.To}, calendar.PublicHolidays())
	return func(date events.Date) string {
		switch off, ok := business.Off(date); {
		case !ok:
			return ""
		case off.Holiday.Name != "":
			return off.Holiday.Name
		case off.Closure:
			return "closed"
		default:
			return "weekend"
		}
	}
}

// agenda is everything that has an instant or a day, in order.
func (d *Dashboard) agenda(k known, deadline time.Time, site *time.Location, seen sight) []agendaItem {
	var items []agendaItem
	clockAt := func(shape, title, says string, t time.Time) {
		if !t.IsZero() {
			items = append(items, agendaItem{Shape: shape, Title: title, Says: says, At: t, Clock: t.In(site).Format("15:04")})
		}
	}
	f := k.followup
	assumed := ""
	if f.Assumed {
		assumed = "Assumed: nobody has confirmed the end."
	}
	clockAt(shapeInterview, "Interview ended", assumed, f.EndedAt)
	clockAt(shapeDeadline, "Time for thank-you notes ends", "", deadline)
	if !f.PromisedBy.IsZero() {
		p := f.PromisedBy
		items = append(items, agendaItem{
			Shape: shapePromise, Title: "The employer's promised day", Says: "They said they would decide by then.",
			At: time.Date(p.Year, p.Month, p.Day, 0, 0, 0, 0, site),
		})
	}
	if f.Outcome != "" {
		clockAt(shapeDecided, "Decided: "+say(f.Outcome), "", f.DecidedAt)
	}
	clockAt(shapeClosed, "Closed", "Nothing more is sent.", f.ClosedAt)
	words := d.words(k.dossier.tenant)
	for _, r := range k.reminders {
		item := agendaItem{
			ID: fmt.Sprintf("%s-%d", r.Kind, r.N), Shape: string(r.State), Title: fmt.Sprintf("%s %d", say(r.Kind), r.N), At: r.DueAt,
			Clock: r.DueAt.In(site).Format("15:04"), Reminder: &r, Says: r.Reason,
		}
		for _, sent := range k.deliveries {
			if sent.Kind == r.Kind && sent.N == r.N {
				item.Deliveries = append(item.Deliveries, sent)
			}
		}
		unsaid := r.State == record.Skipped && len(item.Deliveries) == 0
		if seen.personal && !unsaid && k.dossier.knows() {
			item.Preview = k.dossier.previewOf(words, r)
		}
		items = append(items, item)
	}
	slices.SortStableFunc(items, func(a, b agendaItem) int { return cmp.Compare(a.At.UnixMicro(), b.At.UnixMicro()) })
	return items
}
