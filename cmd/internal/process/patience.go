package process

import "time"

// How long a stop waits, and for whom.
const (
	// SameStop is the time within which several signals count as one stop:
	// timeout, systemd, docker and npm send one to the process and one to its
	// group.
	SameStop = time.Second
	// restoreTime is the part of StopTime that is reserved for giving the
	// terminal back.
	restoreTime = 250 * time.Millisecond
	// KeepTime is the part of StopTime that is reserved for reporting and keeping
	// what a run has measured.
	KeepTime = 600 * time.Millisecond
	// waitTime is how long after a stop a write may block that was waiting for
	// its reader at the stop. Until then it may keep the run from ending.
	waitTime = 500 * time.Millisecond
	// reportTime is how long after a stop any other write may block.
	reportTime = 1400 * time.Millisecond
	// sayTime is how long printing the message about the stop may take.
	sayTime = 100 * time.Millisecond
	// shortWait is how long a write may still take after the moment at which
	// writes are given up.
	shortWait = 100 * time.Millisecond
)

// StopTime is how long a stop may take, whatever the program is doing. Tests give
// their processes more time, since they run many at once, and on busy machines.
var StopTime = 2 * time.Second

// atMost calls a function that may block, and waits for it no longer than most.
func atMost(most time.Duration, call func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		call()
	}()
	select {
	case <-done:
	case <-time.After(most):
	}
}
