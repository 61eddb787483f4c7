package main

import (
	"slices"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/ui/export"
)

// streamed are the flags whose output goes to stdout. A program can read that
// output only if stdout holds nothing else. The report therefore goes to
// stderr, and there is no dashboard.
func (f *runFlags) streamed() []string {
	var flags []string
	for _, text := range f.exports {
		format, path, hasPath := strings.Cut(text, ":")
		given := slices.Contains(flags, "--export "+text) // openExports reports the duplicate
		if format == "json" && (!hasPath || path == export.StreamPath) && !given {
			flags = append(flags, "--export "+text)
		}
	}
	if f.results == export.StreamPath {
		flags = append(flags, "--results -")
	}
	if f.record == export.StreamPath {
		flags = append(flags, "--record -")
	}
	return flags
}

// toStream reports whether a flag writes to stdout, and rejects two flags that
// do.
func (f *runFlags) toStream() (bool, error) {
	flags := f.streamed()
	if len(flags) > 1 {
		return true, cli.Usagef("%s: standard output holds one document: expected the path of a file for all but one", strings.Join(flags, " and "))
	}
	return len(flags) == 1, nil
}
