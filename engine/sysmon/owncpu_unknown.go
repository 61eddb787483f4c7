//go:build !linux && !darwin

package sysmon

import (
	"errors"
	"fmt"
	"runtime"
	"time"
)

// OwnCPU fails here: a process's CPU time is read only on Linux and macOS.
func OwnCPU() (user, system time.Duration, err error) {
	return 0, 0, fmt.Errorf("reading this process's CPU time on %s: %w", runtime.GOOS, errors.ErrUnsupported)
}
