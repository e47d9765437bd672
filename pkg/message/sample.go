package message

import (
	"fmt"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// Sample is a situation with a name, for previews, proofs at start-up and golden files.
type Sample struct {
	// Name is the kind, with a word for what is special about it: "thank_you-panel".
	Name      string
	Situation Situation
}

// Preview writes the first sample of a kind for a channel in a language: what
// `afterword preview` shows. The people in it are invented.
func (t *Templates) Preview(kind events.Kind, channel events.Channel, locale string, brand events.Brand) (Message, error) {
	for _, sample := range SamplesIn(events.LanguageOf(locale)) {
		if sample.Situation.Reminder.Kind == kind {
			s := sample.Situation
			s.Locale, s.Brand = locale, brand
			return t.Render(s, channel)
		}
	}
	return Message{}, fmt.Errorf("%w for kind %q", ErrUnknown, kind)
}

// Samples are the samples in English.
func Samples() []Sample { return SamplesIn(events.English) }

// SamplesIn tells the follow-up of DOMAIN.md's worked example, and what may be different in another one, as an
// employer would have reported it who speaks the reader's language.
func SamplesIn(language events.Language) []Sample {
	job := jobIn(language)
	ended := time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC)
	finn := events.Interviewer{ID: "iv-1", Name: job.finn, Title: job.manager, Email: "finn@example.com", Phone: "+14155550199"}
	lee := events.Interviewer{ID: "iv-2", Name: "Dana Lee", Title: job.lead, Email: "lee@example.com"}
	roy := events.Interviewer{ID: "iv-3", Name: "Sam Roy"}
	usual := events.Brief{
		Meeting: events.Meeting{
			Interview: events.Interview{ID: "int-42", StartsAt: ended.Add(-time.Hour), EndedAt: ended, Format: "onsite"},
			Candidate: events.Candidate{
				ID: "cand-1", Name: "Ada Park", Email: "ada@example.com", Phone: "+14155550123", TimeZone: "America/New_York", Locale: string(language),
			},
			Employer:     events.Employer{ID: "emp-3", Name: "Finn Logistics", TimeZone: "America/New_York", Calendar: "US"},
			Position:     events.Position{Title: job.position, Required: job.needs},
			Interviewers: []events.Interviewer{finn},
			Topics:       []string{job.topic},
			Strengths:    []string{job.strength},
		},
		Unthanked:  []events.Interviewer{finn},
		Deadline:   ended.Add(24 * time.Hour),
		PromisedBy: events.NewDate(2026, time.March, 5),
	}
	with := func(change func(*events.Brief)) events.Brief {
		b := usual
		change(&b)
		return b
	}
	panel := with(func(b *events.Brief) {
		b.Meeting.Interviewers = []events.Interviewer{finn, lee, roy}
		b.Unthanked = []events.Interviewer{lee, roy}
	})
	bare := with(func(b *events.Brief) {
		b.Meeting.Position, b.Meeting.Topics, b.Meeting.Strengths = events.Position{}, nil, nil
		b.Meeting.Interviewers, b.Unthanked = []events.Interviewer{roy}, []events.Interviewer{roy}
		b.PromisedBy = events.Date{}
	})
	untold := with(func(b *events.Brief) { b.PromisedBy, b.Meeting.Topics = events.Date{}, nil })
	handwriting := func(format string) events.Brief {
		return with(func(b *events.Brief) { b.Meeting.Candidate.Prefers, b.Meeting.Interview.Format = "handwriting", format })
	}
	west := with(func(b *events.Brief) { b.Meeting.Candidate.TimeZone = "America/Los_Angeles" })
	offer := with(func(b *events.Brief) { b.Outcome, b.RespondBy = events.Offer, events.NewDate(2026, time.March, 13) })

	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 0, 0, 0, time.UTC) }
	// linked is an installation with a page for candidates, which takes answers by text.
	linked := func(s Situation) Situation {
		s.Page, s.Calendar, s.Unsubscribe, s.Replies = samplePage, sampleCalendar, sampleUnsubscribe, true
		return s
	}
	sample := func(variant string, kind events.Kind, n int, b events.Brief, now time.Time) Sample {
		name := string(kind)
		if variant != "" {
			name += "-" + variant
		}
		return Sample{Name: name, Situation: linked(Situation{
			Reminder: events.Reminder{
				ID: fmt.Sprintf("int-42.%s.%d", kind, n), Kind: kind, N: n, State: events.Due,
				DueAt: now, ExpiresAt: now.Add(24 * time.Hour),
			},
			Brief: b, Locale: string(language), Now: now,
		})}
	}
	// alone is the installation without either, and first the first text to a number where no answers are taken.
	alone := func(s Sample) Sample {
		s.Situation.Page, s.Situation.Calendar, s.Situation.Unsubscribe, s.Situation.Replies = "", "", "", false
		return s
	}
	first := func(s Sample) Sample {
		s.Situation.Replies, s.Situation.FirstText = false, true
		return s
	}
	lastResult := func(r events.CheckinResult) events.Brief {
		return with(func(b *events.Brief) { b.LastCheckin = r })
	}
	return []Sample{
		sample("", events.ClosingBrief, 1, usual, at(3, 17)),
		sample("bare", events.ClosingBrief, 1, bare, at(3, 17)),
		sample("west", events.ClosingBrief, 1, west, at(3, 17)),
		sample("", events.DebriefPrompt, 1, untold, at(3, 21)),
		sample("topics", events.DebriefPrompt, 1, with(func(b *events.Brief) { b.Meeting.Topics = nil }), at(3, 21)),
		alone(sample("alone", events.DebriefPrompt, 1, untold, at(3, 21))),
		sample("", events.ThankYou, 1, usual, at(3, 23)),
		first(sample("first-text", events.ThankYou, 1, panel, at(3, 23))),
		sample("panel", events.ThankYou, 1, panel, at(3, 23)),
		sample("bare", events.ThankYou, 1, bare, at(3, 23)),
		sample("west", events.ThankYou, 1, west, at(3, 23)),
		sample("by-hand", events.ThankYou, 1, handwriting("onsite"), at(3, 23)),
		sample("by-email-after-all", events.ThankYou, 1, handwriting("video"), at(3, 23)),
		sample("last-call", events.ThankYou, 2, usual, at(4, 18)),
		sample("", events.ThankYouLate, 1, usual, at(4, 20)),
		sample("panel", events.ThankYouLate, 1, panel, at(4, 20)),
		sample("", events.CheckIn, 1, usual, at(6, 14)),
		sample("bare", events.CheckIn, 1, bare, at(10, 13)),
		sample("west", events.CheckIn, 1, west, at(6, 16)),
		sample("call-back", events.CheckIn, 2, lastResult(events.CallBack), at(9, 13)),
		sample("no-answer", events.CheckIn, 2, lastResult(events.NoAnswer), at(16, 13)),
		alone(sample("alone", events.CheckIn, 1, usual, at(6, 14))),
		sample("", events.CheckInResult, 1, usual, at(9, 13)),
		first(sample("first-text", events.CheckInResult, 1, usual, at(9, 13))),
		sample("", events.OfferDeadline, 1, offer, at(11, 13)),
		sample("", events.Congratulation, 1, offer, at(6, 18)),
		sample("bare", events.Congratulation, 1, with(func(b *events.Brief) { b.Meeting = bare.Meeting; b.Outcome = events.Offer }), at(6, 18)),
		sample("", events.Regroup, 1, with(func(b *events.Brief) { b.Outcome = events.Rejection }), at(6, 18)),
		sample("", events.MoveOn, 1, with(func(b *events.Brief) { b.Outcome = events.NoResponse }), at(27, 13)),
	}
}

