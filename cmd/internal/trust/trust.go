// Package trust is the command trust: it shows what a project file would do, and
// puts it on the list of files that the user trusts. It runs nothing of the file.
package trust

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/project"
	"ep-benchmark/cmd/internal/trusted"
)

// flags are the flags of trust.
type flags struct {
	list, remove, show bool
}

// New returns the command.
func New(env process.Environment) *cobra.Command {
	f := &flags{}
	command := &cobra.Command{
		Use:   "trust [file]",
		Short: "Show what a project's " + project.Name + " would run, and accept it",
		Long: `trust shows which commands a project's ` + project.Name + ` would run and what it
sets, and accepts it. From then on the file is applied where it lies, until its
content changes. Without a file it is the one of the working directory, or of a
folder above. A file of another name is a ledger of claims (see ep-benchmark help
claims). Trust covers the file, not the programs and scripts that it names.`,
		Example: `  Look at it first, then accept it
    ep-benchmark trust --show
    ep-benchmark trust
  What is accepted, and no longer
    ep-benchmark trust --list
    ep-benchmark trust --remove`,
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, 0, 1) },
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.carryOut(append(args, "")[0], cli.CommandNames(cmd.Root()), env)
		},
	}
	const group = "What is done"
	set := command.Flags()
	set.SortFlags = false
	for _, one := range []struct {
		into        *bool
		name, usage string
	}{
		{&f.show, "show", "show what the file would run, and accept nothing"},
		{&f.list, "list", "list the files that are trusted"},
		{&f.remove, "remove", "trust the file no longer"},
	} {
		set.BoolVar(one.into, one.name, false, one.usage)
		cli.Describe(set, one.name, group, "", "true or false")
	}
	return command
}

// carryOut does what the flags ask for.
func (f *flags) carryOut(argument string, commands []string, env process.Environment) error {
	switch {
	case f.list && f.remove || f.list && f.show || f.remove && f.show:
		return cli.Usagef("trust: expected one of --show, --list and --remove")
	case f.list && argument != "":
		return cli.Usagef("trust --list lists all files: expected no file, found %q", argument)
	}
	list, err := trusted.Open(files.TrustPath(env.Getenv))
	if err != nil {
		return err
	}
	if f.list {
		return tellList(list, env)
	}
	if ledger, is := ledgerAt(argument); is {
		return f.carryOutLedger(list, ledger, env)
	}
	path, err := project.At(argument, env)
	if err != nil {
		return err
	}
	if f.remove {
		return remove(list, path, env)
	}
	return f.accept(list, path, commands, env)
}

// accept shows a file and puts it on the list.
func (f *flags) accept(list *trusted.List, path string, commands []string, env process.Environment) error {
	content, err := project.Read(path)
	if err != nil {
		return fmt.Errorf("%s can't be trusted: %w", path, err)
	}
	file, err := project.Parse(content, commands, env.Keys)
	if err != nil {
		return errors.Join(err, fmt.Errorf("nothing of %s is accepted", path))
	}
	if err := tellFile(file, env); err != nil || f.show {
		return err
	}
	return enter(list, content, "ep-benchmark trust --remove", env)
}

// enter puts a content on the list. undo is the command that takes it off again.
func enter(list *trusted.List, content project.Content, undo string, env process.Environment) error {
	known := list.StateOf(content.Path, content.Digest()) == trusted.Trusted
	if err := list.Trust(content.Path, content.Digest(), time.Now()); err != nil {
		return err
	}
	if known {
		return process.Say(env.Stdout, "It was trusted already.")
	}
	return process.Say(env.Stdout, "It is trusted now, until its content changes. '%s' takes that back.", undo)
}

// remove takes a file off the list. The file need not exist any more.
func remove(list *trusted.List, path string, env process.Environment) error {
	there, err := list.Remove(path)
	switch {
	case err != nil:
		return err
	case !there:
		return fmt.Errorf("%s is not on the list of trusted files", path)
	}
	return process.Say(env.Stdout, "%s is not trusted any more", path)
}
