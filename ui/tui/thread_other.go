//go:build !linux && !darwin

package tui

import "time"

// readThreadCPU is always unknown on this system.
func readThreadCPU() (time.Duration, bool) { return 0, false }
