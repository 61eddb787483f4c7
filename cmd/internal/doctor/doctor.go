// Package doctor tells whether this machine is fit to measure, and gathers what a
// report of a bug needs. A part that hangs is left behind, and nothing that names
// the user is shown.
package doctor

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/settings"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/ui/report"
)

const groupDoctor = "Output"

// flags are the flags of doctor.
type flags struct {
	json bool
	keep files.StoreFlag
}

// New returns the command that reports whether this machine is fit to
// measure.
func New(env process.Environment) *cobra.Command {
	var f flags
	command := &cobra.Command{
		Use:   "doctor",
		Short: "Report whether this machine is fit to measure, and what a bug report needs",
		Long: `doctor looks at this machine for about two seconds and says whether it is fit to
measure, with what to do about each point. Then it lists everything that a bug
report needs: the program, the machine and how its kinds of core were found, the
terminal, the store, and whether the simulator starts. It shows no secrets, no
names of users or hosts, and only the variables that it names. The exit code
is 1 when a point is bad.`,
		Example: examples,
		Args:    cli.NoArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return f.carryOut(cmd.Context(), env) },
	}
	set := command.Flags()
	set.SortFlags = false
	set.BoolVar(&f.json, "json", false, "as one JSON object")
	cli.Describe(set, "json", groupDoctor, "", "true or false")
	f.keep.Register(set)
	return command
}

// examples are those of the command's help.
const examples = `  Look at this machine
    ep-benchmark doctor
  For a bug report, or a program
    ep-benchmark doctor --json`

func (f *flags) carryOut(ctx context.Context, env process.Environment) error {
	if err := settings.CheckVariables(env); err != nil {
		return err
	}
	path, err := f.keep.Chosen(env.Getenv)
	if err != nil {
		return err
	}
	d := examine(ctx, path, env)
	if ctx.Err() != nil {
		return fmt.Errorf("doctor: %w; its findings are incomplete and are not shown", ctx.Err())
	}
	if err := f.write(&d, env); err != nil {
		return err
	}
	if d.Verdict == sysmon.Bad {
		return cli.Coded(cli.ExitFailed) // the reasons are printed
	}
	return nil
}

func (f *flags) write(d *diagnosis, env process.Environment) error {
	if f.json {
		return process.SayJSON(env.Stdout, d)
	}
	style := env.StyleOf(env.Stdout)
	if style.Width == 0 {
		style.Width = 80 // output to a file is pasted into bug reports
	}
	return report.WriteDoctor(env.Stdout, d.page(), style)
}

// How long doctor waits for each part. All parts together take two seconds if
// nothing is wrong.
const (
	machinePatience   = 8 * time.Second
	storePatience     = 3 * time.Second
	simulatorPatience = 5 * time.Second
)

// examine looks at the machine first, before this program does anything else.
func examine(ctx context.Context, store string, env process.Environment) diagnosis {
	d := diagnosis{Program: programOf(), Terminal: terminalOf(env)}
	machine, inTime := awaited(ctx, machinePatience, sysmon.Examine)
	if inTime {
		d.Machine, d.Checks = &machine, sysmon.Checks(machine)
	} else {
		d.Checks = []sysmon.Check{tooLong("machine", machinePatience)}
	}
	if d.Store, inTime = awaited(ctx, storePatience, func(context.Context) storeFacts { return storeAt(store) }); !inTime {
		d.Store = storeFacts{Path: anonymous(store), Problem: tooLate(storePatience) + ": its disk may hang; --no-save runs without it"}
	}
	if d.Simulator, inTime = awaited(ctx, simulatorPatience, func(ctx context.Context) simulatorFacts { return lookAtSimulator(ctx, env) }); !inTime {
		d.Simulator = simulatorFacts{Problem: tooLate(simulatorPatience)}
	}
	d.Checks = append(d.Checks, d.Store.check(), d.Simulator.check())
	d.Verdict, d.Answer = report.DoctorAnswer(d.Checks)
	return d
}

func tooLate(limit time.Duration) string { return fmt.Sprintf("there was no answer within %v", limit) }

func tooLong(name string, limit time.Duration) sysmon.Check {
	return sysmon.Check{Name: name, Verdict: sysmon.Bad, Finding: tooLate(limit), Advice: "Run doctor again. If that is no better, report it."}
}

// awaited runs one check with a timeout. A check of a file system or a driver
// may never return. It is then left running, because the program ends soon. A
// panic in the check is passed on.
func awaited[T any](ctx context.Context, limit time.Duration, part func(context.Context) T) (found T, inTime bool) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	done, broken := make(chan T, 1), make(chan any, 1)
	go func() {
		defer func() {
			if value := recover(); value != nil {
				broken <- value
			}
		}()
		done <- part(ctx)
	}()
	select {
	case found = <-done:
		return found, true
	case value := <-broken:
		panic(value)
	case <-ctx.Done():
		return found, false
	}
}
