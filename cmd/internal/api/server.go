package api

import (
	"context"
	"errors"
	"fmt"
	"net"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/child"
)

// Server is the server that the workloads call; empty if none of them needs
// one.
type Server struct {
	Process *child.Process // nil where the server is not ours
	client  Caller
	relay   *Relay // on the way to the server; nil for none
	Port    uint16 // of a server on this machine that is not ours; else 0
	shared  bool   // another Server stops the process
}

// mostAutomaticWorkers is the most that --workers auto chooses.
const mostAutomaticWorkers = 40

// SimulatorEnded and RelayEnded begin the message about a simulator or a relay that
// ended without a stop.
const (
	SimulatorEnded = "the simulator ended during the run"
	RelayEnded     = "the relay, which makes the way to the server longer, ended during the run"
)

// Stop closes the connections to the server, and ends a simulator of ours that is
// not another's.
func (s *Server) Stop() {
	if s.client != nil {
		s.client.Close()
	}
	if s.relay != nil {
		_ = s.relay.Stop() // likewise
	}
	if s.Process != nil && !s.shared {
		_ = s.Process.Stop() // it is gone afterwards either way
	}
}

// PIDs are the processes that belong to the server and whose CPU time is part of
// what is measured.
func (s *Server) PIDs() []int {
	var all []int
	if s.Process != nil {
		all = append(all, s.Process.PID())
	}
	if s.relay != nil {
		all = append(all, s.relay.PID())
	}
	return all
}

// longer starts the relay that the order wants on the way to an address, and
// returns how connections are made then; the usual way for none.
func (s *Server) longer(ctx context.Context, address string, here bool, o *order.Order, usual dial, env process.Environment) (dial, error) {
	if o.Environment.RoundTrip == 0 {
		return usual, nil
	}
	s.relay = NewRelay(address, o.Environment.RoundTrip, here)
	return s.relay.Dial, s.relay.Start(ctx, env)
}

// dial makes a connection.
type dial = func(ctx context.Context, network, address string) (net.Conn, error)

// Died returns an error if the simulator or the relay has ended without being stopped.
// It says which.
func (s *Server) Died() error {
	if err := ended(s.Process); err != nil {
		return fmt.Errorf("%s: %w", SimulatorEnded, err)
	}
	return s.relay.Died()
}

// ended returns an error if a process has ended; nil for none.
func ended(process *child.Process) error {
	if process == nil {
		return nil
	}
	select {
	case <-process.Done():
		if err := process.Err(); err != nil {
			return err
		}
		return errors.New("it exited without an error")
	default:
		return nil
	}
}

// Affords returns an error if too few requests are left for another run, so
// that no run stops in the middle.
func (s *Server) Affords(t *Target) error {
	if t == nil || !t.counted {
		return nil
	}
	return t.affords(s.client)
}
