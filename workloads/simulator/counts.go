package simulator

import (
	"sync"
	"sync/atomic"
	"time"

	"ep-benchmark/engine/stats"
)

// unanswered stands for the status where no answer was sent: a fault closed the connection, or the client had left.
const unanswered = 0

// counts are what has been served, by endpoint.
type counts struct {
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

// times are durations with their sum. The histogram is made when it is needed: it has 250 KB.
type times struct {
	histogram *stats.Histogram
	sum       time.Duration
}

func (t *times) record(d time.Duration) {
	if t.histogram == nil {
		t.histogram = stats.NewHistogram()
	}
	t.histogram.Record(d)
	t.sum += d
}

// begin counts a request that has arrived.
func (n *counts) begin(c *call) {
	if !c.endpoint.internal() {
		n.inFlight.Add(1)
	}
}

// end counts a request that is done. Its times are recorded unless a fault was injected or the wait was cut short,
// since the time that a fault takes is neither a delay nor overhead.
func (n *counts) end(c *call) {
	if c.endpoint.internal() {
		return
	}
	took := time.Since(c.arrival)
	n.inFlight.Add(-1)
	of := &n.of[c.endpoint]
	of.mu.Lock()
	defer of.mu.Unlock()
	if of.answers == nil {
		of.answers = map[int]int64{}
	}
	if c.limited {
		of.limited++
	}
	switch {
	case c.fault != nil:
		of.faults[c.fault.kind]++
	case !c.timing.cut:
		of.injected.record(c.timing.waited)
		of.overhead.record(max(0, took-c.timing.injected))
	}
	of.answers[c.status]++
}

// A Summary is what a Simulator has served so far, by endpoint. Health checks and metrics are not in it.
type Summary []EndpointSummary

// An EndpointSummary is what was served of one endpoint.
type EndpointSummary struct {
	Endpoint string // such as "POST /shipments/:id/buy"
	Requests int64
	Answers  map[int]int64    // by HTTP status; 0 = no answer, because of a fault or because the client had left
	Faults   map[string]int64 // that were injected, by kind
	Limited  int64            // refused by the rate limit
	// Injected is the delay from a request's arrival as it came out, and Overhead what a request took above the delay
	// that was asked for: all of its work where there was none, and how late the wait ended where there was. Requests
	// with a fault are in neither.
	Injected, Overhead Quantiles
}

// Quantiles describe Count durations.
type Quantiles struct {
	Count         int64
	P50, P95, P99 time.Duration
}

// Summary sums up what was served so far, endpoints without requests left out.
func (s *Simulator) Summary() Summary {
	var all Summary
	for e := range endpoints {
		if of := s.counts.of[e].summary(); of.Requests > 0 {
			of.Endpoint = e.String()
			all = append(all, of)
		}
	}
	return all
}

func (n *endpointCounts) summary() EndpointSummary {
	n.mu.Lock()
	defer n.mu.Unlock()
	s := EndpointSummary{
		Answers: map[int]int64{}, Faults: map[string]int64{}, Limited: n.limited,
		Injected: n.injected.quantiles(), Overhead: n.overhead.quantiles(),
	}
	for status, count := range n.answers {
		s.Answers[status] = count
		s.Requests += count
	}
	for kind, count := range n.faults {
		if count > 0 {
			s.Faults[faultKind(kind).String()] = count
		}
	}
	return s
}

func (t *times) quantiles() Quantiles {
	if t.histogram == nil {
		return Quantiles{}
	}
	h := t.histogram
	return Quantiles{h.Count(), h.Quantile(0.5), h.Quantile(0.95), h.Quantile(0.99)}
}
