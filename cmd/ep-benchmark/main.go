// Command ep-benchmark measures what parallel workers are worth: four shipping
// workloads, sequential against parallel, with intervals, targets and reasons.
//
// main is a shell. The program is a function of arguments, streams and
// environment, so that tests call what users run.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := interruptible()
	code := run(ctx, os.Args[1:], surroundings{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, executable: os.Executable,
	})
	stop()
	os.Exit(code)
}

// interruptible ends its context at the first Ctrl-C or SIGTERM, so that what
// is done is kept; the second one ends the process.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}
