package terminal

import (
	"context"
	"errors"
	"os"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// A proc is a process of the fake system. The test's own process has its real
// number.
type proc struct {
	parent, group, session int
	name                   string
}

// fakeSystem is an operating system in a table.
type fakeSystem struct {
	own       int // this process
	processes map[int]proc
	owner     atomic.Int64 // group that the terminal belongs to
	stops     int
	stopped   func()
}

var errNoProcess = errors.New("no such process")

func (s *fakeSystem) at(pid int) (proc, error) {
	if pid == self {
		pid = s.own
	}
	p, known := s.processes[pid]
	if !known {
		return proc{}, errNoProcess
	}
	return p, nil
}

func (s *fakeSystem) group(pid int) (int, error)   { p, err := s.at(pid); return p.group, err }
func (s *fakeSystem) session(pid int) (int, error) { p, err := s.at(pid); return p.session, err }
func (s *fakeSystem) parent(pid int) (int, error)  { p, err := s.at(pid); return p.parent, err }
func (s *fakeSystem) name(pid int) string          { p, _ := s.at(pid); return p.name }
func (s *fakeSystem) foreground() (int, error)     { return int(s.owner.Load()), nil }

func (s *fakeSystem) stop() error {
	s.stops++
	if s.stopped != nil {
		s.stopped()
	}
	return nil
}

func TestJobsAreControlled(t *testing.T) {
	own := os.Getpid()
	const shell, between, daemon = 1 << 23, 1<<23 + 1, 1<<23 + 2 // beyond any process
	for name, c := range map[string]struct {
		processes map[int]proc
		want      bool
	}{
		"by a shell":                 {map[int]proc{own: {shell, own, shell, ""}, shell: {daemon, shell, shell, "bash"}, daemon: {1, daemon, daemon, "sshd"}}, true},
		"by a shell, below another":  {map[int]proc{own: {between, between, shell, ""}, between: {shell, between, shell, "sh"}, shell: {daemon, shell, shell, "zsh"}}, true},
		"by a container's shell":     {map[int]proc{own: {1, own, 1, ""}, 1: {0, 1, 1, "bash"}}, true},
		"not by a container's init":  {map[int]proc{own: {1, own, 1, ""}, 1: {0, 1, 1, "tini"}}, false},
		"not as a container's first": {map[int]proc{own: {0, own, own, ""}}, false},
		"not by a daemon":            {map[int]proc{own: {daemon, own, own, ""}, daemon: {1, daemon, daemon, "sshd"}}, false},
		"not by sh -c":               {map[int]proc{own: {shell, shell, shell, ""}, shell: {daemon, shell, shell, "sh"}, daemon: {1, daemon, daemon, "sshd"}}, false},
		"not by an unknown parent":   {map[int]proc{own: {shell, own, shell, ""}}, false},
	} {
		t.Run(name, func(t *testing.T) {
			j := &Jobs{&fakeSystem{own: own, processes: c.processes}}
			if got := j.Controlled(); got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// TestSuspend holds that a suspension ends when the process goes on in the
// foreground, and in any case when its context ends.
func TestSuspend(t *testing.T) {
	const own, shell = 100, 50
	for name, c := range map[string]struct {
		background, foreground time.Duration // when it goes on; 0 for never
		ends                   time.Duration // when its context ends; 0 for never
		takes                  time.Duration
		stops                  int
	}{
		"a stop without effect":       {takes: stopTime, stops: 1},
		"goes on":                     {foreground: time.Millisecond, takes: time.Millisecond, stops: 1},
		"goes on in the background":   {background: time.Millisecond, foreground: time.Hour, takes: time.Hour, stops: 1},
		"ends in the background":      {background: time.Millisecond, ends: time.Minute, takes: time.Minute, stops: 1},
		"ends before it stands still": {ends: time.Millisecond, takes: time.Millisecond, stops: 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				system := &fakeSystem{own: own, processes: map[int]proc{own: {shell, own, shell, ""}}}
				system.owner.Store(own)
				resumed := make(chan os.Signal, 1)
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				in := func(after time.Duration, owner int64) {
					if after > 0 {
						time.AfterFunc(after, func() { system.owner.Store(owner); resumed <- os.Interrupt })
					}
				}
				system.stopped = func() { in(c.background, shell); in(c.foreground, own) }
				if c.ends > 0 {
					time.AfterFunc(c.ends, cancel)
				}
				began := time.Now()
				(&Jobs{system}).suspend(ctx, resumed)
				if took := time.Since(began); took != c.takes || system.stops != c.stops {
					t.Errorf("it took %v and %d stops, want %v and %d", took, system.stops, c.takes, c.stops)
				}
			})
		})
	}
}

// TestNoSuspensionAfterTheEnd holds that nothing is stopped after the context's
// end.
func TestNoSuspensionAfterTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	system := &fakeSystem{}
	if (&Jobs{system}).suspend(ctx, nil); system.stops != 0 {
		t.Errorf("%d stops", system.stops)
	}
}

// TestOwnProcess holds that the system of this machine finds this process's
// parent and name.
func TestOwnProcess(t *testing.T) {
	parent, err := processes{}.parent(os.Getpid())
	if err != nil || parent != os.Getppid() {
		t.Errorf("the parent is %d, %v; want %d", parent, err, os.Getppid())
	}
	if name := (processes{}).name(os.Getpid()); name == "" {
		t.Error("it has no name")
	}
}
