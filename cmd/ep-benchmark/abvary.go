package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/workloads"
)

// longestVaried is the default of --max-time where values are compared.
const longestVaried = 5 * time.Minute

// abVariables lists what each workload can be varied in, for help.
func abVariables() string {
	var b strings.Builder
	b.WriteString("What can be varied:\n")
	for _, entry := range workloads.Entries() {
		fmt.Fprintf(&b, "  %-14s %s\n", entry.Name, strings.Join(order.VariableNames([]workloads.Entry{entry}), ", "))
	}
	return strings.TrimRight(b.String(), "\n")
}

// carryOutVaried measures the values of a setting in one run.
func (f *abFlags) carryOutVaried(ctx context.Context, args []string, env process.Environment) error {
	if err := f.refuseSides(); err != nil {
		return err
	}
	if err := files.Apart(append(f.measured.Uses(env.Stdin), f.uses(env)...)); err != nil {
		return err
	}
	if err := f.measured.API.OnlyHere("ab"); err != nil {
		return err
	}
	dimensions, err := f.dimensions()
	if err != nil {
		return err
	}
	o, target, err := f.measured.Settle(ctx, args, env, order.Demand{Runs: 1})
	if err == nil {
		err = o.OnlyHere("ab")
	}
	if err != nil {
		return err
	}
	parts, err := varied(&o, target, dimensions)
	if err != nil {
		return err
	}
	return f.perform(ctx, parts, func(*opened) error { return f.readOnce(ctx, parts, env) }, env)
}

// refuseSides rejects flags that do nothing beside --vary.
func (f *abFlags) refuseSides() error {
	for _, name := range sides {
		if f.set.Changed(name) {
			return cli.Usagef("--vary and --%s: expected either --vary, or both --a and --b", name)
		}
	}
	switch {
	case f.set.Changed("quick"):
		return cli.Usagef("--quick has no interval: expected --rounds %d or more", order.FewestRounds)
	case f.measured.Order.Schedule == string(engine.Both):
		return cli.Usagef("--schedule both: expected concurrent or isolated, since rounds of two schedules can't take turns")
	}
	return nil
}

// dimensions are those of --vary, and flags that have several values.
func (f *abFlags) dimensions() ([]order.Dimension, error) {
	var all []order.Dimension
	for _, given := range f.vary {
		d, err := order.ParseDimension(given)
		if err != nil {
			return nil, err
		}
		if f.set.Changed(d.Name) {
			return nil, cli.Usagef("--vary %s and --%s: expected one of the two", d.Name, d.Name)
		}
		all = append(all, d)
	}
	lists, err := f.measured.Order.Lists()
	return append(all, lists...), err
}

// varied gives the order's plan the variants, and each combination of values a part.
// Variants that differ in their workers alone share one.
func varied(o *order.Order, target *api.Target, dimensions []order.Dimension) ([]*session.Part, error) {
	for _, d := range dimensions {
		if err := d.Check(o); err != nil {
			return nil, err
		}
	}
	if err := order.CheckUnderWay(o, dimensions); err != nil {
		return nil, err
	}
	variants, effects, err := order.Combine(dimensions)
	if err != nil {
		return nil, err
	}
	var parts []*session.Part
	byValues := map[string]*session.Part{}
	for i := range variants {
		own := o.For(&variants[i])
		values := valuesOf(&variants[i])
		if byValues[values] == nil {
			byValues[values] = &session.Part{Order: &own, Target: target, Alike: len(parts) > 0}
			parts = append(parts, byValues[values])
		}
		byValues[values].Variants = append(byValues[values].Variants, variants[i].Name)
	}
	return parts, order.TakeEffects(&parts[0].Order.Plan, variants, effects)
}

// valuesOf are a variant's settings besides its workers, as a text.
func valuesOf(v *engine.Variant) string {
	return fmt.Sprint(withoutWorkers(v.Settings)) // maps are printed in order
}

func withoutWorkers(settings map[string]string) map[string]string {
	others := map[string]string{}
	for name, value := range settings {
		if name != order.WorkersName {
			others[name] = value
		}
	}
	return others
}

// readOnce reads the input for all parts.
func (f *abFlags) readOnce(ctx context.Context, parts []*session.Part, env process.Environment) error {
	if err := f.measured.Order.ReadLines(ctx, parts[0].Order, env); err != nil {
		return err
	}
	for _, p := range parts[1:] {
		f.measured.Order.TakeLines(p.Order, parts[0].Order.Environment.Lines)
	}
	return nil
}
