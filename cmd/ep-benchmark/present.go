package main

import (
	"errors"
	"fmt"
	"io"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/ui/report"
)

// present writes the exports and the report. It writes files first, because the
// reader of the report may block it, and a stop leaves it two seconds. It
// reports an error of an export even if the report was written, and the other
// way round.
func present(finished *engine.Report, c *compare.Comparison, opened opened, env process.Environment) error {
	paths, err := opened.destinations.ToFiles(finished, c)
	closing := opened.bulk.Finish()
	err = errors.Join(opened.report(finished, c, env), err, opened.destinations.ToStream(finished, c), closing)
	files.TellExported(env, paths)
	if closing == nil {
		opened.bulk.Tell(env)
	}
	return err
}

// report writes the report, or the dashboard's frame in its place. Both go to
// stdout; the report goes to stderr if stdout holds a document.
func (f *opened) report(finished *engine.Report, c *compare.Comparison, env process.Environment) error {
	if f.frame != "" {
		// The frame is laid out in lines already and has escape sequences of its
		// own, which say would take out.
		_, err := io.WriteString(env.Stdout, f.frame+"\n")
		return err
	}
	out := env.Stdout
	if f.streamed {
		out = env.Stderr
	}
	if c != nil && c.Interleaved { // the run is about nothing else
		return report.WriteComparison(out, c, env.StyleOf(out))
	}
	err := report.Write(out, finished, env.StyleOf(out))
	if err == nil && f.profiler != nil && f.profiler.Written() {
		fmt.Fprintln(out)
		err = report.WriteProfiles(out, finished, f.profiler.Folder(), env.StyleOf(out))
	}
	if c != nil {
		if err == nil {
			_, err = fmt.Fprintln(out)
		}
		err = errors.Join(err, report.WriteComparison(out, c, env.StyleOf(out)))
	}
	return err
}
