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

// endings are the signals that ask the program to end, and crashes are those
// that have it end where it stands and say where that is.
var (
	endings = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}
	crashes = []os.Signal{syscall.SIGQUIT, syscall.SIGABRT}
)

const (
	// sameStop is how close together signals are one stop: timeout, systemd,
	// docker and npm send one to the process and one to its group.
	sameStop = time.Second
	// stopTime is how long a stop may take while nothing is measured yet, or
	// while the dashboard has the terminal.
	stopTime = 2 * time.Second
)

// stops ends the program when a signal asks for that: in order at first, so
// that what is done is kept, and at once when a second stop is asked for.
type stops struct {
	ctx    context.Context // ends when the program is to end in order
	cancel context.CancelFunc
	say    func()          // that it ends in order
	die    func(os.Signal) // ends the process by a signal

	begun  atomic.Bool // something is measured, which takes its time to end
	mutex  sync.Mutex
	screen lent            // that the dashboard has; nil for none
	guard  *terminal.Guard // of the screen
	aside  *terminal.Aside // stderr, while the dashboard has the terminal
	hurry  chan struct{}   // closed when the dashboard is to end at once
}

// lent is a terminal that the dashboard has; [terminal.Lent] is one.
type lent interface {
	GiveBack() // at once
	End()      // unless that has been done
}

func newStops() *stops {
	s := &stops{say: sayStopping, die: dieBy}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// catch has signals end the program, until over is called.
//
// Note: signal.NotifyContext ends the context before anything can be said, so
// that the word would come in the middle of the report, or after it.
func catch() (s *stops, over func()) {
	s, ended := newStops(), make(chan struct{})
	arrived, crashed := make(chan os.Signal, 8), make(chan os.Signal, 1)
	// Whoever started the program may have it ignore a signal, as nohup does.
	if heeded := slices.DeleteFunc(slices.Clone(endings), signal.Ignored); len(heeded) > 0 {
		signal.Notify(arrived, heeded...)
	}
	signal.Notify(crashed, crashes...)
	go s.watch(arrived, ended)
	go s.crash(crashed, ended)
	return s, func() { close(ended); s.cancel() }
}

// watch is the rule.
func (s *stops) watch(arrived <-chan os.Signal, over <-chan struct{}) {
	var first os.Signal
	select {
	case first = <-arrived:
	case <-over:
		return
	}
	began, late := time.Now(), time.After(stopTime)
	if !s.covers() {
		s.say()
	}
	s.cancel()
	for {
		select {
		case again := <-arrived:
			// A terminal that goes is told of by the kernel and by the shell, whenever.
			if again != syscall.SIGHUP && time.Since(began) >= sameStop {
				s.end(again)
			}
		case <-late:
			if s.covers() || !s.begun.Load() {
				s.giveBack()
				s.die(first)
			}
		case <-over:
			return
		}
	}
}

// crash ends the process by a signal that asks where it stands.
func (s *stops) crash(crashed <-chan os.Signal, over <-chan struct{}) {
	select {
	case by := <-crashed:
		s.giveBack()
		tellStacks(by)
		s.die(by)
	case <-over:
	}
}

// end ends the dashboard, and else the process, without waiting for anything.
func (s *stops) end(by os.Signal) {
	if !s.hurryUp() {
		s.giveBack()
		s.die(by)
	}
}

// hurryUp has the dashboard end at once; false where there is none, or where
// it was told so already.
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

// post has the screen guarded, and what is said on stderr kept until it is given
// back; nil for neither.
func (s *stops) post(guard *terminal.Guard, stderr *os.File) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.guard = guard
	if guard != nil && stderr != nil { // without a guard, a crash has stderr alone to tell
		s.aside, _ = terminal.SetAside(stderr) // else it is written across the dashboard
	}
}

// returned notes that the dashboard has given the terminal back.
func (s *stops) returned() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.screen.End()
	s.release()
}

// giveBack gives the terminal back where the dashboard has it. One that takes
// no output is not waited for.
func (s *stops) giveBack() {
	given := make(chan struct{})
	go func() {
		defer close(given)
		s.mutex.Lock()
		defer s.mutex.Unlock()
		if s.screen != nil {
			s.screen.GiveBack()
			s.release()
		}
	}()
	select {
	case <-given:
	case <-time.After(sameStop / 2):
	}
}

// release ends all that was there for the screen's sake.
func (s *stops) release() {
	s.screen = nil
	if s.guard != nil {
		s.guard.Dismiss()
		s.guard = nil
	}
	if s.aside != nil {
		s.aside.Release()
		s.aside = nil
	}
}

// countSuspensions counts how often the process has come back from a
// suspension (Ctrl-Z): what was measured meanwhile is no timing.
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

// sayStopping takes the place of a progress line that may stand there.
func sayStopping() {
	if isTerminal(os.Stderr) {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	}
	fmt.Fprintln(os.Stderr, "finishing up; press Ctrl-C again to quit now")
}

// tellStacks says where every goroutine stands, as Go does when nobody handles
// the signal. A stderr that takes nothing is not waited for.
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

// dieBy ends the process by a signal, as if nobody had handled it; where the
// system does not let it, by the code that a shell has for that.
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
