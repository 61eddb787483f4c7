package pages

import (
	"slices"
	"strings"

	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// A note is what is found of one workload, on its way to lines.
type note struct {
	writer
	th     *theme.Theme
	sub    *Subject
	lane   *live.Lane
	notice *words.Notice    // nil where the workload did not regress
	found  []engine.Finding // against its ceiling, the weightiest first
}

// noteOf is a note on a workload: what happened, what shows why, and what to try.
func noteOf(th *theme.Theme, sub *Subject, lane *live.Lane, width int) []line {
	n := note{writer: writer{width: width}, th: th, sub: sub, lane: lane, found: sub.about(lane.Spec.Name)}
	if notice, regressed := sub.notice(lane.Spec.Name); regressed {
		n.notice = &notice
	}
	n.section("what happened")
	if lane.Result == nil {
		n.text(1, cells.In(cells.Muted), "It has not finished its rounds: a finding rests on measured legs.")
		return n.lines
	}
	n.happened()
	if len(n.found) > 0 || n.notice != nil || lane.Result.Speedup != nil {
		n.section("evidence")
		n.evidence()
	}
	n.attempts()
	return n.lines
}

// happened is what regressed, and how far the speedup is from its ceiling.
func (n *note) happened() {
	if n.notice != nil {
		n.add(line{text: "Regressed against " + n.notice.By + ":", style: cells.In(cells.Bad).Bold(), indent: 1})
		for i := range n.notice.Figures {
			f := &n.notice.Figures[i]
			n.text(3, cells.Style(0), f.Name+" "+f.Actual+"; expected "+f.Expected)
		}
	}
	n.speedup()
	if n.lane.Result.Speedup == nil && len(n.found) == 0 && n.notice == nil {
		n.text(1, cells.In(cells.Muted), nothingFound(n.lane.Result))
	}
	n.doubts()
}

// speedup is how far the speedup is from its ceiling, and why there is one.
func (n *note) speedup() {
	r := n.lane.Result
	if r.Speedup == nil {
		return
	}
	text := "Speedup " + units.Factor(r.Speedup.Value)
	if r.Ceiling.Speedup > 0 {
		text += ", " + units.PercentTo(r.Speedup.Value/r.Ceiling.Speedup, 0) + " of its ceiling of " + units.Factor(r.Ceiling.Speedup)
		if len(r.Ceiling.Limits) > 0 {
			text += ": " + r.Ceiling.Limits[0].Reason
		}
	}
	n.text(1, cells.Style(0), text+".")
	var beside []string
	if r.Efficiency != nil {
		beside = append(beside, "efficiency "+units.Percent(*r.Efficiency))
	}
	if f := words.SerialFraction(r); f != nil {
		beside = append(beside, "serial fraction "+units.Percent(*f))
	}
	n.text(1, cells.In(cells.Muted), strings.Join(beside, ", "))
}

// doubts adds what is to be said against the figures.
func (n *note) doubts() {
	r := n.lane.Result
	if above := words.AboveCeiling(r); above != "" {
		n.text(1, cells.In(cells.Muted), above)
	}
	if gated := words.Gated(r); gated != "" {
		n.text(1, cells.In(cells.Warn), "gated: "+gated)
	}
}

// evidence is what shows why it regressed, and then what held it back.
func (n *note) evidence() {
	if n.notice != nil {
		n.causes()
		if len(n.beyondWhole()) > 0 {
			n.blank()
		}
	}
	rest := n.beyondWhole()
	if n.lane.Result.Speedup != nil && len(rest) == 0 && n.notice == nil {
		n.text(1, cells.In(cells.Muted), nothingFound(n.lane.Result))
	}
	if n.sub.Run.Plan.Schedule != engine.Both { // which has shares for each schedule
		n.waterfall(n.missing(), diagnose.SharesOfMissing(n.found), cells.Warn)
	}
	n.proofs(rest)
}

// beyondWhole are the findings but for the one that only sums the others up, since its
// figures are in what happened and in the chart. With both schedules all are kept.
func (n *note) beyondWhole() []engine.Finding {
	if n.sub.Run.Plan.Schedule == engine.Both {
		return n.found
	}
	return slices.DeleteFunc(slices.Clone(n.found), func(f engine.Finding) bool {
		return slices.ContainsFunc(f.Evidence, func(e engine.Figure) bool { return e.Name == "ceiling" && e.Unit == "x" })
	})
}

// missing says what the shares against the ceiling are of.
func (n *note) missing() string {
	r := n.lane.Result
	if r.Speedup == nil {
		return ""
	}
	return "From " + units.Factor(r.Speedup.Value) + " to the ceiling of " + units.Factor(r.Ceiling.Speedup) + ", by cause:"
}

// causes are those of a regression, or why there are none.
func (n *note) causes() {
	switch c := n.sub.Versus.Comparison; {
	case len(n.notice.Causes) > 0:
		n.waterfall("The change, by cause:", diagnose.SharesOfChange(n.notice.Causes), cells.Bad)
		n.proofs(n.notice.Causes)
	case n.sub.Versus.Confirming:
		n.text(1, cells.In(cells.Muted), "A fresh run is on. Causes are looked for when it has ended.")
	case c.Causes == nil:
		n.text(1, cells.In(cells.Muted), "The baseline's evidence is being read.")
	default:
		n.text(1, cells.Style(0), "The cause of the change is "+words.NoCause+": nothing that was recorded moved as the time did.")
	}
}

// proofs adds findings with their figures.
func (n *note) proofs(all []engine.Finding) {
	for i := range all {
		n.marked(string(n.th.Glyphs.Dot), 4, cells.Style(0), all[i].Statement)
		n.figures(&all[i])
	}
}

// leastDrawn is the least share that gets a row: less is shown as 0 %.
const leastDrawn = 0.005

// waterfall adds shares as a chart, with a title.
func (n *note) waterfall(title string, shares []diagnose.Share, role cells.Role) {
	chart := &parts.Waterfall{}
	for _, s := range shares {
		style := cells.In(role)
		if s.Cause == words.NoCause {
			style = cells.In(cells.Muted)
		}
		if s.Of >= leastDrawn {
			chart.Steps = append(chart.Steps, parts.Step{Label: s.Cause, Share: s.Of, Style: style})
		}
	}
	if len(chart.Steps) == 0 {
		return
	}
	n.text(1, cells.In(cells.Muted), title)
	for row := range chart.Rows() {
		n.add(line{chart: chart, row: row, indent: 3})
	}
}

// attempts is what to try: first about a regression, and where to look further.
func (n *note) attempts() {
	var all []string
	further, causes := "", []engine.Finding(nil)
	if n.notice != nil {
		further, causes = n.notice.Further, n.notice.Causes
	}
	for _, f := range slices.Concat(causes, n.found) {
		if f.Try != "" && !slices.Contains(all, f.Try) {
			all = append(all, f.Try)
		}
	}
	if len(all) == 0 && further == "" {
		return
	}
	n.section("what to try")
	for _, text := range all {
		n.marked(string(n.th.Glyphs.Focus), 4, cells.Style(0), text)
	}
	if further != "" {
		n.text(4, cells.In(cells.Muted), "look further:")
		n.text(4, cells.In(cells.Accent), further)
	}
}
