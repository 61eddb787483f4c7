package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// scaling writes how the throughput grows with the workers: what is recommended
// first, and the table of all numbers last.
func (p *page) scaling(r *engine.Result) {
	p.row("recommended", value{spans: []span{{bold, words.Recommended(r)}}})
	if given := words.GivenUp(r); given != "" {
		p.row("", text("gives up %s of the throughput", given))
	}
	for i, line := range words.Staircase(r) {
		p.row(once(i, "staircase"), text("%s", line))
	}
	for i, line := range words.Law(r) {
		p.row(once(i, "law"), text("%s", line))
	}
	if doubling := words.Doubling(r); doubling != "" {
		p.row("tail", text("%s", doubling))
	}
}

// sizes writes the table of a sweep.
func (p *page) sizes(r *engine.Result) {
	_, computes := words.Efficiency(r, &r.Variants[0])
	t := &table{columns: []column{{title: "workers"}, {title: "throughput"}, {title: "of the most", name: "of the most"}}}
	if computes {
		t.columns = append(t.columns, column{title: "efficiency", name: "efficiency"})
	}
	t.columns = append(t.columns, column{title: "p99", name: "p99"}, column{title: "max", name: "max"})
	if words.HasCosts(r) {
		t.columns = append(t.columns, column{title: "ready p99", name: "ready p99"}, column{title: "bytes/" + r.Spec.Item, name: "bytes for a " + r.Spec.Item})
	}
	for i := range r.Variants {
		t.rows = append(t.rows, sizeRow(r, &r.Variants[i], computes, len(t.columns)))
	}
	p.write("\n")
	p.table(t)
	p.indented(labelColumn, coloured(faint, "* recommended; "+words.SweepConfidence(r)+"; "+words.ShareNote+words.TailNote(r)))
}

// sizeRow is the row of one number of workers. The recommended number has a star.
func sizeRow(r *engine.Result, v *engine.VariantFigures, computes bool, columns int) tableRow {
	star := ""
	if r.Scaling != nil && v.Workers == r.Scaling.Recommended {
		star = " *"
	}
	cells := []value{text("%5d%s", v.Workers, star)}
	if v.Legs == 0 {
		cells = append(cells, coloured(faint, "not measured"))
		for len(cells) < columns {
			cells = append(cells, value{})
		}
		return tableRow{cells: cells}
	}
	of := text("the most")
	if v.Relative != nil {
		of = text("%s", words.Bare(v.Relative, units.Percent))
	}
	cells = append(cells, text("%s", words.Bare(&v.Throughput, units.Rate)), of)
	if computes {
		efficiency, _ := words.Efficiency(r, v)
		cells = append(cells, text("%s", units.Percent(efficiency)))
	}
	cells = append(cells, text("%s", words.TailBesideMax(v)), text("%s", units.Duration(v.Latency.Max)))
	if words.HasCosts(r) {
		ready, bytes := words.Costs(v)
		cells = append(cells, text("%s", ready), text("%s", bytes))
	}
	row := tableRow{cells: cells}
	if v.Gated > 0 {
		row.under = append(row.under, coloured(yellow, units.Counted(v.Gated, "leg")+" gated, in no figure here"))
	}
	return row
}
