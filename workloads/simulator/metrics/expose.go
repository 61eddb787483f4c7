package metrics

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"ep-benchmark/workloads/simulator/endpoint"
	"ep-benchmark/workloads/simulator/faults"
)

// Expose writes the counts as metrics.
func (n *Counts) Expose(m *Exposition) {
	m.Begin("requests_total", "counter", "Requests by endpoint and status; none = no answer, by a fault or since the client had left.")
	n.each(func(e endpoint.Endpoint, n *endpointCounts) {
		for _, status := range slices.Sorted(maps.Keys(n.answers)) {
			m.Sample("", float64(n.answers[status]), endpointLabel(e), Label{"status", statusLabel(status)})
		}
	})
	m.Begin("limited_total", "counter", "Requests refused by the rate limit, by endpoint.")
	n.each(func(e endpoint.Endpoint, n *endpointCounts) { m.Sample("", float64(n.limited), endpointLabel(e)) })
	m.Begin("faults_total", "counter", "Faults injected, by endpoint and kind.")
	n.each(func(e endpoint.Endpoint, n *endpointCounts) {
		for kind, count := range n.faults {
			if count > 0 {
				m.Sample("", float64(count), endpointLabel(e), Label{"kind", faults.Kind(kind).String()})
			}
		}
	})
	m.Begin("injected_seconds", "histogram", "Delay from a request's arrival as it came out, by endpoint, without requests that had a fault.")
	n.each(func(e endpoint.Endpoint, n *endpointCounts) { m.histogram(e, &n.injected) })
	m.Begin("overhead_seconds", "histogram", "What a request took above the delay that was asked for, by endpoint, without requests that had a fault.")
	n.each(func(e endpoint.Endpoint, n *endpointCounts) { m.histogram(e, &n.overhead) })
	m.Begin("in_flight", "gauge", "Requests that are being answered.")
	m.Sample("", float64(n.inFlight.Load()))
}

// each visits the endpoints that had requests, each under its lock.
func (n *Counts) each(visit func(e endpoint.Endpoint, of *endpointCounts)) {
	for e := range endpoint.Count {
		of := &n.of[e]
		of.mu.Lock()
		if len(of.answers) > 0 {
			visit(e, of)
		}
		of.mu.Unlock()
	}
}

func endpointLabel(e endpoint.Endpoint) Label { return Label{"endpoint", e.String()} }

func statusLabel(status int) string {
	if status == Unanswered {
		return "none"
	}
	return strconv.Itoa(status)
}

// bounds of the histograms' buckets.
var bounds = [...]time.Duration{
	50 * time.Microsecond, 100 * time.Microsecond, 250 * time.Microsecond, 500 * time.Microsecond,
	time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 10 * time.Millisecond, 25 * time.Millisecond,
	50 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond, 500 * time.Millisecond,
	time.Second, 2500 * time.Millisecond, 5 * time.Second, 10 * time.Second,
}

// histogram adds an endpoint's. A bound is as precise as the histogram of the counts, to a thousandth.
func (m *Exposition) histogram(e endpoint.Endpoint, t *times) {
	if t.histogram == nil {
		return
	}
	var upTo [len(bounds)]int64
	t.histogram.Each(func(value time.Duration, count int64) {
		at, _ := slices.BinarySearch(bounds[:], value)
		if at < len(upTo) {
			upTo[at] += count
		}
	})
	total := int64(0)
	for i, bound := range bounds {
		total += upTo[i]
		m.Sample("_bucket", float64(total), endpointLabel(e), Label{"le", strconv.FormatFloat(bound.Seconds(), 'g', -1, 64)})
	}
	count := float64(t.histogram.Count() + t.histogram.OutOfRange())
	m.Sample("_bucket", count, endpointLabel(e), Label{"le", "+Inf"})
	m.Sample("_sum", t.sum.Seconds(), endpointLabel(e))
	m.Sample("_count", count, endpointLabel(e))
}
