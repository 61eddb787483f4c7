package pages

import (
	"fmt"
	"math"
	"strings"

	compare "ep-benchmark/baselines/sidebyside"
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// History is the view of the runs at hand: those of this session and the
// files that were opened.
type History struct{ cursor int }

// Title is the page's name.
func (*History) Title() string { return "History" }

// Act moves the cursor, and compares with the run under it.
func (p *History) Act(action config.Action, v *View) bool {
	if action == config.ActionChooseComparison && len(v.Past) > 0 {
		v.With = &v.Past[p.at(v)]
		return true
	}
	return scrolled(&p.cursor, action, 10)
}

// Choose puts the cursor on a row.
func (p *History) Choose(row int) { p.cursor = row }

func (p *History) at(v *View) int { return min(p.cursor, len(v.Past)-1) }

// Draw draws the trend of each workload, and the list of runs.
func (p *History) Draw(a cells.Area, v *View) {
	if len(v.Past) == 0 {
		parts.Wrapped(a.Part(1, 0, a.Width-2, a.Height), 0, cells.In(cells.Muted),
			fmt.Sprintf("No finished run yet. Runs of this session appear here, and files that you open with %s.", v.Key(config.ActionOpen)))
		return
	}
	p.cursor = p.at(v)
	trend := min(len(v.Run.Lanes)+1, max(a.Height/3, 0))
	if a.Height < 12 {
		trend = 0
	}
	p.list(a.Rows(0, a.Height-trend), v)
	if trend > 1 {
		p.trends(a.Rows(a.Height-trend, trend), v)
	}
}

func (p *History) list(a cells.Area, v *View) {
	columns := []parts.Column{{Title: "RUN", Width: min(24, max(a.Width*3/10, 14))}}
	for i := range v.Run.Lanes {
		columns = append(columns, parts.Column{Title: strings.ToUpper(v.Run.Lanes[i].Spec.Name), Width: 13, Right: true})
	}
	columns = parts.Layout(append(columns, parts.Column{Title: "STARTED", Width: 23}), a.Width-3)
	inner := a.Part(2, 0, a.Width-3, a.Height)
	parts.Head(inner, 0, columns)
	rows := a.Height - 1
	first := max(min(p.cursor-rows+1, len(v.Past)-rows), 0)
	for y := 1; y <= rows && first+y-1 < len(v.Past); y++ {
		i := first + y - 1
		line := a.Rows(y, 1)
		v.Hits.AddRow(line, i)
		parts.Row(inner, y, columns, p.fields(v, i))
		if i == p.cursor {
			line.Rune(0, 0, v.Theme.Glyphs.Focus, cells.In(cells.Accent))
			line.Paint(func(s cells.Style) cells.Style { return s.On(cells.Focus) })
		}
	}
}

func (p *History) fields(v *View, i int) []parts.Field {
	kept := &v.Past[i]
	name := kept.Side.Name
	if v.With != nil && v.With.Side.Name == name {
		name = "= " + name
	}
	started := "unknown"
	if !kept.Side.TakenAt.IsZero() {
		started = kept.Side.TakenAt.Format("2006-01-02 15:04")
	} else if kept.Side.Label != "" {
		started = kept.Side.Label
	}
	fields := []parts.Field{{Text: name}}
	for j := range v.Run.Lanes {
		text := "-"
		if f, metric, ok := headline(&kept.Side, &v.Run.Lanes[j].Spec); ok {
			text = figure(metric, f.Value)
		}
		fields = append(fields, parts.Field{Text: text})
	}
	return append(fields, parts.Field{Text: started, Style: cells.In(cells.Muted)})
}

// headline is the figure that a workload's target is about.
func headline(side *compare.Side, spec *engine.Spec) (compare.Figure, compare.Metric, bool) {
	metric := compare.Speedup
	for _, target := range spec.Targets {
		if target.Gates && target.Metric == engine.MetricTime {
			metric = compare.SequentialTime
		}
	}
	f, ok := side.Figures[compare.Key{Workload: spec.Name, Metric: metric}]
	return f, metric, ok
}

// trends draws each workload's headline figure over the runs.
func (p *History) trends(a cells.Area, v *View) {
	parts.Rule(a, v.Theme, 0, "trend, oldest to newest, from 0 to the most")
	for i := range v.Run.Lanes {
		spec := &v.Run.Lanes[i].Spec
		var values []float64
		most := 0.0
		last := ""
		for j := range v.Past {
			f, metric, ok := headline(&v.Past[j].Side, spec)
			if !ok {
				values = append(values, math.NaN())
				continue
			}
			most = max(most, f.Value)
			values = append(values, f.Value)
			last = figure(metric, f.Value)
		}
		for j := range values {
			values[j] /= max(most, 1e-300)
		}
		row := a.Rows(1+i, 1)
		row.Fit(1, 0, 15, cells.In(cells.Muted), spec.Title)
		row.Right(26, 0, cells.Style(0), last)
		chart := row.Part(28, 0, min(len(values), row.Width-29), 1)
		parts.Columns(chart, v.Theme.Glyphs.Full, values, func(int) cells.Style { return cells.In(cells.Accent) })
	}
}
