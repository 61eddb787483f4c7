package tui

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	tea "charm.land/bubbletea/v2"

	"ep-benchmark/engine"
	"ep-benchmark/ui/live"
)

// patience is how long a run may take to end before the dashboard leaves without
// it, when the reader leaves.
const patience = 5 * time.Second

// session is the run under way, or the last one, with its events folded.
type session struct {
	run    *live.Run
	frozen *live.Run // what is shown while the run goes on; nil when not frozen

	start     Start
	once      bool               // only one run is started
	send      func(tea.Msg)      // into the program, from elsewhere
	cancel    context.CancelFunc // nil when no run is on
	over      <-chan runEnded    // gets the run's end, once
	count     int                // runs that were started
	workloads []string           // of the last one
	stopping  bool
	first     *firstRun // that a fresh run has to confirm; nil when none is on
}

// firstRun is the run whose changes a fresh one has to confirm.
type firstRun struct {
	run       *live.Run
	workloads []string // that it ran
}

// runEnded says that a run has returned.
type runEnded struct {
	Finished
	err error
}

func (s *session) running() bool { return s.cancel != nil }

// keeping tells whether the run has ended and is only being kept. Such a run
// need not be stopped, and is waited for.
func (s *session) keeping() bool { return s.running() && s.run.Finished && !s.stopping }

// shown is the run that is drawn.
func (s *session) shown() *live.Run {
	if s.frozen != nil {
		return s.frozen
	}
	return s.run
}

// toggleFreeze holds what is shown while the run goes on, or lets it go.
func (s *session) toggleFreeze() {
	if s.frozen != nil {
		s.frozen = nil
		return
	}
	s.frozen = s.run.Freeze()
}

// begin starts a run of workloads in the background; it returns nil where none
// can be started. The run's events arrive as messages; a panic arrives as an
// error, so that the terminal is given back.
func (s *session) begin(workloads []string) tea.Cmd {
	if s.running() || s.start == nil || s.once && s.count > 0 {
		return nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	over := make(chan runEnded, 1)
	s.cancel, s.over, s.workloads, s.stopping = cancel, over, workloads, false
	s.count++
	s.run, s.frozen = &live.Run{}, nil
	start, send := s.start, s.send
	return func() tea.Msg {
		e := carryOut(ctx, start, workloads, send)
		over <- e
		return e
	}
}

func carryOut(ctx context.Context, start Start, workloads []string, send func(tea.Msg)) (e runEnded) {
	defer func() {
		if value := recover(); value != nil {
			e = runEnded{err: fmt.Errorf("a bug in ep-benchmark: %v\n%s", value, debug.Stack())}
		}
	}()
	finished, err := start(ctx, workloads, func(event engine.Event) { send(event) })
	return runEnded{finished, err}
}

// stop ends the run.
func (s *session) stop() {
	s.stopping = true
	s.cancel()
}

// ended says that the run has returned.
func (s *session) ended() {
	s.cancel()
	s.cancel, s.stopping = nil, false
}

// confirm starts a fresh run that has to confirm the one that has ended.
func (s *session) confirm(workloads []string) tea.Cmd {
	first := &firstRun{run: s.run, workloads: s.workloads}
	begun := s.begin(workloads)
	if begun != nil {
		s.first = first
	}
	return begun
}

// restore puts the first run back in the place of the one that confirmed it.
func (s *session) restore() {
	s.run, s.frozen, s.workloads, s.first = s.first.run, nil, s.first.workloads, nil
}

// await stops a run and waits for its end, since what is done is kept: as long
// as patience lasts, and no longer than until hurry is closed.
func (s *session) await(hurry <-chan struct{}) (runEnded, bool) {
	s.cancel()
	select {
	case e := <-s.over:
		return e, true
	case <-time.After(patience):
	case <-hurry:
	}
	return runEnded{}, false
}
