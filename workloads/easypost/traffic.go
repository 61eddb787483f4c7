package easypost

import (
	"ep-benchmark/engine"
	"ep-benchmark/workloads/wire"
)

// Traffic is the requests of one leg: a session for each worker, and what was
// measured of all of them on the wire.
type Traffic struct {
	*wire.Traffic
	client   *Client
	sessions []*Session
	returned bool // to the client
}

// Traffic opens a session for each of the given number of workers. Close gives
// the sessions back.
func (c *Client) Traffic(workers int) *Traffic {
	if t, ok := c.idle.Take(workers); ok {
		t.returned = false
		return t
	}
	t := &Traffic{Traffic: c.transport.Traffic(workers), client: c}
	for worker := range workers {
		t.sessions = append(t.sessions, newSession(c, t.Traffic.Session(worker)))
	}
	return t
}

// Session returns the session of a worker, counted from 0.
func (t *Traffic) Session(worker int) *Session { return t.sessions[worker] }

// Close gives the sessions back to the client. They must not be in use; a
// second Close does nothing.
func (t *Traffic) Close() {
	if t.returned {
		return
	}
	t.returned = true
	for _, s := range t.sessions {
		s.reset()
	}
	t.Reset()
	t.client.idle.Put(len(t.sessions), t)
}

// Evidence sums up what was measured. It leaves out the mean in flight, which
// depends on the makespan. The runner computes that.
func (t *Traffic) Evidence() engine.WireEvidence {
	e := t.Traffic.Evidence()
	for _, s := range t.sessions {
		e.Repeated += s.repeated
		e.Slept += s.slept
	}
	return e
}
