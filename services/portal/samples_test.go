package portal

import (
	"fmt"
	"strings"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/coach"
	"github.com/afterword-io/afterword/services/portal/words"
)

// sample is a view that the templates are tried with.
type sample struct {
	template string
	view     any
}

// samples are views of every page and every state of the main page, in one language, by name.
func samples(language events.Language) map[string]sample {
	s := sampler{w: words.Of(language), frame: Frame{
		W: words.Of(language), Language: string(language), Brand: Brand{Name: "Riverside Career Center", Footer: []string{"Riverside Career Center", "12 Mill Lane, Newark"}},
		Assets: Assets{Style: "/f/assets/page.css", Script: "/f/assets/page.js", HTMX: "/f/assets/htmx.min.js", Icon: "/f/assets/icon.svg", Colors: "/f/assets/brand-2f7d78.css"},
		Clock:  "Friday 6 March, 9:00 in New York",
	}}
	all := map[string]sample{}
	for _, main := range []Main{MainBrief, MainNotes, MainWaiting, MainCheckin, MainOffer, MainEnd} {
		all[string(main)] = sample{pageTemplate, s.page(main)}
	}
	all["panel"] = sample{pageTemplate, s.panel()}
	all["checked"] = sample{pageTemplate, s.checked()}
	all["mistakes"] = sample{pageTemplate, s.mistakes()}
	all["bare"] = sample{pageTemplate, s.bare()}
	all["done"] = sample{pageTemplate, s.done()}

	note := s.note(1, "Mr. Finn")
	card := CardPage{Frame: s.frame, Back: samplePath, Note: note, From: "Ada Park", Employer: "Finn Logistics", Position: "Dispatcher", Topics: sampleTopics(), Strengths: []string{"five years of night dispatch"}}
	all["card"] = sample{cardTemplate, card}
	card.Lines = strings.Split(sampleNote, "\n")
	all["card-written"] = sample{cardTemplate, card}
	all["note"] = sample{noteTemplate, s.reviewed(note)}
	all["promise"] = sample{promiseTemplate, s.reading(formDebrief)}
	all["promise-unclear"] = sample{promiseTemplate, Reading{W: s.w, Form: formDebrief, Reason: "“When the time is right” names no day."}}

	all["unsubscribe"] = sample{unsubscribeTemplate, UnsubscribePage{Frame: s.frame, Form: s.form("unsubscribe")}}
	all["unsubscribed"] = sample{unsubscribeTemplate, UnsubscribePage{Frame: s.frame, Form: s.form("unsubscribe"), Done: true}}
	all["unsubscribed-held"] = sample{unsubscribeTemplate, UnsubscribePage{Frame: s.frame, Form: s.form("unsubscribe"), Done: true, Held: true}}
	all["resubscribed"] = sample{unsubscribeTemplate, UnsubscribePage{Frame: s.frame, Form: s.form("unsubscribe"), Back: true}}
	for _, name := range []string{refusedTemplate, foreignTemplate, limitedTemplate, brokenTemplate, deletedTemplate} {
		all[strings.TrimSuffix(name, ".html")] = sample{name, s.frame}
	}
	all["unavailable"] = sample{unavailableTemplate, Unavailable{Frame: s.frame, Path: samplePath, Again: &Again{
		Action: samplePath + "/debrief", Typed: []Field{{"topics", "the new depot in Newark"}, {"said", "by Thursday"}}, Hidden: []Field{{"nonce", "N"}},
	}}}
	all["unavailable-page"] = sample{unavailableTemplate, Unavailable{Frame: s.frame, Path: samplePath}}
	return all
}

const (
	samplePath = "/f/sample"
	sampleNote = "Dear Mr. Finn,\n\nthank you for your time on Tuesday. Our talk about the new depot in Newark stayed with me: " +
		"after five years of night dispatch I know how a site opens well.\n\nI would very much like the position.\n\nKind regards\nAda Park"
)

func sampleTopics() []string {
	return []string{"the new depot in Newark", "why the night shift changes every second week, and how the dispatchers feel about it"}
}

type sampler struct {
	w     words.Words
	frame Frame
}

