package daemon

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/afterword-io/afterword/pkg/bus/bustest"
)

func environment(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func TestAFlagOutweighsItsVariableAndAVariableTheDefault(t *testing.T) {
	var colour, secret string
	var span time.Duration
	command := Command{Name: "painter", About: "Paints.", Settings: func(s *Settings) {
		s.Text(&colour, "colour", "COLOUR", "white", "what to paint with")
		s.Secret(&secret, "recipe", "RECIPE", "the recipe")
		s.Span(&span, "dry", "DRY", time.Minute, "how long to dry")
	}}
	recipe := filepath.Join(t.TempDir(), "recipe")
	if err := os.WriteFile(recipe, []byte("two parts blue\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	env := map[string]string{"COLOUR": "red", "DRY": "2m", "RECIPE": "from the variable"}
	cases := []struct {
		name                 string
		args                 []string
		env                  map[string]string
		colour, span, secret string
	}{
		{"defaults", nil, nil, "white", "1m0s", ""},
		{"variables", nil, env, "red", "2m0s", "from the variable"},
		{"flags", []string{"-colour", "green", "-dry", "3m", "-recipe-file", recipe}, env, "green", "3m0s", "two parts blue"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if _, _, err := command.parse(c.args, environment(c.env), &bytes.Buffer{}); err != nil {
				t.Fatal(err)
			}
			if colour != c.colour || span.String() != c.span || secret != c.secret {
				t.Errorf("got %q, %s and %q, want %q, %s and %q", colour, span, secret, c.colour, c.span, c.secret)
			}
		})
	}
}

func TestUsage(t *testing.T) {
	command := Command{Name: "painter", About: "Paints."}
	cases := []struct {
		name         string
		args         []string
		env          map[string]string
		code         int
		out, problem string
	}{
		{"help", []string{"-help"}, nil, 0, "AFTERWORD_NATS_URL", ""},
		{"help with what every service's traces need", []string{"-help"}, nil, 0, "OTEL_EXPORTER_OTLP_ENDPOINT", ""},
		{"an unknown flag", []string{"-colour"}, nil, ExitUsage, "", "-colour"},
		{"an unknown command", []string{"dance"}, nil, ExitUsage, "", `"dance"`},
		{"a bad variable", nil, map[string]string{"AFTERWORD_NATS_REPLICAS": "many"}, ExitUsage, "", "AFTERWORD_NATS_REPLICAS"},
		{"no service to check", []string{"-admin", "127.0.0.1:1", "healthcheck"}, nil, ExitFailed, "", "/healthz"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var out, problem bytes.Buffer
			code := command.Execute(t.Context(), c.args, environment(c.env), &out, &problem)
			if code != c.code || !strings.Contains(out.String(), c.out) || !strings.Contains(problem.String(), c.problem) {
				t.Errorf("code %d, stdout %q, stderr %q", code, out.String(), problem.String())
			}
		})
	}
}

func TestACommandServesUntilItIsToldToStopAndIsNotReadyWhileItStops(t *testing.T) {
	server := bustest.NewServer(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var notReady error
	command := Command{Name: "painter", About: "Paints.", Run: func(ctx context.Context, p Process) error {
		if err := p.Bus.Healthy(ctx); err != nil {
			return err
		}
		if err := p.Health.Ready(ctx); err != nil {
			return err
		}
		stop()
		<-ctx.Done()
		for notReady == nil {
			notReady = p.Health.Ready(context.Background())
		}
		return nil
	}}
	var problem bytes.Buffer
	code := command.Execute(ctx, []string{"-nats", server.URL(), "-admin", "127.0.0.1:0", "-log-level", "error"}, environment(nil), &bytes.Buffer{}, &problem)
	if code != 0 || notReady == nil {
		t.Errorf("code %d, stderr %q, while stopping: %v", code, problem.String(), notReady)
	}
}

func TestTheEndOfOneIsTheEndOfAll(t *testing.T) {
	broken := errors.New("broken")
	err := Together(t.Context(),
		func(context.Context) error { return broken },
		func(ctx context.Context) error { <-ctx.Done(); return nil },
	)
	if !errors.Is(err, broken) {
		t.Errorf("got %v, want %v", err, broken)
	}
}

func TestHealthcheckBelievesOnlyOK(t *testing.T) {
	for status, healthy := range map[int]bool{http.StatusOK: true, http.StatusServiceUnavailable: false} {
		addr := serveHealth(t, status)
		if err := askHealth(t.Context(), addr); (err == nil) != healthy {
			t.Errorf("/healthz answers %d: %v", status, err)
		}
	}
}
