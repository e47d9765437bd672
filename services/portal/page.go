package portal

import (
	"net/http"
	"slices"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/pkg/message"
)

// What the page's address says after a form: which one it was, and whether the page shows it yet.
const (
	queryDone    = "done"
	queryPending = "pending"
)

// showPage is GET /f/{token}.
func (s *Service) showPage(w http.ResponseWriter, r *http.Request, rt route) {
	v, ok := s.open(w, r, rt, link.Page)
	if !ok {
		return
	}
	page := s.page(v)
	query := r.URL.Query()
	if done := query.Get(queryDone); slices.Contains(saved(), done) {
		page.Notice = &Notice{Saved: done, Pending: query.Get(queryPending) != ""}
	}
	s.write(w, r, http.StatusOK, pageTemplate, page)
}

// showWrong is the answer to a form with mistakes: the page, with everything typed and what is wrong.
func (s *Service) showWrong(w http.ResponseWriter, r *http.Request, act string, sub *submission) {
	page := s.page(sub.visit)
	page.Wrong = true
	switch act {
	case actDebrief:
		page.Debrief.Faults = sub.faults
		page.Debrief.fill(sub, sub.readBack(formDebrief))
	case actSent:
		page.Notes.Faults = sub.faults
		page.Notes.fill(sub)
	case actCheckin:
		page.Checkin.Faults = sub.faults
		page.Checkin.fill(sub, sub.readBack(formCheckin))
	case actOutcome:
		page.Result.Faults = sub.faults
		page.Result.RespondBy = sub.Get(fieldRespondBy)
	case actSnooze:
		page.Snooze.Faults = sub.faults
		page.Snooze.On = sub.Get(fieldOn)
	case actPreferences:
		page.Preferences.Faults = sub.faults
		page.Preferences.fill(sub)
	case actUndo:
		page.Undo.Faults = sub.faults
	case actDelete:
		page.Delete.Faults = sub.faults
		page.Delete.Word = sub.Get(fieldWord)
	}
	s.write(w, r, http.StatusUnprocessableEntity, pageTemplate, page)
}

// readBack is what the promise in a form means, if there is one.
func (sub *submission) readBack(form string) *Reading {
	p := ownPromise(&input{Values: sub.Values})
	if p == nil {
		return nil
	}
	reading := sub.read(form, p)
	return &reading
}

// page is what the candidate's page shows now.
func (s *Service) page(v *visit) Page {
	m, snapshot := v.brief.Meeting, v.decision.Snapshot
	language := message.LanguageOf(v.language)
	names := make([]string, 0, len(m.Interviewers))
	for _, i := range m.Interviewers {
		names = append(names, i.Name)
	}
	p := Page{
		Frame: s.frameOf(v), Path: v.path, Name: m.Candidate.Name, Employer: m.Employer.Name, Position: m.Position.Title, Met: language.List(names),
		Next: s.messages.Next(snapshot, v.brief, m.Candidate.Locale, v.now), Main: v.main(), Outcome: v.decision.Sayable, Assumed: snapshot.Assumed,
		Open: snapshot.Stage != events.Closed, Over: !snapshot.EndedAt.IsZero(),
		Brief:   Brief{Starts: v.when(m.Interview.StartsAt), Needs: m.Position.Required, Strengths: m.Strengths, PromiseKnown: m.Promise != nil},
		Debrief: v.debriefForm(), Notes: v.noteDesk(),
		Waiting: Waiting{Promised: v.theirDay(v.brief.PromisedBy), Reason: snapshot.PromiseReason},
		Checkin: s.checkinCard(v), Result: v.resultForm(), Told: s.told(v), Snooze: v.snoozeForm(), Preferences: s.preferencesForm(v),
		Calendar: s.calendarLinks(v), Delete: Delete{Form: v.form(actDelete)}, Undo: v.form(actUndo),
	}
	for _, r := range snapshot.Plan {
		p.Plan = append(p.Plan, Planned{Kind: r.Kind, State: r.State, At: v.when(r.DueAt), Reason: r.Reason})
	}
	if next, ok := v.next(); ok {
		p.Why = next.Reason
	}
	return p
}

