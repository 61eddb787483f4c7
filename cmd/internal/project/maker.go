package project

import (
	"cmp"

	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/measure"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
)

// maker makes workloads of one run.
type maker struct {
	env process.Environment
	// workersOf is how many workers a workload is given.
	workersOf func(name string) int
	trial     bool              // only what is wrong is looked for: nothing is read
	explained bool              // nothing is sent, so that secrets need not be there
	guests    map[string]int    // how many workloads ask each server
	running   *measure.Commands // nil until a command is made
	needs     []order.Own       // of the workloads that were made
	children  []order.Children  // likewise
	asking    []order.Guest     // likewise
}

// commands are the commands of the run, which one guardian runs.
func (m *maker) commands() *measure.Commands {
	if m.running == nil {
		m.running = measure.NewCommands(m.env)
		m.needs, m.children = append(m.needs, m.running), append(m.children, m.running)
	}
	return m.running
}

// Workers is how many workers a workload of the project's own is given, and where
// that is in the file: what is asked for, else what its table says, else the policy,
// else what is usual for its kind. The place is "" where it is not in the file.
func (f *File) Workers(name string, asked int) (n int, place string) {
	usual, _ := f.UsualWorkers(name)
	if asked > 0 {
		return asked, ""
	}
	if own := f.read.Own[name].Workers; own != nil {
		return cmp.Or(own.count(), usual), f.Place(f.positions.At(ownTable, name, "workers"))
	}
	if all := f.read.Policy.Workers; all != nil {
		return cmp.Or(all.count(), usual), f.Place(f.positions.At("policy", "workers"))
	}
	return usual, ""
}

// UsualWorkers is how many workers a workload has where nothing is said, and why.
func (f *File) UsualWorkers(name string) (n int, why string) {
	t := f.table(name)
	return kinds[t.Kind].workers(t)
}

// hide has the values of variables that workloads of the file read secrets from
// hidden, before a process is started that would have them. A value that is too short
// is rejected where it is used.
func (f *File) hide(env process.Environment) {
	for _, own := range f.own {
		t := f.table(own.Name)
		if variables := kinds[t.Kind].variables; variables != nil {
			for _, name := range variables(t) {
				env.Keys.Add(env.Getenv(name))
			}
		}
	}
}

// ask counts the workloads of the names by the server that they ask.
func (f *File) ask(names []string) map[string]int {
	all := map[string]int{}
	for _, name := range names {
		t := f.table(name)
		if server := kinds[t.Kind].server; server != nil {
			all[server(t)]++
		}
	}
	return all
}

// Reads are the files that the workloads read.
func (f *File) Reads() []files.Use {
	var all []files.Use
	for _, own := range f.own {
		t := f.table(own.Name)
		if reads := kinds[t.Kind].reads; reads != nil {
			all = append(all, reads(own, t)...)
		}
	}
	return all
}
