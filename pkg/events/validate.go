package events

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"time"
	"unicode/utf8"
)

// The limits of facts, beside MaxID: texts in code points, lists in elements.
const (
	// MaxName bounds names, titles and single words.
	MaxName = 200
	// MaxText bounds topics, strengths, skills, evidence and a promise as spoken.
	MaxText         = 500
	MaxSource       = 500
	MaxInterviewers = 20
	// MaxTexts is the most topics, strengths or required skills.
	MaxTexts    = 50
	MaxClosures = 366
	// MaxBatch is the most events that a receiver takes at once; the codec itself reads any number.
	MaxBatch = 1000
	// MaxExtensions bounds the extension attributes of an event, and MaxText the length of each.
	MaxExtensions = 32
)

// Validate holds a fact to Afterword's own rules (DESIGN.md section 9): first its envelope, then its data,
// whose unknown fields are ignored. now is when the fact became known: the clock of the
// receiver, or in a simulation the event's own time.
//
// The error is an *InvalidError, whose locations are attributes or begin with data, or a *MalformedError for
// data that cannot be read. A type that is no fact is at fault itself, and its data is not looked at.
func Validate(e Event, now time.Time) error {
	c := &checker{now: now, subject: e.Subject, decoder: decoder{full: true}}
	c.envelope(e)
	if e.Type.IsFact() {
		root, err := dataOrNothing(e.Data)
		if err != nil {
			return err
		}
		inside := &checker{now: now, subject: e.Subject, decoder: decoder{full: true}}
		inside.data(e.Type, root)
		for _, f := range inside.faults.fields {
			c.add(within("data", f.Location), f.Message)
		}
	}
	return c.faults.err("")
}

// DecodeFact reads the plain data of a fact, outside of an envelope, and returns it as Event.Data. It
// holds the data to every rule of Validate and also refuses unknown fields, because
// what a typo said would be lost. subject is the follow-up that the fact is about; empty
// means the one that the interview names. now is as for Validate. No body at all is {}.
//
// The error is a *MalformedError or an *InvalidError with locations such as candidate.email; subject is the
// location of a subject that is no id.
func DecodeFact(t Type, body []byte, subject string, now time.Time) (json.RawMessage, error) {
	if !t.IsFact() {
		return nil, invalid("type", mustBeFact())
	}
	if len(bytes.TrimSpace(body)) == 0 {
		body = []byte("{}")
	}
	root, err := parse(body, "", MaxDepth)
	if err != nil {
		return nil, err
	}
	c := &checker{now: now, subject: subject, decoder: decoder{full: true, strict: true}}
	if subject != "" {
		c.id("subject", subject)
	}
	if root.kind != isObject {
		return nil, invalid("body", "must be a JSON object")
	}
	c.data(t, root)
	if err := c.faults.err(""); err != nil {
		return nil, err
	}
	return bytes.Clone(root.raw), nil
}

// dataOrNothing reads the data of an event; no data is an empty object.
func dataOrNothing(data []byte) (*node, error) {
	if len(data) == 0 {
		return &node{kind: isObject}, nil
	}
	root, err := parse(data, "data", MaxDepth)
	if err == nil && root.kind == isNull {
		root = &node{kind: isObject}
	}
	return root, err
}

func mustBeFact() string {
	names := make([]string, 0, len(FactTypes()))
	for _, t := range FactTypes() {
		names = append(names, t.Name())
	}
	return "must be " + typePrefix + "<fact>" + typeSuffix + ", where <fact> is one of " + strings.Join(names, ", ")
}

// checker holds one fact to the rules. Locations are relative to what is checked.
type checker struct {
	decoder
	now     time.Time
	subject string
	// root is the data, for what its Go form does not tell.
	root *node
}

func (c *checker) add(location, message string) { c.faults.add(location, message) }

func (c *checker) envelope(e Event) {
	if !e.Type.IsFact() {
		c.add("type", mustBeFact())
	}
	c.requiredID("id", e.ID)
	c.requiredText("source", e.Source, MaxSource)
	c.requiredID("subject", e.Subject)
	if e.Time.IsZero() {
		c.add("time", "is required: when the fact became known, such as 2026-03-03T20:00:00Z")
	}
	c.notAhead("time", e.Time)
	if e.Tenant != "" && !ValidSlug(e.Tenant) {
		c.add("tenant", "must be 1 to 40 of a-z 0-9 -")
	}
	if e.DataContentType != "" && !isJSON(e.DataContentType) {
		c.add("datacontenttype", mustBeJSON)
	}
	if len(e.Extensions) > MaxExtensions {
		c.add("extensions", atMost(MaxExtensions, "attributes"))
		return
	}
	for _, name := range sortedNames(e.Extensions) {
		if utf8.RuneCountInString(e.Extensions[name]) > MaxText {
			c.add(name, atMost(MaxText, "characters"))
		}
	}
}

// data decodes the data of a fact and asks the rules of its type.
func (c *checker) data(t Type, root *node) {
	c.root = root
	switch t {
	case InterviewScheduled, InterviewCompleted:
		judge(c, func(m *Meeting) { c.meeting(t, m) })
	case InterviewCancelled:
		judge(c, c.cancellation)
	case DebriefRecorded:
		judge(c, c.debrief)
	case ThankyouSent:
		judge(c, c.thankyou)
	case CheckinMade:
		judge(c, c.checkin)
	case DecisionPostponed:
		judge(c, c.postponement)
	case OutcomeRecorded:
		judge(c, c.outcome)
	case ReminderSnoozed:
		judge(c, c.snooze)
	case CandidateUpdated:
		judge(c, c.candidateUpdate)
	case ConsentChanged:
		judge(c, c.consent)
	case CandidateErased:
		judge(c, func(*Erasure) {})
	case FactRetracted:
		judge(c, c.retraction)
	}
}

func judge[T any](c *checker, rules func(*T)) {
	if c.root.kind != isObject {
		c.add("", "must be a JSON object")
		return
	}
	var data T
	c.decode(c.root, "", reflect.ValueOf(&data).Elem())
	rules(&data)
}
