//go:build linux || darwin

package sysmon

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// OwnCPU returns the CPU time that this process has used since its start, all
// its threads together, by getrusage; children are not in it.
func OwnCPU() (user, system time.Duration, err error) {
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &usage); err != nil {
		return 0, 0, fmt.Errorf("reading this process's CPU time: %w", err)
	}
	return time.Duration(usage.Utime.Nano()), time.Duration(usage.Stime.Nano()), nil
}
