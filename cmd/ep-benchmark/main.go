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

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/early"
	"ep-benchmark/cmd/internal/measure"
	"ep-benchmark/cmd/internal/postgres"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/ratequotes"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == process.GuardCommand {
		os.Exit(process.RunGuard(os.Stdin, os.Stdout))
	}
	if len(os.Args) == 2 && os.Args[1] == measure.GuardianCommand {
		os.Exit(measure.RunGuardian(os.Stdin, os.Stdout))
	}
	if len(os.Args) >= 2 && os.Args[1] == api.RelayCommand {
		os.Exit(api.RunRelay(os.Args[2:], os.Stdin, os.Stdout))
	}
	if len(os.Args) >= 2 && os.Args[1] == ratequotes.ServerCommand {
		os.Exit(ratequotes.RunServer(os.Args[2:], os.Stdin, os.Stdout))
	}
	if len(os.Args) >= 2 && os.Args[1] == postgres.ServeCommand {
		os.Exit(postgres.RunServer(os.Args[2:], os.Stdin, os.Stdout))
	}
	// Without handling, these signals would end the process. When they are
	// ignored, the write returns an error, which is reported, and finished work
	// is kept.
	signal.Ignore(syscall.SIGPIPE, syscall.SIGXFSZ)
	getenv := process.TakeKeys()
	// Libraries log unrequested text from servers. It may be anything, and
	// would be written into the dashboard.
	log.SetOutput(io.Discard)
	s, over := process.Catch()
	early.HandOver()
	code := run(s.Context(), os.Args[1:], process.Environment{
		Stdin: os.Stdin, Stdout: process.NewStream(os.Stdout, s), Stderr: process.NewStream(os.Stderr, s),
		Getenv: getenv, Environ: os.Environ, Executable: os.Executable, Suspensions: process.CountSuspensions(), Stops: s,
	})
	over()
	os.Exit(code)
}
