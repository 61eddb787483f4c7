// Command ep-benchmark measures what parallel workers are worth: four shipping
// workloads, sequential against parallel, with intervals, targets and reasons.
//
// main is a shell. The program is a function of arguments, streams and
// environment, so that tests call what users run.
package main

import "os"

func main() {
	if len(os.Args) == 2 && os.Args[1] == guardCommand {
		os.Exit(guard(os.Stdin, os.Stdout))
	}
	s, over := catch()
	code := run(s.ctx, os.Args[1:], surroundings{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, executable: os.Executable, suspensions: countSuspensions(), stops: s,
	})
	over()
	os.Exit(code)
}
