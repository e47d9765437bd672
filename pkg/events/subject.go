package events

import (
	"fmt"
	"strings"
)

// The streams. Each takes afterword.<its name in lower case>.>.
const (
	StreamFacts      = "FACTS"
	StreamFollowups  = "FOLLOWUPS"
	StreamDeliveries = "DELIVERIES"
	// StreamDead holds what was given up, with the reason.
	StreamDead = "DEAD"
)

// Subject returns where e travels:
//
//	afterword.facts.<tenant>.<noun>.<verb>
//	afterword.followups.<tenant>.<noun>.<verb>
//	afterword.deliveries.<tenant>.<channel>.<verb>
//
// Every subject has five tokens, of which no user chose any: the tenant and the channel
// are slugs, the rest are words of this package. The error names what is no slug or no known type.
func Subject(e Event) (string, error) {
	if !ValidSlug(e.Tenant) {
		return "", fmt.Errorf("event %q has no subject: its tenant is no slug", e.ID)
	}
	noun, verb, _ := strings.Cut(e.Type.Name(), ".")
	switch {
	case e.Type.IsFact():
		return subject(StreamFacts, e.Tenant, noun, verb), nil
	case !e.Type.IsSystem():
		return "", fmt.Errorf("event %q has no subject: its type is unknown", e.ID)
	case noun != "delivery":
		return subject(StreamFollowups, e.Tenant, noun, verb), nil
	}
	data, err := DataOf[struct {
		Channel Channel `json:"channel"`
	}](e)
	if err != nil {
		return "", err
	}
	if !ValidSlug(string(data.Channel)) {
		return "", fmt.Errorf("event %q has no subject: its channel is no slug", e.ID)
	}
	return subject(StreamDeliveries, e.Tenant, string(data.Channel), verb), nil
}

func subject(stream, tenant, first, second string) string {
	return strings.Join([]string{"afterword", strings.ToLower(stream), tenant, first, second}, ".")
}
