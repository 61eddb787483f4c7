// Command generate writes the recording of the demonstration. The same program
// writes the same bytes.
//
// Its opinion: what is made up is what a machine would have done, and nothing
// derived from it: every figure goes the way that measured ones go.
package main

import (
	"fmt"
	"os"

	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/recording"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: generate FILE.events.gz")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

// write writes the recording to a path. It may be read by everybody, unlike a
// recording of a run.
func write(path string) error {
	run := recorded.Demo()
	log, err := recording.Create(path, run.Report.Version)
	if err != nil {
		return err
	}
	for _, event := range run.Events {
		log.Observe(event)
	}
	if err := log.Close(); err != nil {
		return err
	}
	return os.Chmod(path, 0o644) //nolint:gosec // it is embedded, and no recording of a run
}
