package events_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// change is a document with one thing set or taken away: a path of dots and [n], and JSON
// text; no text takes the thing away.
type change struct{ path, text string }

func set(path string, value any) change {
	text, _ := json.Marshal(value) // plain values, which always encode
	return change{path, string(text)}
}

func drop(path string) change { return change{path: path} }

func (c change) apply(t *testing.T, data []byte) []byte {
	t.Helper()
	var doc any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	steps := strings.FieldsFunc(c.path, func(r rune) bool { return strings.ContainsRune(".[]", r) })
	doc = c.change(t, doc, steps)
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func (c change) change(t *testing.T, doc any, steps []string) any {
	t.Helper()
	if len(steps) == 0 {
		return json.RawMessage(c.text)
	}
	switch d := doc.(type) {
	case map[string]any:
		if len(steps) == 1 && c.text == "" {
			delete(d, steps[0])
		} else {
			d[steps[0]] = c.change(t, d[steps[0]], steps[1:])
		}
		return d
	case []any:
		var i int
		if _, err := fmt.Sscan(steps[0], &i); err != nil || i >= len(d) {
			t.Fatalf("no element %s on the way to %s", steps[0], c.path)
		}
		d[i] = c.change(t, d[i], steps[1:])
		return d
	}
	t.Fatalf("nothing to change at %s", c.path)
	return nil
}

func text(n int) string { return strings.Repeat("é", n) }

func list(n int, value any) []any { return slices.Repeat([]any{value}, n) }

func people(n int) []map[string]string {
	all := make([]map[string]string, n)
	for i := range all {
		all[i] = map[string]string{"name": "N"}
	}
	return all
}

// Every rule for the data of a fact, from both sides where it has two.
func TestRulesOfData(t *testing.T) {
	const (
		done      = events.InterviewCompleted
		announced = events.InterviewScheduled
	)
	tests := []struct {
		t      events.Type
		change change
		want   []string
	}{
		// what is required
		{done, drop("interview.id"), []string{"interview.id"}},
		{done, drop("interview.ended_at"), []string{"interview.ended_at"}},
		{done, drop("interview.starts_at"), nil},
		{announced, drop("interview.starts_at"), []string{"interview.starts_at"}},
		{announced, drop("interview.ends_at"), []string{"interview.ends_at"}},
		{done, drop("candidate.name"), []string{"candidate.name"}},
		{done, set("candidate.name", ""), []string{"candidate.name"}},
		{done, set("candidate.name", " \u00a0"), []string{"candidate.name"}},
		{done, set("candidate.name", nil), []string{"candidate.name"}},
		{done, drop("candidate.time_zone"), []string{"candidate.time_zone"}},
		{done, drop("employer.name"), []string{"employer.name"}},
		{done, drop("employer.time_zone"), []string{"employer.time_zone"}},
		{done, drop("interviewers"), []string{"interviewers"}},
		{done, set("interviewers", []int{}), []string{"interviewers"}},
		{done, set("interviewers", []any{nil}), []string{"interviewers[0]"}},
		{done, drop("interviewers[1].name"), []string{"interviewers[1].name"}},
		{done, drop("interview"), []string{"interview.ended_at", "interview.id"}},
		{done, drop("candidate"), []string{"candidate.email", "candidate.name", "candidate.time_zone"}},
		{done, drop("employer"), []string{"employer.name", "employer.time_zone"}},
		{done, drop("position"), nil},
		{done, drop("topics"), nil},
		{done, drop("promise"), nil},

		// wrong types are named once, and nothing inside them
		{done, set("interview", "x"), []string{"interview"}},
		{done, set("candidate", []int{}), []string{"candidate"}},
		{done, set("candidate.name", 7), []string{"candidate.name"}},
		{done, set("interviewers", "x"), []string{"interviewers"}},
		{done, set("interviewers[0]", 1), []string{"interviewers[0]"}},
		{done, set("topics", []any{"a", 2}), []string{"topics[1]"}},
		{done, set("topics", []any{"a", nil}), []string{"topics[1]"}},
		{done, set("interview.round", "1"), []string{"interview.round"}},
		{done, set("interview.round", 1.5), []string{"interview.round"}},
		{done, set("interview.round", true), []string{"interview.round"}},
		{done, set("interview.ended_at", "yesterday"), []string{"interview.ended_at"}},
		{done, set("interview.ended_at", "2026-03-03T20:00:00"), []string{"interview.ended_at"}},
		{done, set("interview.ended_at", 1772568000), []string{"interview.ended_at"}},
		{done, set("employer.closures", []any{"2026-02-30"}), []string{"employer.closures[0]"}},
		{done, set("candidate.allowed", "08:00-20:00"), []string{"candidate.allowed"}},
		{done, set("promise", "by Thursday"), []string{"promise"}},
		{done, set("promise.by", "Thursday"), []string{"promise", "promise.by"}},

		// empty is not absent
		{done, set("candidate.email", ""), []string{"candidate.email"}},
		{done, set("interviewers[0].title", ""), []string{"interviewers[0].title"}},
		{done, set("employer.calendar", ""), []string{"employer.calendar"}},
		{events.CandidateUpdated, set("phone", ""), []string{"phone"}},

		// ids
		{done, set("interview.id", "int 42"), []string{"interview.id"}},
		{done, set("interview.id", "int-43"), []string{"interview.id"}},
		{done, set("interview.application_id", "-a"), []string{"interview.application_id"}},
		{done, set("interview.application_id", strings.Repeat("a", 128)), nil},
		{done, set("interview.application_id", strings.Repeat("a", 129)), []string{"interview.application_id"}},
		{done, set("interview.application_id", "a._:@/-Z9"), nil},
		{done, set("candidate.id", "a\n"), []string{"candidate.id"}},
		{done, set("employer.id", "é"), []string{"employer.id"}},
		{done, set("interviewers[1].id", "iv 2"), []string{"interviewers[1].id"}},
		{done, set("interviewers[1].id", "iv-1"), []string{"interviewers[1].id"}},
		{done, drop("interviewers[0].id"), nil},

		// texts, counted in code points
		{done, set("candidate.name", text(200)), nil},
		{done, set("candidate.name", text(201)), []string{"candidate.name"}},
		{done, set("candidate.name", "A\tP"), []string{"candidate.name"}},
		{done, set("candidate.name", "A\u2028P"), []string{"candidate.name"}},
		{done, set("candidate.name", "A\u0085P"), []string{"candidate.name"}},
		{done, set("employer.name", "a\r\nb"), []string{"employer.name"}},
		{done, set("employer.name", text(201)), []string{"employer.name"}},
		{done, set("interviewers[0].name", text(201)), []string{"interviewers[0].name"}},
		{done, set("interviewers[0].title", text(201)), []string{"interviewers[0].title"}},
		{done, set("position.title", text(200)), nil},
		{done, set("position.title", text(201)), []string{"position.title"}},
		{done, set("interview.format", text(201)), []string{"interview.format"}},
		{done, set("topics", []string{text(500)}), nil},
		{done, set("topics", []string{"a", text(501)}), []string{"topics[1]"}},
		{done, set("topics", []string{""}), []string{"topics[0]"}},
		{done, set("topics", []string{"a\x00b"}), []string{"topics[0]"}},
		{done, set("strengths", []string{text(501)}), []string{"strengths[0]"}},
		{done, set("position.required", []string{text(501)}), []string{"position.required[0]"}},

		// lists
		{done, set("interviewers", people(20)), nil},
		{done, set("interviewers", people(21)), []string{"interviewers"}},
		{done, set("interviewers", append(people(20), map[string]string{"name": ""})), []string{"interviewers", "interviewers[20].name"}},
		{done, set("topics", list(50, "x")), nil},
		{done, set("topics", append(list(50, "x"), text(501))), []string{"topics", "topics[50]"}},
		{done, set("topics", list(51, "x")), []string{"topics"}},
		{done, set("strengths", list(50, "x")), nil},
		{done, set("strengths", list(51, "x")), []string{"strengths"}},
		{done, set("position.required", list(50, "x")), nil},
		{done, set("position.required", list(51, "x")), []string{"position.required"}},
		{done, set("employer.closures", list(366, "2026-03-17")), nil},
		{done, set("employer.closures", list(367, "2026-03-17")), []string{"employer.closures"}},

		// when
		{done, set("interview.ended_at", at().Add(24*time.Hour)), nil},
		{done, set("interview.ended_at", at().Add(24*time.Hour+time.Second)), []string{"interview.ended_at"}},
		{done, change{"interview", `{"id":"int-42","ended_at":"2025-03-03T20:05:00Z"}`}, nil},
		{done, change{"interview", `{"id":"int-42","ended_at":"2025-03-03T20:04:59Z"}`}, []string{"interview.ended_at"}},
		{done, set("interview.ended_at", "2026-03-03T19:00:00Z"), []string{"interview.ended_at"}},
		{done, set("interview.ended_at", "2026-03-03T14:00:01-05:00"), nil},
		{done, set("interview.ends_at", "2026-03-03T18:00:00Z"), []string{"interview.ends_at"}},
		{done, set("interview.starts_at", "0000-01-01T00:00:00Z"), []string{"interview.starts_at"}},
		{announced, set("interview.ends_at", "2026-03-03T19:00:00Z"), []string{"interview.ends_at"}},
		{announced, set("interview.ends_at", "2028-03-03T20:05:00Z"), nil},
		{announced, set("interview.ends_at", "2028-03-03T20:05:01Z"), []string{"interview.ends_at"}},
		{announced, change{"interview", `{"id":"int-42","starts_at":"2062-03-03T20:05:00Z","ends_at":"2062-03-03T21:05:00Z"}`}, []string{"interview.ends_at", "interview.starts_at"}},
		{announced, change{"interview", `{"id":"int-42","starts_at":"2025-03-03T18:05:00Z","ends_at":"2025-03-03T19:05:00Z"}`}, []string{"interview.ends_at"}},
		{done, set("interview.round", -1), []string{"interview.round"}},

		// how to reach people
		{done, drop("candidate.phone"), []string{"candidate.channels[1]"}},
		{done, drop("candidate.email"), []string{"candidate.channels[0]"}},
		{done, change{"candidate", `{"name":"A","time_zone":"Europe/Paris"}`}, []string{"candidate.email"}},
		{done, change{"candidate", `{"name":"A","time_zone":"Europe/Paris","phone":"+33123456789"}`}, nil},
		{done, change{"candidate", `{"name":"A","time_zone":"Europe/Paris","phone":5}`}, []string{"candidate.phone"}},
		{done, change{"candidate", `{"name":"A","time_zone":"Europe/Paris","email":5,"channels":["email"]}`}, []string{"candidate.email"}},
		{done, set("candidate.channels", []string{}), nil},
		{done, set("candidate.channels", []string{"pigeon"}), []string{"candidate.channels[0]"}},
		{done, set("candidate.channels", []string{"SMS"}), []string{"candidate.channels[0]"}},
		{done, set("candidate.channels", []string{"email", "email"}), []string{"candidate.channels[1]"}},
		{done, set("candidate.email", "Ada <ada@example.com>"), []string{"candidate.email"}},
		{done, set("candidate.phone", "555-0123"), []string{"candidate.phone"}},
		{done, set("interviewers[0].email", "finn@"), []string{"interviewers[0].email"}},
		{done, set("interviewers[0].phone", "0199"), []string{"interviewers[0].phone"}},
		{done, set("candidate.locale", "de-AT"), nil},
		{done, set("candidate.locale", "zh-Hant-TW"), nil},
		{done, set("candidate.locale", "en_US"), []string{"candidate.locale"}},
		{done, set("candidate.locale", "e"), []string{"candidate.locale"}},
		{done, set("candidate.locale", "en--US"), []string{"candidate.locale"}},
		{done, set("candidate.prefers", "handwriting"), nil},
		{done, set("candidate.prefers", "post"), []string{"candidate.prefers"}},
		{done, change{"candidate.allowed", `{"from":"07:00","to":"22:00"}`}, nil},
		{done, change{"candidate.allowed", `{"from":"06:59","to":"20:00"}`}, []string{"candidate.allowed.from"}},
		{done, change{"candidate.allowed", `{"from":"08:00","to":"22:01"}`}, []string{"candidate.allowed.to"}},
		{done, change{"candidate.allowed", `{"from":"08:00","to":"08:00"}`}, []string{"candidate.allowed.from"}},
		{done, change{"candidate.allowed", `{"from":"20:00","to":"08:00"}`}, []string{"candidate.allowed.from"}},
		{done, change{"candidate.allowed", `{"from":"08:00"}`}, []string{"candidate.allowed.to"}},
		{done, change{"candidate.allowed", `{}`}, []string{"candidate.allowed.from", "candidate.allowed.to"}},
		{done, change{"candidate.allowed", `{"from":"8:00","to":"20:00"}`}, []string{"candidate.allowed.from"}},

		// where
		{done, set("candidate.time_zone", "Local"), []string{"candidate.time_zone"}},
		{done, set("candidate.time_zone", "Calcutta"), []string{"candidate.time_zone"}},
		{done, set("candidate.time_zone", "Asia/Calcutta"), nil},
		{done, set("employer.time_zone", "../etc/passwd"), []string{"employer.time_zone"}},
		{done, set("employer.time_zone", "UTC"), nil},
		{done, set("employer.calendar", "DE-BY"), nil},
		{done, set("employer.calendar", "DE-XX"), []string{"employer.calendar"}},

		// promises
		{done, change{"promise", `{}`}, []string{"promise"}},
		{done, change{"promise", `{"by":"2026-03-05","said":"by Thursday"}`}, []string{"promise"}},
		{done, change{"promise", `{"by":"2026-03-05"}`}, nil},
		{done, change{"promise", `{"by":"2062-03-05","said":"a\tb"}`}, []string{"promise", "promise.by", "promise.said"}},
		{done, change{"promise", `{"by":"2028-03-04"}`}, []string{"promise.by"}},
		{done, change{"promise", `{"by":"2025-03-03"}`}, []string{"promise.by"}},
		{done, set("promise.said", text(500)), nil},
		{done, set("promise.said", text(501)), []string{"promise.said"}},
		{events.DebriefRecorded, change{"promise", `{}`}, []string{"promise"}},
		{events.DecisionPostponed, change{"promise", `{}`}, []string{"promise"}},
		{events.DecisionPostponed, drop("promise"), nil},
		{events.CheckinMade, change{"promise", `{}`}, []string{"promise"}},

		// the other facts
		{events.InterviewCancelled, drop("reason"), nil},
		{events.InterviewCancelled, set("reason", "no show"), []string{"reason"}},
		{events.DebriefRecorded, set("topics", list(51, "x")), []string{"topics"}},
		{events.DebriefRecorded, set("strengths", []string{""}), []string{"strengths[0]"}},
		{events.ThankyouSent, drop("interviewer_ids"), nil},
		{events.ThankyouSent, set("interviewer_ids", []string{"iv-1", "iv 2", ""}), []string{"interviewer_ids[1]", "interviewer_ids[2]"}},
		{events.ThankyouSent, set("interviewer_ids", list(21, "iv-1")), []string{"interviewer_ids"}},
		{events.ThankyouSent, set("method", "post"), nil},
		{events.ThankyouSent, set("method", "call"), []string{"method"}},
		{events.ThankyouSent, set("at", at().Add(25*time.Hour)), []string{"at"}},
		{events.ThankyouSent, set("at", at().AddDate(-1, 0, -1)), []string{"at"}},
		{events.CheckinMade, drop("result"), []string{"result"}},
		{events.CheckinMade, set("result", "maybe"), []string{"result"}},
		{events.CheckinMade, set("method", "hand"), []string{"method"}},
		{events.CheckinMade, set("at", at().Add(25*time.Hour)), []string{"at"}},
		{events.OutcomeRecorded, drop("outcome"), []string{"outcome"}},
		{events.OutcomeRecorded, set("outcome", "advanced"), nil},
		{events.OutcomeRecorded, set("outcome", "withdrawn"), nil},
		{events.OutcomeRecorded, set("outcome", "no_response"), []string{"outcome"}},
		{events.OutcomeRecorded, set("outcome", "cancelled"), []string{"outcome"}},
		{events.OutcomeRecorded, set("outcome", "expired"), []string{"outcome"}},
		{events.OutcomeRecorded, set("respond_by", "soon"), []string{"respond_by"}},
		{events.OutcomeRecorded, set("respond_by", "2026-03-20T00:00:00Z"), []string{"respond_by"}},
		{events.OutcomeRecorded, set("respond_by", "2062-03-20"), []string{"respond_by"}},
		{events.OutcomeRecorded, set("reported_by", "me"), []string{"reported_by"}},
		{events.ReminderSnoozed, drop("until"), []string{"until"}},
		{events.ReminderSnoozed, set("until", "2062-03-20T00:00:00Z"), []string{"until"}},
		{events.ReminderSnoozed, set("until", "2016-03-20T00:00:00Z"), []string{"until"}},
		{events.CandidateUpdated, change{"", `{}`}, nil},
		{events.CandidateUpdated, set("name", "\u0007"), []string{"name"}},
		{events.CandidateUpdated, set("email", "ada"), []string{"email"}},
		{events.CandidateUpdated, set("phone", "ada"), []string{"phone"}},
		{events.CandidateUpdated, set("time_zone", "Local"), []string{"time_zone"}},
		{events.CandidateUpdated, set("locale", "?"), []string{"locale"}},
		{events.CandidateUpdated, set("channels", []string{"email"}), nil},
		{events.CandidateUpdated, set("channels", []string{"fax"}), []string{"channels[0]"}},
		{events.CandidateUpdated, change{"allowed", `{"from":"08:00","to":"23:00"}`}, []string{"allowed.to"}},
		{events.CandidateUpdated, set("prefers", "fax"), []string{"prefers"}},
		{events.ConsentChanged, drop("channel"), []string{"channel"}},
		{events.ConsentChanged, set("channel", "fax"), []string{"channel"}},
		{events.ConsentChanged, drop("allowed"), []string{"allowed"}},
		{events.ConsentChanged, set("allowed", nil), []string{"allowed"}},
		{events.ConsentChanged, set("allowed", "yes"), []string{"allowed"}},
		{events.ConsentChanged, set("evidence", text(501)), []string{"evidence"}},
		{events.FactRetracted, drop("source"), []string{"source"}},
		{events.FactRetracted, set("source", ""), []string{"source"}},
		{events.FactRetracted, set("source", " "), []string{"source"}},
		{events.FactRetracted, set("source", "%zz"), []string{"source"}},
		{events.FactRetracted, set("source", "://a\tb"), []string{"source"}},
		{events.FactRetracted, set("source", text(501)), []string{"source"}},
		{events.FactRetracted, set("source", "urn:example:ats"), nil},
		{events.FactRetracted, drop("id"), []string{"id"}},
		{events.FactRetracted, set("id", "a b"), []string{"id"}},
		{events.FactRetracted, set("id", "content-"+strings.Repeat("4", 120)), nil},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s %s=%.40s", tt.t.Name(), tt.change.path, tt.change.text), func(t *testing.T) {
			e := sampleNamed(t, tt.t).event(t)
			e.Data = tt.change.apply(t, e.Data)
			var inEvent []string
			for _, location := range tt.want {
				inEvent = append(inEvent, "data."+location)
			}
			wantFaults(t, events.Validate(e, at()), inEvent...)
			_, err := events.DecodeFact(tt.t, e.Data, e.Subject, at())
			wantFaults(t, err, tt.want...)
		})
	}
}

