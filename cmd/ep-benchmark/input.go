package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"ep-benchmark/workloads"
)

// lines reads the input file, where a chosen workload uses lines, and tells
// every bad line before the run.
func (f *runFlags) lines(entries []workloads.Entry, stderr io.Writer) (workloads.Lines, error) {
	if !f.set.Changed("input") {
		return workloads.SampleLines()
	}
	if f.input == "" {
		return workloads.Lines{}, wrongValue(f.set, "input")
	}
	if !slices.ContainsFunc(entries, func(e workloads.Entry) bool { return e.UsesLines }) {
		return workloads.Lines{}, usagef("--input %s: none of the chosen workloads reads lines", f.input)
	}
	lines, err := readLines(f.input)
	if err != nil {
		return lines, fmt.Errorf("--input %s: %w", f.input, err)
	}
	for _, bad := range lines.Bad {
		fmt.Fprintln(stderr, legible(fmt.Sprintf("%s: %v", f.input, bad)))
	}
	switch {
	case len(lines.Texts) > 0:
		return lines, nil
	case len(lines.Bad) == 0:
		return lines, fmt.Errorf("--input %s: there is no line in it", f.input)
	case len(lines.Bad) == 1:
		return lines, fmt.Errorf("--input %s: its only line is bad", f.input)
	}
	return lines, fmt.Errorf("--input %s: all of its %d lines are bad", f.input, len(lines.Bad))
}

func readLines(path string) (workloads.Lines, error) {
	file, err := os.Open(path)
	if err != nil {
		return workloads.Lines{}, withoutPath(err)
	}
	defer func() { _ = file.Close() }() // it was read only
	if about, err := file.Stat(); err == nil && about.IsDir() {
		return workloads.Lines{}, errors.New("it is a directory: expected a file of spreadsheet lines")
	}
	lines, err := workloads.ReadLines(path, file)
	return lines, withoutPath(err)
}

// withoutPath is for messages that name the file already, as the user did.
func withoutPath(err error) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		return problem.Err
	}
	return err
}
