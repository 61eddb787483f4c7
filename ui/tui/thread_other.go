//go:build !linux && !darwin

package tui

import "time"

// readThreadCPU knows nothing here.
func readThreadCPU() (time.Duration, bool) { return 0, false }
