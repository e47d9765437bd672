package portal

import (
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
)

// The sources of facts: what is told here, by text, and by unsubscribing.
const (
	sourcePortal = "/afterword/portal"
	sourceSMS    = "/afterword/sms"
	sourceEmail  = "/afterword/email"
)

// told lists what the candidate has said here or by text and has not taken back, the newest first.
func (s *Service) told(v *visit) []Told {
	var list []Told
	for _, f := range slices.Backward(v.told()) {
		t, ok := v.describe(f)
		if !ok {
			continue
		}
		t.Form = v.form(actUndo)
		list = append(list, t)
	}
	return list
}

// told returns the candidate's own facts that are not taken back, in the order of their time.
func (v *visit) told() []events.Event {
	return slices.DeleteFunc(slices.Clone(v.decision.Standing), func(f events.Event) bool { return !isOwn(f) })
}

// isOwn reports that the candidate has told a fact, here or by text.
func isOwn(f events.Event) bool { return f.Source == sourcePortal || f.Source == sourceSMS }

// factRef names a fact in a form without telling its id.
func factRef(source, id string) string { return link.RefOf("fact", source, id).String() }

// describe says what a fact says. ok is false for one that is not to be undone here: of its type, or because a
// STOP by text binds more than this follow-up.
func (v *visit) describe(f events.Event) (t Told, ok bool) {
	t = Told{Fact: factRef(f.Source, f.ID), At: v.when(f.Time), ByText: f.Source == sourceSMS}
	switch f.Type {
	case events.DebriefRecorded:
		return describe(t, "debrief", f, func(t *Told, d events.Debrief) {
			t.Topics, t.Strengths = d.Topics, d.Strengths
			v.describePromise(t, d.Promise)
		})
	case events.ThankyouSent:
		return describe(t, "sent", f, func(t *Told, d events.Thankyou) {
			t.Method = d.Method
			for _, i := range v.brief.Meeting.Interviewers {
				if slices.Contains(d.InterviewerIDs, i.ID) {
					t.Names = append(t.Names, i.Name)
				}
			}
		})
	case events.CheckinMade:
		return describe(t, "checkin", f, func(t *Told, d events.Checkin) {
			t.Method, t.Result = d.Method, d.Result
			v.describePromise(t, d.Promise)
		})
	case events.DecisionPostponed:
		return describe(t, "postponed", f, func(t *Told, d events.Postponement) { v.describePromise(t, d.Promise) })
	case events.OutcomeRecorded:
		return describe(t, "outcome", f, func(t *Told, d events.OutcomeReport) {
			t.Outcome, t.RespondBy = d.Outcome, v.myDay(d.RespondBy)
		})
	case events.ReminderSnoozed:
		return describe(t, "snooze", f, func(t *Told, d events.Snooze) { t.Until = v.when(d.Until) })
	case events.CandidateUpdated:
		return describe(t, "preferences", f, func(t *Told, d events.CandidateUpdate) { t.Changed = changed(d) })
	case events.ConsentChanged:
		t, ok = describe(t, "consent", f, func(t *Told, d events.Consent) { t.Channel, t.Allowed = d.Channel, d.Allowed })
		return t, ok && !t.ByText
	default:
		return Told{}, false
	}
}

func describe[T any](t Told, kind string, f events.Event, with func(*Told, T)) (Told, bool) {
	data, err := events.DataOf[T](f)
	if err != nil {
		return Told{}, false
	}
	t.Kind = kind
	with(&t, data)
	return t, true
}

func (v *visit) describePromise(t *Told, p *events.Promise) {
	if p != nil {
		t.Said, t.By = p.Said, v.theirDay(p.By)
	}
}

// changed names the fields that an update sets.
func changed(u events.CandidateUpdate) []string {
	var names []string
	for _, field := range []struct {
		name string
		set  bool
	}{
		{"channels", len(u.Channels) > 0},
		{"hours", u.Allowed != nil},
		{"language", u.Locale != ""},
		{"zone", u.TimeZone != ""},
		{"prefers", u.Prefers != ""},
		{"contact", u.Name != "" || u.Email != "" || u.Phone != ""},
	} {
		if field.set {
			names = append(names, field.name)
		}
	}
	return names
}
