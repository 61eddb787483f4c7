//go:build linux || darwin

package sysmon

import (
	"time"

	"golang.org/x/sys/unix"
)

// threadCPU is the CPU time of the thread that asks; only differences taken on
// one locked thread mean anything.
func threadCPU() (time.Duration, bool) {
	var used unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &used); err != nil {
		return 0, false
	}
	return time.Duration(used.Nano()), true
}
