package parts

import (
	"fmt"
	"time"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/theme"
)

// An Axis is a stretch of time laid out over columns, the earliest first.
type Axis struct {
	From, To time.Duration // since the run's start
	Columns  int
}

// perColumn is how much time a column has, in nanoseconds.
func (x Axis) perColumn() float64 { return float64(x.To-x.From) / float64(max(x.Columns, 1)) }

// Start is when a column begins.
func (x Axis) Start(column int) time.Duration {
	return x.From + time.Duration(float64(column)*x.perColumn())
}

// Middle is the moment that a column stands for.
func (x Axis) Middle(column int) time.Duration {
	return x.From + time.Duration((float64(column)+0.5)*x.perColumn())
}

// Column is where a moment lies; it is outside of 0 to Columns-1 where the axis does
// not show it.
func (x Axis) Column(at time.Duration) int {
	if x.To <= x.From || at < x.From {
		return -1
	}
	return int(float64(at-x.From) / x.perColumn())
}

// steps are the times between two labels.
var steps = []time.Duration{
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 30 * time.Minute, time.Hour,
}

// leastApart is how many columns lie between two labels at least.
const leastApart = 10

// step is the time between two labels.
func (x Axis) step() time.Duration {
	for _, step := range steps {
		if float64(step) >= leastApart*x.perColumn() {
			return step
		}
	}
	return steps[len(steps)-1] * time.Duration(1+leastApart*x.perColumn()/float64(steps[len(steps)-1]))
}

// Draw labels the axis on one row, each label from the column of its moment on.
func (x Axis) Draw(a cells.Area, th *theme.Theme) {
	step := x.step()
	at := (x.From + step - 1) / step * step
	for ; at <= x.To; at += step {
		column := x.Column(at)
		text := moment(at)
		if column+1+cells.Width(text) > a.Width {
			return
		}
		a.Rune(column, 0, th.Glyphs.Vertical, cells.In(cells.Border))
		a.Text(column+1, 0, cells.In(cells.Muted), text)
	}
}

// moment renders a whole number of seconds since the run's start.
func moment(at time.Duration) string {
	if at < time.Minute {
		return fmt.Sprintf("%d s", at/time.Second)
	}
	return fmt.Sprintf("%d:%02d", at/time.Minute, at%time.Minute/time.Second)
}
