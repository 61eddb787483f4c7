package parts

import (
	"math"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// A Trend is how a figure went from run to run: a stroke for each run, the newest last,
// on a linear scale from the least to the most that is drawn. It does not begin at zero,
// so it has lines and no bars, and its ends are written.
type Trend struct {
	Values []float64 // by run; NaN where a run has none
	// Low and High are the band in which one more run would lie; none where High is 0.
	Low, High float64
	Level     float64 // of a baseline, with a line across; 0 for none
	Changes   []TrendChange
	Unit      func(float64) string
}

// A TrendChange is the first run of a new level.
type TrendChange struct {
	Run   int // of the values
	Worse bool
}

// widestRun is how many columns a run has at most, and leastTrend how far a scale
// reaches at the least to both sides, as a share: with less, noise would look like
// mountains.
const (
	widestRun  = 3
	leastTrend = 0.02
)

// Draw draws the trend with its axis, and returns how many columns it took.
func (t *Trend) Draw(a cells.Area, th *theme.Theme) int {
	low, high, ok := t.Ends(a.Width - AxisWidth)
	if !ok || a.Width <= AxisWidth || a.Height < 2 {
		return 0
	}
	axis := a.Columns(0, AxisWidth)
	Upright(axis, th, t.Unit(high))
	foot := axis.Rows(a.Height-1, 1)
	foot.Columns(0, AxisWidth-2).Fill(' ', 0)
	foot.Right(AxisWidth-2, 0, cells.In(cells.Muted), t.Unit(low))
	foot.Rune(AxisWidth-1, 0, th.Glyphs.Tick, cells.In(cells.Border))
	chart := a.Part(AxisWidth, 0, a.Width-AxisWidth, a.Height)
	across := func(value float64, role cells.Role) {
		if value >= low && value <= high {
			chart.Line(strokeRow(chart.Height, (value-low)/(high-low)), th.Glyphs.Dash, cells.In(role))
		}
	}
	if t.High > 0 {
		across(t.Low, cells.Border)
		across(t.High, cells.Border)
	}
	if t.Level > 0 {
		across(t.Level, cells.Faint)
	}
	return AxisWidth + t.strokes(chart, th, low, high)
}

// Row draws the trend on one row without an axis: its caller writes the ends. It returns
// how many columns it took.
func (t *Trend) Row(a cells.Area, th *theme.Theme) int {
	low, high, ok := t.Ends(a.Width)
	if !ok || a.Width <= 0 {
		return 0
	}
	return t.strokes(a.Rows(0, 1), th, low, high)
}

// shown are the runs that have room in a width, and the number of the first.
func (t *Trend) shown(width int) (values []float64, first int) {
	first = max(0, len(t.Values)-max(width, 0))
	return t.Values[first:], first
}

// Ends are the ends of the scale in a width: the least and the most of the runs that are
// shown, of the band and of the level; false where there is nothing.
func (t *Trend) Ends(width int) (low, high float64, ok bool) {
	values, _ := t.shown(width)
	low, high = math.Inf(1), 0
	take := func(value float64) {
		if positive(value) {
			low, high = min(low, value), max(high, value)
		}
	}
	for _, value := range values {
		take(value)
	}
	if high == 0 {
		return 0, 0, false
	}
	for _, value := range []float64{t.Low, t.High, t.Level} {
		if value < farthest*high && value > low/farthest {
			take(value)
		}
	}
	middle := low + (high-low)/2
	return min(low, middle*(1-leastTrend)), max(high, middle*(1+leastTrend)), true
}

// strokes draws the runs, and a sign at each change: upright through the chart where it
// has several rows.
func (t *Trend) strokes(chart cells.Area, th *theme.Theme, low, high float64) int {
	values, first := t.shown(chart.Width)
	wide := min(max(chart.Width/len(values), 1), widestRun)
	levels := len(th.Glyphs.Strokes)
	for i, value := range values {
		if !positive(value) {
			continue
		}
		at := int(math.Round(clamp((value-low)/(high-low)) * float64(chart.Height*levels-1)))
		for x := i * wide; x < (i+1)*wide; x++ {
			chart.Rune(x, chart.Height-1-at/levels, th.Glyphs.Strokes[at%levels], cells.In(cells.Accent).Bold())
		}
	}
	for _, c := range t.Changes {
		if c.Run < first || c.Run >= first+len(values) {
			continue
		}
		sign, style := th.Glyphs.Up, cells.In(cells.Good)
		if c.Worse {
			sign, style = th.Glyphs.Down, cells.In(cells.Bad)
		}
		line := chart.Columns((c.Run-first)*wide, 1)
		for y := range line.Height {
			if line.At(0, y).Style != cells.In(cells.Accent).Bold() {
				line.Rune(0, y, th.Glyphs.Vertical, style)
			}
		}
		line.Rune(0, 0, sign, style.Bold())
	}
	return wide * len(values)
}

// strokeRow is the row of a share of the height.
func strokeRow(height int, share float64) int {
	return height - 1 - int(math.Round(clamp(share)*float64(height-1)))
}
