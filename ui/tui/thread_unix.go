//go:build linux || darwin

package tui

import (
	"time"

	"golang.org/x/sys/unix"
)

// readThreadCPU is the CPU time of the calling thread.
func readThreadCPU() (time.Duration, bool) {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now); err != nil {
		return 0, false
	}
	return time.Duration(now.Nano()), true
}
