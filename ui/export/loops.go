package export

import (
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// loopsOf is for work that was measured in a closed loop and in an open one. Times
// are in seconds. What has no number, since arrivals were skipped, is null.
func loopsOf(r *engine.Result) object {
	var open, closed engine.VariantFigures
	for i := range r.Variants {
		switch r.Variants[i].Name {
		case r.OpenLoop.Open:
			open = r.Variants[i]
		case r.OpenLoop.Closed:
			closed = r.Variants[i]
		}
	}
	var hidden any
	if h := r.OpenLoop.Hidden; h != nil {
		hidden = h.Value
	}
	return object{
		{"closed_p99", orNull(closed.Latency.P99.Seconds())},
		{"open_p99", orNull(open.Latency.P99.Seconds())},
		{"hidden_p99", hidden},
		{"skipped", open.Latency.Skipped},
	}
}

// loops writes what the closed loop hides, and a table of both.
func (m *markdown) loops(report *engine.Report, r *engine.Result) {
	m.paragraph("**" + text.Markdown(nameOf(report, r)) + "**: " + text.Markdown(words.Hidden(r)) + ".")
	m.paragraph("| loop | " + text.Markdown(r.Spec.Items) + "/s [interval] | latency | arrivals |")
	m.row("---", "---:", "---", "---")
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Legs == 0 {
			m.row(text.Markdown(v.Name), "not measured", "", "")
			continue
		}
		arrivals, rate := "", words.Bare(&v.Throughput, units.Number)
		if v.Arrivals != nil {
			if answered, known := v.Arrivals.AnsweredRate(); known {
				rate = units.Number(answered)
			}
			arrivals = strings.Join(words.Arrivals(v.Arrivals), "; ")
		}
		m.row(text.Markdown(v.Name), rate, words.Latencies(&v.Latency), arrivals)
	}
}
