package sms_test

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/sms"
)

const form = "application/x-www-form-urlencoded"

// callback is a request as the provider makes it.
type callback struct {
	address, kind, signature, body string
}

func (c callback) signed(t *testing.T, token string) bool {
	t.Helper()
	address, err := url.Parse(c.address)
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{"Content-Type": {c.kind}}
	if c.signature != "" {
		header.Set("X-Twilio-Signature", c.signature)
	}
	return account12345(t, token).Signed(address, header, []byte(c.body))
}

func account12345(t *testing.T, token string) *sms.Channel {
	t.Helper()
	return open(t, channeltest.NewTexts(t, account, token), func(o *sms.Options) { o.Token = token })
}

// published are the vectors TW-1 to TW-3: the first two are from the provider's own documentation, the third from its libraries.
func published() map[string]callback {
	call := url.Values{
		"CallSid": {"CA1234567890ABCDE"}, "Caller": {"+14158675309"}, "Digits": {"1234"}, "From": {"+14158675309"}, "To": {"+18005551212"},
	}
	conference := maps.Clone(call)
	conference["Reason"], conference["ReasonConferenceEnded"] = []string{"Participant"}, []string{"test"}
	const sum = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
	return map[string]callback{
		"TW-1": {"https://mycompany.com/myapp.php?foo=1&bar=2", form, "RSOYDt4T1cUTdK1PDd93/VVr8B8=", call.Encode()},
		"TW-2": {"https://mycompany.com/myapp.php?foo=1&bar=2", form, "vOEb5UThFn24KEfnOFLQY2AE5FY=", conference.Encode()},
		"TW-3": {"https://mycompany.com/myapp.php?bodySHA256=" + sum, "application/json", "y77kIzt2vzLz71DgmJGsen2scGs=", `{"property": "value", "boolean": true}`},
	}
}

func TestSignaturesOfTheProviderAreBelieved(t *testing.T) {
	for name, c := range published() {
		if !c.signed(t, "12345") {
			t.Errorf("%s is not believed", name)
		}
	}
}

func TestForgedSignaturesAreNot(t *testing.T) {
	forgeries := map[string]func(*callback){
		"a flipped bit in the body":         func(c *callback) { c.body = flipped(c.body, len(c.body)-1) },
		"a flipped bit in the signature":    func(c *callback) { c.signature = flipped(c.signature, 3) },
		"no signature":                      func(c *callback) { c.signature = "" },
		"another case":                      func(c *callback) { c.signature = strings.ToLower(c.signature) },
		"a prefix":                          func(c *callback) { c.signature = "sha1=" + c.signature },
		"a space behind it":                 func(c *callback) { c.signature += " " },
		"half of it":                        func(c *callback) { c.signature = c.signature[:14] },
		"another address":                   func(c *callback) { c.address = strings.Replace(c.address, "myapp", "other", 1) },
		"another host":                      func(c *callback) { c.address = strings.Replace(c.address, "mycompany.com", "evil.example", 1) },
		"plain http":                        func(c *callback) { c.address = strings.Replace(c.address, "https", "http", 1) },
		"a port that is not the scheme's":   func(c *callback) { c.address = strings.Replace(c.address, ".com/", ".com:8443/", 1) },
		"a parameter more":                  func(c *callback) { c.address += "&x=1" },
		"something behind the body":         func(c *callback) { c.body += "&Zz=1" },
		"no body":                           func(c *callback) { c.body = "" },
		"the signature of an empty message": func(c *callback) { c.signature = sign("12345", "", nil) },
		"another kind of body":              func(c *callback) { c.kind = map[bool]string{true: "text/plain", false: form}[c.kind == form] },
	}
	for name, original := range published() {
		for what, forge := range forgeries {
			c := original
			forge(&c)
			if c.signed(t, "12345") {
				t.Errorf("%s with %s is believed", name, what)
			}
		}
		if original.signed(t, "12346") {
			t.Errorf("%s is believed by another account", name)
		}
	}
}

func flipped(s string, i int) string {
	b := []byte(s)
	b[i] ^= 1
	return string(b)
}

