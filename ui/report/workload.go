package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// workload writes the block of one result.
func (p *page) workload(report *engine.Report, r *engine.Result) {
	beside := []value{text("%s", words.SizesOf(r))}
	if report.Plan.Schedule == engine.Both {
		beside = append(beside, text("%s", r.Schedule))
	}
	p.heading(r.Spec.Title, beside...)
	for i := range r.Assessments {
		p.target(r, &r.Assessments[i])
	}
	p.trouble(r)
	if gated := words.Gated(r); gated != "" {
		p.labelled(span{yellow, "gated"}, text("%s", gated))
	}
	p.speedup(r)
	p.answer(report, r)
	if r.Stopped != "" {
		p.row("rounds", text("%s", r.Stopped))
	}
	p.times(report, r)
	p.commands(r)
	p.files(r)
	p.parts(r)
	if o := &r.Operations; o.Unfinished() == 0 && o.Ended() > 0 {
		p.row("failures", text("%s", assess.Failures(o)))
	}
	if again := words.SentAgain(r); again != "" {
		p.row("sent again", text("%s", again))
	}
	p.settings(r.Spec.Settings)
	p.tables(report, r)
	p.caching(r)
}

// answer writes what the variants of a plan come to.
func (p *page) answer(report *engine.Report, r *engine.Result) {
	switch {
	case r.OpenLoop != nil:
	case words.InSizes(r):
		p.breakEven(r)
	case report.Plan.Sweeps():
		p.scaling(r)
	case len(r.Variants) > 0:
		p.effects(r)
	}
}

// times writes how long the legs took, where they have no table.
func (p *page) times(report *engine.Report, r *engine.Result) {
	switch {
	case report.Plan.Once:
		p.done(r)
	case r.OpenLoop != nil:
		p.loops(r)
	case r.Spec.Single && len(r.Variants) == 0:
		p.time(r)
	case len(r.Variants) == 0:
		p.legs("sequential", r.Sequential, r)
		p.legs("parallel", r.Parallel, r)
	}
}

// tables writes the figures of each variant.
func (p *page) tables(report *engine.Report, r *engine.Result) {
	switch {
	case r.OpenLoop != nil:
	case words.InSizes(r):
		p.sizePairs(r)
	case report.Plan.Sweeps():
		p.sizes(r)
	case len(r.Variants) > 0:
		p.variants(r)
		p.databases(r)
	}
}

// done says what came of work that was carried out once, and how fast: where it
// was ended early, as fast as it was until then.
func (p *page) done(r *engine.Result) {
	values := []value{text("%s", words.Done(r))}
	if r.Parallel == nil && len(r.Samples) > 0 && r.Samples[0].Items > 0 {
		values = append(values, text("%s", units.RateOf(r.Samples[0].Throughput(), r.Spec.Items)))
	}
	p.row("done", values...)
	if r.Parallel != nil {
		p.legs("parallel", r.Parallel, r)
	}
}

func (p *page) legs(label string, f *engine.LegFigures, r *engine.Result) {
	if f == nil {
		p.row(label, text("not measured"))
		return
	}
	p.row(label,
		text("%s", units.Seconds(f.TimePerPass.Value)).padded(8),
		text("%s", units.RateOf(f.Throughput, r.Spec.Items)).padded(17),
		text("%s", words.Percentiles(percentiles(&f.Latency)...)))
}

// percentiles are those of a kind of leg; without a p99 where it is the maximum.
func percentiles(l *engine.Latency) []words.Percentile {
	all := []words.Percentile{{Name: "p50", Value: l.P50}}
	if words.HasTail(l) {
		all = append(all, words.Percentile{Name: "p99", Value: l.P99})
	}
	return append(all, words.Percentile{Name: "max", Value: l.Max})
}

// time writes how long work without a parallel form takes.
func (p *page) time(r *engine.Result) {
	f := r.Sequential
	if f == nil {
		p.row("time", text("not measured"))
		return
	}
	fastest, slowest := assess.Range(r)
	p.row("time",
		value{spans: []span{{bold, units.Seconds(f.TimePerPass.Value)}, plain(words.Interval(&f.TimePerPass, units.Seconds))}},
		text("fastest %s, slowest %s", units.Seconds(fastest), units.Seconds(slowest)),
		text("%s", units.Counted(f.Legs, "run")))
	p.doubts(r)
}

func (p *page) speedup(r *engine.Result) {
	if r.Speedup == nil {
		return
	}
	p.row("speedup",
		value{spans: []span{{bold, units.Factor(r.Speedup.Value)}, plain(words.Interval(r.Speedup, units.Factor))}},
		text("ceiling %s", units.Factor(r.Ceiling.Speedup)),
		text("%s", units.Counted(r.Workers, "worker")))
	var shares []value
	for _, share := range []struct {
		name  string
		value *float64
	}{{"efficiency", r.Efficiency}, {"utilisation", r.Utilisation}, {"serial fraction", words.SerialFraction(r)}} {
		if share.value != nil {
			shares = append(shares, text("%s %s", share.name, units.Percent(*share.value)))
		}
	}
	if len(shares) > 0 {
		p.row("", shares...)
	}
	if above := words.AboveCeiling(r); above != "" {
		p.row("", text("%s", above))
	}
	p.doubts(r)
}

// doubts writes what in the rounds' spread weakens the speedup.
func (p *page) doubts(r *engine.Result) {
	if r.Skewed && r.SpeedupByT != nil {
		p.row("", text("skewed: the mean of the same rounds is %s, more than half an interval away", units.Factor(r.SpeedupByT.Value)))
	}
	if len(r.Outliers) > 0 {
		p.row("", text("%s %s outside Tukey's fences, and kept in every figure",
			list("round", "rounds", r.Outliers), units.Plural(len(r.Outliers), "lies", "lie")))
	}
}

func (p *page) parts(r *engine.Result) {
	widest := 0
	for _, part := range r.Parts {
		widest = max(widest, columns(printable(part.Name)))
	}
	for i, part := range r.Parts {
		p.row(once(i, "parts"), text("%s", part.Name).padded(widest),
			text("%s", units.Seconds(part.TimePerPass.Value)).padded(8), text("%s", units.RateOf(part.Throughput, r.Spec.Items)))
	}
}

// settings writes the settings that the figures hold for.
func (p *page) settings(settings map[string]string) {
	var values []value
	for _, name := range slices.Sorted(maps.Keys(settings)) {
		if settings[name] != "" {
			values = append(values, text("%s %s", name, settings[name]))
		}
	}
	if len(values) > 0 {
		p.row("settings", values...)
	}
}

// list renders "round 3" or "rounds 3, 5".
func list(one, many string, numbers []int) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = fmt.Sprint(n)
	}
	return units.Plural(len(numbers), one, many) + " " + strings.Join(texts, ", ")
}

// once is the label of a list's first row only.
func once(i int, label string) string {
	if i > 0 {
		return ""
	}
	return label
}
