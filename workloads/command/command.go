package command

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/proctree"
)

// Name is the workload's, where its options have none.
const Name = "command"

// Runner runs commands; [proctree.Guardian] is one.
type Runner interface {
	Run(ctx context.Context, i proctree.Invocation) (proctree.Outcome, error)
}

// Command is the workload.
type Command struct {
	options   Options
	templates templates
	runner    Runner

	mutex sync.Mutex
	bad   *proctree.Outcome // the first run that failed
}

// New makes the workload. The error is about the options.
func New(o Options, runner Runner) (*Command, error) {
	all, err := o.templates()
	if err != nil {
		return nil, err
	}
	return &Command{options: o, templates: all, runner: runner}, nil
}

// Spec describes the workload.
func (c *Command) Spec() engine.Spec {
	settings := map[string]string{"sequential": c.options.Sequential, "parallel": c.options.Parallel}
	switch {
	case c.options.Named:
		settings = map[string]string{}
	case c.single():
		settings = map[string]string{"command": c.options.Sequential}
	}
	for name, value := range map[string]string{"prepare": c.options.Prepare, "conclude": c.options.Conclude} {
		if value != "" {
			settings[name] = value
		}
	}
	if c.options.Shell {
		settings["shell"] = shell
	}
	name, title := cmp.Or(c.options.Name, Name), cmp.Or(c.options.Title, "Command")
	spec := engine.Spec{
		Name: name, Title: title, Key: strings.ReplaceAll(name, "-", "_"),
		Item: "run", Items: "runs", SizeKey: "runs", SizeNoun: "runs", Size: 1, PassItems: 1,
		Bound: engine.IOBound, Operations: 1, SelfParallel: true, Alone: true, MostPasses: 1,
		Workers: c.options.Workers, Limit: c.options.Hung,
		Single: c.single() && !c.options.InTurns, Targets: c.targets(),
		Settings: settings,
	}
	if o := &c.options; o.Size > 0 {
		spec.Size, spec.SizeNoun, spec.SizeKey = o.Size, o.Noun, strings.ReplaceAll(o.Noun, "-", "_")
	}
	return spec
}

// single tells whether the command is measured by itself.
func (c *Command) single() bool { return c.options.Parallel == "" }

func (c *Command) targets() []engine.Target {
	switch {
	case c.options.Target.Bound > 0:
		return []engine.Target{c.options.Target}
	case c.single() || c.options.InTurns:
		return []engine.Target{}
	}
	return []engine.Target{{Metric: engine.MetricSpeedup, Bound: 1, Gates: true}}
}

// Prepare runs the command that prepares a run, and finds what starting any
// program costs at the moment.
func (c *Command) Prepare(ctx context.Context, leg engine.Leg) (engine.Job, error) {
	if err := c.hook(ctx, "prepare", c.templates.prepare, leg.Degree); err != nil {
		return engine.Job{}, err
	}
	start, err := c.empty(ctx, []string{"true"})
	if err != nil {
		return engine.Job{}, err
	}
	r := &timedRun{evidence: engine.CommandEvidence{Start: start}}
	if c.options.Shell {
		if r.subtract, err = c.empty(ctx, []string{shell, "-c", ":"}); err != nil {
			return engine.Job{}, err
		}
	}
	command := c.templates.sequential
	if leg.Kind != engine.Sequential && c.options.Half != engine.Sequential && !c.single() {
		command = c.templates.parallel
	}
	return engine.Job{
		Operations: 1,
		Do: func(ctx context.Context, _ engine.Op) (engine.Work, error) {
			return c.do(ctx, command.args(leg.Degree), r)
		},
		Verify:  func(context.Context) error { return c.verify(r) },
		Command: func() engine.CommandEvidence { return r.evidence },
		Close: func() error {
			ctx, end := lastly(ctx)
			defer end()
			return c.hook(ctx, "conclude", c.templates.conclude, leg.Degree)
		},
	}, nil
}

// timedRun is one run of the command.
type timedRun struct {
	subtract time.Duration // the time of an empty run of the shell
	evidence engine.CommandEvidence
	output   []byte
}

// do runs the command.
func (c *Command) do(ctx context.Context, args []string, r *timedRun) (engine.Work, error) {
	o, err := c.runner.Run(ctx, c.invocation(args))
	if err != nil {
		return engine.Work{}, err
	}
	if reason := o.Failure(c.options.IgnoreFailure); reason != "" {
		c.keep(&o)
		return engine.Work{}, failure{o, reason}
	}
	r.evidence.Elapsed, r.evidence.UserCPU, r.evidence.SystemCPU = max(o.Elapsed-r.subtract, 1), o.User, o.System
	r.evidence.PeakMemory, r.evidence.MemoryCounted, r.output = o.Peak, o.Counted, o.Output
	return engine.Work{Items: 1, Bytes: o.Bytes, Took: r.evidence.Elapsed}, nil
}

// verify checks the output of a run that went well.
func (c *Command) verify(r *timedRun) error {
	if c.options.Expect != "" && !bytes.Contains(r.output, []byte(c.options.Expect)) {
		return fmt.Errorf("the output has no %q in its last 64 KiB", c.options.Expect)
	}
	return nil
}

func (c *Command) invocation(args []string) proctree.Invocation {
	return proctree.Invocation{
		Args: args, Directory: c.options.Directory, Environment: c.options.Environment,
		Limit: c.options.Limit, Memory: true,
	}
}

// empty is how long a program takes that does nothing.
func (c *Command) empty(ctx context.Context, args []string) (time.Duration, error) {
	i := c.invocation(args)
	i.Memory = false
	o, err := c.runner.Run(ctx, i)
	if err == nil && o.Failure(false) != "" {
		err = fmt.Errorf("%s: %s", args[0], o.Failure(false))
	}
	return o.Elapsed, err
}

// Setup runs the command that comes before everything.
func (c *Command) Setup(ctx context.Context) error { return c.hook(ctx, "setup", c.templates.setup, 1) }

// Cleanup runs the command that comes after everything, also when the context has
// ended.
func (c *Command) Cleanup(ctx context.Context) error {
	ctx, end := lastly(ctx)
	defer end()
	return c.hook(ctx, "cleanup", c.templates.cleanup, 1)
}

// hook runs a command that is not measured.
func (c *Command) hook(ctx context.Context, name string, t template, n int) error {
	if t.text == "" {
		return nil
	}
	i := c.invocation(t.args(n))
	i.Memory = false
	o, err := c.runner.Run(ctx, i)
	if err == nil && o.Failure(false) != "" {
		c.keep(&o)
		err = errors.New(o.Failure(false))
	}
	if err != nil {
		return fmt.Errorf("%s command: %w", name, err)
	}
	return nil
}

// keep keeps the first outcome that is a failure.
func (c *Command) keep(o *proctree.Outcome) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.bad == nil {
		c.bad = o
	}
}

// FailedOutput is the end of the output of the first run that failed; nil where
// none did.
func (c *Command) FailedOutput() []byte {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.bad == nil {
		return nil
	}
	return c.bad.Output
}

// failure is a run that does not count.
type failure struct {
	outcome proctree.Outcome
	reason  string
}

func (f failure) Error() string { return f.reason }

// Kind is the error's name in counts by kind.
func (f failure) Kind() string {
	switch {
	case f.outcome.Problem != "":
		return "not started"
	case f.outcome.Limited:
		return "limit"
	case f.outcome.Signal != "":
		return f.outcome.Signal
	case f.outcome.Exit != 0:
		return fmt.Sprintf("exit %d", f.outcome.Exit)
	}
	return "left running"
}
