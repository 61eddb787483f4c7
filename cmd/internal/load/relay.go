package load

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
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

// delay is the relay to an address as a child process.
type delay struct {
	address       string
	roundTrip     time.Duration
	onThisMachine bool
	process       *child.Process // nil until it is started
}

// start starts the relay.
func (d *delay) start(ctx context.Context, env process.Environment) error {
	executable, err := env.Executable()
	if err != nil {
		return fmt.Errorf("starting the relay: %w", err)
	}
	command := []string{executable, RelayCommand, d.address, d.roundTrip.String()}
	if d.onThisMachine {
		command = append(command, here)
	}
	started, err := child.Start(ctx, "relay", command, env.ChildEnvironment(), nil)
	if err == nil {
		d.process = started
	}
	return err
}

// dial connects to the server through the relay.
func (d *delay) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	return relay.Dial(ctx, d.process.Address())
}

// PID is the relay's, whose CPU time is part of what is measured.
func (d *delay) PID() int { return d.process.PID() }

// CPU is that of relays that have ended: the one there is ends with the run.
func (d *delay) CPU() time.Duration { return 0 }

// Live says that CPU does not have the process that is running: the relay is
// counted by its PID.
func (d *delay) Live() bool { return false }

// Running says that a process is running whose CPU time is not known yet. That of
// the relay always is.
func (d *delay) Running() bool { return false }

// stop ends the relay, if it was started.
func (d *delay) stop() error {
	if d.process == nil {
		return nil
	}
	return d.process.Stop()
}
