package standalone

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"os"
	"slices"

	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/link"
)

// callbacksPath is what the notifier serves; see there.
const callbacksPath = "/v1/callbacks/"

// openLinks returns what makes and reads candidates' links. The keys are made at the first start.
func openLinks(o Options, d dataDir, here string) (*link.Site, error) {
	base, err := link.ParseBase(cmp.Or(o.PublicURL, here))
	if err != nil {
		return nil, err
	}
	keys, err := openKeys(d.linkKeys())
	if err != nil {
		return nil, fmt.Errorf("the keys of the links: %w", err)
	}
	return &link.Site{Base: base, Keys: keys}, nil
}

// openKeys reads a file of keys, which is made if it is missing.
func openKeys(path string) (*link.Keys, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		text = []byte(link.NewKey(1) + "\n")
		err = writeSecret(path, text)
	}
	if err != nil {
		return nil, err
	}
	keys, err := link.ParseKeys(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return keys, nil
}

// linksFor returns the links that messages may carry: none where a message leaves this machine and would lead its
// reader to an address that is only known here.
func (s *Standalone) linksFor() *link.Site {
	if s.options.PublicURL == "" && (!s.captures(events.Email) || !s.captures(events.SMS)) {
		return nil
	}
	return s.links
}

// calledBackAt is the public address that providers are told: the outbox is on this machine, and a real one can reach
// only what was made public.
func (s *Standalone) calledBackAt() *url.URL {
	switch {
	case s.captures(events.SMS):
		// It was built from an address that was bound.
		here, _ := link.ParseBase(s.URL())
		return here
	case s.options.PublicURL == "":
		return nil
	default:
		return s.links.Base
	}
}

// inbound is where the outbox passes on what readers answer.
func (s *Standalone) inbound() string {
	if !s.captures(events.SMS) {
		return ""
	}
	return s.URL() + callbacksPath + "twilio/inbound"
}

// returnDomain is where letters come back to: letters in the outbox, to a domain that does not exist anywhere else.
func (s *Standalone) returnDomain() string {
	if s.captures(events.Email) {
		return cmp.Or(s.options.ReturnDomain, "returns.afterword.localhost")
	}
	return s.options.ReturnDomain
}

// captures reports whether messages on a channel go to the outbox.
func (s *Standalone) captures(ch events.Channel) bool {
	return slices.Contains(s.channels.captured, ch)
}
