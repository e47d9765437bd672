package events

import (
	"encoding/json"
	"reflect"
	"strings"
	"time"
)

// The limits of a meeting and of its words, in code points where they speak of text.
const (
	MaxName         = 200
	MaxText         = 500
	MaxInterviewers = 20
	MaxTopics       = 50
	MaxStrengths    = 50
	MaxRequired     = 50
	MaxClosures     = 366
)

// Validate holds a fact from outside to the contract: its envelope, then its data by type.
// now is the instant against which an interview's end is judged: the receiver's clock, or in a
// simulation the event's own time. Unknown fields of the data are ignored.
// The error is an *InvalidError that names every field at fault, data fields as data.<path>,
// or a *MalformedError if the data cannot be parsed.
func Validate(e Event, now time.Time) error {
	v := &validator{now: now}
	v.envelope(e)
	if e.Type.IsFact() {
		data, err := parseDocument(orEmpty(e.Data))
		if err != nil {
			return err
		}
		v.data(e.Type, data, "data", e.Subject)
	}
	return v.err()
}

// DecodeFact holds the plain body of a fact to the contract, with paths from the body's root, and
// returns it as data of an event. Unknown fields are refused: a typo would be lost. subject is the
// follow-up it speaks of; empty means the interview's own id. Errors are as of Validate.
func DecodeFact(t Type, body []byte, subject string, now time.Time) (json.RawMessage, error) {
	v := &validator{now: now, decoder: decoder{strict: true}}
	if !t.IsFact() {
		v.add("type", "%s", unknownFact)
		return nil, v.err()
	}
	document, err := parseDocument(body)
	if err != nil {
		return nil, err
	}
	v.data(t, document, "", subject)
	return document.raw, v.err()
}

var unknownFact = "must be one of the facts that Afterword knows: " + strings.Join(factNames(), ", ")

func factNames() []string {
	var names []string
	for _, t := range FactTypes() {
		names = append(names, t.Name())
	}
	return names
}

func orEmpty(data []byte) []byte {
	if len(data) == 0 {
		return []byte("{}")
	}
	return data
}

// validator collects what is wrong with one fact.
type validator struct {
	decoder
	now time.Time
}

func (v *validator) envelope(e Event) {
	v.id("id", e.ID)
	if n := len([]rune(e.Source)); n > MaxText {
		v.add("source", "must be at most %d characters", MaxText)
	}
	if e.Source == "" {
		v.add("source", "is required")
	}
	switch {
	case e.Subject == "":
		v.add("subject", "is required: the id of the follow-up")
	default:
		v.id("subject", e.Subject)
	}
	if e.Time.IsZero() {
		v.add("time", "is required: when the fact became known, such as 2026-03-03T20:00:00Z")
	}
	if !e.Type.IsFact() {
		v.add("type", "%s", unknownFact)
	}
	if !jsonContent(e.DataContentType) {
		v.add("datacontenttype", "must be application/json")
	}
}

// data decodes and checks the data of one fact.
func (v *validator) data(t Type, from document, path, subject string) {
	if from.kind != '{' {
		v.add(orRoot(path), "must be an object")
		return
	}
	into := reflect.New(factData[t]).Elem()
	v.object(from, into, path)
	switch data := into.Interface().(type) {
	case Meeting:
		v.meeting(t, data, path, subject)
	case Cancellation:
		oneOf(v, under(path, "reason"), data.Reason, true, CancelledByEither, NoShow, OtherReason)
	case Debrief:
		v.texts(under(path, "topics"), data.Topics, MaxTopics)
		v.texts(under(path, "strengths"), data.Strengths, MaxStrengths)
		v.promise(under(path, "promise"), data.Promise)
	case Thankyou:
		v.thankyou(path, data)
	case Checkin:
		oneOf(v, under(path, "method"), data.Method, true, ByCall, ByEmail)
		oneOf(v, under(path, "result"), data.Result, false, StillDeciding, CallBack, WillContact, NoAnswer, CheckinOffer, CheckinReject)
		v.promise(under(path, "promise"), data.Promise)
		v.notFuture(under(path, "at"), data.At)
	case Postponement:
		v.promise(under(path, "promise"), data.Promise)
	case OutcomeReport:
		oneOf(v, under(path, "outcome"), data.Outcome, false, Offer, Rejection, Advanced, Withdrawn)
		oneOf(v, under(path, "reported_by"), data.ReportedBy, true, ReportedByCandidate, ReportedByATS, ReportedByStaff)
	case Snooze:
		if data.Until.IsZero() && !v.has(under(path, "until")) {
			v.add(under(path, "until"), "is required: the time until which reminders wait")
		}
	case CandidateUpdate:
		v.candidateUpdate(path, data)
	case Consent:
		oneOf(v, under(path, "channel"), data.Channel, false, Email, SMS)
		if _, given := from.get("allowed"); !given {
			v.add(under(path, "allowed"), "is required: true or false")
		}
		v.text0(under(path, "evidence"), data.Evidence, MaxText)
	}
}

var factData = map[Type]reflect.Type{
	InterviewScheduled: reflect.TypeFor[Meeting](),
	InterviewCompleted: reflect.TypeFor[Meeting](),
	InterviewCancelled: reflect.TypeFor[Cancellation](),
	DebriefRecorded:    reflect.TypeFor[Debrief](),
	ThankyouSent:       reflect.TypeFor[Thankyou](),
	CheckinMade:        reflect.TypeFor[Checkin](),
	DecisionPostponed:  reflect.TypeFor[Postponement](),
	OutcomeRecorded:    reflect.TypeFor[OutcomeReport](),
	ReminderSnoozed:    reflect.TypeFor[Snooze](),
	CandidateUpdated:   reflect.TypeFor[CandidateUpdate](),
	ConsentChanged:     reflect.TypeFor[Consent](),
	CandidateErased:    reflect.TypeFor[Erasure](),
}

func orRoot(path string) string {
	if path == "" {
		return "body"
	}
	return path
}

// has reports whether a fault is known at the location already: a field that cannot be read is not also missing.
func (v *validator) has(location string) bool {
	for _, f := range v.fields {
		if f.Location == location || strings.HasPrefix(f.Location, location+".") || strings.HasPrefix(f.Location, location+"[") {
			return true
		}
	}
	return false
}
