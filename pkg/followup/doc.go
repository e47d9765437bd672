// Package followup is Afterword's judgement: it turns the facts about one job
// interview into a plan of reminders (DOMAIN.md sections 3 to 6). It is pure: no
// clock, no I/O, no randomness; everything it knows comes in as an argument.
//
// Everybody may call it: the workflow service decides with Evaluate, the command
// line and the intake service tell stories with Simulate, the notifier asks the
// Policy for routes and intake for what a spoken promise means.
//
// The whole is one walk along a timeline. Reading order:
//
//	evaluate.go, simulate.go   the two questions one can ask
//	policy*.go                 the numbers, what they mean and how they are written
//	walk.go                    from instant to instant: facts, conclusions, reminders
//	know.go, interview.go      what the facts say
//	decide.go, outcome.go      when to ask for the decision, and how it all ends
//	plan.go, move.go           which reminders there are, and to when they move
//	due.go, rules.go           sent or skipped, and by which rule
//	basis.go, replan.go        what a plan rests on, and what a change of that does
//	retract.go, moot.go        what was taken back, and what is of no use any more
//	reason.go, english.go      why, in a sentence
//	brief.go, snapshot.go      what others need to know
//	dossier.go                 what others need to ask the same question
//	understand.go, later.go    what somebody's words would mean for it: a promise, "later"
//	carry.go                   whether a handwritten note can be carried to the office in time
//
// The life of a follow-up (events.Stage):
//
//	awaiting_interview ─► interview_ahead ─► owes_notes ─► awaiting_decision ◄─► checking_in
//	        │                   │  ▲             │                 │                │
//	        │                   ▼  │ (rescheduled)                 ▼                ▼
//	        └────────────────► closed ◄────────────────────── decided ◄─────────────┘
//
// A closed one is open again when what closed it is taken back, or its cancelled interview scheduled anew.
package followup