func TestRulesOfTheEnvelope(t *testing.T) {
	many := map[string]string{}
	for i := range 33 {
		many[fmt.Sprintf("x%d", i)] = "y"
	}
	tests := []struct {
		name   string
		change func(*events.Event)
		want   []string
	}{
		{"as it is", func(*events.Event) {}, nil},
		{"no id", func(e *events.Event) { e.ID = "" }, []string{"id"}},
		{"odd id", func(e *events.Event) { e.ID = "evt 1" }, []string{"id"}},
		{"no source", func(e *events.Event) { e.Source = "" }, []string{"source"}},
		{"long source", func(e *events.Event) { e.Source = strings.Repeat("s", 501) }, []string{"source"}},
		{"no subject", func(e *events.Event) { e.Subject = "" }, []string{"subject"}},
		{"odd subject", func(e *events.Event) { e.Subject = "int.*.>" }, []string{"subject"}},
		{"no time", func(e *events.Event) { e.Time = time.Time{} }, []string{"time"}},
		{"time a day ahead", func(e *events.Event) { e.Time = at().Add(24 * time.Hour) }, nil},
		{"time further ahead", func(e *events.Event) { e.Time = at().Add(24*time.Hour + 1) }, []string{"time"}},
		{"no tenant", func(e *events.Event) { e.Tenant = "" }, nil},
		{"tenant with a dot", func(e *events.Event) { e.Tenant = "a.b" }, []string{"tenant"}},
		{"text", func(e *events.Event) { e.DataContentType = "text/plain" }, []string{"datacontenttype"}},
		{"latin", func(e *events.Event) { e.DataContentType = "application/json; charset=latin1" }, []string{"datacontenttype"}},
		{"other JSON", func(e *events.Event) { e.DataContentType = "application/vnd.afterword+json; charset=UTF-8" }, nil},
		{"many extensions", func(e *events.Event) { e.Extensions = many }, []string{"extensions"}},
		{"long extension", func(e *events.Event) { e.Extensions = map[string]string{"x": text(501)} }, []string{"x"}},
		{"system event", func(e *events.Event) { e.Type = events.ReminderDue }, []string{"type"}},
		{"unknown type", func(e *events.Event) { e.Type = events.TypeNamed("interview.dreamt") }, []string{"type"}},
		{"foreign type", func(e *events.Event) { e.Type = "com.example.thing" }, []string{"type"}},
		{"later version", func(e *events.Event) { e.Type = "io.afterword.checkin.made.v2" }, []string{"type"}},
		{"everything", func(e *events.Event) { *e = events.Event{} }, []string{"id", "source", "subject", "time", "type"}},
		{"no data", func(e *events.Event) { e.Data = nil }, []string{"data.result"}},
		{"null data", func(e *events.Event) { e.Data = json.RawMessage(`null`) }, []string{"data.result"}},
		{"data of a wrong type", func(e *events.Event) { e.Data = json.RawMessage(`[]`) }, []string{"data"}},
		{"unknown field", func(e *events.Event) { e.Data = json.RawMessage(`{"result":"offer","Result":1,"mood":"good"}`) }, nil},
		{"both", func(e *events.Event) { e.ID, e.Data = "", json.RawMessage(`{"result":"?"}`) }, []string{"id", "data.result"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := sampleNamed(t, events.CheckinMade).event(t)
			tt.change(&e)
			wantFaults(t, events.Validate(e, at()), tt.want...)
		})
	}
	e := sampleNamed(t, events.CheckinMade).event(t)
	e.Data = json.RawMessage(`{"result":"offer","result":"rejection"}`)
	wantMalformed(t, events.Validate(e, at()), "data.result")
}

