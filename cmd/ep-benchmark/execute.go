package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/runner"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/report"
	"ep-benchmark/workloads"
)

// carryOut is the main job: plan, run, report, export, verdict. Whatever can
// be wrong with the command line or the files is found before the run.
func (f *runFlags) carryOut(cmd *cobra.Command, args []string, world surroundings) error {
	entries, err := workloads.Select(args)
	if err != nil {
		return usageError{err}
	}
	plan, err := f.plan(names(entries))
	if err != nil {
		return err
	}
	destinations, err := openExports(f.exports, world.stdout)
	if err != nil {
		return err
	}
	defer destinations.abandon()
	lines, err := f.lines(entries, world.stderr)
	if err != nil {
		return err
	}
	environment := workloads.Environment{Sizes: f.chosenSizes(), Lines: lines}
	if environment.Targets, err = f.bounds(plan.Workloads); err != nil {
		return err
	}
	server, err := f.serve(cmd.Context(), entries, plan, &environment, world)
	if err != nil {
		return err
	}
	defer server.stop()
	finished, err := f.measure(cmd.Context(), entries, plan, environment, server, world)
	if err != nil {
		return err
	}
	return f.present(finished, destinations, world)
}

// measure builds the workloads and runs the plan.
func (f *runFlags) measure(ctx context.Context, entries []workloads.Entry, plan engine.Plan, environment workloads.Environment, server *server, world surroundings) (engine.Report, error) {
	run := runner.Runner{Version: version()}
	for _, entry := range entries {
		workload, err := entry.Build(environment)
		if err != nil {
			return engine.Report{}, usageError{err}
		}
		run.Workloads = append(run.Workloads, workload)
	}
	run.Host, run.Warnings = identify(ctx)
	if bad := len(environment.Lines.Bad); bad > 0 {
		run.Warnings = append(run.Warnings, fmt.Sprintf("%s of %s left out", plural(bad, "bad line"), environment.Lines.Source))
	}
	run.Machine = newMachine(time.Now())
	progress := report.NewProgress(world.stderr, styleOf(world.stderr, world.getenv), isTerminal(world.stderr))
	finished, err := run.Run(ctx, plan, progress.Observe)
	if err != nil {
		return finished, err
	}
	if err := server.died(); err != nil {
		finished.Warnings = append(finished.Warnings, "the simulator ended during the run: "+err.Error())
	}
	finished.Findings = diagnose.Explain(&finished)
	return finished, nil
}

// present writes the report and the exports, and turns the outcomes into an
// exit code. A broken export is told even where the report could be written.
func (f *runFlags) present(finished engine.Report, destinations exports, world surroundings) error {
	out := world.stdout
	if destinations.toStream() {
		out = world.stderr
	}
	err := report.Write(out, &finished, styleOf(out, world.getenv))
	for _, destination := range destinations {
		if failed := destination.Write(finished); failed != nil {
			err = errors.Join(err, failed)
		} else if destination.Path() != "" {
			fmt.Fprintln(world.stderr, "exported to "+destination.Path())
		}
	}
	if err != nil {
		return err
	}
	if code := verdictCode(&finished, f.strict); code != exitOK {
		return codedError{code, errors.New("")}
	}
	return nil
}

// lines reads the input file, where a chosen workload uses lines, and tells
// every bad line before the run.
func (f *runFlags) lines(entries []workloads.Entry, stderr io.Writer) (workloads.Lines, error) {
	used := false
	for _, entry := range entries {
		used = used || entry.UsesLines
	}
	if f.input == "" {
		return workloads.SampleLines()
	}
	if !used {
		return workloads.Lines{}, usagef("--input %s: none of the chosen workloads reads lines", f.input)
	}
	file, err := os.Open(f.input)
	if err != nil {
		return workloads.Lines{}, fmt.Errorf("input: %w", err)
	}
	defer file.Close()
	lines, err := workloads.ReadLines(f.input, file)
	if err != nil {
		return lines, fmt.Errorf("input %s: %w", f.input, err)
	}
	for _, bad := range lines.Bad {
		fmt.Fprintf(stderr, "%s: %v\n", f.input, bad)
	}
	if len(lines.Texts) == 0 {
		return lines, fmt.Errorf("input %s: none of its %s is good", f.input, plural(len(lines.Bad), "line"))
	}
	return lines, nil
}

// exports are the open destinations.
type exports []*export.Destination

func openExports(texts []string, stdout io.Writer) (exports, error) {
	var all exports
	for _, text := range texts {
		if all.toStream() && !strings.Contains(text, ":") {
			all.abandon()
			return nil, usagef("--export=%s: stdout can hold one export only", text)
		}
		destination, err := export.Open(text, stdout)
		if err != nil {
			all.abandon()
			return nil, usageError{err}
		}
		all = append(all, destination)
	}
	return all, nil
}

func (all exports) toStream() bool {
	for _, destination := range all {
		if destination.IsStream() {
			return true
		}
	}
	return false
}

func (all exports) abandon() {
	for _, destination := range all {
		destination.Abandon()
	}
}
