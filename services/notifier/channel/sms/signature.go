package sms

import (
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// headerSignature holds the provider's signature of a callback.
const headerSignature = "X-Twilio-Signature"

// Signed reports whether the provider has made the request: a callback to the address, as it was told it, with this
// body (Twilio, "Validating Signatures"). How long it takes does not depend on how wrong the signature is.
//
// A form is signed with its fields. Any other body is signed by its SHA-256, which the address carries as bodySHA256.
// The provider may have seen the address with the scheme's port or without. Of a field that comes twice it may have
// signed the first value or, in other versions, each of them.
func (c *Channel) Signed(address *url.URL, header http.Header, body []byte) bool {
	given := header.Values(headerSignature)
	if len(given) != 1 || c.o.AuthToken == "" {
		return false
	}
	endings, ok := signedEndings(address, header, body)
	matches := false
	for _, variant := range withAndWithoutPort(address) {
		for _, ending := range endings {
			mac := hmac.New(sha1.New, []byte(c.o.AuthToken))
			mac.Write([]byte(variant + ending))
			want := base64.StdEncoding.EncodeToString(mac.Sum(nil))
			if hmac.Equal([]byte(want), []byte(given[0])) {
				matches = true
			}
		}
	}
	return matches && ok
}

// signedEndings are what may have been signed behind the address; ok is false if the body is not the one that was.
func signedEndings(address *url.URL, header http.Header, body []byte) (endings []string, ok bool) {
	if !isForm(header) {
		sum := sha256.Sum256(body)
		want := address.Query().Get("bodySHA256")
		return []string{""}, hmac.Equal([]byte(hex.EncodeToString(sum[:])), []byte(strings.ToLower(want)))
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return []string{""}, false
	}
	var first, each strings.Builder
	for _, key := range slices.Sorted(maps.Keys(form)) {
		first.WriteString(key + form[key][0])
		for _, value := range slices.Compact(slices.Sorted(slices.Values(form[key]))) {
			each.WriteString(key + value)
		}
	}
	return []string{first.String(), each.String()}, true
}

// withAndWithoutPort is an address as it is, and with the port of its scheme put in or left out.
func withAndWithoutPort(address *url.URL) []string {
	usual := map[string]string{"https": "443", "http": "80"}[address.Scheme]
	other := *address
	switch address.Port() {
	case "":
		other.Host = net.JoinHostPort(address.Hostname(), usual)
	case usual:
		other.Host = strings.TrimSuffix(address.Host, ":"+usual)
	}
	return []string{address.String(), other.String()}
}

// isForm reports a body that is a form.
func isForm(header http.Header) bool {
	kind, _, _ := strings.Cut(header.Get("Content-Type"), ";")
	return strings.EqualFold(strings.TrimSpace(kind), "application/x-www-form-urlencoded")
}
