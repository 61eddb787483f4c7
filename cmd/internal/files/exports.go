package files

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

// Destinations are the open destinations.
type Destinations []*export.Destination

// ExportFlag says where the run is exported to.
type ExportFlag struct {
	Texts []string
	set   *pflag.FlagSet
}

// Register adds --export.
func (f *ExportFlag) Register(set *pflag.FlagSet) {
	f.set = set
	set.StringArrayVar(&f.Texts, "export", nil, "write the run to the path, or (json, json:-) to stdout and the report to stderr, as "+strings.Join(export.FormatNames(), ", ")+"; repeatable")
	cli.Describe(set, "export", cli.GroupOutcome, "format[:path]", strings.Join(export.FormatNames(), ", ")+", or one of them with a path such as json:run.json")
}

// Complete offers the formats to the shell's completion.
func (f *ExportFlag) Complete(command *cobra.Command) {
	cli.Offer(command, "export", cobra.ShellCompDirectiveNoFileComp|cobra.ShellCompDirectiveNoSpace, offered()...)
}

// offered are the formats for the shell's completion, each for stdout and for a file.
func offered() []string {
	var all []string
	for _, name := range export.FormatNames() {
		all = append(all, name, name+":")
	}
	return all
}

// Uses are the files that the run is exported to.
func (f *ExportFlag) Uses() []Use {
	var all []Use
	for _, text := range f.Texts {
		if _, path, hasPath := strings.Cut(text, ":"); hasPath {
			for _, u := range WritesOutput("--export", path) {
				u.name = "--export " + text
				all = append(all, u)
			}
		}
	}
	return all
}

// Open opens all destinations that the flag names, or none. A path that can't
// be written is not a usage error, so it has another exit code.
func (f *ExportFlag) Open(stdout io.Writer) (Destinations, error) {
	var all Destinations
	for i, text := range f.Texts {
		destination, err := f.openOne(text, stdout)
		if err == nil {
			all = append(all, destination)
			if slices.Contains(f.Texts[:i], text) {
				err = cli.Usagef("--export %q: it is given twice", text)
			}
		}
		if err != nil {
			all.Abandon()
			return nil, err
		}
	}
	return all, nil
}

func (f *ExportFlag) openOne(text string, stdout io.Writer) (*export.Destination, error) {
	destination, err := export.Open(text, stdout)
	if err == nil {
		return destination, nil
	}
	if cause := errors.Unwrap(err); cause != nil { // the error of the file; a wrong text has no cause
		return nil, fmt.Errorf("--export %q: %w", text, WithoutPath(cause))
	}
	format, _, _ := strings.Cut(text, ":")
	return nil, cli.UnexpectedWord(f.set.Lookup("export"), text, format)
}

// Abandon gives the destinations up that were not written.
func (all Destinations) Abandon() {
	for _, destination := range all {
		destination.Abandon()
	}
}

// ToFiles writes the run to the exports that are files, and returns their
// paths. If one of them fails, the others are still written.
func (all Destinations) ToFiles(finished *engine.Report, c *compare.Comparison) (paths []string, err error) {
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

// ToStream writes the run to the exports that go to stdout.
func (all Destinations) ToStream(finished *engine.Report, c *compare.Comparison) error {
	var problems []error
	for _, destination := range all {
		if destination.IsStream() {
			problems = append(problems, destination.Write(*finished, c))
		}
	}
	return errors.Join(problems...)
}

// TellExported prints where the run was written.
func TellExported(env process.Environment, paths []string) {
	for _, path := range paths {
		env.Tell("exported to %s", path)
	}
}
