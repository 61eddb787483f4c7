package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"ep-benchmark/ui/terminal"
)

// endings are the signals that ask the program to end in order. crashes are the
// signals that end it at once, after it has printed its stacks.
var (
	endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
	crashes = []os.Signal{syscall.SIGQUIT, syscall.SIGABRT}
)

const (
	// sameStop is the time within which several signals count as one stop:
	// timeout, systemd, docker and npm send one to the process and one to its
	// group.
	sameStop = time.Second
	// restoreTime is the part of stopTime that is reserved for giving the
	// terminal back.
	restoreTime = 250 * time.Millisecond
	// keepTime is the part of stopTime that is reserved for reporting and keeping
	// what a run has measured.
	keepTime = 600 * time.Millisecond
	// waitTime is how long after a stop a write may block that was waiting for
	// its reader at the stop. Until then it may keep the run from ending.
	waitTime = 500 * time.Millisecond
	// reportTime is how long after a stop any other write may block.
	reportTime = 1400 * time.Millisecond
	// sayTime is how long printing the message about the stop may take.
	sayTime = 100 * time.Millisecond
)

// stopTime is how long a stop may take, whatever the program is doing. Tests give
// their processes more time, since they run many at once, and on busy machines.
var stopTime = 2 * time.Second

// stops ends the program on signals. The first stop ends it in order, so that
// finished work is kept. A second stop ends it at once.
type stops struct {
	ctx    context.Context // ends when the program is to end in order
	cancel context.CancelFunc
	say    func()          // prints that the program ends in order
	die    func(os.Signal) // ends the process by a signal

	waited   chan struct{} // closed waitTime after the first stop
	reported chan struct{} // closed reportTime after it

	by atomic.Pointer[os.Signal] // the first ending signal; nil before

	mutex  sync.Mutex
	screen lent            // that the dashboard has; nil for none
	guard  *terminal.Guard // of the screen
	aside  *terminal.Aside // stderr, while the dashboard has the terminal
	hurry  chan struct{}   // closed when the dashboard is to end at once
}

// lent is a terminal that the dashboard has; [terminal.Lent] is one.
type lent interface {
	Abandon()       // ends the wait for writes
	GiveBack() bool // at once; false where the terminal takes no output
	End() bool      // unless that has been done
}

func newStops() *stops {
	s := &stops{say: sayStopping, die: dieBy, waited: make(chan struct{}), reported: make(chan struct{})}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// catch makes signals end the program until over is called.
//
// Note: signal.NotifyContext ends the context before a message can be printed.
// The message would then come in the middle of the report, or after it.
func catch() (s *stops, over func()) {
	s, ended := newStops(), make(chan struct{})
	arrived, crashed := make(chan os.Signal, 8), make(chan os.Signal, 1)
	// The parent process may have made the program ignore a signal, as nohup
	// does.
	if heeded := slices.DeleteFunc(slices.Clone(endings), signal.Ignored); len(heeded) > 0 {
		signal.Notify(arrived, heeded...)
	}
	signal.Notify(crashed, crashes...)
	go s.watch(arrived, ended)
	go s.crash(crashed, ended)
	return s, func() { close(ended); s.cancel() }
}

// watch handles the ending signals. The first ends the program in order. A
// signal after sameStop ends it at once, and so does the end of stopTime.
func (s *stops) watch(arrived <-chan os.Signal, over <-chan struct{}) {
	var first os.Signal
	select {
	case first = <-arrived:
	case <-over:
		return
	}
	began, last := time.Now(), time.After(stopTime-restoreTime)
	defer s.expire()()
	atMost(sayTime, func() {
		if !s.covers() {
			s.say()
		}
	})
	s.by.Store(&first)
	s.cancel()
	for {
		select {
		case again := <-arrived:
			if time.Since(began) >= sameStop {
				s.end(again)
			}
		case <-last:
			s.giveBack()
			s.die(first)
		case <-over:
			return
		}
	}
}

// expire starts the timers for writes that block after a stop. The function
// that it returns stops the timers.
func (s *stops) expire() (end func()) {
	waited := time.AfterFunc(waitTime, func() {
		close(s.waited)
		s.abandon()
	})
	reported := time.AfterFunc(reportTime, func() { close(s.reported) })
	return func() {
		waited.Stop()
		reported.Stop()
	}
}

// limit returns a channel that is closed when a write that begins now is given
// up.
func (s *stops) limit() <-chan struct{} {
	if s.ctx.Err() == nil {
		return s.waited
	}
	return s.reported
}

// atMost calls a function that may block, and waits for it no longer than most.
func atMost(most time.Duration, call func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		call()
	}()
	select {
	case <-done:
	case <-time.After(most):
	}
}

