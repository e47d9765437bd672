package suppression

import (
	"strings"

	"github.com/afterword-io/afterword/pkg/bus"
	"github.com/afterword-io/afterword/pkg/events"
)

// OfTenant is the key of what concerns a tenant's messages to an address: 64 hex digits.
func OfTenant(tenant string, ch events.Channel, address string) string {
	return bus.Key(tenant, string(ch), same(ch, address))
}

// OfSender is the key of what concerns everything that a sender writes to an address.
func OfSender(ch events.Channel, sender, address string) string {
	return bus.Key("sender", string(ch), sender, same(ch, address))
}

// same makes one of the forms in which people write one email address. RFC 5321 lets a mail server tell upper from
// lower case in front of the @; none that matters does, and who has said no means every way to write it.
func same(ch events.Channel, address string) string {
	if ch == events.Email {
		return strings.ToLower(address)
	}
	return address
}
