package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// version returns the module's version, or the commit if there is no release.
func version() string { return versionOf(debug.ReadBuildInfo()) }

func versionOf(build *debug.BuildInfo, known bool) string {
	if !known {
		return "of unknown version"
	}
	if v := build.Main.Version; v != "" && v != "(devel)" {
		return v
	}
	const enough = 12 // digits that tell commits apart
	for _, setting := range build.Settings {
		if setting.Key == "vcs.revision" && len(setting.Value) >= enough {
			return "built from " + setting.Value[:enough]
		}
	}
	return "development build"
}

// buildOf returns what a bug report needs to identify the program.
func buildOf() string {
	return fmt.Sprintf("ep-benchmark %s, %s, %s/%s", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
