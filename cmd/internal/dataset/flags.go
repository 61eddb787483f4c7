// Package dataset finds the files that analytics reads: those that are named, or
// invented ones. What it invents without a place to keep it is gone after the run.
package dataset

import (
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/columns"
)

// group is the heading under which help shows the flags.
const group = "Files larger than memory"

const (
	defaultMemory = "256MB"
	sizeExpected  = "an amount such as 256MB or 2GB"
)

// Flags say which files are read, and within which memory.
type Flags struct {
	set      *pflag.FlagSet
	data     []string
	generate string
	memory   string
	seed     uint64
	cold     bool
	duckdb   bool
}

// Register gives a set the flags.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set = set
	set.StringArrayVar(&f.data, "data", nil, "Parquet files of shipments, or directories of them, in place of records in memory; repeatable")
	cli.Describe(set, "data", group, "path", "a Parquet file, or a directory with some")
	set.StringVar(&f.generate, "generate", "", "invent shipments of about this size on the disk: in the directory of --data, which keeps them, or in a temporary one, which is removed after the run")
	cli.Describe(set, "generate", group, "size", sizeExpected)
	set.Uint64Var(&f.seed, "data-seed", 1, "with --generate: which shipments are invented; the same size and seed give the same files")
	cli.Describe(set, "data-seed", group, "n", "a whole number, 0 or more")
	set.StringVar(&f.memory, "memory", defaultMemory, "the most memory that this program may have, everything included; a leg that needs more is no timing")
	cli.Describe(set, "memory", group, "size", sizeExpected)
	set.BoolVar(&f.cold, "cold", false, "drop the files from the page cache before each leg, so that it reads from the disk; Linux only")
	cli.Describe(set, "cold", group, "", "true or false")
	set.BoolVar(&f.duckdb, "duckdb", false, "have the program duckdb compute the answer too, once before the run, and refuse another one than ours")
	cli.Describe(set, "duckdb", group, "", "true or false")
}

// Complete offers values to the shell's completion.
func (f *Flags) Complete(command *cobra.Command) {
	cli.Offer(command, "data", cobra.ShellCompDirectiveDefault)
	for _, name := range []string{"generate", "data-seed", "memory"} {
		cli.Offer(command, name, cobra.ShellCompDirectiveNoFileComp)
	}
}

// Given reports whether files are read in place of records in memory. The error is
// about a flag that would do nothing.
func (f *Flags) Given() (bool, error) {
	if f.set.Changed("data") || f.set.Changed("generate") {
		if f.set.Changed("data-seed") && !f.set.Changed("generate") {
			return true, cli.Usagef("--data-seed is for --generate, and does nothing without")
		}
		return true, nil
	}
	for _, name := range []string{"memory", "cold", "data-seed", "duckdb"} {
		if f.set.Changed(name) {
			return false, cli.Usagef("--%s is for files: expected --data or --generate with it", name)
		}
	}
	return false, nil
}

// Uses are the files that are read. Those in directories are not known yet.
func (f *Flags) Uses() []files.Use {
	var all []files.Use
	for _, path := range f.data {
		if about, err := os.Stat(path); err == nil && !about.IsDir() {
			all = append(all, files.Reads("--data", path))
		}
	}
	return all
}

// size reads a flag that is an amount of memory.
func (f *Flags) size(name, text string) (int64, error) {
	n, ok := units.ParseBytes(text)
	if !ok || n == 0 {
		return 0, cli.WrongValue(f.set, name)
	}
	return int64(n), nil
}

// limits are the two sizes; 0 for a set that is not generated.
func (f *Flags) limits() (memory, generate int64, err error) {
	if memory, err = f.size("memory", f.memory); err != nil {
		return 0, 0, err
	}
	if !f.set.Changed("generate") {
		return memory, 0, nil
	}
	if generate, err = f.size("generate", f.generate); err != nil {
		return 0, 0, err
	}
	if generate < columns.SmallestSet || generate > columns.LargestSet {
		return 0, 0, cli.Usagef("--generate %s: expected %s to %s", f.generate, units.Bytes(columns.SmallestSet), units.Bytes(uint64(columns.LargestSet)))
	}
	if len(f.data) > 1 {
		return 0, 0, cli.Usagef("--generate writes into one directory: expected one --data at the most, found %d", len(f.data))
	}
	return memory, generate, nil
}

// Check checks the flags' values. It reads no file.
func (f *Flags) Check() error {
	for _, path := range f.data {
		if path == "" {
			return cli.WrongValue(f.set, "data")
		}
	}
	_, _, err := f.limits()
	return err
}
