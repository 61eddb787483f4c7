package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/ui/export"
)

// exports are the open destinations.
type exports []*export.Destination

// exportFlag says where the run is exported to.
type exportFlag struct {
	texts []string
	set   *pflag.FlagSet
}

// register adds --export.
func (f *exportFlag) register(set *pflag.FlagSet) {
	f.set = set
	set.StringArrayVar(&f.texts, "export", nil, "write the whole run as JSON: to the path, or (json, json:-) to stdout and the report to stderr; repeatable")
	cli.Describe(set, "export", cli.GroupOutcome, "json[:path]", "json or json:PATH")
}

// complete offers the formats to the shell's completion.
func (f *exportFlag) complete(command *cobra.Command) {
	cli.Offer(command, "export", cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveNoSpace, "json", "json:")
}

// uses are the files that the run is exported to.
func (f *exportFlag) uses() []use {
	var all []use
	for _, text := range f.texts {
		if format, path, hasPath := strings.Cut(text, ":"); hasPath && format == "json" {
			for _, u := range writesOutput("--export", path) {
				u.name = "--export " + text
				all = append(all, u)
			}
		}
	}
	return all
}

// open opens all destinations that the flag names, or none. A path that can't
// be written is not a usage error, so it has another exit code.
func (f *exportFlag) open(stdout io.Writer) (exports, error) {
	var all exports
	for i, text := range f.texts {
		destination, err := f.openOne(text, stdout)
		if err == nil {
			all = append(all, destination)
			if slices.Contains(f.texts[:i], text) {
				err = cli.Usagef("--export %q: it is given twice", text)
			}
		}
		if err != nil {
			all.abandon()
			return nil, err
		}
	}
	return all, nil
}

func (f *exportFlag) openOne(text string, stdout io.Writer) (*export.Destination, error) {
	destination, err := export.Open(text, stdout)
	if err == nil {
		return destination, nil
	}
	if cause := errors.Unwrap(err); cause != nil { // the error of the file; a wrong text has no cause
		return nil, fmt.Errorf("--export %q: %w", text, withoutPath(cause))
	}
	format, _, _ := strings.Cut(text, ":")
	return nil, cli.UnexpectedWord(f.set.Lookup("export"), text, format)
}

func (all exports) abandon() {
	for _, destination := range all {
		destination.Abandon()
	}
}

// toFiles writes the run to the exports that are files, and returns their
// paths. If one of them fails, the others are still written.
func (all exports) toFiles(finished *engine.Report, c *compare.Comparison) (paths []string, err error) {
	var problems []error
	for _, destination := range all {
		if destination.IsStream() {
			continue
		}
		if err := destination.Write(*finished, c); err != nil {
			problems = append(problems, err)
		} else {
			paths = append(paths, destination.Path())
		}
	}
	return paths, errors.Join(problems...)
}

// toStream writes the run to the exports that go to stdout.
func (all exports) toStream(finished *engine.Report, c *compare.Comparison) error {
	var problems []error
	for _, destination := range all {
		if destination.IsStream() {
			problems = append(problems, destination.Write(*finished, c))
		}
	}
	return errors.Join(problems...)
}

// tellExported prints where the run was written.
func tellExported(env process.Environment, paths []string) {
	for _, path := range paths {
		env.Tell("exported to %s", path)
	}
}
