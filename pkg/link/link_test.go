package link_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/link"
)

func instant() time.Time { return time.Date(2026, 3, 3, 20, 0, 0, 0, time.UTC) }

func keys(t testing.TB, lines ...string) *link.Keys {
	t.Helper()
	k, err := link.ParseKeys(strings.Join(lines, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// addressKey is a suppression key of some address.
func addressKey() string { return strings.Repeat("5a", 32) }

func tokens() []link.Token {
	ref := link.FollowupRef("acme", "int-42")
	return []link.Token{
		{Purpose: link.Page, Followup: ref, Expires: instant().Add(time.Hour)},
		{Purpose: link.Calendar, Followup: ref, Expires: instant().Add(time.Hour)},
		{Purpose: link.Unsubscribe, Followup: ref, Address: addressKey(), Expires: instant().Add(time.Hour)},
	}
}

func TestATokenSaysWhatItWasMadeFor(t *testing.T) {
	k := keys(t, link.NewKey(1))
	for _, want := range tokens() {
		text := k.Sign(want)
		if got, err := k.Read(text, instant(), want.Purpose); err != nil || got != want {
			t.Errorf("%c: read %+v, %v; want %+v", want.Purpose, got, err, want)
		}
		if length := map[link.Purpose]int{link.Page: 51, link.Calendar: 51, link.Unsubscribe: 94}[want.Purpose]; len(text) != length {
			t.Errorf("%c: %d characters, want %d", want.Purpose, len(text), length)
		}
	}
}

func TestATokenIsRefused(t *testing.T) {
	k := keys(t, link.NewKey(1))
	page := tokens()[0]
	good := k.Sign(page)
	for name, use := range map[string]struct {
		token   string
		now     time.Time
		purpose link.Purpose
	}{
		"at its expiry":                  {good, page.Expires, link.Page},
		"for another purpose":            {good, instant(), link.Unsubscribe},
		"for a calendar":                 {good, instant(), link.Calendar},
		"a calendar's for a page":        {k.Sign(tokens()[1]), instant(), link.Page},
		"signed elsewhere":               {keys(t, link.NewKey(1)).Sign(page), instant(), link.Page},
		"signed by a key without a name": {keys(t, link.NewKey(7)).Sign(page), instant(), link.Page},
		"empty":                          {"", instant(), link.Page},
		"cut":                            {good[:len(good)-1], instant(), link.Page},
		"longer":                         {good + "A", instant(), link.Page},
		"padded":                         {good + "=", instant(), link.Page},
		"with a line break":              {good[:20] + "\n" + good[20:], instant(), link.Page},
		"not in its alphabet":            {strings.Repeat("*", 51), instant(), link.Page},
	} {
		if got, err := k.Read(use.token, use.now, use.purpose); !errors.Is(err, link.ErrRefused) || got != (link.Token{}) {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
}

// Of all texts one letter away from a token none is a token.
func TestATokenIsRefusedWhenAnyLetterIsAnother(t *testing.T) {
	k := keys(t, link.NewKey(1))
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	for _, token := range tokens() {
		good := k.Sign(token)
		for i := range good {
			for _, letter := range alphabet {
				if changed := good[:i] + string(letter) + good[i+1:]; changed != good {
					if _, err := k.Read(changed, instant(), token.Purpose); !errors.Is(err, link.ErrRefused) {
						t.Fatalf("%c: letter %d may be %c", token.Purpose, i, letter)
					}
				}
			}
		}
	}
}

func TestKeysRotate(t *testing.T) {
	old, fresh := link.NewKey(1), link.NewKey(2)
	before, during, after := keys(t, old), keys(t, fresh, old), keys(t, fresh)
	page := tokens()[0]
	for name, c := range map[string]struct {
		by, of *link.Keys
		fine   bool
	}{
		"an old link while both keys are there": {during, before, true},
		"a new link while both keys are there":  {during, during, true},
		"a new link after the old key is gone":  {after, during, true},
		"an old link after its key is gone":     {after, before, false},
		"a new link where only the old key is":  {before, during, false},
	} {
		_, err := c.by.Read(c.of.Sign(page), instant(), link.Page)
		_, back := c.by.ReadReturn(c.of.SignReturn(page.Followup))
		if (err == nil) != c.fine || (back == nil) != c.fine {
			t.Errorf("%s: %v, %v", name, err, back)
		}
	}
}

func TestKeysSayWhichLineIsWrong(t *testing.T) {
	secret := strings.Fields(link.NewKey(1))[1]
	for text, want := range map[string]string{
		"":                                    "at least one line",
		"# only a comment\n\n":                "at least one line",
		"x " + secret:                         "line 1 must begin with a number",
		"256 " + secret:                       "line 1 must begin with a number",
		"1 " + secret[2:]:                     "line 1 must have 64 random hex digits",
		"1 " + strings.Repeat("z", 64):        "line 1 must have 64 random hex digits",
		"1 " + secret + "\n\n1 " + secret:     "line 3 has the number",
		"1 " + strings.Repeat("0", 64):        "line 1 must have 64 random hex digits",
		"1 " + strings.Repeat("c7", 32):       "line 1 must have 64 random hex digits",
		"# old\n1 " + secret + "\n2 " + "abc": "line 3 must have 64 random hex digits",
	} {
		_, err := link.ParseKeys(text)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) {
			t.Errorf("keys %q: %v; want %q", text, err, want)
		}
	}
}

func TestAFileOfKeysMayBeWrittenByHand(t *testing.T) {
	one, two := link.NewKey(1), link.NewKey(2)
	tidy := keys(t, one, two)
	loose := keys(t, "# the new one\r", strings.Replace(one, " ", "\t", 1)+"\r", "", "  "+strings.Replace(two, " ", "   ", 1)+" ")
	page := tokens()[0]
	if loose.Sign(page) != tidy.Sign(page) {
		t.Error("the first key is another")
	}
	if _, err := loose.Read(keys(t, two).Sign(page), instant(), link.Page); err != nil {
		t.Errorf("the second key: %v", err)
	}
}

func TestAReturnAddressLeadsToItsLetter(t *testing.T) {
	k := keys(t, link.NewKey(1))
	ref := link.RefOf("a letter")
	text := k.SignReturn(ref)
	if len("bounce+"+text) > 64 || text != strings.ToLower(text) {
		t.Errorf("%q is no local part", text)
	}
	for _, form := range []string{text, strings.ToUpper(text)} {
		if got, err := k.ReadReturn(form); err != nil || got != ref {
			t.Errorf("%q: %v, %v", form, got, err)
		}
	}
	for i := range text {
		for _, letter := range "abcdefghijklmnopqrstuvwxyz234567" {
			if changed := text[:i] + string(letter) + text[i+1:]; changed != text {
				if _, err := k.ReadReturn(changed); !errors.Is(err, link.ErrRefused) {
					t.Fatalf("letter %d may be %c", i, letter)
				}
			}
		}
	}
	// U+017F is an s where letters are folded.
	folded := k.SignReturn(link.Ref{})
	for n := byte(1); !strings.Contains(folded, "s"); n++ {
		folded = k.SignReturn(link.Ref{n})
	}
	folded = strings.Replace(folded, "s", "\u017f", 1)
	for _, wrong := range []string{"", text[1:], text + "a", "bounce+" + text, text[:9] + "\n" + text[9:], folded} {
		if _, err := k.ReadReturn(wrong); !errors.Is(err, link.ErrRefused) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestLinks(t *testing.T) {
	base, err := link.ParseBase("https://afterword.example.org/after/")
	if err != nil {
		t.Fatal(err)
	}
	site := link.Site{Base: base, Keys: keys(t, link.NewKey(1))}
	for text, want := range map[string]struct {
		before, after string
		purpose       link.Purpose
	}{
		site.Page("acme", "int-42", instant()):                      {"https://afterword.example.org/after/f/", "", link.Page},
		site.Calendar("acme", "int-42", instant()):                  {"https://afterword.example.org/after/f/", "/calendar.ics", link.Calendar},
		site.Unsubscribe("acme", "int-42", addressKey(), instant()): {"https://afterword.example.org/after/unsubscribe/", "", link.Unsubscribe},
	} {
		rest, ok := strings.CutPrefix(text, want.before)
		token, ok2 := strings.CutSuffix(rest, want.after)
		got, err := site.Keys.Read(token, instant(), want.purpose)
		if !ok || !ok2 || err != nil || got.Followup != link.FollowupRef("acme", "int-42") || !got.Expires.Equal(instant().Add(link.DefaultLifetime)) {
			t.Errorf("%s: %+v, %v", text, got, err)
		}
	}
	for _, wrong := range []string{
		"", "afterword.example.org", "ftp://x", "https://", "https://:443", "https://a?b=c", "https://a?", "https://a#b", "https://me:pw@a", "https://a/%2f",
	} {
		if base, err := link.ParseBase(wrong); err == nil {
			t.Errorf("%q is taken for %v", wrong, base)
		}
	}
}

// A link leads below the path that the portal takes away again.
func TestABaseHasOneForm(t *testing.T) {
	for text, want := range map[string]string{
		"https://a.example":         "https://a.example",
		"https://a.example/":        "https://a.example",
		"https://a.example//":       "https://a.example",
		"https://a.example/b//":     "https://a.example/b",
		"https://a.example/x/../b/": "https://a.example/b",
	} {
		if base, err := link.ParseBase(text); err != nil || base.String() != want {
			t.Errorf("%s is read as %v, %v; want %s", text, base, err, want)
		}
	}
}

// An expiry that four bytes cannot hold must not come round to another time.
func TestAnExpiryStaysWithinItsRange(t *testing.T) {
	k := keys(t, link.NewKey(1))
	old := link.Token{Purpose: link.Page, Expires: time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC)}
	if got, err := k.Read(k.Sign(old), instant(), link.Page); !errors.Is(err, link.ErrRefused) {
		t.Errorf("expired in 1960 and accepted as %v", got.Expires)
	}
	late := link.Token{Purpose: link.Page, Expires: time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)}
	if got, err := k.Read(k.Sign(late), instant(), link.Page); err != nil || got.Expires.Year() != 2106 {
		t.Errorf("until 2200 is read as %v, %v", got.Expires, err)
	}
}

func TestRefs(t *testing.T) {
	if link.FollowupRef("a", "b-c") == link.FollowupRef("a-b", "c") || link.RefOf("ab", "c") == link.RefOf("a", "bc") {
		t.Error("two names share a reference")
	}
	ref := link.RefOf("x")
	if got, ok := link.ParseRef(ref.String()); !ok || got != ref {
		t.Error("a reference cannot be read")
	}
	for _, wrong := range []string{"", ref.String()[1:], strings.ToUpper(ref.String()), strings.Repeat("z", 32)} {
		if _, ok := link.ParseRef(wrong); ok && wrong != ref.String() {
			t.Errorf("%q is taken for a reference", wrong)
		}
	}
}

// Nothing but what was signed is ever accepted, and nothing panics.
func FuzzRead(f *testing.F) {
	k := keys(f, link.NewKey(1))
	for _, token := range tokens() {
		raw, _ := base64.RawURLEncoding.DecodeString(k.Sign(token))
		f.Add(raw)
	}
	f.Add([]byte(nil))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text := base64.RawURLEncoding.EncodeToString(raw)
		for _, given := range []string{text, string(raw)} {
			got, err := k.Read(given, instant(), link.Page, link.Calendar, link.Unsubscribe)
			if err == nil && k.Sign(got) != given {
				t.Errorf("%q is accepted as %+v", given, got)
			}
			if ref, err := k.ReadReturn(given); err == nil && !strings.EqualFold(k.SignReturn(ref), given) {
				t.Errorf("%q is accepted as %v", given, ref)
			}
		}
		if bytes.Equal(raw, nil) {
			if _, err := link.ParseKeys(string(raw)); err == nil {
				t.Error("nothing is taken for keys")
			}
		}
	})
}
