package sysmon

import (
	"fmt"
	"os"
	"sync"
)

func thisInstructions() instructionCounter {
	return &appleInstructions{usage: (&darwinUsage{pid: os.Getpid()}).read}
}

// darwinUsage asks libproc what this process has used.
type darwinUsage struct {
	pid    int
	once   sync.Once
	opened error

	procPidRusage func(pid int32, flavor int32, buffer *byte) int32
}

// read fills in a struct rusage_info_v4.
func (d *darwinUsage) read(buffer []byte) error {
	d.once.Do(func() {
		d.opened = bind("/usr/lib/libSystem.B.dylib", map[string]any{"proc_pid_rusage": &d.procPidRusage})
	})
	if d.opened != nil {
		return d.opened
	}
	if status := d.procPidRusage(int32(d.pid), appleUsageFlavor, &buffer[0]); status != 0 {
		return fmt.Errorf("what this process has used is not told (status %d)", status)
	}
	return nil
}
