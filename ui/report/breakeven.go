package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// breakEven writes from which size on the workers pay.
func (p *page) breakEven(r *engine.Result) {
	p.row("pays", value{spans: []span{{bold, words.PaysFrom(r)}}})
}

// sizePairs writes the table of a sweep over sizes.
func (p *page) sizePairs(r *engine.Result) {
	if r.BreakEven == nil {
		return
	}
	t := &table{columns: []column{
		{title: r.Spec.SizeNoun},
		{title: "sequential", name: "sequential"},
		{title: "parallel", name: "parallel"},
		{title: "speedup", name: "speedup"},
		{title: "rounds", name: "rounds"},
	}}
	for i := range r.BreakEven.Sizes {
		t.rows = append(t.rows, pairRow(&r.BreakEven.Sizes[i]))
	}
	p.write("\n")
	p.table(t)
	p.indented(labelColumn, coloured(faint, words.SpeedupConfidence(r.BreakEven)+"; a time is that of a pass"))
}

func pairRow(s *engine.SizeFigures) tableRow {
	row := tableRow{cells: []value{text("%12s", units.Count(int64(s.Size)))}}
	for _, seconds := range []float64{s.Sequential, s.Parallel} {
		if seconds > 0 {
			row.cells = append(row.cells, text("%s", units.Seconds(seconds)))
		} else {
			row.cells = append(row.cells, coloured(faint, "not measured"))
		}
	}
	if s.Speedup == nil {
		row.cells = append(row.cells, coloured(faint, "not measured"), value{})
	} else {
		row.cells = append(row.cells, text("%s", words.Bare(s.Speedup, units.Factor)), text("%d", s.Speedup.N))
	}
	if s.Gated > 0 {
		row.under = append(row.under, coloured(yellow, units.Counted(s.Gated, "leg")+" gated, in no figure here"))
	}
	return row
}
