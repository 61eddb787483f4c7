package order

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads"
)

// A Dimension is something that the variants of a plan differ in, with its values.
// The first is what the others are compared with.
type Dimension struct {
	Flag   string // that it was given by, for errors: "--vary"
	Name   string
	Values []string
}

// WorkersName is the dimension that all work has.
const WorkersName = "workers"

// A TwiceError is the error of a dimension that has a value twice.
type TwiceError struct{ Flag, Name, Value string }

// Error names the value.
func (e *TwiceError) Error() string {
	return fmt.Sprintf("%s: %s has the value %q twice", e.Flag, e.Name, e.Value)
}

// VaryExpected says what --vary reads.
const VaryExpected = "a name and two or more values, such as workers=8,16"

// ParseDimension reads "NAME=value,value", as --vary has it.
func ParseDimension(given string) (Dimension, error) {
	name, values, found := strings.Cut(given, "=")
	if !found || name == "" {
		return Dimension{}, cli.Usagef("--vary %q: expected %s", given, VaryExpected)
	}
	return newDimension("--vary", name, values)
}

func newDimension(flag, name, list string) (Dimension, error) {
	d := Dimension{Flag: flag, Name: name}
	for value := range strings.SplitSeq(list, ",") {
		value = strings.TrimSpace(value)
		if slices.Contains(d.Values, value) {
			return d, cli.Usagef("%w", &TwiceError{Flag: flag, Name: name, Value: value})
		}
		d.Values = append(d.Values, value)
	}
	if len(d.Values) < 2 {
		return d, cli.Usagef("%s: %s has one value, so there is nothing to compare: expected %s", flag, name, VaryExpected)
	}
	return d, nil
}

// Combine makes the variants of all combinations of the dimensions' values, and the
// effects of the first dimension: each of its values against the first one, within
// each combination of the others. A variant's settings are its values.
func Combine(dimensions []Dimension) ([]engine.Variant, []engine.Effect, error) {
	seen := map[string]bool{}
	combinations := []engine.Variant{{Settings: map[string]string{}}}
	for _, d := range slices.Backward(dimensions) {
		if seen[d.Name] {
			return nil, nil, cli.Usagef("%s: %s is varied twice", d.Flag, d.Name)
		}
		seen[d.Name] = true
		if len(combinations)*len(d.Values) > engine.MostVariants {
			return nil, nil, cli.Usagef("%s: there are more than %d combinations of all values: expected fewer values", d.Flag, engine.MostVariants)
		}
		combinations = with(combinations, d)
	}
	var effects []engine.Effect
	for i, v := range combinations { // the first dimension changes fastest
		if n := len(dimensions[0].Values); i%n > 0 {
			effects = append(effects, engine.Effect{Variant: v.Name, Reference: combinations[i-i%n].Name})
		}
	}
	return combinations, effects, nil
}

// with combines variants with each value of a dimension.
func with(variants []engine.Variant, d Dimension) []engine.Variant {
	var all []engine.Variant
	for _, v := range variants {
		for _, value := range d.Values {
			one := engine.Variant{Name: strings.TrimSpace(d.Name + "=" + value + " " + v.Name), Workers: v.Workers, Settings: map[string]string{d.Name: value}}
			for name, value := range v.Settings {
				one.Settings[name] = value
			}
			if n, err := strconv.Atoi(value); d.Name == WorkersName && err == nil {
				one.Workers = n
			}
			all = append(all, one)
		}
	}
	return all
}

// Check finds values that the workloads of an order can't be varied in.
func (d Dimension) Check(o *Order) error {
	if d.Name == WorkersName {
		return d.checkWorkers()
	}
	for _, entry := range o.Entries {
		v, has := entry.Varies(d.Name)
		if !has {
			return cli.Usagef("%s: %s can't be varied in %q: %s", d.Flag, entry.Name, d.Name, text.Expected(d.Name, VariableNames([]workloads.Entry{entry})))
		}
		for _, value := range d.Values {
			scratch := o.Environment
			if !v.Set(&scratch, value) {
				return cli.Usagef("%s: %s %q: expected %s", d.Flag, d.Name, value, v.Expected)
			}
		}
	}
	return nil
}

// checkWorkers rejects values that are no numbers of workers, and 2 beside 02.
func (d Dimension) checkWorkers() error {
	seen := map[int]bool{}
	for _, value := range d.Values {
		n, ok := parseSize(value)
		switch {
		case !ok:
			return cli.Usagef("%s: workers %q: expected 1 to %d", d.Flag, value, MostWorkers)
		case seen[n]:
			return cli.Usagef("%w", &TwiceError{Flag: d.Flag, Name: d.Name, Value: strconv.Itoa(n)})
		}
		seen[n] = true
	}
	return nil
}

// CheckUnderWay rejects workers beside values that say themselves how many
// operations are under way.
func CheckUnderWay(o *Order, dimensions []Dimension) error {
	if !slices.ContainsFunc(dimensions, func(d Dimension) bool { return d.Name == WorkersName }) {
		return nil
	}
	if size := o.Environment.Dispatch.Size; size > 0 {
		return cli.Usagef("--vary %s and --dispatch %s: both say how many operations are under way: expected one of the two", WorkersName, o.Environment.Dispatch)
	}
	for _, d := range dimensions {
		for _, entry := range o.Entries {
			v, has := entry.Varies(d.Name)
			if has && slices.ContainsFunc(d.Values, func(value string) bool { return v.UnderWay(value) > 0 }) {
				return cli.Usagef("%s: workers and %s both say how many operations are under way: expected one of the two", d.Flag, d.Name)
			}
		}
	}
	return nil
}

// VariableNames are what any of the entries can be varied in.
func VariableNames(entries []workloads.Entry) []string {
	names := []string{WorkersName}
	for _, entry := range entries {
		for _, v := range entry.Variables {
			if !slices.Contains(names, v.Name) {
				names = append(names, v.Name)
			}
		}
	}
	return names
}

// For is the order as a variant has it carried out. Values that have a number of
// operations under way decide the variant's workers.
func (o Order) For(v *engine.Variant) Order {
	for _, entry := range o.Entries {
		for name, value := range v.Settings {
			variable, has := entry.Varies(name)
			if !has {
				continue
			}
			variable.Set(&o.Environment, value) // it was checked
			if n := variable.UnderWay(value); n > 0 {
				v.Workers = n
			}
		}
	}
	return o
}

// TakeEffects gives the plan variants, and effects that share the error. An adaptive
// plan goes on until all effects are decided.
func TakeEffects(plan *engine.Plan, variants []engine.Variant, effects []engine.Effect) error {
	for i := range effects {
		effects[i].Gates = true
	}
	plan.Variants, plan.Effects = variants, effects
	if plan.Adaptive() {
		plan.Looks = assess.LooksFor(len(effects))
		plan.Rounds = plan.Looks[len(plan.Looks)-1]
		return nil
	}
	if fewest := assess.Fewest(assess.ConfidenceFor(len(effects))); plan.Rounds < fewest {
		return cli.Usagef("--rounds %d: intervals of %s together need %d", plan.Rounds, units.Counted(len(effects), "difference"), fewest)
	}
	if most := engine.MostSamples / len(variants); plan.Rounds > most {
		return cli.Usagef("--rounds %d: expected %d at the most, since each has %d legs", plan.Rounds, most, len(variants))
	}
	return nil
}
