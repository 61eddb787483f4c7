package export

import (
	"slices"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

// HTML is the report of a run as one self-contained page, with pictures of the
// intervals, and the comparison, if there is one. The figures are in it as JSON, without
// the samples that only the export as JSON has. It fails where a figure is NaN or
// infinite.
func HTML(report *engine.Report, comparison *compare.Comparison) ([]byte, error) {
	m := &markup{}
	m.element("h1", strings.TrimSpace("ep-benchmark "+report.Version))
	m.element("p class=\"answer\"", upper(words.Verdict(report)))
	if report.Partial {
		m.element("p class=\"open verdict\"", "Partial: "+ended(words.Ended(report)))
	}
	m.element("p class=\"muted\"", machine(&report.Host)+"; "+plan(report)+"; "+when(report))
	if quality := words.Quality(&report.Quality); quality != "" {
		m.element("p class=\"muted\"", "Quality: "+ended(quality))
	}
	for i := range report.Results {
		m.result(report, &report.Results[i])
	}
	m.comparison(comparison)
	for _, notes := range []struct {
		title string
		texts []string
	}{{"Notes", notes(report)}, {"Findings", findings(report)}, {"Warnings", report.Warnings}} {
		if len(notes.texts) > 0 {
			m.element("h2", notes.title)
			m.list("ul class=\"plain\"", notes.texts)
		}
	}
	page := htmlPage{title: "ep-benchmark: " + words.Verdict(report), body: m, data: DocumentOf(withoutSamples(*report), comparison)}
	return page.write()
}

// withoutSamples leaves a report's samples out, which are most of it.
func withoutSamples(report engine.Report) engine.Report {
	report.Results = list(report.Results)
	for i := range report.Results {
		report.Results[i].Samples = nil
	}
	return report
}

// result writes a workload: what came of it first, then its figures.
func (m *markup) result(report *engine.Report, r *engine.Result) {
	m.put("<section class=\"claim\">\n")
	m.element("h2", nameOf(report, r))
	switch {
	case r.OpenLoop != nil:
		m.element("p", upper(ended(words.Hidden(r))))
	case words.InSizes(r):
		m.element("p", upper(ended(words.PaysFrom(r))))
		m.breakEven(r)
	case report.Plan.Sweeps():
		m.sweep(r)
	case len(r.Variants) > 0:
		m.turns(r)
	default:
		m.legs(r)
	}
	m.put("</section>\n")
}

// legs writes the outcomes, and the speedup beside its target.
func (m *markup) legs(r *engine.Result) {
	counting, _ := gating(r)
	for i := range counting {
		a := &counting[i]
		e := targetAsClaim(r, a)
		m.put("<p>target ")
		m.say(a.Target.String())
		m.put(" ")
		m.element("span class=\"verdict "+string(words.ToneOf(e.Verdict))+"\"", string(a.Outcome))
		m.put("</p>\n")
		if e.Measured != nil {
			m.put("<figure>%s</figure>\n", intervalChart(&e))
		}
	}
	m.put("<dl>\n")
	if r.Spec.Single && r.Sequential != nil {
		m.fact("time", words.Estimate(&r.Sequential.TimePerPass, units.Seconds))
	} else {
		m.fact("sequential", plainLeg(r.Sequential, &r.Spec))
		m.fact("parallel", plainLeg(r.Parallel, &r.Spec))
		m.fact("speedup", words.Estimate(r.Speedup, units.Factor))
	}
	for i := range r.Parts {
		part := &r.Parts[i]
		m.fact(part.Name, words.Estimate(&part.TimePerPass, units.Seconds)+", "+units.RateOf(part.Throughput, oneLine(r.Spec.Items)))
	}
	m.put("</dl>\n")
}

func plainLeg(f *engine.LegFigures, s *engine.Spec) string {
	if f == nil {
		return "not measured"
	}
	return units.Seconds(f.TimePerPass.Value) + " a pass, " + units.RateOf(f.Throughput, oneLine(s.Items))
}

// targetAsClaim is a target as the claim that it is: pictures of both are the same.
func targetAsClaim(r *engine.Result, a *engine.Assessment) claims.Entry {
	bound := a.Target.Bound
	e := claims.Entry{Claim: claims.Claim{ID: r.Spec.Title, Metric: claims.Speedup, Expect: claims.Range{Low: &bound, OpenLow: true}}, Measured: r.Speedup}
	if a.Target.Metric == engine.MetricTime {
		e.Claim.Metric, e.Claim.Expect, e.Measured = claims.Duration, claims.Range{High: &bound, OpenHigh: true}, nil
		if r.Sequential != nil {
			e.Measured = &r.Sequential.TimePerPass
		}
	}
	switch a.Outcome {
	case engine.Met:
		e.Verdict = claims.Confirmed
	case engine.Missed, engine.Failing:
		e.Verdict = claims.Refuted
	case engine.NotMeasured:
		e.Verdict = claims.NotMeasured
	default:
		e.Verdict = claims.Unclear
	}
	return e
}

// sweep writes which number of workers is recommended, and the throughput against
// their number.
func (m *markup) sweep(r *engine.Result) {
	m.element("p class=\"verdict\"", "Recommended: "+ended(words.Recommended(r)))
	curve := claims.Curve{Condition: "workers"}
	rows := make([][]string, 0, len(r.Variants))
	for i := range r.Variants {
		v := &r.Variants[i]
		if v.Legs > 0 {
			curve.Points = append(curve.Points, claims.Point{At: float64(v.Workers), Measured: v.Throughput})
		}
		rows = append(rows, sizeCells(r, v))
	}
	if len(curve.Points) > 0 {
		e := claims.Entry{Claim: claims.Claim{ID: r.Spec.Title, Metric: claims.Throughput}, Curve: &curve}
		m.put("<figure>%s</figure>\n", curveChart(&e, r.Spec.Items+" a second by workers: "+r.Spec.Title, words.Recommended(r)+"; with intervals, the axes begin at zero"))
	}
	m.table("Of the throughputs, "+words.SweepConfidence(r),
		[]string{"workers", r.Spec.Items + "/s [interval]", "of the most", "efficiency", "p99", "max", "ready p99", "bytes/" + r.Spec.Item}, rows)
}

// breakEven writes the speedup at each size.
func (m *markup) breakEven(r *engine.Result) {
	if r.BreakEven == nil {
		return
	}
	var rows [][]string
	for i := range r.BreakEven.Sizes {
		pair := &r.BreakEven.Sizes[i]
		rows = append(rows, []string{units.Count(int64(pair.Size)), words.Estimate(pair.Speedup, units.Factor)})
	}
	m.table(words.SpeedupConfidence(r.BreakEven), []string{r.Spec.SizeNoun, "speedup [interval]"}, rows)
}

// turns writes how the variants of a workload differ, and their figures.
func (m *markup) turns(r *engine.Result) {
	var lines []string
	for i := range r.Effects {
		lines = append(lines, words.Effect(r, &r.Effects[i]))
	}
	if lines = append(lines, words.Saved(r)...); len(lines) > 0 {
		m.list("ul class=\"plain\"", lines)
	}
	var rows [][]string
	for i := range r.Variants {
		rows = append(rows, variantCells(r, &r.Variants[i]))
	}
	m.table("Of the throughputs, "+words.SweepConfidence(r),
		[]string{"variant", "workers", r.Spec.Items + "/s [interval]", "a pass", "mean", "p99"}, rows)
}

// comparison writes the run beside its baseline.
func (m *markup) comparison(c *compare.Comparison) {
	if c == nil || len(c.Then.Runs) == 0 {
		return
	}
	m.element("h2", "Compared with "+c.Then.Name+": "+words.Overall(c))
	var rows [][]string
	for i := range c.Rows {
		r := &c.Rows[i]
		rows = append(rows, []string{
			r.Title, r.Metric.Name(), words.Compared(r, r.Now.Center), words.Baseline(r, words.Number(c, &c.Then)), words.Change(r), words.Judged(r) + words.Signs(c, r),
		})
	}
	m.table("Each figure with the baseline's band", []string{"benchmark", "figure", "now", "baseline", "change", "verdict"}, rows)
	m.list("ul class=\"plain\"", comparisonNotes(c))
}

// table writes a table whose first column names its rows. A column of nothing is left
// out.
func (m *markup) table(caption string, heads []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	heads = slices.Clone(heads)
	for i := len(heads) - 1; i >= 0; i-- {
		if !slices.ContainsFunc(rows, func(row []string) bool { return row[i] != "" }) {
			heads = slices.Delete(heads, i, i+1)
			for j := range rows {
				rows[j] = slices.Delete(rows[j], i, i+1)
			}
		}
	}
	m.put("<div class=\"wide\">\n<table>\n")
	m.element("caption", caption)
	m.put("<thead><tr>")
	for _, head := range heads {
		m.element("th scope=\"col\"", head)
	}
	m.put("</tr></thead>\n<tbody>\n")
	for _, row := range rows {
		m.put("<tr>")
		for i, cell := range row {
			tag := "td class=\"figure\""
			if i == 0 {
				tag = "th scope=\"row\""
			}
			m.element(tag, cell)
		}
		m.put("</tr>\n")
	}
	m.put("</tbody>\n</table>\n</div>\n")
}
