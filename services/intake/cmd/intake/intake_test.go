package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestSettingsComeFromFlagsThenVariablesThenDefaults(t *testing.T) {
	variables := map[string]string{"AFTERWORD_LISTEN": ":1", "AFTERWORD_ADMIN_LISTEN": ":2", "AFTERWORD_NATS_URL": "nats://n:4222", "AFTERWORD_LOG_FORMAT": "console", "AFTERWORD_LOG_LEVEL": "warn", "AFTERWORD_NATS_REPLICAS": "3"}
	got, err := parse([]string{"-listen", ":9"}, func(name string) string { return variables[name] }, &bytes.Buffer{})
	want := settings{natsURL: "nats://n:4222", natsReplicas: 3, listen: ":9", adminListen: ":2", logFormat: "console", logLevel: "warn"}
	if err != nil || got != want {
		t.Errorf("%+v, %v; want %+v", got, err, want)
	}
	got, err = parse(nil, func(string) string { return "" }, &bytes.Buffer{})
	want = settings{natsURL: "nats://127.0.0.1:4222", natsReplicas: 1, listen: "127.0.0.1:8080", adminListen: "127.0.0.1:9090", logFormat: "json", logLevel: "info"}
	if err != nil || got != want {
		t.Errorf("defaults %+v, %v", got, err)
	}
}

func TestWrongUseIsSaidAndHelpIsNoError(t *testing.T) {
	none := func(string) string { return "" }
	for _, args := range [][]string{{"-nats-replicas", "x"}, {"-listen", ""}, {"serve"}, {"healthcheck", "now"}, {"-unknown"}} {
		_, err := parse(args, none, &bytes.Buffer{})
		if bad := new(usageError); !errors.As(err, &bad) || bad.code() != exitUsage {
			t.Errorf("%v: %v", args, err)
		}
	}
	var out bytes.Buffer
	_, err := parse([]string{"-help"}, none, &out)
	if bad := new(usageError); !errors.As(err, &bad) || bad.code() != 0 {
		t.Errorf("-help: %v", err)
	}
	for _, word := range []string{"healthcheck", "AFTERWORD_NATS_URL", "AFTERWORD_LISTEN", "AFTERWORD_ADMIN_LISTEN"} {
		if !strings.Contains(out.String(), word) {
			t.Errorf("the help does not name %s", word)
		}
	}
}

func TestHealthcheckAsksTheRunningService(t *testing.T) {
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/healthz" {
			t.Errorf("asked %s", r.URL.Path)
		}
		w.WriteHeader(status)
	}))
	defer server.Close()
	addr := strings.TrimPrefix(server.URL, "http://")
	check := func(addr string) error {
		return run(context.Background(), []string{"-admin", addr, "healthcheck"}, func(string) string { return "" }, &bytes.Buffer{})
	}
	if err := check(addr); err != nil {
		t.Error(err)
	}
	if err := check(strings.Replace(addr, "127.0.0.1", "", 1)); err != nil {
		t.Errorf("an address without a host: %v", err)
	}
	status = http.StatusServiceUnavailable
	if check(addr) == nil {
		t.Error("503 counts as well")
	}
	server.Close()
	if check(addr) == nil || check("nonsense") == nil {
		t.Error("nobody at the address counts as well")
	}
}

func TestTogetherEndsAllWhenOneEnds(t *testing.T) {
	failed := errors.New("failed")
	err := together(context.Background(),
		func(context.Context) error { return failed },
		func(ctx context.Context) error { <-ctx.Done(); return nil },
	)
	if !errors.Is(err, failed) {
		t.Errorf("together: %v", err)
	}
}