func TestDecodeFact(t *testing.T) {
	tests := []struct {
		t       events.Type
		subject string
		body    string
		want    []string
	}{
		{events.CheckinMade, "int-42", `{"result":"offer"}`, nil},
		{events.CheckinMade, "int-42", `{"Result":"offer"}`, []string{"Result", "result"}},
		{events.CheckinMade, "int-42", `{"result":"offer","promise":{"bye":"2026-03-05"}}`, []string{"promise", "promise.bye"}},
		{events.CheckinMade, "int-42", `[]`, []string{"body"}},
		{events.CheckinMade, "int 42", `{}`, []string{"result", "subject"}},
		{events.CandidateErased, "int-42", ``, nil},
		{events.CandidateErased, "int-42", " \n", nil},
		{events.CandidateErased, "int-42", `{"why":1}`, []string{"why"}},
		{events.CandidateErased, "int-42", `{"a b":1,"` + strings.Repeat("n", 70) + `":2}`, []string{`["a b"]`, `["` + strings.Repeat("n", 64) + `"]`}},
		{events.ReminderDue, "int-42", `{}`, []string{"type"}},
		{events.TypeNamed("x.y"), "int-42", `{}`, []string{"type"}},
	}
	for _, tt := range tests {
		data, err := events.DecodeFact(tt.t, []byte(tt.body), tt.subject, at())
		wantFaults(t, err, tt.want...)
		if (err == nil) != json.Valid(data) {
			t.Errorf("%s: data is %q with error %v", tt.body, data, err)
		}
	}
	_, err := events.DecodeFact(events.CheckinMade, []byte(`{`), "", at())
	wantMalformed(t, err, "")
	_, err = events.DecodeFact(events.CheckinMade, []byte(`{"a":{"b":1,"b":2}}`), "", at())
	wantMalformed(t, err, "a.b")
	whole, err := json.Marshal(meeting())
	if err != nil {
		t.Fatal(err)
	}
	_, err = events.DecodeFact(events.InterviewCompleted, whole, "", at())
	wantFaults(t, err)
	_, err = events.DecodeFact(events.InterviewCompleted, whole, "int-43", at())
	wantFaults(t, err, "interview.id")
}