// crash prints the stacks when a crash signal arrives, and ends the process by
// that signal.
func (s *stops) crash(crashed <-chan os.Signal, over <-chan struct{}) {
	select {
	case by := <-crashed:
		s.giveBack()
		tellStacks(by)
		s.die(by)
	case <-over:
	}
}

// end makes the dashboard end at once. If there is none, or if it was asked
// before, end gives the terminal back and ends the process.
func (s *stops) end(by os.Signal) {
	if !s.hurryUp() {
		s.giveBack()
		s.die(by)
	}
}

// hurryUp asks the dashboard to end at once. It returns false if there is no
// dashboard, or if it was asked before.
func (s *stops) hurryUp() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.screen == nil || s.hurry == nil {
		return false
	}
	close(s.hurry)
	s.hurry = nil
	return true
}

func (s *stops) covers() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.screen != nil
}

// lend notes that the dashboard has the terminal. The channel is closed when
// the dashboard is to end at once.
func (s *stops) lend(screen lent) (hurry <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.hurry = make(chan struct{})
	s.screen = screen
	return s.hurry
}

// post sets the guard of the screen; nil for none. With a guard and stderr, it
// holds back what is written to stderr until the terminal is given back.
func (s *stops) post(guard *terminal.Guard, stderr *os.File) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.guard = guard
	if guard != nil && stderr != nil { // without a guard, only stderr can show a crash
		s.aside, _ = terminal.SetAside(stderr) // on an error, stderr is written across the dashboard
	}
}

// returned gives the terminal back when the dashboard has ended. It waits for a
// terminal that takes no output until a stop ends the wait.
func (s *stops) returned() {
	given := make(chan struct{})
	go func() {
		defer close(given)
		s.take().back(lent.End)
	}()
	select {
	case <-given:
	case <-s.waited:
		atMost(shortWait, func() { <-given })
	}
}

// abandon makes the dashboard stop waiting for a terminal that takes no output.
func (s *stops) abandon() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.screen != nil {
		s.screen.Abandon()
	}
}

// giveBack gives the terminal back if the dashboard has it. It does not wait
// for a terminal that takes no output.
func (s *stops) giveBack() {
	atMost(restoreTime, func() { s.take().back(lent.GiveBack) })
}

// loan holds what exists while the dashboard has the screen.
type loan struct {
	screen lent            // nil for none
	guard  *terminal.Guard // nil for none
	aside  *terminal.Aside // nil for none
}

// take takes the loan from the stops. The caller gives it back.
func (s *stops) take() loan {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	l := loan{s.screen, s.guard, s.aside}
	s.screen, s.guard, s.aside = nil, nil, nil
	return l
}

// back gives the terminal back, and writes what was held back meanwhile. If the
// terminal took no output, the guard stays: it keeps trying after this process
// has died.
func (l loan) back(give func(lent) bool) {
	if l.screen == nil {
		return
	}
	if give(l.screen) && l.guard != nil {
		l.guard.Dismiss()
	}
	if l.aside != nil {
		l.aside.Release()
	}
}

// countSuspensions counts how often the process has come back from a suspension
// (Ctrl-Z). What was measured during a suspension is no timing.
func countSuspensions() *atomic.Int64 {
	var count atomic.Int64
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	go func() {
		for range resumed {
			count.Add(1)
		}
	}()
	return &count
}

// sayStopping prints that the program ends, in place of a progress line that
// may be on the terminal.
func sayStopping() {
	if isTerminal(os.Stderr) {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
	fmt.Fprintln(os.Stderr, "finishing up; press Ctrl-C again to quit now")
}

// tellStacks prints the stack of every goroutine, as Go does for an unhandled
// signal. It waits at most sameStop for stderr.
func tellStacks(by os.Signal) {
	const most = 1 << 20
	stacks := make([]byte, most)
	stacks = stacks[:runtime.Stack(stacks, true)]
	told := make(chan struct{})
	go func() {
		fmt.Fprintf(os.Stderr, "ep-benchmark: ended by a signal: %v\n\n%s\n\n%s", by, buildOf(), stacks)
		close(told)
	}()
	select {
	case <-told:
	case <-time.After(sameStop):
	}
}

// dieBy ends the process by a signal, as if the signal had no handler. If the
// system does not allow that, it exits with the code that a shell reports for
// the signal.
func dieBy(by os.Signal) {
	number, isSignal := by.(syscall.Signal)
	if !isSignal {
		os.Exit(exitFailed)
	}
	signal.Reset(by)
	byDefault(number)
	if syscall.Kill(os.Getpid(), number) == nil {
		time.Sleep(sameStop) // it takes effect meanwhile
	}
	os.Exit(128 + int(number))
}
