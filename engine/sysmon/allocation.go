package sysmon

import (
	"math"
	"runtime"
	"time"
)

const (
	// trialObjects of 64 bytes are 4 MiB, the least heap that Go collects at. So
	// the trial goes once through memory that is not in the nearest cache, as a
	// program that leaves garbage does.
	trialObjects = 1 << 16
	trials       = 3
)

// trialObject has 64 bytes and a pointer, so that the collector looks at it.
type trialObject struct {
	next *trialObject
	_    [7]uint64
}

// trialList holds a trial's result, so that no compiler removes the work.
var trialList *trialObject

// AllocationCost is the CPU time in nanoseconds that allocating an object of
// 64 bytes takes on this machine and thread, the least of three trials of some
// milliseconds; the collector's own threads are not in it. It is 0 where the
// system has no clock for a thread's CPU time.
func AllocationCost() float64 {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	least := time.Duration(math.MaxInt64)
	for range trials {
		before, ok := threadCPU()
		if !ok {
			return 0
		}
		trialList = nil
		for range trialObjects {
			trialList = &trialObject{next: trialList}
		}
		after, ok := threadCPU()
		if !ok || after <= before {
			return 0
		}
		least = min(least, after-before)
	}
	trialList = nil
	return float64(least) / trialObjects
}
