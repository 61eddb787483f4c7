package process

import (
	"fmt"
	"os"
	"runtime"
	"time"

	"golang.org/x/term"
)

// sayStopping prints that the program ends, in place of a progress line that
// may be on the terminal.
func sayStopping() {
	if term.IsTerminal(int(os.Stderr.Fd())) {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
	fmt.Fprintln(os.Stderr, "finishing up; press Ctrl-C again to quit now")
}

// tellStacks prints the stack of every goroutine, as Go does for an unhandled
// signal. It waits at most SameStop for stderr.
func tellStacks(by os.Signal) {
	const most = 1 << 20
	stacks := make([]byte, most)
	stacks = stacks[:runtime.Stack(stacks, true)]
	told := make(chan struct{})
	go func() {
		fmt.Fprintf(os.Stderr, "ep-benchmark: ended by a signal: %v\n\n%s\n\n%s", by, buildOf(), stacks)
		close(told)
	}()
	select {
	case <-told:
	case <-time.After(SameStop):
	}
}
