// Command ep-benchmark measures how much parallel workers speed up work: four shipping
// workloads, sequential against parallel, with intervals, targets and reasons.
//
// main is a shell. The program is a function of arguments, streams and
// environment, so that tests call what users run.
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
	// What these signals would end the process for is an error of the write: it
	// is reported, and what was done is kept.
	signal.Ignore(syscall.SIGPIPE, syscall.SIGXFSZ)
	getenv := takeKey()
	// Libraries log what a server says unasked, which may be anything, and would
	// write it into the dashboard.
	log.SetOutput(io.Discard)
	s, over := catch()
	code := run(s.ctx, os.Args[1:], surroundings{
		stdin: os.Stdin, stdout: &stream{file: os.Stdout, stops: s}, stderr: &stream{file: os.Stderr, stops: s},
		getenv: getenv, executable: os.Executable, suspensions: countSuspensions(), stops: s,
	})
	over()
	os.Exit(code)
}
