package followup

import (
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
)

// FanOut says on how many channels a reminder goes out.
type FanOut string

// The choices.
const (
	// FanOutFirst is one channel, the candidate's first; the next one is tried when it fails permanently.
	FanOutFirst FanOut = "first"
	// FanOutAll is every channel of the candidate at once.
	FanOutAll FanOut = "all"
	// FanOutOnly is one channel, the candidate's first, and no other one whatever becomes of it.
	FanOutOnly FanOut = "only"
)

// Route is one delivery that a reminder starts with.
type Route struct {
	Channel events.Channel
	// Fallback is tried, in order, when Channel fails permanently.
	Fallback []events.Channel
}

// Channels returns the candidate's channels in order of preference: those they
// named, else those whose contact is known, email first. A channel without contact is left out.
func Channels(c events.Candidate) []events.Channel {
	reachable := make([]events.Channel, 0, 2)
	if c.Email != "" {
		reachable = append(reachable, events.Email)
	}
	if c.Phone != "" {
		reachable = append(reachable, events.SMS)
	}
	var named []events.Channel
	for _, channel := range c.Channels {
		if slices.Contains(reachable, channel) && !slices.Contains(named, channel) {
			named = append(named, channel)
		}
	}
	if len(named) == 0 {
		return reachable
	}
	return named
}

// Routes returns the deliveries that a reminder to the candidate starts with.
// Consent and suppression are for the notifier to ask, right before it sends.
func (p Policy) Routes(c events.Candidate) []Route {
	channels := Channels(c)
	if len(channels) == 0 {
		return nil
	}
	switch p.FanOut {
	case FanOutOnly:
		return []Route{{Channel: channels[0]}}
	case FanOutAll:
		routes := make([]Route, len(channels))
		for i, channel := range channels {
			routes[i] = Route{Channel: channel}
		}
		return routes
	default:
		return []Route{{Channel: channels[0], Fallback: channels[1:]}}
	}
}

// WindowOn returns when the candidate may be written to on a channel: what the notifier asks
// once more when a message comes late. The plan uses the window of their first channel.
func (p Policy) WindowOn(c events.Candidate, channel events.Channel) events.AllowedWindow {
	return p.window(c.Allowed, channel)
}
