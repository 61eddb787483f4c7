// Command ep-benchmark measures how much parallel workers speed up work: four shipping
// workloads, sequential against parallel, with intervals, targets and reasons.
//
// main only sets up the process and calls run. run is a function of arguments,
// streams and environment, so that tests call the code that users run.
package main

import (
	"io"
	"log"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == guardCommand {
		os.Exit(guard(os.Stdin, os.Stdout))
	}
	// Without handling, these signals would end the process. When they are
	// ignored, the write returns an error, which is reported, and finished work
	// is kept.
	signal.Ignore(syscall.SIGPIPE, syscall.SIGXFSZ)
	getenv := takeKey()
	// Libraries log unrequested text from servers. It may be anything, and
	// would be written into the dashboard.
	log.SetOutput(io.Discard)
	s, over := catch()
	code := run(s.ctx, os.Args[1:], surroundings{
		stdin: os.Stdin, stdout: &stream{file: os.Stdout, stops: s}, stderr: &stream{file: os.Stderr, stops: s},
		getenv: getenv, executable: os.Executable, suspensions: countSuspensions(), stops: s,
	})
	over()
	os.Exit(code)
}
