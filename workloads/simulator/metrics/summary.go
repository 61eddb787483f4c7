package metrics

import (
	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/faults"
)

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

// Summary sums up what was served so far, endpoints without requests left out.
func (n *Counts) Summary() Summary {
	var all Summary
	for e := range endpoint.Count {
		if of := n.of[e].summary(); of.Requests > 0 {
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
			s.Faults[faults.Kind(kind).String()] = count
		}
	}
	return s
}
