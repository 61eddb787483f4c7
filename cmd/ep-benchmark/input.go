package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"ep-benchmark/workloads"
	"ep-benchmark/workloads/sheets"
)

// standardInput is the --input that stands for stdin.
const standardInput = "-"

// openInput opens the input file, where one is given; nil where none is.
func (f *runFlags) openInput(entries []workloads.Entry, stdin io.Reader) (input *sheets.Input, err error) {
	switch {
	case !f.set.Changed("input") && f.set.Changed("sheet"):
		return nil, usagef("--sheet %q is a sheet of the --input workbook, and there is no --input", f.sheet)
	case !f.set.Changed("input"):
		return nil, nil
	case f.input == "":
		return nil, wrongValue(f.set, "input")
	case f.set.Changed("sheet") && f.sheet == "":
		return nil, wrongValue(f.set, "sheet")
	case !slices.ContainsFunc(entries, func(e workloads.Entry) bool { return e.UsesLines }):
		return nil, usagef("--input %s: none of the chosen workloads reads lines", f.input)
	case f.input == standardInput:
		input, err = sheets.Copy(stdin, f.sheet)
	default:
		input, err = sheets.Open(f.input, f.sheet)
	}
	if err != nil {
		return nil, f.inputError(err)
	}
	return input, nil
}

// inputError names the input in an error.
func (f *runFlags) inputError(err error) error {
	return fmt.Errorf("--input %s: %w", f.input, withoutPath(err))
}

// source is the input in words.
func (f *runFlags) source() string {
	if f.input == standardInput {
		return "standard input"
	}
	return f.input
}

// lines reads the lines that workloads draw from, and tells every bad one
// before the run.
func (f *runFlags) lines(o *order, world surroundings) error {
	input, err := f.openInput(o.entries, world.untilStopped())
	if err != nil {
		return err
	}
	if input == nil {
		o.environment.Lines, err = workloads.SampleLines()
		return err
	}
	defer func() { _ = input.Close() }() // a copy that can't be removed is the system's to clear up
	reading, err := input.Read()
	if err != nil {
		return f.inputError(err)
	}
	defer func() { _ = reading.Close() }() // it was read only
	lines, err := workloads.ReadLines(f.source(), reading.Reader)
	if err != nil {
		return f.inputError(err)
	}
	told := f.newBadLines(world)
	for _, bad := range lines.Bad {
		told.tell(bad)
	}
	told.end()
	o.environment.Lines = lines
	f.sizeByLines(o)
	return f.checkCount(len(lines.Texts), len(lines.Bad))
}

// sizeByLines has the sizes that go by the input's lines do so, where no flag
// says otherwise.
func (f *runFlags) sizeByLines(o *order) {
	for _, entry := range o.entries {
		for _, size := range entry.Sizes {
			if n := len(o.environment.Lines.Texts); size.Lines && !f.set.Changed(size.Name) && n > 0 {
				o.environment.Sizes[size.Name], o.environment.Lines.Whole = n, true
			}
		}
	}
}

// checkCount refuses an input without a good line.
func (f *runFlags) checkCount(good, bad int) error {
	switch {
	case good > 0:
		return nil
	case bad == 0:
		return fmt.Errorf("--input %s: there is no line in it", f.input)
	case bad == 1:
		return fmt.Errorf("--input %s: its only line is bad", f.input)
	}
	return fmt.Errorf("--input %s: all of its %d lines are bad", f.input, bad)
}

// mostBadLines is how many bad lines are told on a terminal, where more would
// push the first ones, and all else, off it. In a file or a pipe nothing is
// left out.
const mostBadLines = 20

// badLines tells of bad lines as they are found.
type badLines struct {
	out    io.Writer
	source string
	most   int    // 0 is all
	others string // where the others are told
	count  int
}

func (f *runFlags) newBadLines(world surroundings) *badLines {
	told := &badLines{out: world.stderr, source: f.source(), others: "2>FILE writes all of them to a file"}
	if f.inBulk() {
		told.others = "all of them will be in the results"
	}
	if isTerminal(world.stderr) {
		told.most = mostBadLines
	}
	return told
}

func (b *badLines) tell(bad error) {
	if b.count++; b.most == 0 || b.count <= b.most {
		fmt.Fprintln(b.out, legible(fmt.Sprintf("%s: %v", b.source, bad)))
	}
}

// end says how many were left out.
func (b *badLines) end() {
	if more := b.count - b.most; b.most > 0 && more > 0 {
		fmt.Fprintln(b.out, legible(fmt.Sprintf("%s: and %s more: %s", b.source, plural(more, "bad line"), b.others)))
	}
}

// withoutPath is for messages that name the file already, as the user did.
func withoutPath(err error) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		return problem.Err
	}
	return err
}
