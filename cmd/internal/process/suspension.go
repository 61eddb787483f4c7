package process

import (
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// CountSuspensions counts how often the process has come back from a suspension
// (Ctrl-Z). What was measured during a suspension has no valid timing.
func CountSuspensions() *atomic.Int64 {
	var count atomic.Int64
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	go func() {
		for range resumed {
			count.Add(1)
		}
	}()
	return &count
}
