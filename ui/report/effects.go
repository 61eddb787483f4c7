package report

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// effects writes how the variants of a workload differ, the answer before all else.
func (p *page) effects(r *engine.Result) {
	first := append(words.Pooling(r), words.RanInParallel(r)...)
	for i, line := range first {
		p.row(once(i, "answer"), value{spans: []span{{bold, line}}})
	}
	for i := range r.Effects {
		e := &r.Effects[i]
		p.row(once(i+len(first), "answer"), coloured(effectColour(e), words.Effect(r, e)))
	}
	if len(r.Effects) > 0 && r.Effects[0].Ratio != nil && r.Effects[0].Ratio.Interval != nil {
		p.row("", coloured(faint, "intervals of the throughputs' ratio, at "+units.PercentTo(r.Effects[0].Ratio.Interval.Confidence, 2)+" each; up to 2 % is no difference"))
	}
	for i, line := range words.Saved(r) {
		p.row(once(i, "in time"), text("%s", line))
	}
}

// answers repeats the effects in the summary, where a terminal shows them after the
// run.
func (p *page) answers(r *engine.Result) {
	first := append(words.Pooling(r), words.RanInParallel(r)...)
	for i, line := range first {
		p.row(once(i, r.Spec.Name), text("%s", line))
	}
	for i := range r.Effects {
		p.row(once(i+len(first), r.Spec.Name), text("%s", words.Effect(r, &r.Effects[i])))
	}
}

func effectColour(e *engine.EffectFigures) colour {
	switch assess.EffectOf(e) {
	case assess.EffectFaster:
		return green
	case assess.EffectSlower:
		return red
	case assess.EffectUnclear:
		return yellow
	}
	return noColour
}

// variants writes the table of a workload's variants.
func (p *page) variants(r *engine.Result) {
	t := &table{columns: []column{
		{title: "variant"},
		{title: "workers", name: "workers"},
		{title: "throughput"},
		{title: "a pass", name: "a pass"},
		{title: "mean", name: "mean"},
		{title: "p99", name: "p99"},
	}}
	for i := range r.Variants {
		v := &r.Variants[i]
		row := tableRow{cells: []value{text("%s", words.VariantName(&v.Variant)), text("%d", v.Workers)}}
		if v.Legs == 0 {
			row.cells = append(row.cells, coloured(faint, "not measured"), value{}, value{}, value{})
		} else {
			row.cells = append(row.cells, text("%s", words.Bare(&v.Throughput, units.Rate)), text("%s", units.Seconds(words.TimePerPass(r, v))),
				text("%s", units.Duration(v.Latency.Mean)), text("%s", words.Tail(v)))
		}
		if v.Gated > 0 {
			row.under = append(row.under, coloured(yellow, units.Counted(v.Gated, "leg")+" gated, in no figure here"))
		}
		t.rows = append(t.rows, row)
	}
	p.write("\n")
	p.table(t)
	p.indented(labelColumn, coloured(faint, "throughput in "+r.Spec.Items+"; "+words.SweepConfidence(r)+"; mean and p99 of an operation"+words.TailNote(r)))
}
