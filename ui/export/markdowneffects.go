package export

import (
	"strconv"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// effects writes for each workload how its variants differ, and their table.
func (m *markdown) effects(report *engine.Report) {
	for i := range report.Results {
		r := &report.Results[i]
		var lines []string
		for j := range r.Effects {
			lines = append(lines, words.Effect(r, &r.Effects[j]))
		}
		if lines = append(lines, words.Saved(r)...); len(lines) == 0 {
			m.paragraph("**" + text.Markdown(nameOf(report, r)) + "**")
		}
		m.notes(nameOf(report, r), lines)
		if len(r.Variants) > 0 {
			m.variants(r)
			m.databases(r)
		}
		m.caching(r)
	}
}

// variants writes the table of a workload's variants.
func (m *markdown) variants(r *engine.Result) {
	m.paragraph("| variant | workers | " + text.Markdown(r.Spec.Items) + "/s [interval] | a pass | mean | p99 |")
	m.row("---", "---:", "---:", "---:", "---:", "---:")
	for i := range r.Variants {
		cells := variantCells(r, &r.Variants[i])
		cells[0] = text.Markdown(cells[0])
		m.row(cells...)
	}
	m.paragraph("Of the throughputs, " + words.SweepConfidence(r) + ".")
}

// variantCells are a variant's name, its workers and its figures.
func variantCells(r *engine.Result, v *engine.VariantFigures) []string {
	name, workers := words.VariantName(&v.Variant), strconv.Itoa(v.Workers)
	if v.Side != "" {
		name = v.Name
	}
	if v.Legs == 0 {
		return []string{name, workers, "not measured", "", "", ""}
	}
	return []string{
		name, workers, words.Bare(&v.Throughput, units.Number), units.Seconds(words.TimePerPass(r, v)), units.Duration(v.Latency.Mean), words.Tail(v),
	}
}

// databases writes the table of what the queries of each variant met.
func (m *markdown) databases(r *engine.Result) {
	if !words.HasDatabase(r) {
		return
	}
	m.paragraph("| variant | waits for its connection | then takes | saved a query [interval] |")
	m.row("---", "---:", "---:", "---:")
	for i := range r.Variants {
		v := &r.Variants[i]
		waiting, querying, saved := words.InDatabase(v)
		m.row(text.Markdown(words.VariantName(&v.Variant)), waiting, querying, saved)
	}
}
