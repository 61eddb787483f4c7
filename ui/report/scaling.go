package report

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// scaling writes how the throughput grows with the workers.
func (p *page) scaling(r *engine.Result) {
	t := &table{columns: []column{{title: "workers"}, {title: "throughput"}, {title: "of the most"}, {title: "p99", name: "p99"}, {title: "max", name: "max", beneath: true}}}
	for i := range r.Variants {
		t.rows = append(t.rows, scalingRow(r, &r.Variants[i]))
	}
	p.row("recommended", value{spans: []span{{bold, words.Recommended(r)}}})
	for i, line := range words.Law(r) {
		p.row(once(i, "law"), text("%s", line))
	}
	if steps := words.Staircase(r); steps != "" {
		p.row("staircase", text("%s", steps))
	}
	p.write("\n")
	p.table(t)
}

// scalingRow is the row of one number of workers. The recommended number has a
// star.
func scalingRow(r *engine.Result, v *engine.VariantFigures) tableRow {
	number := fmt.Sprintf("%d", v.Workers)
	if r.Scaling != nil && v.Workers == r.Scaling.Recommended {
		number += " *"
	}
	if v.Legs == 0 {
		return tableRow{cells: []value{text("%s", number), coloured(faint, "not measured"), {}, {}, {}}}
	}
	of := text("the most")
	if v.Relative != nil {
		of = text("%s%s", units.Percent(v.Relative.Value), words.Interval(v.Relative, units.Percent))
	}
	row := tableRow{cells: []value{
		text("%s", number), text("%s%s", units.RateOf(v.Throughput.Value, r.Spec.Items), words.Interval(&v.Throughput, units.Rate)), of,
		text("%s", units.Duration(v.Latency.P99)), text("%s", units.Duration(v.Latency.Max)),
	}}
	if v.Gated > 0 {
		row.under = append(row.under, coloured(yellow, units.Counted(v.Gated, "leg")+" gated, in no figure here"))
	}
	return row
}