// ReplySamplesIn are situations of replies, with all that may be said in them and with nothing.
func ReplySamplesIn(language events.Language) []ReplySituation {
	return []ReplySituation{
		{Locale: string(language), Employer: "Finn Logistics", Sender: "Acme Careers", Page: samplePage, When: LanguageOf(language).DayName(events.NewDate(2026, time.March, 11), events.NewDate(2026, time.March, 6))},
		{Locale: string(language)},
	}
}

// The links of the samples, as long as real ones.
const (
	samplePage        = "https://afterword.example.org/f/AXAxbi9kT2x2U0w5bUpkVnRqQmZ5Q2hRd0ZrN3oxS3BXc1luMk4"
	sampleCalendar    = samplePage + "/calendar.ics"
	sampleUnsubscribe = "https://afterword.example.org/unsubscribe/AXUxbi9kT2x2U0w5bUpkVnRqQmZ5Q2hRd0ZrN3oxS3BXc1luMk5vWQ8Xk2c7qT0aLbE4sVfHdJ3mRw"
)

// job is what an employer writes in its own language.
type job struct {
	finn, manager, lead, position, topic, strength string
	needs                                          []string
}

func jobIn(language events.Language) job {
	switch language {
	case events.German:
		return job{
			finn: "Herr Finn", manager: "Betriebsleiter", lead: "Teamleiterin", position: "Disponent",
			topic: "das neue Depot in Newark", strength: "fünf Jahre Disposition in der Nachtschicht",
			needs: []string{"Tourenplanung", "SQL", "Schichtleitung"},
		}
	case events.Spanish:
		return job{
			finn: "Andrés Finn", manager: "Director de operaciones", lead: "Jefa de equipo", position: "Jefe de tráfico",
			topic: "el nuevo almacén de Newark", strength: "cinco años de coordinación en el turno de noche",
			needs: []string{"planificación de rutas", "SQL", "dirección de turnos"},
		}
	case events.French:
		return job{
			finn: "M. Finn", manager: "Directeur d'exploitation", lead: "Cheffe d'équipe", position: "Régulateur",
			topic: "le nouveau dépôt de Newark", strength: "cinq ans de régulation de nuit",
			needs: []string{"planification des tournées", "SQL", "encadrement d'équipe"},
		}
	default:
		return job{
			finn: "Mr. Finn", manager: "Operations manager", lead: "Team lead", position: "Dispatcher",
			topic: "the new depot in Newark", strength: "five years of night dispatch",
			needs: []string{"route planning", "SQL", "shift leadership"},
		}
	}
}
