package simulator

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// writeMetrics answers in Prometheus' text format, version 0.0.4.
func (s *Simulator) writeMetrics(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m := &exposition{}
	m.begin("requests_total", "counter", "Requests by endpoint and status; none = no answer, by a fault or since the client had left.")
	s.counts.each(func(e endpoint, n *endpointCounts) {
		for _, status := range slices.Sorted(maps.Keys(n.answers)) {
			m.sample("", float64(n.answers[status]), endpointLabel(e), label{"status", statusLabel(status)})
		}
	})
	m.begin("limited_total", "counter", "Requests refused by the rate limit, by endpoint.")
	s.counts.each(func(e endpoint, n *endpointCounts) { m.sample("", float64(n.limited), endpointLabel(e)) })
	m.begin("faults_total", "counter", "Faults injected, by endpoint and kind.")
	s.counts.each(func(e endpoint, n *endpointCounts) {
		for kind, count := range n.faults {
			if count > 0 {
				m.sample("", float64(count), endpointLabel(e), label{"kind", faultKind(kind).String()})
			}
		}
	})
	m.begin("injected_seconds", "histogram", "Delay from a request's arrival as it came out, by endpoint, without requests that had a fault.")
	s.counts.each(func(e endpoint, n *endpointCounts) { m.histogram(e, &n.injected) })
	m.begin("overhead_seconds", "histogram", "What a request took above the delay that was asked for, by endpoint, without requests that had a fault.")
	s.counts.each(func(e endpoint, n *endpointCounts) { m.histogram(e, &n.overhead) })
	m.begin("in_flight", "gauge", "Requests that are being answered.")
	m.sample("", float64(s.counts.inFlight.Load()))
	m.begin("connections", "gauge", "Connections that are open.")
	m.sample("", float64(s.doors.open.Load()))
	m.begin("refused_connections_total", "counter", "Connections closed at once, as there were too many.")
	m.sample("", float64(s.doors.refused.Load()))
	m.begin("objects", "gauge", "Objects kept, by mode and kind.")
	for _, world := range s.worlds {
		for _, kept := range world.kept() {
			m.sample("", float64(kept.count), label{"mode", world.mode.String()}, label{"object", kept.name})
		}
	}
	_, _ = w.Write(m.text)
}

// each visits the endpoints that had requests, each under its lock.
func (n *counts) each(visit func(e endpoint, of *endpointCounts)) {
	for e := range endpoints {
		of := &n.of[e]
		of.mu.Lock()
		if len(of.answers) > 0 {
			visit(e, of)
		}
		of.mu.Unlock()
	}
}

func endpointLabel(e endpoint) label { return label{"endpoint", e.String()} }

func statusLabel(status int) string {
	if status == unanswered {
		return "none"
	}
	return strconv.Itoa(status)
}

// exposition is a text of metrics that is being written.
type exposition struct {
	text []byte
	name string
}

func (m *exposition) begin(name, kind, help string) {
	m.name = "ep_simulator_" + name
	m.text = append(m.text, "# HELP "+m.name+" "+help+"\n# TYPE "+m.name+" "+kind+"\n"...)
}

// label is a name and a value, which is one of ours and needs no escape.
type label struct{ name, value string }

// sample adds a line.
func (m *exposition) sample(suffix string, value float64, labels ...label) {
	m.text = append(append(m.text, m.name...), suffix...)
	separator := byte('{')
	for _, l := range labels {
		m.text = append(append(append(m.text, separator), l.name...), '=')
		m.text = strconv.AppendQuote(m.text, l.value)
		separator = ','
	}
	if len(labels) > 0 {
		m.text = append(m.text, '}')
	}
	m.text = append(m.text, ' ')
	m.text = append(strconv.AppendFloat(m.text, value, 'g', -1, 64), '\n')
}

// bounds of the histograms' buckets.
var bounds = [...]time.Duration{
	50 * time.Microsecond, 100 * time.Microsecond, 250 * time.Microsecond, 500 * time.Microsecond,
	time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 10 * time.Millisecond, 25 * time.Millisecond,
	50 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond, 500 * time.Millisecond,
	time.Second, 2500 * time.Millisecond, 5 * time.Second, 10 * time.Second,
}

// histogram adds an endpoint's. A bound is as precise as the histogram of the counts, to a thousandth.
func (m *exposition) histogram(e endpoint, t *times) {
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
		m.sample("_bucket", float64(total), endpointLabel(e), label{"le", strconv.FormatFloat(bound.Seconds(), 'g', -1, 64)})
	}
	count := float64(t.histogram.Count() + t.histogram.OutOfRange())
	m.sample("_bucket", count, endpointLabel(e), label{"le", "+Inf"})
	m.sample("_sum", t.sum.Seconds(), endpointLabel(e))
	m.sample("_count", count, endpointLabel(e))
}
