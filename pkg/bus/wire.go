package bus

import (
	"fmt"
	"strings"
	"time"

	"github.com/afterword-io/afterword/pkg/events"
)

// wireSubject, wireHeader and parse stand between the bus and the encoding of events.
func wireSubject(e events.Event) (string, error) {
	name := e.Type.Name()
	noun, _, _ := strings.Cut(name, ".")
	switch {
	case name == "" || e.Tenant == "":
		return "", fmt.Errorf("event %s has no subject", e.ID)
	case e.Type.IsFact():
		return "afterword.facts." + e.Tenant + "." + name, nil
	case noun == "delivery":
		return "afterword.deliveries." + e.Tenant + "." + name, nil
	default:
		return "afterword.followups." + e.Tenant + "." + name, nil
	}
}

func wireHeader(e events.Event) map[string][]string {
	return map[string][]string{
		"ce-specversion": {"1.0"}, "ce-id": {e.ID}, "ce-source": {e.Source}, "ce-type": {string(e.Type)}, "ce-subject": {e.Subject},
		"ce-tenant": {e.Tenant}, "ce-time": {e.Time.UTC().Format(time.RFC3339Nano)}, "ce-datacontenttype": {"application/json"},
	}
}

func parse(h map[string][]string, data []byte) (events.Event, error) {
	get := func(name string) string {
		for k, v := range h {
			if strings.EqualFold(k, name) && len(v) > 0 {
				return v[0]
			}
		}
		return ""
	}
	at, err := time.Parse(time.RFC3339Nano, get("ce-time"))
	if err != nil || get("ce-id") == "" {
		return events.Event{}, fmt.Errorf("not a CloudEvent: %w", err)
	}
	return events.Event{
		ID: get("ce-id"), Source: get("ce-source"), Type: events.Type(get("ce-type")), Subject: get("ce-subject"),
		Tenant: get("ce-tenant"), Time: at, DataContentType: get("ce-datacontenttype"), Data: data,
	}, nil
}

const (
	streamFacts      = "FACTS"
	streamFollowups  = "FOLLOWUPS"
	streamDeliveries = "DELIVERIES"
	streamDead       = "DEAD"
)
