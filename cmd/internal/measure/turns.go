package measure

import (
	"errors"
	"runtime"
	"slices"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
	"ep-benchmark/workloads/command"
)

const (
	// environmentName begins the name of a setting that is a variable of the
	// command's environment.
	environmentName = "env:"
	// workersName is the setting that is the number of workers.
	workersName = "n"
	// sweepRounds are those of several numbers of workers where none are given.
	sweepRounds = 12

	varyExpected = "n, env:NAME or what stands in braces in the command, and two or more values, such as n=1,2,4, env:GOMAXPROCS=1,2 or tests=10,40,160 for {tests}"
)

// A Turn is a variant of the command that takes turns with others in one run.
type Turn struct {
	Name  string // of the plan's variant
	Order order.Order
}

// dimensions are what the variants differ in: several commands, and values of
// settings; none where one command is measured.
func (f *Flags) dimensions(args []string) ([]order.Dimension, error) {
	var all []order.Dimension
	if len(args) > 1 {
		for i, text := range args {
			if slices.ContainsFunc(args[:i], func(other string) bool { return strings.TrimSpace(other) == strings.TrimSpace(text) }) {
				return nil, cli.Usagef("command: %q is given twice", text)
			}
		}
		all = append(all, order.Dimension{Flag: "command", Name: command.Name, Values: args})
	}
	for _, text := range f.vary {
		d, err := order.ParseDimension(text)
		if _, twice := errors.AsType[*order.TwiceError](err); twice {
			return nil, err
		}
		if err != nil {
			return nil, cli.Usagef("--vary %q: expected %s", text, varyExpected)
		}
		name, isEnvironment := strings.CutPrefix(d.Name, environmentName)
		switch {
		case d.Name == workersName:
			d.Name = order.WorkersName
			if err := d.Check(&order.Order{}); err != nil {
				return nil, err
			}
		case process.NamesKey(name) && isEnvironment:
			return nil, cli.Usagef("--vary env:%s: the variable is for an API key, which no command is given: expected another variable", name)
		case f.isSize(d.Name, args):
			if len(f.vary) > 1 || len(args) > 1 {
				return nil, cli.Usagef("--vary %s: sizes of a command are measured by themselves: expected no other --vary, and one command", d.Name)
			}
			f.noun = d.Name
		case !isEnvironment || name == "":
			return nil, cli.Usagef("--vary %q: expected %s", text, varyExpected)
		}
		all = append(all, d)
	}
	return all, nil
}

// checkTurns finds flags that do nothing, or have no meaning, where variants take
// turns.
func (f *Flags) checkTurns(o *order.Order, all []order.Dimension) error {
	known := strings.Contains(f.parallel, command.Placeholder)
	for _, d := range all {
		known = known || d.Name == command.Name && slices.ContainsFunc(d.Values, func(text string) bool { return strings.Contains(text, command.Placeholder) })
	}
	varied := slices.ContainsFunc(all, func(d order.Dimension) bool { return d.Name == order.WorkersName })
	switch {
	case o.Target != nil:
		return cli.Usagef("--target %s: variants that take turns have no target: expected one command without --vary", o.Target)
	case !known && (varied || o.Plan.Workers > 0):
		return cli.Usagef("the command has no {n}, in which a number of workers would stand")
	case f.noun != "" && f.parallel == "":
		return cli.Usagef("--vary %s: sizes are measured with one worker and with n: expected {n} in the command, or --sequential and --parallel", f.noun)
	case varied && o.Plan.Workers > 0:
		return cli.Usagef("--workers and --vary n=...: expected one of them")
	case o.Plan.Warmups == 0:
		return cli.Usagef("--quick has no interval: expected --rounds %d or more", order.FewestRounds)
	}
	return nil
}

// takeTurns gives the plan its variants, and makes what each of them runs. Numbers of
// workers alone are a sweep, which has no effects; anything else is compared with the
// first of its values.
func (f *Flags) takeTurns(commands *Commands, o *order.Order, all []order.Dimension) error {
	if err := f.checkTurns(o, all); err != nil {
		return err
	}
	if o.Plan.Workers == 0 {
		o.Plan.Workers = runtime.GOMAXPROCS(0)
	}
	take := func() error { return takeVariants(&o.Plan, all) }
	if f.noun != "" {
		take = func() error { return f.takeSizes(&o.Plan, all[0]) }
	}
	if err := take(); err != nil {
		return err
	}
	for i := range o.Plan.Variants {
		v := &o.Plan.Variants[i]
		options := f.optionsOf(v)
		if i > 0 { // what comes before and after everything is run once
			options.Setup, options.Cleanup = "", ""
		}
		c, err := commands.Add(options)
		if err != nil {
			return explained(err)
		}
		if options.Parallel == "" || v.Half == engine.Sequential {
			v.Workers = 1
		}
		turn := Turn{Name: v.Name, Order: *o}
		turn.Order.Entries = []workloads.Entry{workloads.Own(c, "the command that was given")}
		f.Turns = append(f.Turns, turn)
	}
	o.Entries = f.Turns[0].Order.Entries
	return nil
}

// takeVariants gives the plan its variants.
func takeVariants(plan *engine.Plan, all []order.Dimension) error {
	variants, effects, err := order.Combine(all)
	if err != nil {
		return err
	}
	if len(all) > 1 || all[0].Name != order.WorkersName {
		return order.TakeEffects(plan, variants, effects)
	}
	var sizes []int
	for _, v := range variants {
		sizes = append(sizes, v.Workers)
	}
	slices.Sort(sizes)
	if plan.Variants = engine.Sizes(sizes); plan.Adaptive() {
		plan.Looks, plan.Rounds = nil, sweepRounds
	}
	return nil
}

// optionsOf are the options of a variant.
func (f *Flags) optionsOf(v *engine.Variant) command.Options {
	options := f.options
	options.InTurns, options.Environment = true, slices.Clone(options.Environment)
	if v.Size > 0 {
		options.Noun, options.Size, options.Half = f.noun, v.Size, v.Half
		return options
	}
	for name, value := range v.Settings {
		if variable, is := strings.CutPrefix(name, environmentName); is {
			options.Environment = append(options.Environment, variable+"="+value)
		}
		if name == command.Name {
			options.Sequential, options.Parallel, options.Named = value, "", true
			if strings.Contains(value, command.Placeholder) {
				options.Parallel = value
			}
		}
	}
	return options
}
