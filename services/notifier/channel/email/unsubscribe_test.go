package email_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-io/afterword/services/notifier/channel"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

const token = "aeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcaibaeaqcai"

// fullLetter has everything that a letter may lead back to.
func fullLetter() channel.Letter {
	letter := channeltest.SampleLetterAt(address)
	letter.Reminder = "int-42.check_in.1"
	letter.Unsubscribe = "https://afterword.example.org/some/where/unsubscribe/" + strings.Repeat("A-_9", 24)
	letter.Return, letter.ReturnDomain = token, "returns.example.org"
	return letter
}

func sendOne(t *testing.T, letter channel.Letter) channeltest.Letter {
	t.Helper()
	s := channeltest.NewMailServer(t, channeltest.MailOptions{})
	if _, err := open(t, s, nil).Send(t.Context(), letter, granted); err != nil {
		t.Fatalf("Send: %v", err)
	}
	letters, _ := s.Letters()
	return letters[0]
}

// The headers stand on one line each, as the signer and the mail program get them (RFC 8058 section 3.1).
func TestOneClickUnsubscribe(t *testing.T) {
	letter := fullLetter()
	raw := sendOne(t, letter).Raw
	head, _, _ := bytes.Cut(raw, []byte("\n\n"))
	var got []string
	for line := range strings.Lines(string(head)) {
		if strings.HasPrefix(strings.ToLower(line), "list-") {
			got = append(got, strings.TrimSuffix(line, "\n"))
		}
	}
	want := []string{"List-Unsubscribe-Post: List-Unsubscribe=One-Click", "List-Unsubscribe: <" + letter.Unsubscribe + ">"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

func TestWithoutALinkThereIsNoHeaderToUnsubscribe(t *testing.T) {
	if raw := sendOne(t, channeltest.SampleLetterAt(address)).Raw; bytes.Contains(raw, []byte("List-")) {
		t.Errorf("a letter without a link has the header:\n%s", raw)
	}
}

func TestALinkThatIsNoneIsRefused(t *testing.T) {
	s := channeltest.NewMailServer(t, channeltest.MailOptions{})
	c := open(t, s, nil)
	for name, link := range map[string]string{
		"a second header":    "https://example.org/x>\r\nBcc: <eve@example.com",
		"a second link":      "https://example.org/x>, <mailto:eve@example.com",
		"no host":            "mailto:eve@example.com",
		"longer than a line": "https://example.org/" + strings.Repeat("x", 1000),
	} {
		letter := channeltest.SampleLetterAt(address)
		letter.Unsubscribe = link
		permanent := (*channel.Permanent)(nil)
		if _, err := c.Send(t.Context(), letter, granted); !errors.As(err, &permanent) || !permanent.Operator || permanent.Suppress != "" {
			t.Errorf("%s: %v; want refused, for the operator", name, err)
		}
	}
	if letters, _ := s.Letters(); len(letters) != 0 {
		t.Errorf("%d letters were sent", len(letters))
	}
}

// A copy after an attempt without an answer is the same to the byte, envelope included.
func TestAFullLetterIsTheSameAtEveryAttempt(t *testing.T) {
	s := channeltest.NewMailServer(t, channeltest.MailOptions{})
	c := open(t, s, nil)
	s.Script(channeltest.Lose)
	if _, err := c.Send(t.Context(), fullLetter(), granted); err == nil {
		t.Fatal("the answer was not lost")
	}
	again := fullLetter()
	again.MaybeSent = true
	for range 20 {
		if _, err := c.Send(t.Context(), again, granted); err != nil {
			t.Fatal(err)
		}
	}
	letters, _ := s.Letters()
	for _, l := range letters[1:] {
		if diff := cmp.Diff(letters[0], l); diff != "" {
			t.Fatalf("a later attempt differs:\n%s", diff)
		}
	}
}

func TestBouncesComeToAnAddressOfTheLettersOwn(t *testing.T) {
	letter := sendOne(t, fullLetter())
	if want := "bounce+" + token + "@returns.example.org"; letter.From != want || bytes.Contains(letter.Raw, []byte(token)) {
		t.Errorf("envelope sender %s, letter:\n%s\nwant %s, in the envelope only", letter.From, letter.Raw, want)
	}
	text, ok := email.CutReturn(letter.From, "Returns.Example.org")
	if !ok || text != token {
		t.Errorf("read back %q, %v", text, ok)
	}
	for _, part := range []func(*channel.Letter){
		func(l *channel.Letter) { l.Return = "" }, func(l *channel.Letter) { l.ReturnDomain = "" },
	} {
		l := fullLetter()
		part(&l)
		if from := sendOne(t, l).From; from != "hello@example.org" {
			t.Errorf("half a return address makes the envelope sender %s", from)
		}
	}
}

func TestCutReturn(t *testing.T) {
	for address, want := range map[string]string{
		"bounce+" + token + "@returns.example.org":                  token,
		"BOUNCE+" + strings.ToUpper(token) + "@RETURNS.EXAMPLE.ORG": strings.ToUpper(token),
		"bounce+" + token + "@example.org":                          "",
		"bounce+" + token + "@returns.example.org.example.com":      "",
		"bounce+@returns.example.org":                               "",
		"bounce@returns.example.org":                                "",
		"bounce+" + token:                                           "",
		"hello@returns.example.org":                                 "",
		"":                                                          "",
	} {
		if got, ok := email.CutReturn(address, "returns.example.org"); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", address, got, ok, want)
		}
	}
	if _, ok := email.CutReturn("bounce+"+token+"@", ""); ok {
		t.Error("an address without a domain leads to a letter")
	}
}
