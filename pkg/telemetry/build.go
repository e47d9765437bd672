package telemetry

import "runtime/debug"

// BuildInfo says which program is running. Fields that the build did not record are empty.
type BuildInfo struct {
	// Version is the main module's version, "(devel)" for a build from a working tree.
	Version string `json:"version"`
	// Revision is the commit.
	Revision string `json:"revision,omitempty"`
	// Time is the commit's time, RFC 3339.
	Time string `json:"time,omitempty"`
	// Modified reports that the working tree differed from the commit.
	Modified bool `json:"modified,omitempty"`
	// Go is the toolchain's version.
	Go string `json:"go"`
}

// Build reads what the linker recorded.
func Build() BuildInfo {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return BuildInfo{}
	}
	build := BuildInfo{Version: info.Main.Version, Go: info.GoVersion}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			build.Revision = setting.Value
		case "vcs.time":
			build.Time = setting.Value
		case "vcs.modified":
			build.Modified = setting.Value == "true"
		}
	}
	return build
}
