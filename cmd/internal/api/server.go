package api

import (
	"errors"

	"ep-benchmark/workloads/child"
)

// Server is the server that the workloads call; empty if none of them needs
// one.
type Server struct {
	Process *child.Process // nil where the server is not ours
	client  Caller
	Port    uint16 // of a server on this machine that is not ours; else 0
}

// mostAutomaticWorkers is the most that --workers auto chooses.
const mostAutomaticWorkers = 40

// SimulatorEnded begins the message about a simulator that ended without a
// stop.
const SimulatorEnded = "the simulator ended during the run"

// Stop closes the connections to the server, and ends a simulator of ours.
func (s *Server) Stop() {
	if s.client != nil {
		s.client.Close()
	}
	if s.Process != nil {
		_ = s.Process.Stop() // it is gone afterwards either way
	}
}

// Died returns an error if the simulator has ended without being stopped.
func (s *Server) Died() error {
	if s.Process == nil {
		return nil
	}
	select {
	case <-s.Process.Done():
		if err := s.Process.Err(); err != nil {
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
