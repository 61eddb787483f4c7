package sysmon

import (
	"time"

	"golang.org/x/sys/unix"
)

// uptime is the machine's time awake in seconds: the clock that macOS charges
// its cores by. Cores of Apple Silicon that are powered down have been seen
// to stop counting, so this is their total.
func uptime() (float64, bool) {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_UPTIME_RAW, &now); err != nil {
		return 0, false
	}
	return time.Duration(now.Nano()).Seconds(), true
}
