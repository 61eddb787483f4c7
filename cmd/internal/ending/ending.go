// Package ending ends the process by a signal, so that a shell sees which one it
// was. It imports little, because it is needed before the program has begun.
package ending

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Crashes are the signals that end the program at once. Go's runtime would print
// stacks for them and exit with the code of a wrong command line.
var Crashes = []os.Signal{syscall.SIGQUIT, syscall.SIGABRT}

// endTime is how long a signal may take to end the process.
const endTime = time.Second

// exitFailed is the exit code for what is no signal of the system.
const exitFailed = 1

// Die ends the process by a signal, as if the signal had no handler. If the
// system does not allow that, it exits with the code that a shell reports for
// the signal.
func Die(by os.Signal) {
	number, isSignal := by.(syscall.Signal)
	if !isSignal {
		os.Exit(exitFailed)
	}
	signal.Reset(by)
	byDefault(number)
	if syscall.Kill(os.Getpid(), number) == nil {
		time.Sleep(endTime) // it takes effect meanwhile
	}
	os.Exit(128 + int(number))
}
