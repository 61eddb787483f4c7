package terminal

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Jobs knows whether jobs are controlled here, as by an interactive shell. Only
// then can a process be suspended, since the shell can resume it.
type Jobs struct {
	system system
}

// system is what is asked of the operating system.
type system interface {
	group(pid int) (int, error)
	session(pid int) (int, error)
	parent(pid int) (int, error)
	name(pid int) string
	foreground() (group int, err error) // that the terminal belongs to
	stop() error                        // this process's group
}

// NewJobs is about the jobs of a terminal.
func NewJobs(terminal *os.File) *Jobs { return &Jobs{processes{int(terminal.Fd())}} }

// self is this process, for getpgid and its like.
const self = 0

// Foreground tells whether the terminal belongs to this process. It is true,
// too, where the system does not report the owner.
func (j *Jobs) Foreground() bool {
	owner, err := j.system.foreground()
	if err != nil {
		return true
	}
	own, err := j.system.group(self)
	return err != nil || own == owner
}

// Controlled tells whether jobs are controlled. The kernel ignores a stop of a
// process group that is orphaned: that has no process with a parent outside of
// the group and in the same session. The parent of another group may still be a
// container's init, which never resumes a process.
func (j *Jobs) Controlled() bool {
	own, err := j.system.group(self)
	if err != nil {
		return false
	}
	parent, err := j.outside(own)
	if err != nil || parent <= 0 {
		return false
	}
	session, err := j.system.session(parent)
	ownSession, ownErr := j.system.session(self)
	return err == nil && ownErr == nil && session == ownSession && (parent != initProcess || slices.Contains(shells, j.system.name(parent)))
}

const initProcess = 1

// shells are the names of the programs that control jobs even as process 1 of a
// container.
var shells = []string{"bash", "sh", "dash", "ash", "zsh", "ksh", "mksh", "fish", "busybox", "tcsh", "csh", "nu", "xonsh", "elvish"}

// deepest is how many ancestors in one process group are followed. With more,
// something is wrong, and the search ends.
const deepest = 1000

// outside is the first ancestor that is not in the group; 0 where there is none.
func (j *Jobs) outside(group int) (int, error) {
	pid, err := j.system.parent(os.Getpid())
	for range deepest {
		if err != nil || pid <= 0 {
			return 0, err
		}
		above, err := j.system.group(pid)
		if err != nil || above != group {
			return pid, err
		}
		pid, err = j.system.parent(pid)
		if err != nil {
			return 0, err
		}
	}
	return 0, nil
}

const (
	stopTime   = 250 * time.Millisecond // how long a process may take to stop after the signal
	lookAround = 250 * time.Millisecond // how often a process in the background checks whether it still is
)

// Suspend stops the process until it goes on in the foreground, or ctx ends. It
// also returns where the stop had no effect.
func (j *Jobs) Suspend(ctx context.Context) {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	defer signal.Stop(resumed)
	j.suspend(ctx, resumed)
}

func (j *Jobs) suspend(ctx context.Context, resumed <-chan os.Signal) {
	if ctx.Err() != nil || j.system.stop() != nil {
		return
	}
	wait := func(atMost time.Duration) {
		select {
		case <-resumed:
		case <-time.After(atMost): // can't end the wait while the process is stopped
		case <-ctx.Done():
		}
	}
	wait(stopTime)
	for ctx.Err() == nil && !j.Foreground() {
		wait(lookAround)
	}
}

// processes are those of this machine.
type processes struct{ terminal int }

func (processes) group(pid int) (int, error)   { return unix.Getpgid(pid) }
func (processes) session(pid int) (int, error) { return unix.Getsid(pid) }
func (processes) parent(pid int) (int, error)  { return parentOf(pid) }
func (processes) name(pid int) string          { return nameOf(pid) }

func (p processes) foreground() (int, error) { return unix.IoctlGetInt(p.terminal, unix.TIOCGPGRP) }

// stop stops all of the group, as the terminal's own key does.
//
// Note: it works only if signal.Notify was never called for SIGTSTP. Go's
// runtime keeps its handler after that call, and the signal stops nothing.
func (processes) stop() error { return unix.Kill(0, unix.SIGTSTP) }
