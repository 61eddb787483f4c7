package export

import (
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// breakEven writes from which size on the workers pay, and the table of sizes.
func (m *markdown) breakEven(report *engine.Report, r *engine.Result) {
	m.paragraph("**" + text.Markdown(nameOf(report, r)) + "**: " + text.Markdown(words.PaysFrom(r)) + ".")
	if r.BreakEven == nil {
		return
	}
	m.paragraph("| " + text.Markdown(r.Spec.SizeNoun) + " | sequential | parallel | speedup [interval] | rounds |")
	m.row("---:", "---:", "---:", "---:", "---:")
	for i := range r.BreakEven.Sizes {
		pair := &r.BreakEven.Sizes[i]
		cells := []string{units.Count(int64(pair.Size)), "not measured", "not measured", "not measured", ""}
		for at, seconds := range []float64{pair.Sequential, pair.Parallel} {
			if seconds > 0 {
				cells[at+1] = units.Seconds(seconds)
			}
		}
		if pair.Speedup != nil {
			cells[3], cells[4] = words.Bare(pair.Speedup, units.Factor), strconv.Itoa(pair.Speedup.N)
		}
		m.row(cells...)
	}
	m.paragraph("Of the speedups, " + words.SpeedupConfidence(r.BreakEven) + ".")
}

// breakEvenOf is for work that was measured in several sizes. What was not found is
// null.
func breakEvenOf(r *engine.Result) object {
	var size, pays any
	if b := r.BreakEven; b != nil {
		pays = b.Pays
		if b.Size != nil {
			size = b.Size.Value
		}
	}
	return object{{"break_even", size}, {"pays_at_largest", pays}}
}
