package intake

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup"
	"github.com/afterword-io/afterword/pkg/httpapi"
)

// Simulation is the long form of the body of POST /v1/simulate; the short form is the
// facts alone, one event or an array.
type Simulation struct {
	// Facts are CloudEvents, each becoming known at its time.
	Facts []json.RawMessage `json:"facts"`
	// Policy holds what differs from the tenant's policy.
	Policy json.RawMessage `json:"policy,omitempty"`
	// Until ends the story at an instant, UTC; zero tells it to its end.
	Until time.Time `json:"until,omitzero"`
}

// simulate is POST /v1/simulate: the production rules run through to the end. Nothing is stored.
func (s *Service) simulate(c *call) (answer, error) {
	if !isCloudEvents(c.Header) {
		if err := requireJSON(c.Header); err != nil {
			return answer{}, err
		}
	}
	asked, place, err := readSimulation(c.body)
	if err != nil {
		return answer{}, err
	}
	es, batch, err := events.ParseJSON(asked.facts)
	if err != nil {
		return answer{}, within(place, err)
	}
	if len(es) > s.limits.BatchEvents {
		return answer{}, httpapi.Refuse(httpapi.TooLarge, "A simulation may have at most %d facts.", s.limits.BatchEvents)
	}
	if len(es) == 0 {
		return answer{}, httpapi.RefuseFields([]httpapi.Fault{{Location: orDefault(place, "facts"), Message: "must hold at least one fact"}})
	}
	// A fact of a story is judged at the instant it becomes known in it.
	known := func(e events.Event) time.Time { return e.Time }
	if es, err = admitAll(es, batch, c.tenant.Slug, known); err != nil {
		return answer{}, within(place, err)
	}
	policy, err := simulatedPolicy(c.tenant.Policy, asked.policy)
	if err != nil {
		return answer{}, err
	}
	story := followup.Simulate(policy, es, asked.until)
	if story.Reminders == nil {
		story.Reminders = []events.Reminder{}
	}
	return reply(http.StatusOK, story)
}

type simulation struct {
	facts  json.RawMessage
	policy json.RawMessage
	until  time.Time
}

// readSimulation tells the long form from the short one: an object without any attribute that every
// CloudEvent has is meant as the long one. place is where the facts are in the body.
func readSimulation(body []byte) (asked simulation, place string, err error) {
	var form map[string]json.RawMessage
	if json.Unmarshal(body, &form) != nil || form["facts"] == nil && looksLikeEvent(form) {
		return simulation{facts: body}, "", nil
	}
	var faults []httpapi.Fault
	for _, name := range slices.Sorted(maps.Keys(form)) {
		switch name {
		case "facts":
			asked.facts = form[name]
		case "policy":
			asked.policy = form[name]
		case "until":
			if json.Unmarshal(form[name], &asked.until) != nil {
				faults = append(faults, httpapi.Fault{Location: name, Message: "must be an RFC 3339 time such as 2026-04-01T00:00:00Z"})
			}
		default:
			faults = append(faults, httpapi.Fault{Location: name, Message: "is not known here; facts, policy and until are"})
		}
	}
	if asked.facts == nil {
		faults = append(faults, httpapi.Fault{Location: "facts", Message: "is required: the facts of the story, as CloudEvents"})
	}
	if len(faults) > 0 {
		return simulation{}, "", httpapi.RefuseFields(faults)
	}
	return asked, "facts", nil
}

func looksLikeEvent(form map[string]json.RawMessage) bool {
	for _, attribute := range []string{"specversion", "id", "source", "type"} {
		if form[attribute] != nil {
			return true
		}
	}
	return len(form) == 0
}

// simulatedPolicy lays what was asked over the tenant's policy, and that over the defaults.
func simulatedPolicy(tenant, asked json.RawMessage) (followup.Policy, error) {
	policy, err := followup.ParsePolicy(tenant)
	if err != nil {
		return policy, fmt.Errorf("the tenant's policy: %w", err)
	}
	if len(asked) == 0 {
		return policy, nil
	}
	read, err := followup.ReadPolicy(policy, asked)
	var faults []httpapi.Fault
	for _, bad := range followup.FieldErrors(err) {
		faults = append(faults, httpapi.Fault{Location: joinLocation("policy", bad.Field), Message: bad.Reason})
	}
	if len(faults) > 0 {
		return policy, httpapi.RefuseFields(faults)
	}
	return read, nil
}

// within puts place before the locations that err names.
func within(place string, err error) error {
	if place == "" {
		return err
	}
	r := refusalOf(err)
	for i := range r.Faults {
		r.Faults[i].Location = joinLocation(place, r.Faults[i].Location)
	}
	r.Detail = httpapi.DetailOf(r.Faults, r.Detail)
	return r
}

func joinLocation(place, location string) string {
	if place == "" {
		return location
	}
	if location == "" || strings.HasPrefix(location, "[") {
		return place + location
	}
	return place + "." + location
}

func isCloudEvents(h http.Header) bool {
	return strings.HasPrefix(strings.ToLower(h.Get("Content-Type")), "application/cloudevents")
}
