package measure

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/command"
)

// sizeName is how the placeholder of a size may be called.
var sizeName = regexp.MustCompile(`^[a-z][a-z-]{0,31}$`)

// mostSize is the largest size of a command.
const mostSize = 1_000_000_000

// isSize tells whether a setting is how much a command has to do: a placeholder of its
// name stands in the commands.
func (f *Flags) isSize(name string, args []string) bool {
	return sizeName.MatchString(name) && name != workersName &&
		slices.ContainsFunc(append([]string{f.sequential, f.parallel}, args...), func(text string) bool { return strings.Contains(text, command.Braced(name)) })
}

// sizesOf reads the sizes of a dimension, ascending.
func sizesOf(d order.Dimension) ([]int, error) {
	var sizes []int
	for _, text := range d.Values {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > mostSize {
			return nil, cli.Usagef("--vary: %s %q: expected whole numbers from 1 to %d, such as %s=10,20,40,80", d.Name, text, mostSize, d.Name)
		}
		sizes = append(sizes, n)
	}
	slices.Sort(sizes)
	if len(slices.Compact(slices.Clone(sizes))) < len(sizes) {
		return nil, cli.Usagef("--vary: %s has a value twice", d.Name)
	}
	return sizes, nil
}

// takeSizes gives the plan a sequential and a parallel variant for each size.
func (f *Flags) takeSizes(plan *engine.Plan, d order.Dimension) error {
	sizes, err := sizesOf(d)
	if err != nil {
		return err
	}
	for _, text := range []string{f.sequential, f.parallel} {
		if !strings.Contains(text, command.Braced(d.Name)) {
			return cli.Usagef("--vary %s: the command %q has no %s, in which its size would stand", d.Name, text, command.Braced(d.Name))
		}
	}
	if plan.Variants = engine.SizePairs(d.Name, sizes, plan.Workers); plan.Adaptive() {
		plan.Looks, plan.Rounds = nil, sweepRounds
	}
	if legs := plan.Rounds * len(plan.Variants); legs > engine.MostSamples {
		return cli.Usagef("--vary %s: %d legs: expected %d at the most", d.Name, legs, engine.MostSamples)
	}
	return nil
}
