// Package metrics counts what was served by endpoint, and shows it as a summary and in Prometheus' text format. A
// request with a fault is counted and not timed, since its time is neither a delay nor overhead.
package metrics

import (
	"sync"
	"sync/atomic"
	"time"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/faults"
)

// Unanswered stands for the status where no answer was sent: a fault closed the connection, or the client had left.
const Unanswered = 0

// Counts are what has been served, by endpoint.
type Counts struct {
	inFlight atomic.Int64
	of       [endpoint.Count]endpointCounts
}

// endpointCounts are one endpoint's.
type endpointCounts struct {
	mu       sync.Mutex
	answers  map[int]int64 // by status, unanswered among them
	faults   [faults.Kinds]int64
	limited  int64
	injected times // the delays as they came out
	overhead times // what requests took above the delay that was asked for
}

// Served is what is counted of a request when it is done.
type Served struct {
	Endpoint endpoint.Endpoint
	Status   int
	Arrival  time.Time
	Limited  bool // refused by the rate limit
	Faulty   bool
	Fault    faults.Kind   // of a faulty one
	Cut      bool          // the wait was cut short
	Injected time.Duration // the delay that was asked for
	Waited   time.Duration // the delay as it came out
}

// Begin counts a request that has arrived.
func (n *Counts) Begin(e endpoint.Endpoint) {
	if !e.Internal() {
		n.inFlight.Add(1)
	}
}

// End counts a request that is done. Its times are recorded unless a fault was injected or the wait was cut short,
// since the time that a fault takes is neither a delay nor overhead.
func (n *Counts) End(r *Served) {
	if r.Endpoint.Internal() {
		return
	}
	took := time.Since(r.Arrival)
	n.inFlight.Add(-1)
	of := &n.of[r.Endpoint]
	of.mu.Lock()
	defer of.mu.Unlock()
	if of.answers == nil {
		of.answers = map[int]int64{}
	}
	if r.Limited {
		of.limited++
	}
	switch {
	case r.Faulty:
		of.faults[r.Fault]++
	case !r.Cut:
		of.injected.record(r.Waited)
		of.overhead.record(max(0, took-r.Injected))
	}
	of.answers[r.Status]++
}