// frameOf is the frame of a page for a candidate.
func (s *Service) frameOf(v *visit) Frame {
	f := s.frame(v.language, v.brand)
	if s.clock.Speed() != 1 {
		f.Clock = v.when(v.now)
	}
	return f
}

// next is the reminder that comes next.
func (v *visit) next() (events.Reminder, bool) {
	i := slices.IndexFunc(v.decision.Snapshot.Plan, func(r events.Reminder) bool { return r.State == events.Planned })
	if i < 0 {
		return events.Reminder{}, false
	}
	return v.decision.Snapshot.Plan[i], true
}

// main picks the card that matters most.
func (v *visit) main() Main {
	switch snapshot, outcome := v.decision.Snapshot, v.decision.Sayable; {
	case outcome == events.Offer:
		return MainOffer
	case outcome != "" || snapshot.Stage == events.Closed:
		return MainEnd
	case snapshot.Stage == events.InterviewAhead:
		return MainBrief
	case snapshot.Stage == events.CheckingIn:
		return MainCheckin
	case snapshot.NotesOwed > 0 && v.noteWanted():
		return MainNotes
	default:
		return MainWaiting
	}
}

// noteWanted reports that a note is still worth sending: late ones are asked for as long as their reminder holds.
func (v *visit) noteWanted() bool { return v.now.Before(v.lateNotesEnd()) }

func (v *visit) debriefForm() Debrief {
	first, last := v.promiseBounds()
	return Debrief{
		Form: v.form(actDebrief), Known: v.brief.Meeting.Topics, KnownStrengths: v.brief.Meeting.Strengths, MinBy: first, MaxBy: last,
	}
}

func (v *visit) resultForm() Result {
	first, last := v.respondBounds()
	return Result{Form: v.form(actOutcome), RespondDay: v.myDay(v.brief.RespondBy), MinBy: first, MaxBy: last}
}

func (v *visit) snoozeForm() Snooze {
	first, last := v.snoozeBounds()
	f := Snooze{
		Form: v.form(actSnooze), Tomorrow: v.when(v.inDays(1)), ThreeDays: v.when(v.inDays(3)), MinOn: first, MaxOn: last,
	}
	if until := v.decision.SnoozedUntil; until.After(v.now) {
		f.Until = v.when(until)
	}
	return f
}

func (s *Service) preferencesForm(v *visit) Preferences {
	c := v.brief.Meeting.Candidate
	hours := v.window(c)
	f := Preferences{
		Form: v.form(actPreferences), From: hours.From.String(), To: hours.To.String(), Language: string(v.language),
		Zone: c.TimeZone, Zones: s.zones, Handwriting: c.Prefers == preferHandwriting,
	}
	for _, l := range events.Languages() {
		f.Languages = append(f.Languages, Language{Tag: string(l), Name: l.Name()})
	}
	ordered := v.ordered(c)
	for _, ch := range ordered {
		f.Channels = append(f.Channels, Channel{
			Slug: ch, Address: addressOf(c, ch), On: v.isOn(ch), First: ch == ordered[0], Blocked: v.blocks[ch], Sender: v.brand.SMSSender,
		})
	}
	return f
}

func addressOf(c events.Candidate, ch events.Channel) string {
	if ch == events.SMS {
		return c.Phone
	}
	return c.Email
}

// fill puts what was chosen back into the form.
func (p *Preferences) fill(sub *submission) {
	p.From, p.To, p.Zone = sub.Get(fieldFrom), sub.Get(fieldTo), sub.Get(fieldZone)
	p.Language, p.Handwriting = sub.Get(fieldLanguage), sub.Get(fieldHandwriting) != ""
	for i, c := range p.Channels {
		p.Channels[i].On = slices.Contains(sub.Values[fieldChannel], string(c.Slug))
		p.Channels[i].First = sub.Get(fieldFirst) == string(c.Slug)
	}
}

// sortedZones are the names to suggest: places, not the old aliases without one.
func sortedZones(all []string) []string {
	var places []string
	for _, name := range all {
		if strings.Contains(name, "/") && !strings.HasPrefix(name, "Etc/") && !strings.HasPrefix(name, "SystemV/") && !strings.HasPrefix(name, "US/") {
			places = append(places, name)
		}
	}
	slices.Sort(places)
	return places
}
