package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// files writes what reading files took, what bounds it, and how much memory it needed.
func (p *page) files(r *engine.Result) {
	all := assess.FilesOf(r)
	var peak assess.Files
	for i := range all {
		f := &all[i]
		label := "reading"
		if i > 0 {
			label = ""
		}
		p.row(label, text("%s", f.Kind).padded(10), text("%s", words.FileShares(f)))
		p.row("", text("").padded(10), text("%s", words.FileBytes(f)))
		if f.PeakMemory >= peak.PeakMemory {
			peak = *f
		}
	}
	if peak.MemoryLimit == 0 {
		return
	}
	limit := units.Bytes(uint64(peak.MemoryLimit))
	switch {
	case peak.PeakMemory == 0:
		p.row("memory", text("limit %s; the system keeps no mark of the peak", limit))
	case peak.PeakSinceStart:
		p.row("memory", text("%s of %s at its peak, by the system's mark since this program started", units.Bytes(uint64(peak.PeakMemory)), limit))
	default:
		p.row("memory", text("%s of %s at its peak, by the system's mark since the files were opened", units.Bytes(uint64(peak.PeakMemory)), limit))
	}
}
