package measure

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/command"
	"ep-benchmark/workloads/proctree"
)

// spareTime is how much longer than its limit a run may take to be ended: it
// is asked to end and killed five seconds later.
const spareTime = 30 * time.Second

// Commands are commands that one guardian runs. They can be measured while they
// are open.
type Commands struct {
	env      process.Environment
	all      []*one
	guardian *proctree.Guardian // nil until they are opened
}

// one is a command, and whether the command that sets it up was run.
type one struct {
	*command.Command
	name  string // "" where there is only one
	setUp bool
}

// NewCommands returns none so far.
func NewCommands(env process.Environment) *Commands { return &Commands{env: env} }

// Add adds a command, whose environment is added to this program's. The error is
// about its options.
func (c *Commands) Add(o command.Options) (*command.Command, error) {
	o.Environment, o.Hung = append(c.env.ChildEnvironment(), o.Environment...), o.Limit+spareTime
	added, err := command.New(o, c)
	if err != nil {
		return nil, err
	}
	c.all = append(c.all, &one{Command: added, name: o.Name})
	return added, nil
}

// Open starts the guardian, and runs the commands that set everything up. After an
// error nothing is left open.
func (c *Commands) Open(ctx context.Context) error {
	executable, err := c.env.Executable()
	if err != nil {
		return fmt.Errorf("measuring a command: %w", err)
	}
	if c.guardian, err = proctree.Start([]string{executable, GuardianCommand}, c.env.Getenv("PATH")); err != nil {
		return err
	}
	for _, o := range c.all {
		if err := o.Setup(ctx); err != nil {
			return errors.Join(o.named(err), c.Close(ctx))
		}
		o.setUp = true
	}
	return nil
}

// Close prints the output of runs that failed, runs the commands that clean up,
// and ends the guardian. It does so even if the context has ended.
func (c *Commands) Close(ctx context.Context) error {
	if c.guardian == nil {
		return nil
	}
	var problems []error
	for _, o := range c.all {
		if !o.setUp {
			continue
		}
		o.tellOutput(c.env)
		o.setUp = false
		if err := o.Cleanup(ctx); err != nil {
			problems = append(problems, o.named(err))
		}
	}
	problems = append(problems, c.guardian.Close())
	return errors.Join(problems...)
}

// named names the command in an error, where there are several.
func (o *one) named(err error) error {
	if o.name == "" {
		return err
	}
	return fmt.Errorf("%s: %w", o.name, err)
}

// tellOutput prints the end of the output of the first run that failed.
func (o *one) tellOutput(env process.Environment) {
	text := strings.TrimRight(string(o.FailedOutput()), "\n")
	if text == "" {
		return
	}
	of := ""
	if o.name != "" {
		of = " of " + o.name
	}
	env.Tell("the output of the first run%s that failed:", of)
	for line := range strings.Lines(text) {
		env.Tell("  %s", strings.TrimRight(line, "\r\n"))
	}
}

// Run carries out an invocation.
func (c *Commands) Run(ctx context.Context, i proctree.Invocation) (proctree.Outcome, error) {
	return c.guardian.Run(ctx, i)
}

// PID is the guardian's process.
func (c *Commands) PID() int { return c.guardian.PID() }

// CPU is the CPU time of all runs that have ended.
func (c *Commands) CPU() time.Duration { return c.guardian.CPU() }

// Live tells whether CPU has the run under way, too.
func (c *Commands) Live() bool { return c.guardian.Live() }

// Running tells whether a run is under way.
func (c *Commands) Running() bool { return c.guardian.Running() }
