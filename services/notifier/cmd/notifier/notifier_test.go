package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/afterword-io/afterword/pkg/daemon"
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

func TestTheSettingsOpenTheChannels(t *testing.T) {
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("from a file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// The settings are read before the bus is looked for, and a context that has ended finds none.
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	var p providers
	code := p.command().Execute(ended, []string{"-smtp-port", "2525"}, variables(
		"AFTERWORD_SMTP_HOST", "mail.example.org", "AFTERWORD_SMTP_PORT", "25", "AFTERWORD_SMTP_USERNAME", "me",
		"AFTERWORD_SMTP_PASSWORD_FILE", file, "AFTERWORD_SMTP_FROM", "Afterword <hello@example.org>",
		"AFTERWORD_TWILIO_ACCOUNT", "AC1", "AFTERWORD_TWILIO_TOKEN", "t", "AFTERWORD_TWILIO_AUTH_TOKEN", "a", "AFTERWORD_TWILIO_FROM", "+15005550006",
	), &bytes.Buffer{}, &bytes.Buffer{})
	if code != daemon.ExitFailed {
		t.Errorf("without a bus the exit code is %d", code)
	}
	if p.smtp.Port != 2525 || p.smtp.Password != "from a file" || p.smtp.TLS != "starttls" || p.twilio.Token != "t" || p.twilio.AuthToken != "a" {
		t.Errorf("settings %+v", p)
	}
	c, err := p.open()
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
		env  func(string) string
		want string
	}{
		{"nothing to send through", variables(), "no way to send"},
		{"a port that is none", variables("AFTERWORD_SMTP_HOST", "h", "AFTERWORD_SMTP_PORT", "x"), "AFTERWORD_SMTP_PORT"},
		{"a secret file that is not there", variables("AFTERWORD_SMTP_HOST", "h", "AFTERWORD_SMTP_PASSWORD_FILE", "/nowhere"), "-smtp-password-file"},
	}
	for _, test := range tests {
		var p providers
		var problem strings.Builder
		code := p.command().Execute(t.Context(), nil, test.env, &bytes.Buffer{}, &problem)
		if code != daemon.ExitUsage || !strings.Contains(problem.String(), test.want) {
			t.Errorf("%s: exit code %d, %s", test.name, code, problem.String())
		}
	}
}
