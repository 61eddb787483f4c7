package pages

import (
	"math"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/scale"
	"ep-benchmark/ui/tui/theme"
	"ep-benchmark/ui/words"
)

// claimAxis is an axis of a claim's metric, and how its marks are written.
func claimAxis(m claims.Metric, values []float64) (axis scale.Axis, figure func(float64) string) {
	most := 0.0
	for _, v := range values {
		most = max(most, math.Abs(v))
	}
	per, figure := words.ClaimAxis(m, most)
	return scale.Of(per, values...), figure
}

// drawInterval draws on one row what is claimed as a dashed stretch between its edges,
// and the measured interval on it. The row's scale has zero in it.
func drawInterval(a cells.Area, th *theme.Theme, e *claims.Entry) scale.Axis {
	axis, _ := claimAxis(e.Claim.Metric, words.ClaimReach(&e.Claim.Expect, e.Measured))
	at := func(value float64) int { return int(math.Round(axis.Share(value) * float64(a.Width-1))) }
	low, high := at(axis.Low), at(axis.High)
	r := &e.Claim.Expect
	if r.Low != nil {
		low = at(*r.Low)
	}
	if r.High != nil {
		high = at(*r.High)
	}
	if r.Low != nil || r.High != nil {
		a.Part(low, 0, high-low+1, 1).Fill(th.Glyphs.Dash, cells.In(cells.Muted))
	}
	style := toneStyle(e.Verdict)
	if i := e.Measured.Interval; i != nil {
		from, to := at(i.Low), at(i.High)
		a.Part(from, 0, to-from+1, 1).Fill(th.Glyphs.Lying[len(th.Glyphs.Lying)-1], style)
	}
	if r.Low != nil {
		a.Rune(low, 0, th.Glyphs.LowEdge, cells.Style(0))
	}
	if r.High != nil {
		a.Rune(high, 0, th.Glyphs.HighEdge, cells.Style(0))
	}
	a.Rune(at(e.Measured.Value), 0, th.Glyphs.PointValue, style.Bold())
	return axis
}

// intervalRows is how many rows the measured beside the claimed takes, with its axis.
const intervalRows = 2

// drawAxis draws the measured beside the claimed, and below it the marks of the axis.
func drawAxis(a cells.Area, th *theme.Theme, e *claims.Entry) {
	a = a.Columns(0, min(a.Width, 60))
	inner := a.Part(4, 0, a.Width-12, a.Height)
	if inner.Width < 12 {
		return
	}
	axis := drawInterval(inner, th, e)
	_, figure := claimAxis(e.Claim.Metric, words.ClaimReach(&e.Claim.Expect, e.Measured))
	used := -1
	for _, mark := range axis.Marks {
		text := figure(mark)
		x := 4 + int(math.Round(axis.Share(mark)*float64(inner.Width-1))) - cells.Width(text)/2
		if x > used {
			used = a.Text(max(x, 0), 1, cells.In(cells.Muted), text)
		}
	}
}

// Rows and columns that the chart of a curve needs, and takes at the most.
const (
	leastCurveRows, mostCurveRows = 8, 16
	leastCurveColumns             = 36
	mostCurveColumns              = 90
)

// drawCurve draws a metric against the condition that a claim does not state. Both axes
// are linear with zero in them, and dashes show what is claimed.
func drawCurve(a cells.Area, th *theme.Theme, e *claims.Entry) {
	c := newClaimCurve(a, e)
	c.axes(th)
	for _, bound := range words.ClaimBounds(&e.Claim.Expect) {
		c.chart.Rows(c.y(bound), 1).Fill(th.Glyphs.Dash, cells.In(cells.Warn))
	}
	style := cells.In(cells.Parallel)
	for i := range e.Curve.Points {
		p := &e.Curve.Points[i]
		x := c.x(p.At)
		if interval := p.Measured.Interval; interval != nil {
			for y := c.y(interval.High); y <= c.y(interval.Low); y++ {
				c.chart.Rune(x, y, th.Glyphs.Vertical, style)
			}
		}
		c.chart.Rune(x, c.y(p.Measured.Value), th.Glyphs.PointValue, style.Bold())
	}
}

// A claimCurve is where a curve is drawn.
type claimCurve struct {
	entry          *claims.Entry
	all, chart     cells.Area
	left           int // columns of the labels at the left
	lying, upright scale.Axis
	figure         func(float64) string
}

func newClaimCurve(a cells.Area, e *claims.Entry) *claimCurve {
	a = a.Columns(0, min(a.Width, mostCurveColumns))
	var measured []*stats.Estimate
	var places []float64
	for i := range e.Curve.Points {
		measured, places = append(measured, &e.Curve.Points[i].Measured), append(places, e.Curve.Points[i].At)
	}
	values := words.ClaimReach(&e.Claim.Expect, measured...)
	c := &claimCurve{entry: e, all: a, lying: scale.Of(1, places...)}
	c.upright, c.figure = claimAxis(e.Claim.Metric, values)
	for _, mark := range c.upright.Marks {
		c.left = max(c.left, cells.Width(c.figure(mark))+2)
	}
	c.chart = a.Part(c.left+1, 1, a.Width-c.left-5, a.Height-3)
	return c
}

func (c *claimCurve) x(at float64) int {
	return int(math.Round(c.lying.Share(at) * float64(c.chart.Width-1)))
}

func (c *claimCurve) y(value float64) int {
	return c.chart.Height - 1 - int(math.Round(c.upright.Share(value)*float64(c.chart.Height-1)))
}

// axes draws what is drawn against what, and both axes with their marks.
func (c *claimCurve) axes(th *theme.Theme) {
	name := string(c.entry.Claim.Metric) + " by " + c.entry.Curve.Condition
	if c.entry.Curve.Unit != "" {
		name += " in " + c.entry.Curve.Unit
	}
	if len(words.ClaimBounds(&c.entry.Claim.Expect)) > 0 {
		name += ", with intervals; dashes: claimed"
	}
	c.all.Fit(1, 0, c.all.Width-2, cells.In(cells.Muted), name)
	for y := range c.chart.Height {
		c.all.Rune(c.left, 1+y, th.Glyphs.Vertical, cells.In(cells.Border))
	}
	last := -2
	for i := len(c.upright.Marks) - 1; i >= 0; i-- { // from the top on, and each on a row of its own
		if y := c.y(c.upright.Marks[i]); y > last+1 || i == 0 {
			c.all.Right(c.left-1, 1+y, cells.In(cells.Muted), c.figure(c.upright.Marks[i]))
			last = y
		}
	}
	bottom := 1 + c.chart.Height
	c.all.Part(c.left, bottom, c.chart.Width+1, 1).Fill(th.Glyphs.Horizontal, cells.In(cells.Border))
	used := -1
	for _, mark := range c.lying.Marks {
		text := units.Number(mark)
		if x := c.left + 1 + c.x(mark) - cells.Width(text)/2; x > used {
			used = c.all.Text(max(x, 0), bottom+1, cells.In(cells.Muted), text)
		}
	}
}
