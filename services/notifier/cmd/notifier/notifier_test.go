package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/events"
)

func variables(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestSettings(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("from a file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := parse([]string{"-smtp-port", "2525"}, variables(
		"AFTERWORD_SMTP_HOST", "mail.example.org", "AFTERWORD_SMTP_PORT", "25", "AFTERWORD_SMTP_USERNAME", "me",
		"AFTERWORD_SMTP_PASSWORD_FILE", file, "AFTERWORD_SMTP_FROM", "Afterword <hello@example.org>",
		"AFTERWORD_TWILIO_ACCOUNT", "AC1", "AFTERWORD_TWILIO_TOKEN", "t", "AFTERWORD_TWILIO_FROM", "+15005550006",
	), io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if s.smtp.Port != 2525 || s.smtp.Password != "from a file" || s.smtp.TLS != "starttls" || s.twilio.Token != "t" {
		t.Errorf("settings %+v", s)
	}
	c, err := s.open()
	if err != nil || c.domain != "example.org" || c.ways[events.Email] == nil || c.ways[events.SMS] == nil {
		t.Errorf("channels %+v, %v", c, err)
	}
	if err := c.close(); err != nil {
		t.Error(err)
	}
}

func TestSettingsThatAreWrong(t *testing.T) {
	tests := []struct {
		name string
		args []string
		env  func(string) string
		want string
		code int
	}{
		{"nothing to send through", nil, variables(), "no way to send", exitUsage},
		{"a port that is none", nil, variables("AFTERWORD_SMTP_HOST", "h", "AFTERWORD_SMTP_PORT", "x"), "-smtp-port", exitUsage},
		{"a secret file that is not there", nil, variables("AFTERWORD_SMTP_HOST", "h", "AFTERWORD_SMTP_PASSWORD_FILE", "/nowhere"), "AFTERWORD_SMTP_PASSWORD_FILE", exitUsage},
		{"an unknown command", []string{"dance"}, variables("AFTERWORD_SMTP_HOST", "h"), "dance", exitUsage},
		{"an unknown flag", []string{"-dance"}, variables(), "dance", exitUsage},
		{"help", []string{"-help"}, variables(), "help", 0},
	}
	for _, test := range tests {
		var out strings.Builder
		_, err := parse(test.args, test.env, &out)
		bad := new(usageError)
		if !errors.As(err, &bad) || !strings.Contains(err.Error(), test.want) || bad.code() != test.code {
			t.Errorf("%s: %v; want %q and exit code %d", test.name, err, test.want, test.code)
		}
		if bad.help && !strings.Contains(out.String(), "AFTERWORD_TWILIO_TOKEN_FILE") {
			t.Errorf("the help does not name the secrets:\n%s", out.String())
		}
	}
}
