package telemetry_test

import (
	"encoding/json"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"

	"github.com/afterword-io/afterword/pkg/telemetry"
)

// logged returns what a new logger writes to standard error.
func logged(t *testing.T, format, level string, write func(*zap.Logger)) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	stderr := os.Stderr
	os.Stderr = w
	logger, err := telemetry.NewLogger("intake", format, level)
	os.Stderr = stderr
	if err != nil {
		t.Fatal(err)
	}
	write(logger)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestLoggerWritesJSONLines(t *testing.T) {
	out := logged(t, "json", "info", func(l *zap.Logger) {
		l.Debug("below the level")
		l.Info("started", zap.Duration("after", 1500*time.Millisecond))
	})
	var line map[string]any
	if err := json.Unmarshal([]byte(out), &line); err != nil {
		t.Fatalf("not one JSON line: %v in %q", err, out)
	}
	at, err := time.Parse(time.RFC3339Nano, line["ts"].(string))
	if err != nil || at.Location() != time.UTC {
		t.Errorf("ts is %v", line["ts"])
	}
	delete(line, "ts")
	for key, want := range map[string]any{"level": "info", "msg": "started", "service": "intake", "after": "1.5s"} {
		if line[key] != want {
			t.Errorf("%s is %v, want %v", key, line[key], want)
		}
	}
}

func TestLoggerLosesNothingInABurst(t *testing.T) {
	const lines = 500
	out := logged(t, "console", "debug", func(l *zap.Logger) {
		for range lines {
			l.Debug("the same message")
		}
	})
	if got := strings.Count(out, "the same message"); got != lines {
		t.Errorf("%d of %d lines were written", got, lines)
	}
}

func TestNewLoggerRefusesUnknownWords(t *testing.T) {
	for _, test := range []struct{ format, level, want string }{
		{"xml", "info", "log format"},
		{"json", "loud", "log level"},
	} {
		if _, err := telemetry.NewLogger("intake", test.format, test.level); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s, %s: got %v", test.format, test.level, err)
		}
	}
}
