package parts

import (
	"math"
	"slices"
	"strconv"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// A CurvePoint is a measured value of a number of workers, or of a size, with its
// interval. Low and High are the value where there is none.
type CurvePoint struct {
	Workers          int
	Value, Low, High float64
}

// A CurveMark is a number of workers, or a size, that is named.
type CurveMark struct {
	At    float64
	Label string
	Style cells.Style
}

// A Curve is values against workers or sizes. Both scales are linear and begin at
// zero, but for the lying one where it is logarithmic.
type Curve struct {
	Title  string // what is drawn, and its unit
	Points []CurvePoint
	Most   int                     // workers at the right end of the scale
	Fit    func(n float64) float64 // nil for none
	FitTo  float64                 // workers up to which it holds
	Marks  []CurveMark
	Bars   bool // draw bars from zero in place of points
	Unit   func(float64) string
	// Axis says that the numbers of workers stand below the chart.
	Axis bool
	// Log says that the lying scale is logarithmic, from Least to Most.
	Log   bool
	Least int
	// Level is a value with a line across; 0 for none.
	Level float64
}

const (
	curveLabels = 9 // columns of the labels of the upright scale
	leastCurve  = 3 // rows that a chart needs
	tickEvery   = 4 // rows between two labels, at the least
)

// Draw draws the curve: the title above, the upright scale at the left, and below
// the numbers of workers.
func (c *Curve) Draw(a cells.Area, th *theme.Theme) {
	chart := a.Part(curveLabels, 1, a.Width-curveLabels-1, a.Height-1)
	if c.Axis {
		chart.Height -= 2
	}
	if chart.Height < leastCurve || chart.Width < 16 || c.Most < 1 || c.Log && (c.Least < 1 || c.Most <= c.Least) {
		return
	}
	if c.Title != "" {
		a.Fit(1, 0, a.Width-2, cells.In(cells.Muted), c.Title)
	}
	top := c.top()
	c.upright(a.Rows(1, chart.Height), th, top)
	if c.Axis {
		c.workers(a.Part(curveLabels, 1+chart.Height, chart.Width, 2), th)
	}
	for _, m := range c.Marks {
		chart.Columns(c.column(chart, m.At), 1).Fill(th.Glyphs.Vertical, cells.In(cells.Faint))
	}
	if c.Fit != nil {
		c.line(chart, th, top)
	}
	if c.Level > 0 {
		chart.Rows(c.row(chart, c.Level/top), 1).Fill(th.Glyphs.Dash, cells.In(cells.Warn))
	}
	for _, p := range c.Points {
		c.point(chart, th, &p, top)
	}
	c.names(chart)
}

// top is the upper end of the scale: a round number above all that is drawn.
func (c *Curve) top() float64 {
	most := c.Level
	for _, p := range c.Points {
		most = max(most, p.Value, p.High)
	}
	for n := 1; c.Fit != nil && n <= int(c.FitTo); n++ {
		most = max(most, c.Fit(float64(n)))
	}
	return roundAbove(most)
}

// drawn tells whether there is anything to draw.
func (c *Curve) drawn() bool {
	return slices.ContainsFunc(c.Points, func(p CurvePoint) bool { return p.Value > 0 })
}

// roundAbove is the least of 1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8 times a power of
// ten that is not below the value. All have halves and quarters that are short.
func roundAbove(value float64) float64 {
	if value <= 0 || math.IsInf(value, 0) || math.IsNaN(value) {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(value)))
	for _, step := range []float64{1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8} {
		if value <= step*power {
			return step * power
		}
	}
	return 10 * power
}

// column and rowOf place a point in the chart: zero and the most are the middles of
// the outermost cells, as the labels are. A bar begins at the chart's lower edge, so
// that its height is proportional to its value, and the most fills the chart.
func (c *Curve) column(chart cells.Area, n float64) int {
	if c.Log {
		return int(math.Round(clamp(math.Log(n/float64(c.Least))/math.Log(float64(c.Most)/float64(c.Least))) * float64(chart.Width-1)))
	}
	return int(math.Round(n / float64(c.Most) * float64(chart.Width-1)))
}

func rowOf(chart cells.Area, value, top float64) int {
	return chart.Height - 1 - int(math.Round(clamp(value/top)*float64(chart.Height-1)))
}

// row is the one of a share of the scale.
func (c *Curve) row(chart cells.Area, share float64) int {
	if c.Bars {
		return rowOfBar(chart.Height, share*(1-1e-9))
	}
	return rowOf(chart, share, 1)
}

