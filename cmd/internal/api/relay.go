package api

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/child"
	"ep-benchmark/workloads/relay"
)

// RelayCommand runs a relay that holds connections back. It is not a command for
// users: measuring with an added round trip starts it.
const RelayCommand = "relay-connections"

// here is the argument that keeps a relay on this machine.
const here = "here"

// RunRelay is that command: ADDRESS ROUNDTRIP [here]. It prints where it listens,
// and ends with its standard input. It returns the exit code.
func RunRelay(args []string, in io.Reader, out io.Writer) int {
	if err := serveRelay(args, in, out); err != nil {
		fmt.Fprintf(os.Stderr, "ep-benchmark %s: measuring starts it: %v\n", RelayCommand, err)
		return cli.ExitFailed
	}
	return cli.ExitOK
}

func serveRelay(args []string, in io.Reader, out io.Writer) error {
	if len(args) < 2 {
		return errors.New("expected an address and a time")
	}
	roundTrip, err := time.ParseDuration(args[1])
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		_, _ = io.Copy(io.Discard, in) // until the parent ends
		cancel()
	}()
	if err := relay.Announce(out, listener); err != nil {
		return err
	}
	r := relay.Relay{Address: args[0], RoundTrip: roundTrip, Loopback: len(args) > 2 && args[2] == here}
	return r.Serve(ctx, listener)
}

// Relay is a relay to an address as a child process.
type Relay struct {
	address       string
	roundTrip     time.Duration
	onThisMachine bool
	process       *child.Process // nil until it is started
}

// NewRelay returns a relay that is not started yet.
func NewRelay(address string, roundTrip time.Duration, onThisMachine bool) *Relay {
	return &Relay{address: address, roundTrip: roundTrip, onThisMachine: onThisMachine}
}

// Start starts the relay.
func (r *Relay) Start(ctx context.Context, env process.Environment) error {
	executable, err := env.Executable()
	if err != nil {
		return fmt.Errorf("starting the relay: %w", err)
	}
	command := []string{executable, RelayCommand, r.address, r.roundTrip.String()}
	if r.onThisMachine {
		command = append(command, here)
	}
	started, err := child.Start(ctx, "relay", command, env.ChildEnvironment(), nil)
	if err == nil {
		r.process = started
	}
	return err
}

// Dial connects to the server through the relay.
func (r *Relay) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	return relay.Dial(ctx, r.process.Address())
}

// child is the relay's process; nil for none.
func (r *Relay) child() *child.Process {
	if r == nil {
		return nil
	}
	return r.process
}

// Died returns an error if the relay has ended without being stopped.
func (r *Relay) Died() error {
	if err := ended(r.child()); err != nil {
		return fmt.Errorf("%s: %w", RelayEnded, err)
	}
	return nil
}

// PID is the relay's, whose CPU time is part of what is measured.
func (r *Relay) PID() int { return r.process.PID() }

// CPU is that of relays that have ended: the one there is ends with the run.
func (r *Relay) CPU() time.Duration { return 0 }

// Live says that CPU does not have the process that is running: the relay is
// counted by its PID.
func (r *Relay) Live() bool { return false }

// Running says that a process is running whose CPU time is not known yet. That of
// the relay always is.
func (r *Relay) Running() bool { return false }

// Stop ends the relay, if it was started.
func (r *Relay) Stop() error {
	if r.process == nil {
		return nil
	}
	return r.process.Stop()
}

// HostPort is an address with its port.
func HostPort(address *url.URL) string {
	port := address.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[address.Scheme]
	}
	return net.JoinHostPort(address.Hostname(), port)
}
