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