func (s sampler) form(act string) Form {
	return Form{W: s.w, Action: samplePath + "/" + act, Nonce: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
}

func (s sampler) page(main Main) Page {
	p := Page{
		Frame: s.frame, Path: samplePath, Name: "Ada", Employer: "Finn Logistics", Position: "Dispatcher", Met: "Mr. Finn",
		Next: "On Friday 6 March, 9:00 in New York, we remind you to ask Finn Logistics about their decision.",
		Why:  "They said by Thursday 5 March; Friday 6 March 09:00 in New York is the next business morning.",
		Main: main, Open: true, Over: main != MainBrief,
		Brief: Brief{Starts: "Tuesday 3 March, 14:00 in New York", Needs: []string{"route planning", "SQL", "shift leadership"}, Strengths: []string{"five years of night dispatch"}},
		Debrief: Debrief{
			Form: s.form(actDebrief), Known: sampleTopics(), KnownStrengths: []string{"five years of night dispatch"}, MinBy: "2026-03-03", MaxBy: "2026-06-03",
		},
		Notes: NoteDesk{
			Form: s.form(actSent), Check: samplePath + "/note", Notes: []Note{s.note(1, "Mr. Finn")}, Owed: 1, Deadline: "Wednesday 4 March, 15:00 in New York",
			ByHand: "Wednesday 4 March, 9:00", ByHandUntil: "15:00",
		},
		Waiting: Waiting{Promised: "Thursday 5 March", Reason: "They said “by Thursday”: the first Thursday after the interview is 5 March."},
		Checkin: s.checkin(),
		Result:  Result{Form: s.form(actOutcome), MinBy: "2026-03-06", MaxBy: "2026-06-03"},
		Plan: []Planned{
			{events.ThankYou, events.Due, "Tuesday 3 March, 18:00", "A good moment for the thank-you notes, best sent by Wednesday 4 March 15:00."},
			{events.ThankYou, events.Skipped, "Wednesday 4 March, 13:00", "The note has been sent, so there is nothing to remind you of."},
			{events.CheckIn, events.Planned, "Friday 6 March, 9:00 in New York", "They said by Thursday 5 March; Friday is the next business morning."},
		},
		Told: s.told(),
		Snooze: Snooze{
			Form: s.form(actSnooze), Tomorrow: "Wednesday 4 March, 8:00", ThreeDays: "Friday 6 March, 8:00", MinOn: "2026-03-04", MaxOn: "2026-04-03",
		},
		Preferences: Preferences{
			Form:     s.form(actPreferences),
			Channels: []Channel{{Slug: events.Email, Address: "ada.park@example.com", On: true, First: true}, {Slug: events.SMS, Address: "+1 415 555 0123", Blocked: events.RuleStop, Sender: "+1 415 555 0100"}},
			From:     "08:00", To: "20:00", Language: s.w.Tag, Zone: "America/New_York", Zones: []string{"America/New_York", "Europe/Berlin"},
			Languages: []Language{{"en", "English"}, {"de", "Deutsch"}, {"es", "Español"}, {"fr", "Français"}},
		},
		Calendar: Calendar{URL: "https://afterword.example.org/f/sample/calendar.ics", App: "webcal://afterword.example.org/f/sample/calendar.ics"},
		Delete:   Delete{Form: s.form(actDelete)},
	}
	switch main {
	case MainNotes:
		p.Next = "Today, 18:00, we remind you of your thank-you note to Mr. Finn."
		p.Debrief.Known, p.Debrief.KnownStrengths = nil, nil
	case MainOffer:
		p.Outcome, p.Result.RespondDay = events.Offer, "Friday 13 March"
		p.Next = "On Wednesday 11 March, 9:00, we remind you of your answer."
	case MainEnd:
		p.Outcome, p.Open, p.Why = events.NoResponse, false, ""
		p.Next = "Nothing more is planned."
	}
	return p
}

func (s sampler) checkin() Checkin {
	return Checkin{
		Form: s.form(actCheckin), Asked: true, Contact: Contact{Name: "Mr. Finn", Title: "Operations manager", Email: "finn@example.com", Phone: "+1 415 555 0199"},
		Tel: "tel:+14155550199", Mailto: "mailto:finn@example.com", Hours: "9 am to 5 pm, New York time",
		Script:       "Hello Mr. Finn, this is Ada Park. I interviewed with you on Tuesday for the Dispatcher position, and I enjoyed our conversation. May I ask how the decision is coming along?",
		SomebodyElse: "Hello, this is Ada Park. May I speak to Mr. Finn? When would be a good time to call back?",
		DraftSubject: "Interview on Tuesday for the Dispatcher position", DraftBody: "Dear Mr. Finn,\n\nThank you again for our conversation on Tuesday. May I ask how the decision is coming along?\n\nKind regards\nAda Park",
		Method: events.ByCall, MinBy: "2026-03-06", MaxBy: "2026-06-03",
	}
}

func (s sampler) told() []Told {
	return []Told{
		{Form: s.form(actUndo), Fact: "f1", Kind: "checkin", At: "Friday 6 March, 9:20", Result: events.StillDeciding, Method: events.ByCall, Said: "until Wednesday"},
		{Form: s.form(actUndo), Fact: "f2", Kind: "sent", At: "Tuesday 3 March, 19:00", Names: []string{"Mr. Finn", "Ada Lang"}, ByText: true},
		{Form: s.form(actUndo), Fact: "f3", Kind: "debrief", At: "Tuesday 3 March, 16:05", Topics: sampleTopics(), Strengths: []string{"five years of night dispatch"}, By: "Thursday 5 March"},
		{Form: s.form(actUndo), Fact: "f4", Kind: "sent", At: "Tuesday 3 March, 16:05"},
		{Form: s.form(actUndo), Fact: "f5", Kind: "postponed", At: "Tuesday 3 March, 16:05", Said: "two more weeks"},
		{Form: s.form(actUndo), Fact: "f6", Kind: "outcome", At: "Tuesday 3 March, 16:05", Outcome: events.Offer, RespondBy: "Friday 13 March"},
		{Form: s.form(actUndo), Fact: "f7", Kind: "snooze", At: "Tuesday 3 March, 16:05", Until: "Friday 6 March, 8:00"},
		{Form: s.form(actUndo), Fact: "f8", Kind: "preferences", At: "Tuesday 3 March, 16:05", Changed: []string{"channels", "hours", "zone"}},
		{Form: s.form(actUndo), Fact: "f9", Kind: "consent", At: "Tuesday 3 March, 16:05", Channel: events.SMS},
	}
}

func (s sampler) note(n int, name string) Note {
	ref := fmt.Sprintf("r%d", n)
	return Note{
		W: s.w, Ref: ref, Name: name, Title: "Operations manager", Email: "finn@example.com", Check: samplePath + "/note", Card: samplePath + "/card/" + ref,
		Limit: coach.MaxText, Topics: sampleTopics(), Mailto: "mailto:finn@example.com?subject=Thank%20you",
	}
}

// reviewed is a note with findings of every severity, two of them about the same words.
func (s sampler) reviewed(n Note) Note {
	n.Text = "Dear Sir,\n\nthanks for your time at [Company]. Please tell me the decision soon, I would need an exception for the salary."
	n.Review = &Review{
		Verdict: coach.Generic, Score: 38,
		Findings: []Finding{
			{1, coach.NoAddressee, coach.NoAddressee.Severity(), "Greet Mr. Finn by name.", true},
			{2, coach.NotSpecific, coach.NotSpecific.Severity(), "Name something you really talked about, such as the new depot in Newark.", false},
			{3, coach.Placeholder, coach.Placeholder.Severity(), "Replace [Company] by the employer's name.", true},
			{4, coach.Pushy, coach.Pushy.Severity(), "Leave the decision and the salary out of this note.", true},
			{5, coach.AskTimeline, coach.AskTimeline.Severity(), "One polite question about the timeline fits here.", true},
		},
		Pieces: []Piece{
			{Text: "Dear Sir", Severity: coach.Warn, Numbers: []int{1}},
			{Text: ",\n\nthanks for your time at "},
			{Text: "[Company]", Severity: coach.Error, Numbers: []int{3}},
			{Text: ". "},
			{Text: "Please tell me the decision soon", Severity: coach.Warn, Numbers: []int{4, 5}},
			{Text: ", I would need an exception for the salary."},
		},
	}
	return n
}

func (s sampler) reading(form string) Reading {
	return Reading{
		W: s.w, Form: form, Understood: true, Day: "Thursday 5 March", At: "Friday 6 March, 9:00 in New York",
		Reason: "“By Thursday” is the first Thursday after the interview, 5 March.", MinBy: "2026-03-03", MaxBy: "2026-06-03",
	}
}

// panel is a page with twenty interviewers and names as long as they may be.
func (s sampler) panel() Page {
	p := s.page(MainNotes)
	long := "Donaudampfschifffahrtsgesellschaftskapitänswitwenversicherungsanstalt"
	p.Employer, p.Position = long+" Süd-Südwest GmbH & Co. KG", "Oberverwaltungssachbearbeitungsassistenz (Rechtsschutzversicherungsangelegenheiten)"
	p.Notes.Notes, p.Notes.Owed = nil, 0
	names := make([]string, events.MaxInterviewers)
	for i := range names {
		names[i] = fmt.Sprintf("Prof. Dr. Maximiliane-Theodora von und zu Hohenlohe-Schillingsfürst %d", i+1)
		n := s.note(i+1, names[i])
		if i%3 == 0 {
			n.Sent = true
		} else {
			p.Notes.Owed++
		}
		p.Notes.Notes = append(p.Notes.Notes, n)
	}
	p.Met = strings.Join(names, ", ")
	return p
}

// checked is a page right after a note and a promise were looked at, without JavaScript.
func (s sampler) checked() Page {
	p := s.page(MainNotes)
	p.Notes.Notes[0] = s.reviewed(p.Notes.Notes[0])
	reading := s.reading(formDebrief)
	p.Debrief.Topics, p.Debrief.Said, p.Debrief.Reading = "the new depot in Newark", "by Thursday", &reading
	return p
}

// mistakes is a page with something wrong in every form.
func (s sampler) mistakes() Page {
	p := s.page(MainNotes)
	p.Wrong = true
	p.Debrief.Faults = []Fault{{fieldTopics, FaultTooMany, events.MaxTexts}, {fieldStrengths, FaultTooLong, events.MaxText}, {fieldSaid, FaultUnclear, 0}, {fieldBy, FaultDate, 0}, {"", FaultStale, 0}}
	p.Debrief.Topics, p.Debrief.Said = "the new depot in Newark", "when the time is right"
	p.Notes.Notes[0].TooLong = true
	p.Notes.Faults = []Fault{{fieldNotePrefix + p.Notes.Notes[0].Ref, FaultTooLong, coach.MaxText}}
	p.Checkin.Faults = []Fault{{fieldResult, FaultChoice, 0}, {fieldMethod, FaultChoice, 0}, {fieldSaid, FaultUnclear, 0}, {fieldBy, FaultPast, 0}}
	p.Result.Faults = []Fault{{fieldOutcome, FaultChoice, 0}, {fieldRespondBy, FaultPast, 0}}
	p.Snooze.Faults = []Fault{{fieldUntil, FaultChoice, 0}, {fieldOn, FaultEmpty, 0}}
	p.Preferences.Faults = []Fault{
		{fieldChannel, FaultChoice, 0}, {fieldFirst, FaultChoice, 0}, {fieldFrom, FaultTime, 0}, {fieldTo, FaultOrder, 0}, {fieldLanguage, FaultChoice, 0}, {fieldZone, FaultZone, 0},
	}
	p.Delete.Faults = []Fault{{fieldWord, FaultWord, 0}}
	return p
}

// bare is a page that knows as little as it may.
func (s sampler) bare() Page {
	p := s.page(MainCheckin)
	p.Position, p.Met, p.Why, p.Plan, p.Told, p.Clock = "", "", "", nil, nil, ""
	p.Brand.Footer = nil
	p.Debrief.Known, p.Debrief.KnownStrengths = nil, nil
	p.Checkin = Checkin{Form: p.Checkin.Form, MinBy: p.Checkin.MinBy, MaxBy: p.Checkin.MaxBy}
	p.Notes.Notes[0] = Note{W: s.w, Ref: "r1", Name: "Jo", Check: samplePath + "/note", Card: samplePath + "/card/r1"}
	p.Waiting = Waiting{}
	p.Assumed = true
	p.Preferences.Channels = p.Preferences.Channels[:1]
	return p
}

// done is a page right after something was told.
func (s sampler) done() Page {
	p := s.page(MainWaiting)
	p.Notice = &Notice{Saved: "checkin"}
	p.Brand.Logo = "https://example.org/logo.png"
	p.Notes.Notes[0].Sent, p.Notes.Owed = true, 0
	return p
}
