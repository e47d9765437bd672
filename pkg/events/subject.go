package events

import (
	"fmt"
	"regexp"
	"strings"
)

// The streams.
const (
	StreamFacts      = "FACTS"
	StreamFollowups  = "FOLLOWUPS"
	StreamDeliveries = "DELIVERIES"
	// StreamDead keeps what was given up, with the reason.
	StreamDead = "DEAD"
)

var slug = regexp.MustCompile(`^[a-z0-9-]{1,40}$`)

// ValidSlug reports whether s may be a subject token: [a-z0-9-]{1,40}. Tenants and channels are.
func ValidSlug(s string) bool { return slug.MatchString(s) }

// Subject returns the JetStream subject of e. It is made of fixed words and of the tenant's and
// the channel's slug only: nothing that a person typed becomes a token.
//
//	facts       afterword.facts.<tenant>.<noun>.<verb>
//	follow-ups  afterword.followups.<tenant>.<noun>.<verb>
//	deliveries  afterword.deliveries.<tenant>.<channel>.<verb>
func Subject(e Event) (string, error) {
	if !ValidSlug(e.Tenant) {
		return "", fmt.Errorf("event %s of type %s has no valid tenant", e.ID, e.Type.Name())
	}
	noun, verb, _ := strings.Cut(e.Type.Name(), ".")
	switch {
	case e.Type.IsFact():
		return "afterword.facts." + e.Tenant + "." + noun + "." + verb, nil
	case e.Type.IsSystem() && noun == "delivery":
		channel, err := channelOf(e)
		if err != nil {
			return "", err
		}
		return "afterword.deliveries." + e.Tenant + "." + string(channel) + "." + verb, nil
	case e.Type.IsSystem():
		return "afterword.followups." + e.Tenant + "." + noun + "." + verb, nil
	}
	return "", fmt.Errorf("event %s is of a type that has no subject", e.ID)
}

func channelOf(e Event) (Channel, error) {
	d, err := DataOf[struct {
		Channel Channel `json:"channel"`
	}](e)
	if err != nil {
		return "", err
	}
	if !ValidSlug(string(d.Channel)) {
		return "", fmt.Errorf("event %s of type %s has no valid channel", e.ID, e.Type.Name())
	}
	return d.Channel, nil
}
