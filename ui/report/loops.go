package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// loops writes the closed loop and the open one, and what the closed one hides.
func (p *page) loops(r *engine.Result) {
	p.row("hidden", value{spans: []span{{bold, words.Hidden(r)}}})
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Legs == 0 {
			p.row(v.Name, text("not measured"))
			continue
		}
		p.row(v.Name+" loop", text("%s", words.LoopRate(v, r.Spec.Items)).padded(17), text("%s", words.Latencies(&v.Latency)))
		if v.Arrivals == nil {
			p.row("", text("%s, each sends its next request when the last one is answered", units.Counted(v.Workers, "worker")))
			continue
		}
		p.row("", values(words.Arrivals(v.Arrivals))...)
	}
}
