package pages

import (
	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// turns tells whether the variants of the run are compared with one another: they are
// neither the sizes of a sweep nor the two loops of a rate.
func (s *Subject) turns() bool {
	plan := &s.Run.Plan
	return len(plan.Variants) > 0 && !plan.Sweeps() && !plan.SweepsSizes() && !plan.Loops()
}

// turnsFigures is the line of a card of a lane whose variants are compared with one
// another: the leg under way, and how each stands beside its reference so far.
func turnsFigures(a cells.Area, in *Versus, lane *live.Lane, r *engine.Result) {
	x := 2
	if lane.Result == nil && lane.Progress.Kind != "" {
		x = a.Text(x, 0, cells.In(cells.Muted), "now ")
		x = a.Text(x, 0, cells.In(cells.Parallel), string(lane.Progress.Kind)) + 2
	}
	if said, style := duelled(in, lane); said != "" {
		a.Fit(x, 0, a.Width-x, style, said)
	}
	for i := range r.Effects {
		e := &r.Effects[i]
		text := words.EffectInShort(r, e)
		if x+cells.Width(text) >= a.Width {
			return
		}
		x = a.Text(x, 0, effectStyle(e), text) + 2
	}
}

// duelled says how one of two configurations stands beside the other one so far; ""
// where the run has not two, or nothing is known yet.
func duelled(in *Versus, lane *live.Lane) (said string, style cells.Style) {
	if in.Comparison == nil {
		return "", 0
	}
	said, row := words.DuelInShort(in.Comparison, lane.Spec.Name)
	if row == nil {
		return "", 0
	}
	_, role := verdictWords(in.Comparison, row)
	return said, cells.In(role)
}

func effectStyle(e *engine.EffectFigures) cells.Style {
	switch assess.EffectOf(e) {
	case assess.EffectFaster:
		return cells.In(cells.Good)
	case assess.EffectSlower:
		return cells.In(cells.Bad)
	case assess.EffectUnclear:
		return cells.In(cells.Warn)
	}
	return cells.Style(0)
}

// Widths of a variant's row.
const (
	widestName = 36
	rateWidth  = 9
	leastBar   = 8
)

// turnsBars draws a row for each variant: its name, its throughput and a bar from
// zero to the most.
func turnsBars(a cells.Area, th *theme.Theme, lane *live.Lane, r *engine.Result) {
	most, name := 0.0, 0
	for i := range r.Variants {
		most = max(most, r.Variants[i].Throughput.Value)
		name = max(name, cells.Width(variantLabel(&r.Variants[i])))
	}
	name = min(name, widestName, max(a.Width-rateWidth-2, 0))
	for i := range min(len(r.Variants), a.Height) {
		v := &r.Variants[i]
		style := cells.In(cells.Parallel)
		if v.Half == engine.Sequential {
			style = cells.In(cells.Sequential)
		}
		label := cells.In(cells.Muted)
		if lane.Result == nil && string(lane.Progress.Kind) == v.Name {
			label = style
		}
		a.Fit(0, i, name, label, variantLabel(v))
		rate := "-"
		if v.Legs > 0 {
			rate = units.Rate(v.Throughput.Value)
		}
		a.Right(name+1+rateWidth, i, cells.Style(0), rate)
		if bar := a.Part(name+rateWidth+3, i, a.Width-name-rateWidth-4, 1); most > 0 && bar.Width >= leastBar {
			parts.Bar(bar, th, v.Throughput.Value/most, style)
		}
	}
}

// variantLabel names a variant in a row: by its settings, or as the leg of its side.
func variantLabel(v *engine.VariantFigures) string {
	if v.Side != "" {
		return v.Name
	}
	return words.VariantName(&v.Variant)
}

// turnsOperations is a table of how long operations of each variant take.
func turnsOperations(a cells.Area, th *theme.Theme, lane *live.Lane, r *engine.Result) {
	title := r.Spec.Title + ": how long an operation takes"
	parts.Rule(a, th, 0, title)
	failures(a.Rows(0, 1), lane, cells.Width(title)+6)
	if words.HasDatabase(r) {
		turnsDatabase(a.Part(1, 1, a.Width-2, a.Height-1), r)
		return
	}
	columns := []parts.Column{{Title: "VARIANT", Width: widestName}, {Title: "P50", Width: 8, Right: true}, {Title: "P99", Width: 8, Right: true}, {Title: "MAX", Width: 8, Right: true}, {Title: "LEGS", Width: 5, Right: true}}
	columns = parts.Layout(columns, a.Width-2)
	table := a.Part(1, 1, a.Width-2, a.Height-1)
	parts.Head(table, 0, columns)
	for i := range min(len(r.Variants), table.Height-1) {
		v := &r.Variants[i]
		fields := []parts.Field{{Text: variantLabel(v)}, {Text: "-"}, {Text: "-"}, {Text: "-"}, {Text: units.Count(int64(v.Legs))}}
		if l := &v.Latency; l.Count > 0 {
			fields[1].Text, fields[2].Text, fields[3].Text = units.Duration(l.P50), units.Duration(l.P99), units.Duration(l.Max)
		}
		parts.Row(table, i+1, columns, fields)
	}
}

// turnsDatabase is a table of what the queries of each variant meet. What is known of
// the pools and of parallel workers stands below it.
func turnsDatabase(a cells.Area, r *engine.Result) {
	columns := []parts.Column{{Title: "VARIANT", Width: widestName}, {Title: "WAITS", Width: 8, Right: true}, {Title: "THEN", Width: 8, Right: true}, {Title: "P99", Width: 8, Right: true}, {Title: "LEGS", Width: 5, Right: true}}
	columns = parts.Layout(columns, a.Width)
	parts.Head(a, 0, columns)
	rows := min(len(r.Variants), a.Height-1)
	for i := range rows {
		v := &r.Variants[i]
		fields := []parts.Field{{Text: variantLabel(v)}, {Text: "-"}, {Text: "-"}, {Text: "-"}, {Text: units.Count(int64(v.Legs))}}
		if v.Database != nil {
			fields[1].Text, fields[2].Text, _ = words.InDatabase(v)
		}
		if v.Latency.Count > 0 {
			fields[3].Text = units.Duration(v.Latency.P99)
		}
		parts.Row(a, i+1, columns, fields)
	}
	if below := a.Height - rows - 1; below > 0 {
		drawLoops(a.Part(0, rows+1, a.Width, below), append(words.Pooling(r), words.RanInParallel(r)...))
	}
}

// turnsColumns are the columns of the table of lanes whose variants are compared with
// one another.
func turnsColumns(width int) []parts.Column {
	all := []parts.Column{{Title: "WORKLOAD", Width: 14}}
	used := 14 + laneGap
	if width >= 60 {
		all = append(all, parts.Column{Title: "NOW", Width: 16})
		used += 16 + laneGap
	}
	return append(all, parts.Column{Title: soFar, Width: max(width-used, 8)})
}

// soFar is the title of the column that says how variants differ.
const soFar = "SO FAR"

// turnsCell is a cell of such a lane.
func turnsCell(a cells.Area, in *OverviewInput, lane *live.Lane, r *engine.Result, c parts.Column) {
	switch c.Title {
	case "WORKLOAD":
		a.Fit(0, 0, a.Width, cells.Style(0), lane.Spec.Title)
	case "NOW":
		text := string(lane.Progress.Kind)
		if lane.Result != nil || text == "" {
			text = state(in.Run, lane)
		}
		a.Fit(0, 0, a.Width, cells.In(cells.Muted), text)
	default:
		x := 0
		if said, style := duelled(&in.Versus, lane); said != "" {
			a.Fit(0, 0, a.Width, style, said)
		}
		for i := range r.Effects {
			text := words.EffectInShort(r, &r.Effects[i])
			a.Fit(x, 0, a.Width-x, effectStyle(&r.Effects[i]), text)
			x += cells.Width(text) + 2
		}
	}
}