// upright draws the scale at the left, with a label at the top, at zero, and
// between them where there is room.
func (c *Curve) upright(a cells.Area, th *theme.Theme, top float64) {
	for y := range a.Height {
		a.Rune(curveLabels-1, y, th.Glyphs.Vertical, cells.In(cells.Border))
	}
	parts := 1
	for _, n := range []int{2, 4} {
		if a.Height/n >= tickEvery {
			parts = n
		}
	}
	for i := 0; i <= parts; i++ {
		share := float64(i) / float64(parts)
		y := c.row(a, share)
		text := "0"
		if i > 0 && c.drawn() {
			text = c.Unit(share * top)
		} else if i > 0 {
			continue // the scale of nothing has no end
		}
		a.Right(curveLabels-2, y, cells.In(cells.Muted), text)
		a.Rune(curveLabels-1, y, th.Glyphs.Tick, cells.In(cells.Border))
	}
}

// workers draws the lying scale: numbers of workers that were measured, or the powers
// of ten of a logarithmic one, as far as there is room for them, the largest first.
func (c *Curve) workers(a cells.Area, th *theme.Theme) {
	a.Line(0, th.Glyphs.Horizontal, cells.In(cells.Border))
	free := a.Width
	put := func(n int) {
		text := shortCount(n)
		x := c.column(a, float64(n))
		from := max(min(x-len(text)/2, a.Width-len(text)), 0)
		if from+len(text) < free {
			a.Text(from, 1, cells.In(cells.Muted), text)
			a.Rune(x, 0, th.Glyphs.Dot, cells.In(cells.Muted))
			free = from - 1
		}
	}
	free++ // nothing is behind the largest
	ticks := c.ticks()
	for i := len(ticks) - 1; i >= 0; i-- {
		put(ticks[i])
	}
}

// ticks are the numbers below the chart, ascending: of a logarithmic scale the powers
// of ten, or what was measured where there are not two of these.
func (c *Curve) ticks() []int {
	var measured, decades []int
	for _, p := range c.Points {
		measured = append(measured, p.Workers)
	}
	if !c.Log {
		return append([]int{0}, measured...)
	}
	for power := 1; power <= c.Most && power <= math.MaxInt/10; power *= 10 {
		if power >= c.Least {
			decades = append(decades, power)
		}
	}
	if len(decades) < 2 {
		return measured
	}
	return decades
}

// shortCount is a number with as few characters as show it exactly: 16, 2500, 10k, 1M.
func shortCount(n int) string {
	switch {
	case n > 0 && n%1_000_000 == 0:
		return strconv.Itoa(n/1_000_000) + "M"
	case n > 0 && n%1_000 == 0:
		return strconv.Itoa(n/1_000) + "k"
	}
	return strconv.Itoa(n)
}

// names writes the names of the marks beside their lines, one a row, so that none
// hides another. They are at the foot: what is marked has its point high up.
func (c *Curve) names(chart cells.Area) {
	for i, m := range c.Marks {
		x := c.column(chart, m.At)
		from := x + 2
		if from+cells.Width(m.Label) > chart.Width {
			from = max(x-1-cells.Width(m.Label), 0)
		}
		if y := chart.Height - 2 - i; y >= 0 {
			chart.Text(from, y, m.Style, m.Label)
		}
	}
}

// line draws the fitted curve, a dot in each column.
func (c *Curve) line(chart cells.Area, th *theme.Theme, top float64) {
	for x := range chart.Width {
		n := float64(x) / float64(chart.Width-1) * float64(c.Most)
		if n > c.FitTo {
			return
		}
		if n <= 0 {
			continue
		}
		value := c.Fit(n)
		chart.Rune(x, rowOf(chart, value, top), c.dot(chart, th, value/top), cells.In(cells.Sequential))
	}
}

// dot is the character of a share's place within its row: one of four heights
// where there are braille dots.
func (c *Curve) dot(chart cells.Area, th *theme.Theme, share float64) rune {
	if th.Glyphs.Name == "ascii" {
		return th.Glyphs.Dot
	}
	rows := clamp(share)*float64(chart.Height-1) + 0.5
	within := rows - math.Floor(rows)
	return []rune("⡀⠄⠂⠁")[min(int(within*4), 3)]
}

// point draws a measured value with its interval, or its bar.
func (c *Curve) point(chart cells.Area, th *theme.Theme, p *CurvePoint, top float64) {
	x := c.column(chart, float64(p.Workers))
	if p.Value <= 0 {
		return
	}
	if c.Bars {
		column(chart.Columns(x, 1), 0, th.Glyphs.Full, p.Value/top, cells.In(cells.Accent))
		return
	}
	at, low, high := rowOf(chart, p.Value, top), rowOf(chart, p.Low, top), rowOf(chart, p.High, top)
	for y := high; y <= low; y++ {
		chart.Rune(x, y, th.Glyphs.Vertical, cells.In(cells.Parallel))
	}
	chart.Rune(x, at, th.Glyphs.PointValue, cells.In(cells.Parallel).Bold())
}
