package proctree

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

const (
	// patience is how long a process may take to end after it was asked to.
	patience = 5 * time.Second
	// readPatience is how long the output of a tree that has ended may still be
	// read. A process that could not be ended may hold it open.
	readPatience = time.Second
)

// execution is a run under way.
type execution struct {
	invocation Invocation
	tree       tree
	output     output
	outcome    Outcome
	started    chan struct{}   // closed when the command has started
	stop       <-chan struct{} // closed to end the run early
	group      *group          // that counts the memory; nil for none
}

// run carries an invocation out. It returns when no process of its tree is left.
func run(invocation Invocation, groups *groups, stop <-chan struct{}) Outcome {
	if invocation.Memory {
		if group := groups.open(); group != nil {
			outcome := runIn(group, invocation, stop)
			if outcome.Problem == "" {
				return outcome
			}
			// The program may be at fault, or a process may not begin in the group.
			plain := runIn(nil, invocation, stop)
			if plain.Problem == "" {
				group.refuse()
			}
			return plain
		}
	}
	return runIn(nil, invocation, stop)
}

// runIn carries an invocation out in a control group, or in none.
func runIn(group *group, invocation Invocation, stop <-chan struct{}) Outcome {
	e := &execution{invocation: invocation, group: group, started: make(chan struct{}), stop: stop}
	if err := e.carryOut(); err != nil {
		e.outcome.Problem = problem(invocation.Args, err)
	}
	if group != nil {
		if peak, known := group.peak(); known {
			e.outcome.Peak, e.outcome.Counted = peak, true
		}
		group.close()
	}
	e.outcome.Output, e.outcome.Bytes = e.output.end()
	return e.outcome
}

// problem says why a command could not be started.
func problem(args []string, err error) string {
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return args[0] + ": there is no such program on PATH"
	case errors.Is(err, os.ErrNotExist):
		return args[0] + ": there is no such file"
	case errors.Is(err, os.ErrPermission):
		return args[0] + ": not allowed to run it (expected an executable file)"
	case errors.Is(err, syscall.ENOEXEC):
		return args[0] + ": not a program (expected an executable, or a script that begins with #!)"
	}
	return err.Error()
}

// carryOut runs the command. Everything that watches it is ready before it starts,
// so that the time has its start and its end, and next to nothing of ours.
func (e *execution) carryOut() error {
	null, err := os.Open(os.DevNull)
	if err != nil {
		return err
	}
	defer func() { _ = null.Close() }()
	read, write, err := os.Pipe()
	if err != nil {
		return err
	}
	defer func() { _ = read.Close() }()
	c, err := e.command(null, write)
	if err != nil {
		_ = write.Close()
		return err
	}
	drained, watched := e.drain(read), e.watch()
	began := time.Now()
	pid, err := syscall.ForkExec(c.path, e.invocation.Args, &c.attributes)
	if err == nil {
		e.tree = newTree(pid)
		close(e.started)
		err = c.wait(pid)
	} else {
		err = &os.PathError{Op: "start", Path: c.path, Err: err}
	}
	e.outcome.Elapsed = time.Since(began)
	watched()
	_ = write.Close() // the command had its own
	if err != nil {
		return err
	}
	e.account(&c)
	e.clean()
	select {
	case <-drained:
	case <-time.After(readPatience):
	}
	return nil
}

// drain reads the output until all processes have closed it.
func (e *execution) drain(output io.Reader) (done <-chan struct{}) {
	drained := make(chan struct{})
	go func() {
		defer close(drained)
		buffer := make([]byte, 64<<10)
		for {
			n, err := output.Read(buffer)
			_, _ = e.output.Write(buffer[:n])
			if err != nil {
				return
			}
		}
	}()
	return drained
}

// command makes the command, in a session of its own: it has no terminal to read
// from, and a process group that can be ended as a whole.
//
// Note: package os/exec would find the program, open the input and sort the
// environment between the two readings of the clock, which is some 4 % of the time of
// a program that does nothing.
func (e *execution) command(input, output *os.File) (command, error) {
	c := command{path: e.invocation.Args[0]}
	if filepath.Base(c.path) == c.path {
		var err error
		if c.path, err = exec.LookPath(c.path); err != nil {
			return c, err
		}
	}
	environment := exec.Cmd{Env: append([]string{}, e.invocation.Environment...)}
	c.attributes = syscall.ProcAttr{
		Dir: e.invocation.Directory, Env: environment.Environ(),
		Files: []uintptr{input.Fd(), output.Fd(), output.Fd()},
		Sys:   &syscall.SysProcAttr{Setsid: true},
	}
	if e.group != nil {
		e.group.join(c.attributes.Sys)
	}
	return c, nil
}

// command is a process that is to be started, and how it ended.
type command struct {
	path       string
	attributes syscall.ProcAttr
	status     syscall.WaitStatus
	usage      syscall.Rusage
}

// wait waits for the process to end.
func (c *command) wait(pid int) error {
	for {
		_, err := syscall.Wait4(pid, &c.status, 0, &c.usage)
		if err != syscall.EINTR {
			return os.NewSyscallError("wait4", err)
		}
	}
}

// watch ends the run at its limit or when it is stopped, and reads its memory. The
// returned function ends the watching.
func (e *execution) watch() (end func()) {
	over, gone := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(gone)
		var limit <-chan time.Time
		if e.invocation.Limit > 0 {
			timer := time.NewTimer(e.invocation.Limit)
			defer timer.Stop()
			limit = timer.C
		}
		var tick <-chan time.Time
		if e.invocation.Memory && e.group == nil {
			ticker := time.NewTicker(memoryEvery)
			defer ticker.Stop()
			tick = ticker.C
		}
		for {
			select {
			case <-over:
				return
			case <-tick:
				if e.running(over) {
					e.outcome.Peak = max(e.outcome.Peak, e.tree.memory())
				}
			case <-limit:
				if e.running(over) {
					e.outcome.Limited = true
					e.tree.end(over, patience)
				}
				return
			case <-e.stop:
				if e.running(over) {
					e.tree.end(over, stopPatience)
				}
				return
			}
		}
	}()
	return func() { close(over); <-gone }
}

// running waits until the command has started. It is false where it has not, and
// the run is over.
func (e *execution) running(over <-chan struct{}) bool {
	select {
	case <-e.started:
		return true
	case <-over:
		return false
	}
}

const (
	// memoryEvery is how often the memory of a tree is read.
	memoryEvery = 50 * time.Millisecond
	// stopPatience is patience when this program itself is ending.
	stopPatience = 500 * time.Millisecond
)

// account takes over what the system knows of the process that ended and of the
// descendants that it waited for.
func (e *execution) account(c *command) {
	e.outcome.User, e.outcome.System = time.Duration(c.usage.Utime.Nano()), time.Duration(c.usage.Stime.Nano())
	e.outcome.Exit = c.status.ExitStatus() // -1 where a signal ended it
	if c.status.Signaled() {
		e.outcome.Signal = signalName(c.status.Signal())
	}
}

// clean ends what is left of the tree, and adds its CPU time.
func (e *execution) clean() {
	left, user, system := e.tree.clean()
	e.outcome.Left = left
	e.outcome.User += user
	e.outcome.System += system
}
