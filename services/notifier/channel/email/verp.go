package email

import (
	"strings"

	"github.com/afterword-io/afterword/services/notifier/channel"
)

// returnPrefix begins the local part of every return address.
const returnPrefix = "bounce+"

// returnAddress is the address that bounces of a letter come to, one for each letter (VERP), or "" if the letter has none.
func returnAddress(letter channel.Letter) string {
	if letter.Return == "" || letter.ReturnDomain == "" {
		return ""
	}
	return returnPrefix + letter.Return + "@" + letter.ReturnDomain
}

// CutReturn returns what names the letter in a return address within a domain: the text that link.Keys.ReadReturn
// understands. ok is false if the address is no such one. Mail servers may have changed the case of any of it.
func CutReturn(address, domain string) (text string, ok bool) {
	local, host, found := strings.Cut(address, "@")
	if !found || domain == "" || !strings.EqualFold(host, domain) || len(local) <= len(returnPrefix) ||
		!strings.EqualFold(local[:len(returnPrefix)], returnPrefix) {
		return "", false
	}
	return local[len(returnPrefix):], true
}
