// Command portal is the candidate's side of Afterword; see package portal. Its settings are flags, else the environment
// variables that -help names.
package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/events"
	"github.com/afterword-io/afterword/pkg/followup/calendar"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/portal"
)

func main() { daemon.Main(command()) }

// settings are what only this service is told.
type settings struct {
	listen  string
	public  string
	keys    string
	name    string
	number  string
	proxies int
}

func command() daemon.Command {
	var own settings
	var links *link.Site
	return daemon.Command{
		Name:  "portal",
		About: "Portal shows candidates their page, takes what they tell, and lets them out of the emails.",
		Settings: func(s *daemon.Settings) {
			s.Text(&own.listen, "listen", "AFTERWORD_LISTEN", "127.0.0.1:8081", "address of the pages")
			s.Text(&own.public, "public-url", "AFTERWORD_PUBLIC_URL", "", "where candidates reach this address from outside, such as https://afterword.example.org")
			s.Secret(&own.keys, "link-keys", "AFTERWORD_LINK_KEYS", "the keys that sign the links, one \"number hex\" a line, as the notifier has them")
			s.Text(&own.name, "sender-name", "AFTERWORD_SENDER_NAME", "", "who signs for a tenant without a name of its own")
			s.Text(&own.number, "sms-from", "AFTERWORD_TWILIO_FROM", "", "the number that texts come from, in E.164 form")
			s.Number(&own.proxies, "proxies", "AFTERWORD_PROXIES", 0, "how many proxies in front add to X-Forwarded-For")
		},
		Check: func() (err error) { links, err = own.site(); return err },
		Facts: calendar.Versions(),
		Run: func(ctx context.Context, p daemon.Process) error {
			service, err := portal.New(portal.Options{
				Bus: p.Bus, Links: links, Addr: own.listen, Proxies: own.proxies, Brand: events.Brand{SenderName: own.name, SMSSender: own.number},
				Logger: p.Logger, Registerer: p.Registerer, Tracer: p.Tracer, Health: p.Health,
			})
			if err != nil {
				return err
			}
			return service.Run(ctx)
		},
	}
}

// site is what the links are read with.
func (own settings) site() (*link.Site, error) {
	if own.public == "" || own.keys == "" {
		return nil, errors.New("AFTERWORD_PUBLIC_URL and AFTERWORD_LINK_KEYS (or AFTERWORD_LINK_KEYS_FILE) are required")
	}
	base, err := link.ParseBase(own.public)
	if err != nil {
		return nil, fmt.Errorf("-public-url: %w", err)
	}
	keys, err := link.ParseKeys(own.keys)
	if err != nil {
		return nil, err
	}
	return &link.Site{Base: base, Keys: keys}, nil
}
