// Package measure reads the flags that say which command of the user's is
// measured, and starts what runs commands. Commands are only ever those that the
// user has typed, or of a project file that the user trusts.
package measure

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/command"
	"ep-benchmark/workloads/proctree"
)

// GuardianCommand runs the guardian of commands. It is not a command for users:
// measuring starts it.
const GuardianCommand = "guard-commands"

// RunGuardian is that command. It returns the exit code.
func RunGuardian(in io.Reader, out io.Writer) int {
	if err := proctree.Serve(in, out); err != nil {
		fmt.Fprintf(os.Stderr, "ep-benchmark %s: measuring a command starts it: %v\n", GuardianCommand, err)
		return cli.ExitFailed
	}
	return cli.ExitOK
}

const (
	group = "The command"
	// DefaultLimit is how long a run of a command may last.
	DefaultLimit = 10 * time.Minute
)

// Flags are the flags of a command that is measured.
type Flags struct {
	sequential, parallel string
	vary                 []string
	noun                 string // of the sizes that are varied; "" for none
	options              command.Options
	set                  *pflag.FlagSet

	// Turns are the variants that take turns, once the order is made; none where one
	// command is measured.
	Turns []Turn
}

// Register adds the flags to a set.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set = set
	texts := []struct {
		into                        *string
		name, kind, expected, usage string
	}{
		{&f.sequential, "sequential", "command", "a command in quotes", "the command on one worker, where it is another one than the parallel command with n = 1"},
		{&f.parallel, "parallel", "command", "a command in quotes, in which {n} stands for the workers", "the command on n workers; {n} stands for the number"},
		{&f.options.Setup, "setup", "command", "a command in quotes", "run once before everything, and not measured"},
		{&f.options.Prepare, "prepare", "command", "a command in quotes", "run before each run, and not measured"},
		{&f.options.Conclude, "conclude", "command", "a command in quotes", "run after each run, and not measured"},
		{&f.options.Cleanup, "cleanup", "command", "a command in quotes", "run once after everything, and not measured"},
		{&f.options.Expect, "expect", "text", "a text that is not empty", "what the output of a run has to contain, in its last 64 KiB; a run without it does not count"},
		{&f.options.Directory, "directory", "folder", "a folder", "where the commands are run; the working directory by default"},
	}
	for _, t := range texts {
		set.StringVar(t.into, t.name, "", t.usage)
		cli.Describe(set, t.name, group, t.kind, t.expected)
	}
	set.StringArrayVar(&f.vary, "vary", nil, "compare values of a setting in turns, the first with each other one: a variable of the command's environment, or n, its number of workers, repeatable; or how much it has to do, which stands in braces in the command")
	cli.Describe(set, "vary", group, "name=values", varyExpected)
	set.BoolVar(&f.options.Shell, "shell", false, "have /bin/sh run the commands, so that pipes and variables work; the time of an empty run of it is subtracted")
	cli.Describe(set, "shell", group, "", "true or false")
	set.BoolVar(&f.options.IgnoreFailure, "ignore-failure", false, "count runs whatever their exit code is")
	cli.Describe(set, "ignore-failure", group, "", "true or false")
	set.DurationVar(&f.options.Limit, "limit", DefaultLimit, "a run that lasts longer is ended, and does not count")
	cli.Describe(set, "limit", group, "time", "1ms or more, such as 30s")
}

// Order adds the command of the flags to the order of the plan that they belong
// to. args are those of the command line: one command, none, or several that take
// turns.
func (f *Flags) Order(args []string, o *order.Order, env process.Environment) error {
	all, err := f.dimensions(args)
	if err != nil {
		return err
	}
	if err := f.settle(args); err != nil {
		return err
	}
	commands := NewCommands(env)
	o.Own, o.Children, o.Plan.Workloads = commands, []order.Children{commands}, []string{command.Name}
	if len(all) > 0 {
		return f.takeTurns(commands, o, all)
	}
	if err := f.settleTarget(o); err != nil {
		return err
	}
	measured, err := commands.Add(f.options)
	if err != nil {
		return explained(err)
	}
	o.Entries = []workloads.Entry{workloads.Own(measured, "the command that was given")}
	if o.Plan.Workers == 0 {
		o.Plan.Workers = runtime.GOMAXPROCS(0)
	}
	return nil
}

// explained is an error about a command, with what to do about it.
func explained(err error) error {
	if _, operator := errors.AsType[*command.OperatorError](err); operator {
		err = fmt.Errorf("%w, or give --shell", err)
	}
	return cli.Usagef("command: %w", err)
}

// settleTarget takes over the target, which has to be of the kind that the command
// has, and checks that workers are only given where the command knows them.
func (f *Flags) settleTarget(o *order.Order) error {
	alone := f.parallel == ""
	if alone && o.Plan.Workers > 0 {
		return cli.Usagef("--workers: the command %q has no {n}, in which a number of workers would stand", f.sequential)
	}
	if o.Plan.Workers > 0 && !strings.Contains(f.sequential+f.parallel, command.Placeholder) {
		return cli.Usagef("--workers: neither --sequential %q nor --parallel %q has {n}, in which a number of workers would stand", f.sequential, f.parallel)
	}
	if o.Target == nil {
		return nil
	}
	switch isTime := o.Target.Metric == engine.MetricTime; {
	case alone && !isTime:
		return cli.Usagef("--target %s is a speedup: expected a time such as 5s, since the command %q has no {n} and is measured by itself", o.Target, f.sequential)
	case !alone && isTime:
		return cli.Usagef("--target %s is a time: expected a speedup such as 3x of a command that is measured with several workers", o.Target)
	}
	f.options.Target = *o.Target
	return nil
}

// settle decides what is run.
func (f *Flags) settle(args []string) error {
	given := len(args) > 0
	switch {
	case given && (f.set.Changed("sequential") || f.set.Changed("parallel")):
		return cli.Usagef("command %q: expected either one command, in which {n} stands for the workers, or --sequential and --parallel", args[0])
	case given && !strings.Contains(args[0], command.Placeholder):
		f.sequential = args[0] // measured by itself
	case given:
		f.sequential, f.parallel = args[0], args[0]
	case f.parallel == "":
		return cli.Usagef("command: expected a command in quotes, such as 'make test', or 'make -j {n}', in which {n} stands for the workers")
	case f.sequential == "":
		f.sequential = f.parallel
	}
	switch {
	case f.options.Limit < time.Millisecond:
		return cli.WrongValue(f.set, "limit")
	case f.set.Changed("expect") && f.options.Expect == "":
		return cli.WrongValue(f.set, "expect")
	}
	if folder := f.options.Directory; f.set.Changed("directory") {
		if about, err := os.Stat(folder); err != nil || !about.IsDir() {
			return cli.WrongValue(f.set, "directory")
		}
	}
	f.options.Sequential, f.options.Parallel = f.sequential, f.parallel
	return nil
}
