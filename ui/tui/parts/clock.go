package parts

import (
	"time"

	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
)

// clockSteps are the distances between two labels of a time axis.
var clockSteps = []time.Duration{
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute,
}

// clockApart is how many columns there are between two labels at the least.
const clockApart = 10

// Clock writes the times of a run below a chart that goes from one of them to another.
func Clock(a cells.Area, from, to time.Duration) {
	if a.Width < clockApart || to <= from {
		return
	}
	step := clockSteps[len(clockSteps)-1]
	for _, one := range clockSteps {
		if float64(one)/float64(to-from)*float64(a.Width) >= clockApart {
			step = one
			break
		}
	}
	for at := (from + step - 1) / step * step; at <= to; at += step {
		x := int(float64(at-from) / float64(to-from) * float64(a.Width))
		if text := units.Clock(at); x+cells.Width(text) <= a.Width {
			a.Text(x, 0, cells.In(cells.Muted), text)
		}
	}
}
