package pages

import (
	"strings"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
)

// An openRun is the report of a run that is read in its place, beside the list or over
// it.
type openRun struct {
	title  string
	render func(width int) string // lays the report out
	width  int                    // that the lines are laid out for
	lines  []string
	scroll int
}

// draw draws as much of the report as there is room for.
func (o *openRun) draw(a cells.Area, s *Screen) {
	parts.Rule(a, s.Theme, 0, o.title)
	width := min(a.Width-2, readable)
	if width != o.width && width > 0 {
		o.width, o.lines = width, strings.Split(strings.TrimRight(o.render(width), "\n"), "\n")
	}
	hint := s.Key(config.ActionClose) + " closes, " + s.Key(config.ActionPageUp) + " and " + s.Key(config.ActionPageDown) + " scroll"
	if a.Width > 2*cells.Width(hint) {
		a.Right(a.Width-1, 0, cells.In(cells.Faint), " "+hint+" ")
	}
	room := a.Height - 1
	o.scroll = max(min(o.scroll, len(o.lines)-room), 0)
	for y := 0; y < room && o.scroll+y < len(o.lines); y++ {
		a.Fit(1, 1+y, a.Width-2, cells.Style(0), o.lines[o.scroll+y])
	}
	moreBelow(a, s.Theme, o.scroll+room < len(o.lines))
}

// act scrolls, by one row where the list does not have the keys for that.
func (o *openRun) act(action config.Action, alone bool) bool {
	switch action {
	case config.ActionPageUp, config.ActionPageDown:
	default:
		if !alone {
			return false
		}
	}
	return scrolled(&o.scroll, action, 10)
}

// sideBySide are two runs of the store, figure by figure: how the newer one differs from
// the older. Nothing is judged: for that the run on the screen is compared.
func sideBySide(a cells.Area, s *Screen, store *Archive, older, newer int64) {
	parts.Rule(a, s.Theme, 0, runName(older)+" beside "+runName(newer)+", which were marked")
	columns := parts.Layout([]parts.Column{
		{Title: "BENCHMARK", Width: 14},
		{Title: "FIGURE", Width: 8},
		{Title: strings.ToUpper(runName(older)), Width: 9, Right: true},
		{Title: strings.ToUpper(runName(newer)), Width: 9, Right: true},
		{Title: "DIFFERENCE", Width: 14},
		{Title: scaleColumn, Width: 24},
	}, a.Width-2)
	inner := a.Part(1, 1, a.Width-2, a.Height-1)
	parts.Head(inner, 0, columns)
	y, last := 1, ""
	for _, f := range store.Figures[newer] {
		before, ok := store.Figure(older, f.Key)
		if !ok || y >= inner.Height {
			continue
		}
		title := f.Workload
		if title == last {
			title = ""
		}
		last = f.Workload
		text, role := difference(f.Metric, before.Value, f.Value)
		parts.Row(inner, y, columns, []parts.Field{
			{Text: title},
			{Text: metricName(f.Metric), Style: cells.In(cells.Muted)},
			{Text: figure(f.Metric, before.Value), Style: cells.In(cells.Muted)},
			{Text: figure(f.Metric, f.Value)},
			{Text: text, Style: cells.In(role)},
		})
		if last := columns[len(columns)-1]; last.Title == scaleColumn {
			apart(inner.Part(columnsBefore(columns), y, last.Width, 1), s.Theme, before.Value, f.Value, role)
		}
		y++
	}
	if y == 1 {
		inner.Fit(0, 1, inner.Width, cells.In(cells.Muted), "they have no figure in common")
	}
}

// scaleColumn is the title of the column that draws the older value as a dot and the
// newer one as a point.
const scaleColumn = "OLDER, NEWER"

// columnsBefore is where the last of some columns begins.
func columnsBefore(columns []parts.Column) int {
	x := 0
	for _, c := range columns[:len(columns)-1] {
		x += c.Width + 2
	}
	return x
}

// apart draws an older and a newer value on one row.
func apart(a cells.Area, th *theme.Theme, before, after float64, role cells.Role) {
	(&parts.Spread{Runs: []float64{before}, Now: after, NowStyle: cells.In(role).Bold(), Least: leastSpan}).Scale(a, th)
}
