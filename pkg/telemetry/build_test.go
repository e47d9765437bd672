package telemetry

import (
	"runtime/debug"
	"testing"
)

func TestBuildIsReadFromTheBinary(t *testing.T) {
	got := buildOf(&debug.BuildInfo{
		GoVersion: "go1.26.8",
		Settings: []debug.BuildSetting{
			{Key: "vcs.revision", Value: "abc"},
			{Key: "vcs.time", Value: "2026-03-03T12:00:00Z"},
			{Key: "vcs.modified", Value: "true"},
		},
	})
	want := BuildInfo{Version: "(devel)", Commit: "abc", Date: "2026-03-03T12:00:00Z", Go: "go1.26.8", Modified: true}
	if got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestABuildHasAName(t *testing.T) {
	for want, build := range map[string]BuildInfo{
		"v1.4.0":                    {Version: "v1.4.0"},
		"v1.4.0 3f1bc8c":            {Version: "v1.4.0", Commit: "3f1bc8c0d2"},
		"(devel) 3f1bc8c, modified": {Version: "(devel)", Commit: "3f1bc8c0d2", Modified: true},
	} {
		if got := build.String(); got != want {
			t.Errorf("%+v is called %q, want %q", build, got, want)
		}
	}
}
