//go:build !linux

package sysmon

import (
	"fmt"
	"time"

	"github.com/shirou/gopsutil/v4/process"
)

// ProcessCPU returns the CPU time that a process has used since its start, all
// its threads together, without its children. It fails where there is no such
// process, or it belongs to another user.
func ProcessCPU(pid int) (time.Duration, error) {
	times, err := (&process.Process{Pid: int32(pid)}).Times()
	if err != nil {
		return 0, fmt.Errorf("reading the CPU time of process %d: %w", pid, err)
	}
	// No process starts without using CPU time. gopsutil returns zeros for one
	// that can't be read.
	if seconds := times.User + times.System; seconds > 0 {
		return time.Duration(seconds * float64(time.Second)), nil
	}
	return 0, fmt.Errorf("reading the CPU time of process %d: the system does not tell", pid)
}
