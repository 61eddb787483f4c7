package order

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads"
)

const groupWay = "How it is carried out"

// registerVariables gives every variable of the registry its flag; those that are
// sizes have one.
func (f *Flags) registerVariables() {
	f.variables = map[string]*string{}
	for _, v := range workloads.Variables() {
		if f.set.Lookup(v.Name) == nil {
			f.variables[v.Name] = f.set.String(v.Name, v.Values[0], v.Usage)
			cli.Describe(f.set, v.Name, groupWay, v.Kind, v.Expected)
		}
	}
}

// completeVariables offers the values to the shell's completion.
func (f *Flags) completeVariables(command *cobra.Command) {
	for _, v := range workloads.Variables() {
		if f.variables[v.Name] != nil {
			cli.Offer(command, v.Name, cobra.ShellCompDirectiveNoFileComp, v.Values...)
		}
	}
}

// chosenVariables takes the variables from the flags into the order. It rejects a
// variable of a workload that is not run, because it would have no effect.
func (f *Flags) chosenVariables(o *Order) error {
	for _, v := range workloads.Variables() {
		text := f.variables[v.Name]
		if text == nil || !f.set.Changed(v.Name) {
			continue
		}
		if !slices.ContainsFunc(o.Entries, func(e workloads.Entry) bool { _, has := e.Varies(v.Name); return has }) {
			return cli.Usagef("--%s is for %s, which %s not among the workloads that are run", v.Name, strings.Join(having(v.Name), " and "), areNot(having(v.Name)))
		}
		if !v.Set(&o.Environment, *text) {
			return cli.WrongValue(f.set, v.Name)
		}
		if n := v.UnderWay(*text); n > 0 {
			if f.set.Changed("workers") && o.Plan.Workers != n {
				return cli.Usagef("--%s %s has %d operations under way, and --workers says %s: expected one of the two", v.Name, *text, n, f.workers)
			}
			o.Plan.Workers = n
		}
	}
	return nil
}

// having are the workloads that can be varied in something.
func having(name string) []string {
	return Names(slices.DeleteFunc(workloads.Entries(), func(e workloads.Entry) bool { _, has := e.Varies(name); return !has }))
}

func areNot(names []string) string {
	if len(names) == 1 {
		return "is"
	}
	return "are"
}

// Lists are the variables whose flags have several values, with commas between, in
// the order of the registry. Their flags are left with the first value.
func (f *Flags) Lists() ([]Dimension, error) {
	var all []Dimension
	for _, v := range workloads.Variables() {
		text := f.variables[v.Name]
		if text == nil || !strings.Contains(*text, ",") {
			continue
		}
		d, err := newDimension("--"+v.Name, v.Name, *text)
		if err != nil {
			return nil, err
		}
		all, *text = append(all, d), d.Values[0]
	}
	return all, nil
}
