package proctree

import (
	"sync/atomic"
	"time"
)

// Below reads the CPU time of the processes below one that this program did not start
// as a command, such as a server with a process for each of its clients.
type Below struct {
	pid  int
	live bool
	told rising
}

// NewBelow is for the process with the number.
func NewBelow(pid int) *Below { return &Below{pid: pid, live: knowsLive()} }

// CPU is the CPU time of its descendants so far, those that have ended among them. It
// never goes back. It is 0 where Live is false.
func (b *Below) CPU() time.Duration {
	if !b.live {
		return 0
	}
	return b.told.up(belowCPU(b.pid))
}

// Live tells whether the system tells the CPU time of a tree that runs, as Linux does.
func (b *Below) Live() bool { return b.live }

// rising is a time that does not go back, though the readings may: between the end of
// a process and the moment when its parent collects it.
type rising struct{ told atomic.Int64 }

// up is the reading, or an earlier one that was more.
func (r *rising) up(reading time.Duration) time.Duration {
	for {
		told := r.told.Load()
		if int64(reading) <= told {
			return time.Duration(told)
		}
		if r.told.CompareAndSwap(told, int64(reading)) {
			return reading
		}
	}
}
