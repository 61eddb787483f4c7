package process

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"ep-benchmark/engine/text"
)

// Version returns the module's version, or the commit if there is no release.
func Version() string { return versionOf(debug.ReadBuildInfo()) }

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
	return fmt.Sprintf("ep-benchmark %s, %s, %s/%s", Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}

// TellBug reports a panic as a bug. A stack without explanation looks as if the
// user had done something wrong.
func TellBug(stderr io.Writer, value any, stack []byte) {
	fmt.Fprintf(stderr, `ep-benchmark: internal error: %s

This is a bug in ep-benchmark, not a mistake of yours. Please report it to its
maintainers with the command line and everything from here on.

%s
%s`, text.Line(fmt.Sprint(value)), buildOf(), stack)
}
