package runner

import (
	"time"

	"ep-benchmark/engine"
)

// Machine is what the runner asks of the machine it runs on.
type Machine interface {
	// Cores returns each core's time since the machine's start.
	Cores() ([]engine.CoreTime, error)
	// Shares is each core's busy share (0 to 1) between two readings; nil where it
	// is unknown.
	Shares(before, after []engine.CoreTime) []float64
	// Sample returns the machine's state; shares are over the time since the
	// sample before.
	Sample(now time.Time) engine.HostSample
	// OwnCPU returns the CPU time that this process has used.
	OwnCPU() (user, system time.Duration, err error)

	// Watch begins a stretch of time. The func that it returns reports the state
	// of the machine from then until the call, and may be called repeatedly. The
	// canary's fields stay empty. Any number of goroutines may watch.
	Watch() (since func() engine.MachineEvidence)
	// Canary does a fixed piece of work to see how fast the machine is, and judges
	// by this reading and by earlier ones under the same schedule. foreign is the
	// share of the CPUs that others took just before, 0 to 1; nil where unknown.
	// It is false where there is no such measurement. Only one goroutine at a time
	// may call it.
	Canary(under engine.Schedule, foreign *float64) (CanaryReading, bool)
}

// A CanaryReading is what a canary found, and its verdict in comparison with
// the readings before it.
type CanaryReading struct {
	Unit  time.Duration // CPU time of the work: grows as the clock slows down
	OnCPU float64       // share of its time in which it did not wait for other programs
	// Slowdown is how far the unit is above those that the run began with: 0.2
	// takes 1.2 times as long. It is nil while there is no reference to compare
	// with.
	Slowdown *float64
	// Throttled says that the last three readings were slow; contended readings
	// are left out.
	Throttled bool
	// Contended says that canaries have to wait for a CPU, or that foreign is
	// too much.
	Contended bool
}
