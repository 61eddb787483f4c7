package simulator

import (
	"net/http"

	"ep-benchmark/workloads/simulator/metrics"
	"ep-benchmark/workloads/simulator/objects"
)

// writeMetrics answers in Prometheus' text format, version 0.0.4.
func (s *Simulator) writeMetrics(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m := &metrics.Exposition{}
	s.counts.Expose(m)
	m.Begin("connections", "gauge", "Connections that are open.")
	m.Sample("", float64(s.server.Open()))
	m.Begin("refused_connections_total", "counter", "Connections closed at once, as there were too many.")
	m.Sample("", float64(s.server.Refused()))
	m.Begin("objects", "gauge", "Objects kept, by mode and kind.")
	for mode := range objects.Modes {
		for _, kept := range s.stores[mode].Kept() {
			m.Sample("", float64(kept.Count), metrics.Label{Name: "mode", Value: mode.String()}, metrics.Label{Name: "object", Value: kept.Name})
		}
	}
	_, _ = w.Write(m.Text)
}

// Summary sums up what was served so far, endpoints without requests left out.
func (s *Simulator) Summary() metrics.Summary { return s.counts.Summary() }
