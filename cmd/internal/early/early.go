// Package early handles the crash signals from the first millisecond of the
// program on. Go initializes packages in the order of their import paths, as
// far as their imports allow. This one imports nothing but what it needs to
// catch a signal, so that it comes before the packages that take their time. Only main imports it.
//
// Note: before that, for about a millisecond, Go's runtime has a handler of its
// own, which prints stacks and exits with the code of a wrong command line. No
// code of a program can run earlier.
package early

import (
	"os"
	"os/signal"

	"ep-benchmark/cmd/internal/ending"
)

var (
	crashed = make(chan os.Signal, 1)
	handed  = make(chan struct{})
	ended   = make(chan struct{})
)

func init() {
	signal.Notify(crashed, ending.Crashes...)
	go wait()
}

// wait ends the process by the first crash signal before HandOver.
func wait() {
	defer close(ended)
	select {
	case by := <-crashed:
		ending.Die(by)
	case <-handed:
	}
	select { // it may have arrived just before
	case by := <-crashed:
		ending.Die(by)
	default:
	}
}

// HandOver leaves the crash signals to the handler that the caller has
// installed. It must be called at most once.
func HandOver() {
	signal.Stop(crashed) // which waits for signals that are being delivered
	close(handed)
	<-ended
}
