package telemetry

import "runtime/debug"

// BuildInfo says which program is running. Fields that the build did not record are empty.
type BuildInfo struct {
	// Version is the main module's version, "(devel)" for a build from a working tree.
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	// Date is when the commit was made, RFC 3339.
	Date string `json:"date,omitempty"`
	// Modified reports that the working tree differed from the commit.
	Modified bool `json:"modified"`
	// Go is the toolchain's version.
	Go string `json:"go"`
}

// Build reads what the linker recorded.
func Build() BuildInfo {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return BuildInfo{}
	}
	return buildOf(info)
}

// String returns the version, with the commit where there is one: "v1.4.0 3f1bc8c" or "(devel) 3f1bc8c, modified".
func (b BuildInfo) String() string {
	name := b.Version
	if b.Commit != "" {
		name += " " + b.Commit[:min(len(b.Commit), 7)]
	}
	if b.Modified {
		name += ", modified"
	}
	return name
}

func buildOf(info *debug.BuildInfo) BuildInfo {
	build := BuildInfo{Version: info.Main.Version, Go: info.GoVersion}
	if build.Version == "" {
		build.Version = "(devel)"
	}
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			build.Commit = setting.Value
		case "vcs.time":
			build.Date = setting.Value
		case "vcs.modified":
			build.Modified = setting.Value == "true"
		}
	}
	return build
}
