package project

import (
	"cmp"
	"runtime"

	"ep-benchmark/cmd/internal/measure"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
)

// maker makes workloads of one run.
type maker struct {
	env     process.Environment
	file    *File
	workers int               // that a flag or a variable asks for; 0 for none
	running *measure.Commands // nil until a command is made
	needs   []order.Own       // of the workloads that were made
}

// commands are the commands of the run, which one guardian runs.
func (m *maker) commands() *measure.Commands {
	if m.running == nil {
		m.running = measure.NewCommands(m.env)
		m.needs = append(m.needs, m.running)
	}
	return m.running
}

// workersOf is how many workers a workload is given.
func (m *maker) workersOf(name string) int {
	n, _ := m.file.Workers(name, m.workers)
	return n
}

// Workers is how many workers a workload of the project's own is given, and where
// that is in the file: what is asked for, else what its table says, else the policy,
// else one for each CPU. The place is "" where it is not in the file.
func (f *File) Workers(name string, asked int) (n int, place string) {
	if asked > 0 {
		return asked, ""
	}
	if own := f.read.Own[name].Workers; own != nil {
		return cmp.Or(own.count(), runtime.GOMAXPROCS(0)), f.Place(f.positions.At(ownTable, name, "workers"))
	}
	if all := f.read.Policy.Workers; all != nil {
		return cmp.Or(all.count(), runtime.GOMAXPROCS(0)), f.Place(f.positions.At("policy", "workers"))
	}
	return runtime.GOMAXPROCS(0), ""
}
