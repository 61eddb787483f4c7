//go:build !linux && !darwin

package sysmon

import "time"

// threadCPU is not known here: it is read only on Linux and macOS.
func threadCPU() (time.Duration, bool) { return 0, false }
