package process

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"sync/atomic"
	"time"

	"ep-benchmark/cmd/internal/ending"
)

// Stops ends the program on signals. The first stop ends it in order, so that
// finished work is kept. A second stop ends it at once.
type Stops struct {
	ctx    context.Context // ends when the program is to end in order
	cancel context.CancelFunc
	say    func()          // prints that the program ends in order
	die    func(os.Signal) // ends the process by a signal

	waited   chan struct{} // closed waitTime after the first stop
	reported chan struct{} // closed reportTime after it

	by atomic.Pointer[os.Signal] // the first ending signal; nil before

	lending
}

// NewStops returns stops that no signal reaches yet.
func NewStops() *Stops {
	s := &Stops{say: sayStopping, die: ending.Die, waited: make(chan struct{}), reported: make(chan struct{})}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// Catch makes signals end the program until over is called.
//
// Note: signal.NotifyContext ends the context before a message can be printed.
// The message would then come in the middle of the report, or after it.
func Catch() (s *Stops, over func()) {
	s, ended := NewStops(), make(chan struct{})
	arrived, crashed := make(chan os.Signal, 8), make(chan os.Signal, 1)
	// The parent process may have made the program ignore a signal, as nohup
	// does.
	if heeded := slices.DeleteFunc(slices.Clone(endings), signal.Ignored); len(heeded) > 0 {
		signal.Notify(arrived, heeded...)
	}
	signal.Notify(crashed, ending.Crashes...)
	go s.watch(arrived, ended)
	go s.crash(crashed, ended)
	return s, func() { close(ended); s.cancel() }
}

// watch handles the ending signals. The first ends the program in order. A
// signal after SameStop ends it at once, and so does the end of StopTime.
func (s *Stops) watch(arrived <-chan os.Signal, over <-chan struct{}) {
	var first os.Signal
	select {
	case first = <-arrived:
	case <-over:
		return
	}
	began, last := time.Now(), time.After(StopTime-restoreTime)
	defer s.expire()()
	atMost(sayTime, func() {
		if !s.covers() {
			s.say()
		}
	})
	s.Stop(first)
	for {
		select {
		case again := <-arrived:
			if time.Since(began) >= SameStop {
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

// Stop begins the ordered end that a signal asks for.
func (s *Stops) Stop(by os.Signal) {
	s.by.Store(&by)
	s.cancel()
}

// Context ends when the program is to end in order.
func (s *Stops) Context() context.Context { return s.ctx }

// expire starts the timers for writes that block after a stop. The function
// that it returns stops the timers.
func (s *Stops) expire() (end func()) {
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
func (s *Stops) limit() <-chan struct{} {
	if s.ctx.Err() == nil {
		return s.waited
	}
	return s.reported
}

// crash prints the stacks when a crash signal arrives, and ends the process by
// that signal.
func (s *Stops) crash(crashed <-chan os.Signal, over <-chan struct{}) {
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
func (s *Stops) end(by os.Signal) {
	if !s.hurryUp() {
		s.giveBack()
		s.die(by)
	}
}

// Returned gives the terminal back when the dashboard has ended. It waits for a
// terminal that takes no output until a stop ends the wait.
func (s *Stops) Returned() { s.endWithin(s.waited) }
