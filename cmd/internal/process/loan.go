package process

import (
	"os"
	"sync"

	"ep-benchmark/ui/terminal"
)

// lent is a terminal that the dashboard has; [terminal.Lent] is one.
type lent interface {
	Abandon()       // ends the wait for writes
	GiveBack() bool // at once; false where the terminal takes no output
	End() bool      // unless that has been done
}

// lending is the terminal that the dashboard has, and what is set up while it has
// it.
type lending struct {
	mutex  sync.Mutex
	screen lent            // nil for none
	guard  *terminal.Guard // of the screen
	aside  *terminal.Aside // stderr, while the dashboard has the terminal
	hurry  chan struct{}   // closed when the dashboard is to end at once
}

func (l *lending) covers() bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	return l.screen != nil
}

// Lend notes that the dashboard has the terminal. The channel is closed when
// the dashboard is to end at once.
func (l *lending) Lend(screen lent) (hurry <-chan struct{}) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.hurry = make(chan struct{})
	l.screen = screen
	return l.hurry
}

// Post sets the guard of the screen; nil for none. With a guard and stderr, it
// holds back what is written to stderr until the terminal is given back.
func (l *lending) Post(guard *terminal.Guard, stderr *os.File) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.guard = guard
	if guard != nil && stderr != nil { // without a guard, only stderr can show a crash
		l.aside, _ = terminal.SetAside(stderr) // on an error, stderr is written across the dashboard
	}
}

// endWithin gives the terminal back. It waits for a terminal that takes no output
// until the limit.
func (l *lending) endWithin(limit <-chan struct{}) {
	given := make(chan struct{})
	go func() {
		defer close(given)
		l.take().back(lent.End)
	}()
	select {
	case <-given:
	case <-limit:
		atMost(shortWait, func() { <-given })
	}
}

// hurryUp asks the dashboard to end at once. It returns false if there is no
// dashboard, or if it was asked before.
func (l *lending) hurryUp() bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.screen == nil || l.hurry == nil {
		return false
	}
	close(l.hurry)
	l.hurry = nil
	return true
}

// abandon makes the dashboard stop waiting for a terminal that takes no output.
func (l *lending) abandon() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.screen != nil {
		l.screen.Abandon()
	}
}

// giveBack gives the terminal back if the dashboard has it. It does not wait
// for a terminal that takes no output.
func (l *lending) giveBack() {
	atMost(restoreTime, func() { l.take().back(lent.GiveBack) })
}

// loan holds what exists while the dashboard has the screen.
type loan struct {
	screen lent            // nil for none
	guard  *terminal.Guard // nil for none
	aside  *terminal.Aside // nil for none
}

// take ends the lending. The caller gives it back.
func (l *lending) take() loan {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	taken := loan{l.screen, l.guard, l.aside}
	l.screen, l.guard, l.aside = nil, nil, nil
	return taken
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
