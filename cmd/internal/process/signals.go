package process

import (
	"os"
	"syscall"
)

// endings are the signals that ask the program to end in order. Those that end
// it at once, after it has printed its stacks, are [ending.Crashes].
var endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
