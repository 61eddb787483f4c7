package process

import (
	"os"

	"ep-benchmark/ui/terminal"
)

// lent is a terminal that the dashboard has; [terminal.Lent] is one.
type lent interface {
	Abandon()       // ends the wait for writes
	GiveBack() bool // at once; false where the terminal takes no output
	End() bool      // unless that has been done
}

func (s *Stops) covers() bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.screen != nil
}

// Lend notes that the dashboard has the terminal. The channel is closed when
// the dashboard is to end at once.
func (s *Stops) Lend(screen lent) (hurry <-chan struct{}) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.hurry = make(chan struct{})
	s.screen = screen
	return s.hurry
}

// Post sets the guard of the screen; nil for none. With a guard and stderr, it
// holds back what is written to stderr until the terminal is given back.
func (s *Stops) Post(guard *terminal.Guard, stderr *os.File) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.guard = guard
	if guard != nil && stderr != nil { // without a guard, only stderr can show a crash
		s.aside, _ = terminal.SetAside(stderr) // on an error, stderr is written across the dashboard
	}
}

// Returned gives the terminal back when the dashboard has ended. It waits for a
// terminal that takes no output until a stop ends the wait.
func (s *Stops) Returned() {
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
func (s *Stops) abandon() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.screen != nil {
		s.screen.Abandon()
	}
}

// giveBack gives the terminal back if the dashboard has it. It does not wait
// for a terminal that takes no output.
func (s *Stops) giveBack() {
	atMost(restoreTime, func() { s.take().back(lent.GiveBack) })
}

// loan holds what exists while the dashboard has the screen.
type loan struct {
	screen lent            // nil for none
	guard  *terminal.Guard // nil for none
	aside  *terminal.Aside // nil for none
}

// take takes the loan from the stops. The caller gives it back.
func (s *Stops) take() loan {
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
