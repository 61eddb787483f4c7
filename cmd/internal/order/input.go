package order

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/sheets"
)

// OpenInput opens the input file and prints how it is read. It returns nil if
// no file is given. It also removes the copies that killed runs have left.
func (f *Flags) OpenInput(ctx context.Context, entries []workloads.Entry, env process.Environment) (input *sheets.Input, err error) {
	sheets.RemoveLeftovers("")
	switch {
	case !f.set.Changed("input") && f.set.Changed("sheet"):
		return nil, cli.Usagef("--sheet %q is a sheet of the --input workbook, and there is no --input", f.sheet)
	case !f.set.Changed("input") && f.set.Changed("columns"):
		return nil, cli.Usagef("--columns %q are columns of the --input file, and there is no --input", f.columns)
	case !f.set.Changed("input"):
		return nil, nil
	case f.Input == "":
		return nil, cli.WrongValue(f.set, "input")
	case f.set.Changed("sheet") && f.sheet == "":
		return nil, cli.WrongValue(f.set, "sheet")
	case !slices.ContainsFunc(entries, func(e workloads.Entry) bool { return e.UsesLines }):
		return nil, cli.Usagef("--input %s: none of the chosen workloads reads lines", f.Input)
	}
	options := sheets.Options{Sheet: f.sheet}
	if options.Columns, err = sheets.ParseColumns("--columns", f.columns); err != nil {
		return nil, cli.Usagef("--columns: %w", err)
	}
	if f.set.Changed("columns") && options.Columns.Empty() {
		return nil, cli.WrongValue(f.set, "columns")
	}
	if f.Input == files.Stdin {
		input, err = sheets.Copy(ctx, env.Stdin, options)
	} else {
		input, err = sheets.Open(ctx, f.Input, options)
	}
	if err != nil {
		return nil, f.inputError(err)
	}
	for _, notice := range input.Notices() {
		env.Tell("%s: %s", f.Source(), notice)
	}
	return input, nil
}

// inputError names the input in an error.
func (f *Flags) inputError(err error) error {
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("--input %s: interrupted while it was read", f.Input)
	}
	if errors.Is(err, workloads.ErrTooManyLines) {
		return fmt.Errorf("--input %s: %w, or create every line once with --results", f.Input, err)
	}
	return fmt.Errorf("--input %s: %w", f.Input, files.WithoutPath(err))
}

// Source names the input in messages.
func (f *Flags) Source() string {
	if f.Input == files.Stdin {
		return "standard input"
	}
	return f.Input
}

// ReadLines reads the lines that workloads draw from, and prints every bad one
// before the run.
func (f *Flags) ReadLines(ctx context.Context, o *Order, env process.Environment) error {
	input, err := f.OpenInput(ctx, o.Entries, env)
	if err != nil {
		return err
	}
	if input == nil {
		o.Environment.Lines, err = workloads.SampleLines()
		return err
	}
	defer func() { _ = input.Close() }() // the next run removes a copy that is left
	reading, err := input.Read(ctx)
	if err != nil {
		return f.inputError(err)
	}
	defer func() { _ = reading.Close() }() // it was read only
	told := f.newBadLines(env)
	lines, err := workloads.ReadLines(f.Source(), reading.Reader, told.tell)
	told.end()
	if err != nil {
		return f.inputError(err)
	}
	f.TakeLines(o, lines)
	return f.CheckCount(input, len(lines.Texts), lines.Bad)
}

// TakeLines gives the order lines that were read already.
func (f *Flags) TakeLines(o *Order, lines workloads.Lines) {
	o.Environment.Lines = lines
	if f.Input != "" {
		f.sizeByLines(o)
	}
}

// SameInput tells whether both read the same lines.
func (f *Flags) SameInput(other *Flags) bool {
	return f.Input == other.Input && f.sheet == other.sheet && f.columns == other.columns
}

// sizeByLines sets the sizes that follow the number of input lines, unless a
// flag sets them.
func (f *Flags) sizeByLines(o *Order) {
	for _, entry := range o.Entries {
		for _, size := range entry.Sizes {
			if n := len(o.Environment.Lines.Texts); size.Lines && !f.set.Changed(size.Name) && n > 0 {
				o.Environment.Sizes[size.Name], o.Environment.Lines.Whole = n, true
			}
		}
	}
}

// CheckCount rejects an input without a good line.
func (f *Flags) CheckCount(input *sheets.Input, good, bad int) error {
	switch {
	case good > 0:
		return nil
	case bad == 0 && input.Header() > 0:
		return fmt.Errorf("--input %s: line %d is its header, and there is no order below it", f.Input, input.Header())
	case bad == 0:
		return fmt.Errorf("--input %s: there is no line in it", f.Input)
	case bad == 1:
		return fmt.Errorf("--input %s: its only line is bad", f.Input)
	}
	return fmt.Errorf("--input %s: all of its %d lines are bad", f.Input, bad)
}

// mostBadLines is how many bad lines are printed on a terminal. More would push
// the first ones and all other output off the screen. A file or a pipe gets all
// of them.
const mostBadLines = 20

// badLines prints bad lines as they are found.
type badLines struct {
	out    io.Writer
	source string
	most   int    // 0 is all
	others string // where the others can be read
	count  int
}

func (f *Flags) newBadLines(env process.Environment) *badLines {
	told := &badLines{out: env.Stderr, source: f.Source(), others: "2>FILE writes all of them to a file"}
	if f.InBulk() {
		told.others = "all of them will be in the results"
	}
	if process.IsTerminal(env.Stderr) {
		told.most = mostBadLines
	}
	return told
}

func (b *badLines) tell(bad error) {
	if b.count++; b.most == 0 || b.count <= b.most {
		_ = process.Say(b.out, "%s: %v", b.source, bad)
	}
}

// end prints how many lines were left out.
func (b *badLines) end() {
	if more := b.count - b.most; b.most > 0 && more > 0 {
		_ = process.Say(b.out, "%s: and %s more: %s", b.source, units.Counted(more, "bad line"), b.others)
	}
}

// Uses are the files that an order reads.
func (f *Flags) Uses(stdin io.Reader) []files.Use {
	all := files.ReadsIfThere("--latency", f.latency)
	if f.Input != "" {
		all = append(all, files.ReadsInput("--input", f.Input, stdin))
	}
	return all
}
