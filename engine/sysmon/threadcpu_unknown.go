//go:build !linux && !darwin

package sysmon

import "time"

// threadCPU is not known here: only Linux and macOS are asked for it.
func threadCPU() (time.Duration, bool) { return 0, false }
