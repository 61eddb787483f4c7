package sysmon

import (
	"runtime"
	"sync"
	"time"
)

// Used is what a thread has used.
type Used struct {
	CPU          time.Duration
	Instructions uint64 // 0 where the system does not report them
}

// A Meter reads what the calling thread has used, and the pace of the CPU. Any
// number of goroutines may use one.
type Meter struct {
	cpu          func() (time.Duration, bool)
	instructions instructionCounter

	mutex sync.Mutex // of the canary's last result
	last  uint64
}

// instructionCounter counts the instructions of the calling thread, or of the
// whole process.
type instructionCounter interface {
	// count is false where the system does not report it, now or at all.
	count() (uint64, bool)
	// whole says that the count is the process's.
	whole() bool
}

// NewMeter makes a meter of this machine.
func NewMeter() *Meter { return &Meter{cpu: threadCPU, instructions: thisInstructions()} }

// Thread returns what the calling thread has used: only differences taken on
// one thread, to which the goroutine is locked, mean anything. It is false
// where the system has no clock for a thread's CPU time.
func (m *Meter) Thread() (Used, bool) {
	used, ok := m.cpu()
	if !ok {
		return Used{}, false
	}
	instructions, _ := m.instructions.count()
	return Used{CPU: used, Instructions: instructions}, true
}

// Whole says that the instructions are those of the whole process.
func (m *Meter) Whole() bool { return m.instructions.whole() }

// A pace is made of paceUnits pieces of the canary's work, of paceSteps steps
// each: some 2.5 ms of CPU time. The pieces are short, so that most of them are
// not disturbed even where other programs use the other half of the core.
const (
	paceUnits = 15
	paceSteps = CanarySteps / 2
)

// Pace returns the CPU time in nanoseconds of one dependent step of the canary
// by each of some pieces of its work, done now. It is empty where the system has
// no clock for a thread's CPU time.
func (m *Meter) Pace() []float64 {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	steps := make([]float64, 0, paceUnits)
	for range paceUnits {
		before, ok1 := m.cpu()
		m.last = canarySteps(m.last, paceSteps)
		after, ok2 := m.cpu()
		if !ok1 || !ok2 || after <= before {
			return nil
		}
		steps = append(steps, float64(after-before)/paceSteps)
	}
	return steps
}
