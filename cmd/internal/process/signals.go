package process

import (
	"os"
	"syscall"
)

// endings are the signals that ask the program to end in order. crashes are the
// signals that end it at once, after it has printed its stacks.
var (
	endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
	crashes = []os.Signal{syscall.SIGQUIT, syscall.SIGABRT}
)
