package simulator

import (
	"sync"
	"sync/atomic"
	"time"
)

// unanswered stands for the status where no answer was sent: a fault closed the connection, or the client had left.
const unanswered = 0

// Counts are what has been served, by endpoint.
type Counts struct {
	inFlight atomic.Int64
	of       [endpoints]endpointCounts
}

// endpointCounts are one endpoint's.
type endpointCounts struct {
	mu       sync.Mutex
	answers  map[int]int64 // by status, unanswered among them
	faults   [faultKinds]int64
	limited  int64
	injected times // the delays as they came out
	overhead times // what requests took above the delay that was asked for
}

// Served is what is counted of a request when it is done.
type Served struct {
	endpoint endpoint
	status   int
	arrival  time.Time
	limited  bool // refused by the rate limit
	faulty   bool
	fault    faultKind     // of a faulty one
	cut      bool          // the wait was cut short
	injected time.Duration // the delay that was asked for
	waited   time.Duration // the delay as it came out
}

// begin counts a request that has arrived.
func (n *Counts) begin(e endpoint) {
	if !e.internal() {
		n.inFlight.Add(1)
	}
}

// end counts a request that is done. Its times are recorded unless a fault was injected or the wait was cut short,
// since the time that a fault takes is neither a delay nor overhead.
func (n *Counts) end(r *Served) {
	if r.endpoint.internal() {
		return
	}
	took := time.Since(r.arrival)
	n.inFlight.Add(-1)
	of := &n.of[r.endpoint]
	of.mu.Lock()
	defer of.mu.Unlock()
	if of.answers == nil {
		of.answers = map[int]int64{}
	}
	if r.limited {
		of.limited++
	}
	switch {
	case r.faulty:
		of.faults[r.fault]++
	case !r.cut:
		of.injected.record(r.waited)
		of.overhead.record(max(0, took-r.injected))
	}
	of.answers[r.status]++
}
