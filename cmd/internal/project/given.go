package project

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"ep-benchmark/cmd/internal/order"
)

// Setting returns the value that the file has for a flag, and the place of the value
// in the file. Both are "" where the file has none, or is nil.
func (f *File) Setting(flag string) (value, place string) {
	if f == nil {
		return "", ""
	}
	if n, there := f.read.Sizes[size(flag)]; there {
		return strconv.Itoa(n), f.Place(f.positions.At("sizes", flag))
	}
	key := strings.ReplaceAll(flag, "-", "_")
	if flag == "compare" {
		key = "baseline"
	}
	if value = f.read.Policy.values()[key]; value == "" {
		return "", ""
	}
	return value, f.Place(f.positions.At("policy", key))
}

// values are the values of the policy as flags have them, by key.
func (p *policy) values() map[string]string {
	all := map[string]string{}
	var words []string
	for _, word := range p.FailOn {
		words = append(words, string(word))
	}
	all["fail_on"] = strings.Join(words, ",")
	if p.Rounds != nil {
		all["rounds"] = p.Rounds.text
	}
	if p.MaxTime != nil {
		all["max_time"] = p.MaxTime.String()
	}
	if p.Workers != nil {
		all["workers"] = p.Workers.text
	}
	if p.Schedule != nil {
		all["schedule"] = string(*p.Schedule)
	}
	if p.MaxFailures != nil {
		all["max_failures"] = p.MaxFailures.text
	}
	if p.Baseline != nil {
		all["baseline"] = string(*p.Baseline)
	}
	return all
}

// Workloads are those that are run where none is named; nil for all.
func (f *File) Workloads() []string { return f.read.Workloads }

// Targets are the bounds of targets, by workload.
func (f *File) Targets() map[string]order.Bound {
	all := map[string]order.Bound{}
	for name, bound := range f.read.Targets {
		all[string(name)] = order.Bound{Text: bound, Source: f.Place(f.positions.At("targets", string(name)))}
	}
	for _, own := range f.own {
		if bound := f.read.Own[own.Name].Target; bound != "" {
			all[own.Name] = order.Bound{Text: bound, Source: f.Place(f.positions.At(ownTable, own.Name, "target"))}
		}
	}
	return all
}

// WorkloadsPlace is where the file has its list of workloads.
func (f *File) WorkloadsPlace() string { return f.Place(f.positions.At("workloads")) }

// Settings lists what the file sets, as it would be written: "policy.rounds", "12".
func (f *File) Settings() []Shown {
	var all []Shown
	if f.read.Workloads != nil {
		all = append(all, Shown{"workloads", strings.Join(f.read.Workloads, ", ")})
	}
	values := f.read.Policy.values()
	for _, key := range slices.Sorted(maps.Keys(values)) {
		if values[key] != "" {
			all = append(all, Shown{"policy." + key, values[key]})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(f.read.Sizes)) {
		all = append(all, Shown{"sizes." + string(name), strconv.Itoa(f.read.Sizes[name])})
	}
	for _, name := range slices.Sorted(maps.Keys(f.read.Targets)) {
		all = append(all, Shown{"targets." + string(name), f.read.Targets[name]})
	}
	return all
}