func TestFaultsStopAtAHundred(t *testing.T) {
	body := `{"result":"offer"`
	for i := range 200 {
		body += fmt.Sprintf(`,"x%d":1`, i)
	}
	_, err := events.DecodeFact(events.CheckinMade, []byte(body+"}"), "", at())
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) || len(bad.Fields) != 100 {
		t.Errorf("%d faults, want 100", len(bad.Fields))
	}
}

// A fault must help, and must not repeat what somebody's name or address is.
func TestFaultsSayTheFixWithoutTheValue(t *testing.T) {
	e := sampleNamed(t, events.InterviewCompleted).event(t)
	const canary = "Zebedee-Quark"
	for _, path := range []string{
		"interview.id", "interview.ended_at", "candidate.id", "candidate.email", "candidate.phone", "candidate.time_zone", "candidate.locale",
		"candidate.channels[0]", "candidate.prefers", "candidate.allowed", "employer.calendar", "employer.closures[0]", "promise", "interviewers[0].email",
	} {
		e.Data = set(path, canary+" 1\n").apply(t, e.Data)
	}
	err := events.Validate(e, at())
	bad := new(events.InvalidError)
	if !errors.As(err, &bad) || len(bad.Fields) < 14 {
		t.Fatalf("the error is %v, want at least 14 faults", err)
	}
	if strings.Contains(err.Error(), canary) {
		t.Errorf("the error repeats a value: %v", err)
	}
	tests := []struct {
		t    events.Type
		body string
		want string
	}{
		{events.CheckinMade, `{"result":"x"}`, "result must be still_deciding, call_back, will_contact, no_answer, offer or rejection"},
		{events.OutcomeRecorded, `{}`, "outcome is required: offer, rejection, advanced or withdrawn"},
		{events.CandidateUpdated, `{"TimeZone":"UTC"}`, "TimeZone is not a field here; time_zone is probably meant"},
		{events.CandidateErased, `{"why":"x"}`, "why is not a field here; there are none"},
		{events.CandidateUpdated, `{"phone":"0044 (0)20 7946-0958"}`, "phone must be in E.164 form, such as +14155550123; +442079460958 is probably meant"},
		{events.CandidateUpdated, `{"allowed":{"from":"20:00","to":"08:00"}}`, "allowed.from must be before to"},
	}
	for _, tt := range tests {
		_, err := events.DecodeFact(tt.t, []byte(tt.body), "", at())
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: the error is %q, want %q", tt.body, err, tt.want)
		}
	}
}