// sign makes the signature of a form of which the provider has taken the first values.
func sign(token, address string, fields url.Values) string {
	mac := hmac.New(sha1.New, []byte(token))
	mac.Write([]byte(address))
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		mac.Write([]byte(key + fields.Get(key)))
	}
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func TestTwoSignaturesAreNone(t *testing.T) {
	c := published()["TW-1"]
	address, _ := url.Parse(c.address)
	header := http.Header{"Content-Type": {form}, "X-Twilio-Signature": {c.signature, c.signature}}
	if account12345(t, "12345").Signed(address, header, []byte(c.body)) {
		t.Error("two signatures are believed")
	}
}

func TestThePortOfTheSchemeMayBeSignedOrNot(t *testing.T) {
	fields := url.Values{"A": {"1"}}
	tests := []struct {
		told, signed string
		want         bool
	}{
		{"https://a.example/x", "https://a.example:443/x", true},
		{"https://a.example:443/x", "https://a.example/x", true},
		{"http://a.example/x", "http://a.example:80/x", true},
		{"http://a.example:80/x", "http://a.example/x", true},
		{"https://a.example:8443/x", "https://a.example:8443/x", true},
		{"https://[2001:db8::1]/x", "https://[2001:db8::1]:443/x", true},
		{"https://[2001:db8::1]:443/x", "https://[2001:db8::1]/x", true},
		{"https://a.example:8443/x", "https://a.example/x", false},
		{"https://a.example/x", "https://a.example:80/x", false},
	}
	for _, test := range tests {
		c := callback{test.told, form, sign("12345", test.signed, fields), fields.Encode()}
		if got := c.signed(t, "12345"); got != test.want {
			t.Errorf("told %s, signed %s: %v", test.told, test.signed, got)
		}
	}
}

func TestAFieldThatComesTwiceIsSignedOnceOrEachTime(t *testing.T) {
	const address = "https://a.example/x"
	fields := url.Values{"A": {"2", "1", "2"}, "B": {"3"}}
	for name, signature := range map[string]string{
		"the first value":             sign("12345", address, url.Values{"A": {"2"}, "B": {"3"}}),
		"each value, sorted":          sign("12345", address+"A1A2B3", nil),
		"each value, as they came":    "",
		"the last value":              "",
		"each value with repetitions": "",
	} {
		want := signature != ""
		switch name {
		case "each value, as they came":
			signature = sign("12345", address+"A2A1A2B3", nil)
		case "the last value":
			signature = sign("12345", address+"A1B3", nil)
		case "each value with repetitions":
			signature = sign("12345", address+"A1A2A2B3", nil)
		}
		if got := (callback{address, form, signature, fields.Encode()}).signed(t, "12345"); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestWithoutTheAuthTokenNothingIsBelieved(t *testing.T) {
	const address = "https://a.example/x"
	p := channeltest.NewTexts(t, account, token)
	keyed := open(t, p, func(o *sms.Options) { o.Key = "SK1" })
	told, _ := url.Parse(address)
	for _, key := range []string{token, ""} {
		header := http.Header{"Content-Type": {form}, "X-Twilio-Signature": {sign(key, address, nil)}}
		if keyed.Signed(told, header, nil) {
			t.Errorf("a signature with %q is believed by an account that logs in with a key and knows no auth token", key)
		}
	}
	both := open(t, p, func(o *sms.Options) { o.Key, o.AuthToken = "SK1", "auth" })
	if !both.Signed(told, http.Header{"Content-Type": {form}, "X-Twilio-Signature": {sign("auth", address, nil)}}, nil) {
		t.Error("the auth token beside a key is not used")
	}
}

func FuzzSigned(f *testing.F) {
	for _, c := range published() {
		f.Add(c.address, c.kind, c.signature, []byte(c.body))
	}
	f.Add("http://[::1]:80", form, "", []byte("a=%zz;"))
	c, err := sms.New(sms.Options{Account: account, Token: "67890", From: "+15005550006"})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, address, kind, signature string, body []byte) {
		told, err := url.Parse(address)
		if err != nil {
			return
		}
		header := http.Header{"Content-Type": {kind}, "X-Twilio-Signature": {signature}}
		before := bytes.Clone(body)
		if c.Signed(told, header, body) {
			t.Errorf("a signature that nobody made is believed: %q", signature)
		}
		if !bytes.Equal(before, body) {
			t.Error("the body was changed")
		}
	})
}
