package events

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Normalize gives every interviewer of a meeting an id (iv-1, iv-2 ... by place, avoiding those that are
// taken) and returns the event otherwise as it was. The event must be valid.
func Normalize(e Event) Event {
	if e.Type != InterviewCompleted && e.Type != InterviewScheduled {
		return e
	}
	var data map[string]json.RawMessage
	var people []map[string]any
	if json.Unmarshal(e.Data, &data) != nil || json.Unmarshal(data["interviewers"], &people) != nil {
		return e
	}
	var taken []string
	for _, person := range people {
		if id, _ := person["id"].(string); id != "" {
			taken = append(taken, id)
		}
	}
	if len(taken) == len(people) {
		return e
	}
	next := 1
	for _, person := range people {
		if id, _ := person["id"].(string); id != "" {
			continue
		}
		id := fmt.Sprintf("iv-%d", next)
		for slices.Contains(taken, id) {
			next++
			id = fmt.Sprintf("iv-%d", next)
		}
		next++
		person["id"] = id
	}
	// Both were JSON a moment ago and hold strings only: encoding cannot fail.
	data["interviewers"], _ = json.Marshal(people)
	e.Data, _ = json.Marshal(data)
	return e
}
