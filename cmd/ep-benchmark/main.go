// Command ep-benchmark measures what parallel workers are worth: four shipping
// workloads, sequential against parallel, with intervals, targets and reasons.
//
// main is a shell. The program is a function of arguments, streams and
// environment, so that tests call what users run.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

func main() {
	// What these signals would end the process for is an error of the write: it
	// is told, and what was done is kept.
	signal.Ignore(syscall.SIGPIPE, syscall.SIGXFSZ)
	getenv := takeKey()
	// Libraries log what a server says unasked, which may be anything, and would
	// write it into the dashboard.
	log.SetOutput(io.Discard)
	var covered atomic.Bool
	ctx, stop := interruptible(&covered)
	code := run(ctx, os.Args[1:], surroundings{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: getenv, executable: os.Executable, suspensions: countSuspensions(), covered: &covered,
	})
	stop()
	os.Exit(code)
}

// endings are the signals that ask the program to end.
var endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// interruptible ends its context at the first Ctrl-C or SIGTERM, so that what
// is done is kept, and says so where nothing covers the screen; the second one
// ends the process.
//
// Note: signal.NotifyContext ends the context before anything can be said, so
// that the word would come in the middle of the report, or after it.
func interruptible(covered *atomic.Bool) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(context.Background())
	arrived := make(chan os.Signal, 1)
	signal.Notify(arrived, endings...)
	go func() {
		select {
		case <-arrived:
			// A terminal that goes is told of twice, by the kernel and by the shell.
			signal.Notify(make(chan os.Signal, 1), syscall.SIGHUP)
			signal.Stop(arrived)
			if !covered.Load() {
				sayInterrupted()
			}
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, func() { signal.Stop(arrived); cancel() }
}

// countSuspensions counts how often the process has come back from a
// suspension (Ctrl-Z): what was measured meanwhile is no timing.
func countSuspensions() *atomic.Int64 {
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

// sayInterrupted takes the place of a progress line that may stand there.
func sayInterrupted() {
	if isTerminal(os.Stderr) {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
	fmt.Fprintln(os.Stderr, "interrupted: ending in order; once more ends at once")
}
