package proctree

import (
	"fmt"
	"strings"
	"time"

	"ep-benchmark/engine/units"
)

// An Invocation is one run of a command.
type Invocation struct {
	Args        []string `json:"args"` // the program, found by PATH, and its arguments
	Directory   string   `json:"directory,omitempty"`
	Environment []string `json:"environment"` // all of it; a command inherits nothing else
	// Limit is how long the run may last; 0 for no limit. A run that lasts longer
	// is asked to end, and killed [patience] later.
	Limit time.Duration `json:"limit_ns,omitempty"`
	// Memory asks for the peak memory of the tree. Reading it takes CPU time.
	Memory bool `json:"memory,omitempty"`
}

// An Outcome is how a run went.
type Outcome struct {
	Elapsed time.Duration `json:"elapsed_ns"` // from before its start until its first process ended
	User    time.Duration `json:"user_ns"`    // CPU time of the tree
	System  time.Duration `json:"system_ns"`
	// Peak is the most memory that the tree had, in bytes; 0 where it is not known.
	// With Counted it is the kernel's count of a control group: of the tree, and of
	// the file cache that it filled. Else it is the largest sum of what the processes
	// had when that was read, every 50 ms, so that the true peak may be higher.
	Peak    int64 `json:"peak_bytes,omitempty"`
	Counted bool  `json:"peak_counted,omitempty"`

	Exit   int    `json:"exit"`             // the exit code; -1 where a signal ended it
	Signal string `json:"signal,omitempty"` // that ended it
	// Limited says that the run outlasted its limit and was ended.
	Limited bool `json:"limited,omitempty"`
	// Left is how many processes were still running after the command's first one
	// had ended. They were ended.
	Left int `json:"left,omitempty"`

	Output []byte `json:"output,omitempty"` // the last 64 KiB of stdout and stderr
	Bytes  int64  `json:"bytes"`            // of stdout and stderr in all

	// Problem says why the command could not be started; "" where it was.
	Problem string `json:"problem,omitempty"`
}

// CPU is user and system time together.
func (o *Outcome) CPU() time.Duration { return o.User + o.System }

// Failure says why a run does not count, "" where it does. An exit code other
// than 0 is a failure unless the caller ignores it.
func (o *Outcome) Failure(ignoreExit bool) string {
	switch {
	case o.Problem != "":
		return o.Problem
	case o.Limited:
		return "it outlasted its limit and was ended" + o.said()
	case o.Signal != "":
		return "ended by the signal " + o.Signal + o.said()
	case o.Exit != 0 && !ignoreExit:
		return fmt.Sprintf("exit code %d%s", o.Exit, o.said())
	case o.Left > 0:
		return fmt.Sprintf("it left %s running, which this program ended: a command has to wait for what it starts", units.Counted(o.Left, "process"))
	}
	return ""
}

// said quotes the last line of the output.
func (o *Outcome) said() string {
	lines := strings.Split(strings.TrimSpace(string(o.Output)), "\n")
	last := strings.TrimSpace(lines[len(lines)-1])
	if last == "" {
		return ""
	}
	return ": " + last
}
