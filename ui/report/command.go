package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

// commands writes what the processes of a command took.
func (p *page) commands(r *engine.Result) {
	first := true
	for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
		c, ok := assess.Commands(r, kind)
		if !ok {
			continue
		}
		label := "processes"
		if !first {
			label = ""
		}
		first = false
		var values []value
		if !r.Spec.Single {
			values = append(values, text("%s", kind).padded(10))
		}
		values = append(values, text("CPU %s", units.Seconds(c.CPU().Seconds())).padded(12),
			text("%s CPUs busy", units.Number(c.Busy())).padded(15))
		if c.PeakMemory > 0 {
			values = append(values, text("%s", memory(&c)))
		}
		p.row(label, values...)
	}
}

// memory says how much memory a command had, and by which method.
func memory(c *engine.CommandEvidence) string {
	peak := units.Bytes(uint64(c.PeakMemory))
	if c.MemoryCounted {
		return "memory " + peak + " at its peak, counted by the kernel with the file cache that it filled"
	}
	return "memory " + peak + " or more at its peak, read every 50 ms"
}
