package pages

import (
	"strconv"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/parts"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// A sweep over sizes is shown by its speedups against the size, with a line at 1x.

// payWords are what is said of a sweep over sizes: from where on the workers pay, and
// what the interval of that is.
func payWords(lane *live.Lane, r *engine.Result) []string {
	if lane.Result == nil {
		return []string{"so far " + words.PaysInShort(r)}
	}
	return []string{words.PaysFrom(r)}
}

// speedupCurve is the speedup against the size, on logarithms of the size.
func speedupCurve(r *engine.Result) parts.Curve {
	c := parts.Curve{Title: "speedup, by " + r.Spec.SizeNoun + ", with intervals and the line at 1x", Unit: units.Factor, Log: true, Level: 1, Axis: true, Most: 1}
	if r.BreakEven == nil {
		return c
	}
	sizes := r.BreakEven.Sizes
	c.Least, c.Most = sizes[0].Size, sizes[len(sizes)-1].Size
	for i := range sizes {
		e := sizes[i].Speedup
		if e == nil {
			continue
		}
		p := parts.CurvePoint{Workers: sizes[i].Size, Value: e.Value, Low: e.Value, High: e.Value}
		if e.Interval != nil {
			p.Low, p.High = e.Interval.Low, e.Interval.High
		}
		c.Points = append(c.Points, p)
	}
	if at := r.BreakEven.Size; at != nil {
		role := cells.Good
		if !r.BreakEven.Pays {
			role = cells.Warn
		}
		c.Marks = append(c.Marks, parts.CurveMark{At: at.Value, Label: words.PaysAt(r), Style: cells.In(role).Bold()})
	}
	return c
}

// pairColumns are those of the table beside the chart.
func pairColumns(r *engine.Result) []parts.Column {
	return []parts.Column{
		{Title: strings.ToUpper(r.Spec.SizeNoun), Width: 11, Right: true},
		{Title: "SEQ", Width: 8, Right: true},
		{Title: "PAR", Width: 8, Right: true},
		{Title: "SPEEDUP", Width: 7, Right: true},
		{Title: "ROUNDS", Width: 6, Right: true},
	}
}

// pairTable lists the sizes. The one under way has the mark of the focus. A speedup
// has the colour of what is good where its interval lies above 1, and of what is bad
// where it lies below.
func pairTable(a cells.Area, th *theme.Theme, lane *live.Lane, r *engine.Result, columns []parts.Column) {
	parts.Head(a.Part(2, 0, a.Width-2, a.Height), 0, columns)
	if r.BreakEven == nil {
		return
	}
	for i := range r.BreakEven.Sizes {
		s := &r.BreakEven.Sizes[i]
		row := a.Part(0, i+1, a.Width, 1)
		if lane.Result == nil && sizeUnderWay(lane) == s.Size {
			row.Rune(0, 0, th.Glyphs.Focus, cells.In(cells.Accent))
		}
		parts.Row(row.Part(2, 0, row.Width-2, 1), 0, columns, pairFields(s))
	}
}

// sizeUnderWay is the size of the leg that a lane is in; 0 for none.
func sizeUnderWay(lane *live.Lane) int {
	for _, v := range lane.Variants {
		if engine.LegKind(v.Name) == lane.Progress.Kind {
			return v.Size
		}
	}
	return 0
}

func pairFields(s *engine.SizeFigures) []parts.Field {
	muted := cells.In(cells.Muted)
	fields := []parts.Field{{Text: units.Count(int64(s.Size))}, {Text: "-", Style: muted}, {Text: "-", Style: muted}}
	for at, seconds := range []float64{s.Sequential, s.Parallel} {
		if seconds > 0 {
			fields[at+1] = parts.Field{Text: units.Seconds(seconds)}
		}
	}
	if s.Speedup == nil {
		return append(fields, parts.Field{Text: "-", Style: muted})
	}
	style := cells.Style(0)
	if i := s.Speedup.Interval; i != nil && i.Low > 1 {
		style = cells.In(cells.Good)
	} else if i != nil && i.High < 1 {
		style = cells.In(cells.Bad)
	}
	return append(fields, parts.Field{Text: units.Factor(s.Speedup.Value), Style: style}, parts.Field{Text: strconv.Itoa(s.Speedup.N), Style: muted})
}

// speedupBars draws a bar for each size, from zero to the largest speedup: those above
// 1 in the colour of what is good.
func speedupBars(a cells.Area, th *theme.Theme, r *engine.Result) {
	if r.BreakEven == nil {
		return
	}
	var values []float64
	for i := range r.BreakEven.Sizes {
		value := 0.0
		if e := r.BreakEven.Sizes[i].Speedup; e != nil {
			value = e.Value
		}
		values = append(values, value)
	}
	bars(a, th, values, func(i int) cells.Style {
		if values[i] > 1 {
			return cells.In(cells.Good)
		}
		return cells.In(cells.Parallel)
	})
}

// payColumns are the columns of the table of lanes of a sweep over sizes.
func payColumns(width int) []parts.Column {
	all := []parts.Column{{Title: "WORKLOAD", Width: 14}, {Title: paysColumn, Width: 18}}
	if left := width - 14 - 18 - 2*laneGap; left >= 8 {
		all = append(all, parts.Column{Title: bySize, Width: left})
	}
	return all
}

// Titles of the columns of a sweep over sizes.
const (
	paysColumn = "WHERE WORKERS PAY"
	bySize     = "SPEEDUP BY SIZE"
)
