// Package process is what a process owes its surroundings: it ends when a signal
// asks for it, whatever blocks it; it gives the terminal back; it writes one
// printable line at a time; and no API key that it knows leaves it. Everything
// else gets an Environment, so that tests can pass their own.
package process

import (
	"context"
	"io"
	"net"
	"os"
	"sync/atomic"
)

// An Environment is what is outside of the program and that it uses: streams,
// variables, signals, the network.
type Environment struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Environ        func() []string        // all variables, each as NAME=value; nil for none
	Executable     func() (string, error) // to start the simulator with
	Suspensions    *atomic.Int64          // of the process, so far; nil if they are not counted
	Stops          *Stops                 // ends the program on signals; nil without signal handling
	// Dial makes connections to a server that is named; nil for the network's
	// own.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Arguments are the command line's, and Keys the API keys that are known:
	// run fills them in.
	Arguments []string
	Keys      *Keyring
}

// ChildEnvironment returns the environment for processes that the program
// starts.
func (env Environment) ChildEnvironment() []string {
	return withoutKeys(os.Environ(), env.Keys)
}
