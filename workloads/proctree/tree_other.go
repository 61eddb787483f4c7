//go:build unix && !linux

package proctree

import (
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// adopt does nothing: the system has no way to adopt orphans.
func adopt() error { return nil }

// tree is a command's process group. A process that leaves the group is not
// found.
type tree struct{ group int }

func newTree(first int) tree { return tree{first} }

// end asks the group to end, and kills it when the patience is over and the
// channel is still open.
func (t tree) end(over <-chan struct{}, patience time.Duration) {
	_ = unix.Kill(-t.group, unix.SIGTERM)
	select {
	case <-over:
	case <-time.After(patience):
		_ = unix.Kill(-t.group, unix.SIGKILL)
	}
}

// clean ends what is left of the group. How many processes that are is not known,
// so any counts as one.
func (t tree) clean() (left int, user, system time.Duration) {
	if unix.Kill(-t.group, 0) != nil {
		return 0, 0, 0
	}
	_ = unix.Kill(-t.group, unix.SIGKILL)
	return 1, 0, 0
}

// memory is not known here.
func (t tree) memory() int64 { return 0 }

// knowsLive is false: the system does not tell the CPU time of a tree that runs.
func knowsLive() bool { return false }

func liveCPU(int) time.Duration { return 0 }

func belowCPU(int) time.Duration { return 0 }

// groups makes no control groups here.
type groups struct{}

func newGroups() *groups { return &groups{} }

func (*groups) open() *group { return nil }

// group is never made here.
type group struct{}

func (*group) join(*syscall.SysProcAttr) {}
func (*group) peak() (int64, bool)       { return 0, false }
func (*group) close()                    {}
func (*group) refuse()                   {}

func signalName(signal syscall.Signal) string {
	if name := unix.SignalName(signal); name != "" {
		return name
	}
	return signal.String()
}
