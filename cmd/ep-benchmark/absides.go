package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/mattn/go-shellwords"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
)

// configuration is one of the two sides of ab.
type configuration struct {
	name     string
	flags    *session.Flags
	part     *session.Part
	settings map[string]string // the flags in quotes
}

// variants are the configuration's legs of a round.
func (c *configuration) variants() []engine.Variant {
	variants := engine.Side(c.name, c.part.Order.Plan.Workers)
	for i := range variants {
		variants[i].Settings = c.settings
		c.part.Variants = append(c.part.Variants, variants[i].Name)
	}
	return variants
}

// configurations reads the flags of both sides.
func (f *abFlags) configurations(ctx context.Context, args []string, env process.Environment) (both [2]*configuration, err error) {
	for i, name := range sides {
		if !f.set.Changed(name) {
			return both, cli.Usagef("ab compares two configurations: expected both --a and --b, such as --a '--workers 8' --b '--workers 16'")
		}
		words, err := shellwords.Parse(f.texts[i])
		if err != nil {
			return both, cli.Usagef("--%s %q: the quotes don't match", name, f.texts[i])
		}
		if both[i], err = f.configuration(ctx, name, words, args, env); err != nil {
			return both, fmt.Errorf("--%s: %w", name, err)
		}
	}
	return both, nil
}

// configuration reads the flags of one side, and adds those that both share.
func (f *abFlags) configuration(ctx context.Context, name string, words, args []string, env process.Environment) (*configuration, error) {
	c := &configuration{name: name, flags: &session.Flags{}, settings: map[string]string{}}
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	set.Usage = func() {}
	c.flags.Register(set)
	if err := set.Parse(words); err != nil {
		return nil, cli.FlagProblemOf(set, err)
	}
	for _, name := range slices.Concat(sharedFlags, unsupportedFlags) {
		if set.Changed(name) {
			return nil, cli.Usagef("--%s can't be one side's alone: expected it outside of the quotes", name)
		}
	}
	if set.NArg() > 0 {
		return nil, cli.Usagef("%q is not a flag: the workloads stand outside of the quotes", set.Arg(0))
	}
	set.Visit(func(flag *pflag.Flag) { c.settings[flag.Name] = flag.Value.String() })
	if err := f.share(set); err != nil {
		return nil, err
	}
	if c.flags.Order.Schedule == string(engine.Both) {
		return nil, cli.Usagef("--schedule both: expected concurrent or isolated, since rounds of two schedules can't take turns")
	}
	c.flags.Leave = unsharedSettings
	c.flags.Project.Share(&f.measured.Project)
	c.flags.Order.Rounds = cli.Auto
	if err := files.Apart(append(c.flags.Uses(env.Stdin), f.uses(env)...)); err != nil {
		return nil, err
	}
	if err := c.flags.API.OnlyHere("ab"); err != nil {
		return nil, err
	}
	o, target, err := c.flags.Settle(ctx, args, env, order.Demand{Runs: 1})
	if err == nil {
		err = o.OnlyHere("ab")
	}
	c.part = &session.Part{Order: &o, Target: target}
	return c, err
}

// share copies the shared flags to one side, except --rounds and the flags that
// the side sets itself.
func (f *abFlags) share(own *pflag.FlagSet) error {
	var problem error
	f.set.Visit(func(flag *pflag.Flag) {
		if there := own.Lookup(flag.Name); there == nil || there.Changed || flag.Name == "rounds" {
			return
		}
		problem = errors.Join(problem, own.Set(flag.Name, flag.Value.String()))
	})
	return problem
}

// readBoth reads the inputs of both sides. An input that both have is read once.
func readBoth(ctx context.Context, both [2]*configuration, env process.Environment) error {
	a, b := both[0], both[1]
	if err := a.flags.Order.ReadLines(ctx, a.part.Order, env); err != nil {
		return err
	}
	if a.flags.Order.SameInput(&b.flags.Order) {
		b.flags.Order.TakeLines(b.part.Order, a.part.Order.Environment.Lines)
		return nil
	}
	return b.flags.Order.ReadLines(ctx, b.part.Order, env)
}
