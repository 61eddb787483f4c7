package simulator

import "net/http"

// writeMetrics answers in Prometheus' text format, version 0.0.4.
func (s *Simulator) writeMetrics(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	m := &exposition{}
	s.counts.Expose(m)
	m.begin("connections", "gauge", "Connections that are open.")
	m.sample("", float64(s.server.open()))
	m.begin("refused_connections_total", "counter", "Connections closed at once, as there were too many.")
	m.sample("", float64(s.server.refused()))
	m.begin("objects", "gauge", "Objects kept, by mode and kind.")
	for mode := range modes {
		for _, kept := range s.stores[mode].kept() {
			m.sample("", float64(kept.count), label{"mode", mode.String()}, label{"object", kept.name})
		}
	}
	_, _ = w.Write(m.text)
}

// Summary sums up what was served so far, endpoints without requests left out.
func (s *Simulator) Summary() Summary { return s.counts.summary() }
