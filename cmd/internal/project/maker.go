package project

import (
	"cmp"
	"runtime"

	"ep-benchmark/cmd/internal/measure"
	"ep-benchmark/cmd/internal/process"
)

// maker makes workloads of one run.
type maker struct {
	env     process.Environment
	file    *File
	workers int               // that a flag or a variable asks for; 0 for none
	running *measure.Commands // nil until a command is made
}

// commands are the commands of the run, which one guardian runs.
func (m *maker) commands() *measure.Commands {
	if m.running == nil {
		m.running = measure.NewCommands(m.env)
	}
	return m.running
}

// workersOf is how many workers a command is given: what a flag or a variable
// says, else the workload's table, else the policy, else one for each CPU.
func (m *maker) workersOf(t *table) int {
	n, policy := 0, 0
	if t.Workers != nil {
		n = t.Workers.count()
	}
	if w := m.file.read.Policy.Workers; w != nil {
		policy = w.count()
	}
	if m.workers > 0 {
		return m.workers
	}
	if t.Workers != nil && n == 0 { // auto: no number of the policy
		policy = 0
	}
	return cmp.Or(n, policy, runtime.GOMAXPROCS(0))
}
