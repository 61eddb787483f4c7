package export

import (
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// sweeps writes what is recommended for each workload, and its table.
func (m *markdown) sweeps(report *engine.Report) {
	for i := range report.Results {
		r := &report.Results[i]
		if r.OpenLoop != nil {
			m.loops(report, r)
			continue
		}
		if words.InSizes(r) {
			m.breakEven(report, r)
			continue
		}
		m.paragraph("**" + text.Markdown(nameOf(report, r)) + "**: recommended " + text.Markdown(words.Recommended(r)) + ".")
		if len(r.Variants) > 0 {
			m.sizes(r)
		}
	}
}

// sizes writes the table of a sweep, with the recommended number bold.
func (m *markdown) sizes(r *engine.Result) {
	m.paragraph("| workers | " + text.Markdown(r.Spec.Items) + "/s [interval] | of the most | efficiency | p99 | max | ready p99 | bytes/" + text.Markdown(r.Spec.Item) + " |")
	m.row("---:", "---:", "---:", "---:", "---:", "---:", "---:", "---:")
	for i := range r.Variants {
		v := &r.Variants[i]
		cells := sizeCells(r, v)
		if r.Scaling != nil && v.Workers == r.Scaling.Recommended {
			cells[0] = "**" + cells[0] + "**"
		}
		m.row(cells...)
	}
	m.paragraph("Of the throughputs, " + words.SweepConfidence(r) + "; " + words.ShareNote + ".")
	if doubling := words.Doubling(r); doubling != "" {
		m.paragraph(text.Markdown("The " + doubling + "."))
	}
}

// sizeCells are the figures of one number of workers.
func sizeCells(r *engine.Result, v *engine.VariantFigures) []string {
	number := strconv.Itoa(v.Workers)
	if v.Legs == 0 {
		return []string{number, "not measured", "", "", "", "", "", ""}
	}
	of, efficiency := "the most", ""
	ready, bytes := words.Costs(v)
	if v.Relative != nil {
		of = words.Bare(v.Relative, units.Percent)
	}
	if e, ok := words.Efficiency(r, v); ok {
		efficiency = units.Percent(e)
	}
	return []string{number, words.Bare(&v.Throughput, units.Number), of, efficiency, words.TailBesideMax(v), units.Duration(v.Latency.Max), ready, bytes}
}
