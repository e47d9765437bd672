package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/daemon"
	"github.com/afterword-io/afterword/pkg/link"
	"github.com/afterword-io/afterword/services/notifier"
	"github.com/afterword-io/afterword/services/notifier/channel/channeltest"
)

// with are the variables of an installation that sends emails, and these.
func with(pairs ...string) func(string) string {
	return variables(append([]string{"AFTERWORD_SMTP_HOST", "mail.example.org", "AFTERWORD_SMTP_FROM", "hello@example.org"}, pairs...)...)
}

// read reads the settings as the command does, and returns what the notifier is told.
func read(t *testing.T, env func(string) string) (o notifier.Options, code int, said string) {
	t.Helper()
	// The settings are read before the bus is looked for, and a context that has ended finds none.
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	var p providers
	var problem strings.Builder
	code = p.command().Execute(ended, nil, env, &bytes.Buffer{}, &problem)
	return p.returns.into(notifier.Options{}), code, problem.String()
}

func TestTheSettingsOpenWhatMessagesLeadBackTo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "keys")
	if err := os.WriteFile(file, []byte(link.NewKey(7)+"\n"+link.NewKey(1)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o, code, said := read(t, with(
		"AFTERWORD_PUBLIC_URL", "https://afterword.example.org/", "AFTERWORD_LINK_KEYS_FILE", file, "AFTERWORD_CALLBACK_LISTEN", ":8080",
		"AFTERWORD_RETURN_DOMAIN", "returns.example.org", "AFTERWORD_RETURN_LISTEN", ":2525", "AFTERWORD_RETURN_PROTOCOL", "smtp",
		"AFTERWORD_SES_TOPICS", channeltest.Topic+", "+channeltest.Topic+"-2", "AFTERWORD_SENDGRID_KEY", channeltest.NewSendGrid(t).Key(),
	))
	if code != daemon.ExitFailed {
		t.Fatalf("without a bus the exit code is %d: %s", code, said)
	}
	if o.Links == nil || o.Links.Base.String() != "https://afterword.example.org" || o.Links.Keys == nil ||
		o.Public.String() != "https://afterword.example.org" || o.Addr != ":8080" || o.ReturnDomain != "returns.example.org" ||
		o.ReturnListen != ":2525" || o.ReturnProtocol != "smtp" || o.SES == nil || o.SendGrid == nil {
		t.Errorf("options %+v", o)
	}
	ref := link.RefOf("letter")
	if got, err := o.Links.Keys.ReadReturn(o.Links.Keys.SignReturn(ref)); got != ref || err != nil {
		t.Errorf("the keys read %v, %v", got, err)
	}
}

// What is not set leads nowhere, and providers are not told to call where nobody listens.
func TestWithoutSettingsNothingLeadsBack(t *testing.T) {
	for name, env := range map[string]func(string) string{
		"nothing set":        with(),
		"only the address":   with("AFTERWORD_PUBLIC_URL", "https://afterword.example.org"),
		"nothing configured": with("AFTERWORD_RETURN_LISTEN", ":2525", "AFTERWORD_SES_TOPICS", "", "AFTERWORD_SENDGRID_KEY", ""),
	} {
		o, code, said := read(t, env)
		if code != daemon.ExitFailed || o.Links != nil || o.Public != nil || o.Addr != "" || o.ReturnDomain != "" || o.SES != nil || o.SendGrid != nil {
			t.Errorf("%s: exit code %d, %s, options %+v", name, code, said, o)
		}
	}
	o, code, said := read(t, with("AFTERWORD_PUBLIC_URL", "https://afterword.example.org", "AFTERWORD_LINK_KEYS", link.NewKey(1)))
	if code != daemon.ExitFailed || o.Links == nil || o.Public != nil {
		t.Errorf("links alone: exit code %d, %s, options %+v", code, said, o)
	}
}

func TestSettingsOfReturnsThatAreWrong(t *testing.T) {
	const public = "https://afterword.example.org"
	key := link.NewKey(1)
	for name, test := range map[string]struct {
		env  func(string) string
		want string
	}{
		"an address that is none":  {with("AFTERWORD_PUBLIC_URL", "afterword.example.org"), "-public-url"},
		"keys that are none":       {with("AFTERWORD_PUBLIC_URL", public, "AFTERWORD_LINK_KEYS", "1 secret"), "link keys"},
		"keys without an address":  {with("AFTERWORD_LINK_KEYS", key), "-public-url"},
		"calls without an address": {with("AFTERWORD_CALLBACK_LISTEN", ":8080"), "-public-url"},
		"bounces without keys":     {with("AFTERWORD_PUBLIC_URL", public, "AFTERWORD_RETURN_DOMAIN", "returns.example.org"), "AFTERWORD_LINK_KEYS"},
		"a protocol that is none":  {with("AFTERWORD_RETURN_PROTOCOL", "pop3"), "-return-protocol"},
		"topics that are none":     {with("AFTERWORD_PUBLIC_URL", public, "AFTERWORD_CALLBACK_LISTEN", ":8080", "AFTERWORD_SES_TOPICS", "events"), "-ses-topics"},
		"a key that is none":       {with("AFTERWORD_PUBLIC_URL", public, "AFTERWORD_CALLBACK_LISTEN", ":8080", "AFTERWORD_SENDGRID_KEY", "x"), "-sendgrid-key"},
		"SES that nobody hears":    {with("AFTERWORD_PUBLIC_URL", public, "AFTERWORD_SES_TOPICS", channeltest.Topic), "-callback-listen"},
	} {
		_, code, said := read(t, test.env)
		if code != daemon.ExitUsage || !strings.Contains(said, test.want) || strings.Contains(said, "secret") {
			t.Errorf("%s: exit code %d, %s", name, code, said)
		}
	}
}
