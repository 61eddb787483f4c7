package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/ui/export"
)

// claimsFormats are the formats of an account, by the names of --export.
var claimsFormats = map[string]func(*claims.Account) ([]byte, error){
	"json": export.EncodeClaims,
	"md":   func(a *claims.Account) ([]byte, error) { return export.ClaimsMarkdown(a), nil },
	"html": export.ClaimsHTML,
}

// claimsFormatNames are their names, as help lists them.
var claimsFormatNames = []string{"json", "md", "html"}

// claimsExports are what --export names.
type claimsExports struct {
	texts []string
	set   *pflag.FlagSet
}

func (f *claimsExports) register(set *pflag.FlagSet) {
	f.set = set
	set.StringArrayVar(&f.texts, "export", nil, "write all verdicts as JSON, or the report with what is true as Markdown or a page: to the path, or without one to stdout and the text to stderr; repeatable")
	cli.Describe(set, "export", cli.GroupOutcome, "format[:path]", "json, md or html, or one of them with a path such as html:report.html")
}

// uses are the files that are written.
func (f *claimsExports) uses() []files.Use {
	var all []files.Use
	for _, text := range f.texts {
		if _, path, hasPath := strings.Cut(text, ":"); hasPath {
			all = append(all, files.WritesOutput("--export "+text, path)...)
		}
	}
	return all
}

// claimsOutputs are the open destinations of an account.
type claimsOutputs struct {
	all    []*export.Destination
	stream bool // whether stdout holds a document
}

// open opens all destinations, or none.
func (f *claimsExports) open(env process.Environment) (*claimsOutputs, error) {
	var streamed []string
	o := &claimsOutputs{}
	for i, text := range f.texts {
		destination, err := f.openOne(text, env)
		if err == nil {
			o.all = append(o.all, destination)
			if slices.Contains(f.texts[:i], text) {
				err = cli.Usagef("--export %q: it is given twice", text)
			}
		}
		if err != nil {
			o.abandon()
			return nil, err
		}
		if destination.IsStream() {
			streamed = append(streamed, "--export "+text)
		}
	}
	var err error
	if o.stream, err = files.OneDocument(streamed); err == nil {
		err = process.LostOutput(env.Stdout, streamed)
	}
	if err != nil {
		o.abandon()
		return nil, err
	}
	return o, nil
}

func (f *claimsExports) openOne(text string, env process.Environment) (*export.Destination, error) {
	destination, err := export.OpenOneOf(text, env.Stdout, claimsFormatNames...)
	if err == nil {
		return destination, nil
	}
	if cause := errors.Unwrap(err); cause != nil { // the error of the file; a wrong text has no cause
		return nil, fmt.Errorf("--export %q: %w", text, files.WithoutPath(cause))
	}
	format, _, _ := strings.Cut(text, ":")
	return nil, cli.UnexpectedWord(f.set.Lookup("export"), text, format)
}

// toFiles writes the account to the files, and says where they are.
func (o *claimsOutputs) toFiles(a *claims.Account, env process.Environment) error {
	var paths []string
	err := o.write(a, false, func(path string) { paths = append(paths, path) })
	files.TellExported(env, paths)
	return err
}

// toStream writes the account to stdout.
func (o *claimsOutputs) toStream(a *claims.Account) error { return o.write(a, true, func(string) {}) }

func (o *claimsOutputs) write(a *claims.Account, stream bool, written func(path string)) error {
	var problems []error
	for _, destination := range o.all {
		if destination.IsStream() != stream {
			continue
		}
		document, err := claimsFormats[destination.Format()](a)
		if err == nil {
			err = destination.Put(document)
		}
		if problems = append(problems, err); err == nil {
			written(destination.Path())
		}
	}
	return errors.Join(problems...)
}

// abandon gives up the destinations that were not written.
func (o *claimsOutputs) abandon() {
	for _, destination := range o.all {
		destination.Abandon()
	}
}
