package order

import (
	"slices"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads"
)

// Given is what a project file and variables give, which holds where the command
// line says nothing else.
type Given struct {
	Workloads []string         // that are run; nil for all
	Targets   map[string]Bound // by workload
	Workers   int              // of workloads of the user's own, from a variable; 0 for none
	Own       []Named          // workloads of the user's own
	// Make makes the named ones of Own for one run, with a number of workers; 0 for
	// their own. It runs nothing.
	Make func(names []string, workers int) (Made, error)
}

// Bound is the bound of a target, and where it is from.
type Bound struct{ Text, Source string }

// Named is a workload of the user's own, before it is made.
type Named struct{ Name, Summary string }

// Made is workloads of the user's own that were made for a run.
type Made struct {
	Entries  []workloads.Entry
	Own      Own // what they need; nil for nothing
	Children []Children
	Guests   []Guest
}

// Names are the names of all workloads: of the registry, and of the user's own.
func (f *Flags) Names() []string {
	names := workloads.Names()
	for _, own := range f.Given.Own {
		names = append(names, own.Name)
	}
	return names
}

// choose finds the workloads that are run: those that are named, else those that
// are given, else all. Those of the user's own come last.
func (f *Flags) choose(named []string) (Made, error) {
	if len(named) == 0 {
		named = f.Given.Workloads
	}
	if len(named) == 0 {
		named = f.Names()
	}
	isBuiltIn := func(name string) bool { return slices.Contains(workloads.Names(), name) }
	builtIn := slices.DeleteFunc(workloads.Entries(), func(e workloads.Entry) bool { return !slices.Contains(named, e.Name) })
	own := slices.DeleteFunc(slices.Clone(named), isBuiltIn)
	if len(own) == 0 {
		return Made{Entries: builtIn}, nil
	}
	for _, name := range own {
		if !slices.Contains(f.Names(), name) {
			return Made{}, UnknownName(name, f.Names(), nil)
		}
	}
	workers, err := f.ownWorkers()
	if err != nil {
		return Made{}, err
	}
	made, err := f.Given.Make(own, workers)
	made.Entries = slices.Concat(builtIn, made.Entries)
	return made, err
}

// ownWorkers is how many workers the command line or a variable gives workloads of
// the user's own; 0 where that is left to them.
func (f *Flags) ownWorkers() (int, error) {
	if f.recommended() {
		return 0, cli.Usagef("--workers %s is for built-in workloads: expected a number of workers for one of the project's own", Recommended)
	}
	if f.set.Changed("workers") && !f.sweeping { // a sweep has its own for each leg
		return f.parseWorkers()
	}
	return f.Given.Workers, nil
}
