package main

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/services/notifier/channel/email"
)

func environment(pairs map[string]string) func(string) string {
	return func(name string) string { return pairs[name] }
}

func TestSettingsComeFromFlagsThenVariablesThenDefaults(t *testing.T) {
	secret := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(secret, []byte("hush\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := parse([]string{
		"--data", "d", "--speed", "1440", "--start", "2026-03-03T12:00:00Z", "--smtp-host", "mail.example.org", "--smtp-tls", "implicit",
		"--smtp-password-file", secret, "--temporal-ui=false",
	}, environment(map[string]string{
		"AFTERWORD_DATA": "ignored", "AFTERWORD_LISTEN": "127.0.0.1:9", "AFTERWORD_TWILIO_TOKEN": "token", "AFTERWORD_OPERATOR_PASSWORD_FILE": secret,
	}), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	o := s.options
	if o.DataDir != "d" || o.Listen != "127.0.0.1:9" || o.Speed != 1440 || !o.StartAt.Equal(time.Date(2026, 3, 3, 12, 0, 0, 0, time.UTC)) || o.TemporalUI {
		t.Errorf("got %+v", o)
	}
	if o.SMTP.Host != "mail.example.org" || o.SMTP.TLS != email.Implicit || o.SMTP.Password != "hush" || o.Twilio.Token != "token" || o.OperatorPassword != "hush" {
		t.Errorf("the providers are %+v, %+v", o.SMTP, o.Twilio)
	}

	s, err = parse(nil, environment(nil), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if o := s.options; o.DataDir != "data" || o.Listen != "127.0.0.1:8080" || o.Speed != 1 || !o.StartAt.IsZero() || !o.TemporalUI || o.SMTP.Host != "" {
		t.Errorf("the defaults are %+v", o)
	}
}

func TestSettingsThatAreWrong(t *testing.T) {
	cases := []struct {
		args []string
		want string
	}{
		{[]string{"--speed", "fast"}, "--speed"},
		{[]string{"--speed", "0"}, "--speed"},
		{[]string{"--start", "yesterday", "--speed", "2"}, "--start"},
		{[]string{"--smtp-password-file", "/does/not/exist"}, "smtp-password-file"},
		{[]string{"--no-such-flag"}, "no-such-flag"},
		{[]string{"serve"}, `no command "serve"`},
	}
	for _, c := range cases {
		if _, err := parse(c.args, environment(nil), io.Discard); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v", c.args, err)
		}
	}
}

func TestHelpShowsExamplesAndEverySetting(t *testing.T) {
	var out strings.Builder
	if _, err := parse([]string{"--help"}, environment(nil), &out); !errors.Is(err, flag.ErrHelp) {
		t.Fatalf("got %v", err)
	}
	for _, want := range []string{"Examples", "--speed 1440", "-data", "-smtp-host", "-twilio-account", "-operator-password-file", "AFTERWORD_LISTEN", "130 and 143"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the help does not mention %q", want)
		}
	}
}
