package files

import (
	"slices"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/ui/export"
)

// Streamed returns the flags whose output goes to stdout. A program can read
// that output only if stdout holds nothing else. The report therefore goes to
// stderr, and there is no dashboard.
func Streamed(exports []string, results, record string) []string {
	var flags []string
	for _, text := range exports {
		format, path, hasPath := strings.Cut(text, ":")
		given := slices.Contains(flags, "--export "+text) // opening them reports the duplicate
		if slices.Contains(export.Formats(), format) && (!hasPath || export.IsStream(path)) && !given {
			flags = append(flags, "--export "+text)
		}
	}
	if export.IsStream(results) {
		flags = append(flags, "--results "+results)
	}
	if export.IsStream(record) {
		flags = append(flags, "--record "+record)
	}
	return flags
}

// OneDocument reports whether a flag writes to stdout, and rejects two flags that
// do.
func OneDocument(flags []string) (bool, error) {
	if len(flags) > 1 {
		return true, cli.Usagef("%s: standard output holds one document: expected the path of a file for all but one", strings.Join(flags, " and "))
	}
	return len(flags) == 1, nil
}
