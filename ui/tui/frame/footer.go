package frame

import (
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/tui/pages"
)

// A Footer is what the last row shows: a notice, or what the mouse is on, or what can
// be done; and the dashboard's own cost.
type Footer struct {
	Cost   string
	Notice string // "" for none
	// Reading is what there was at the moment under the mouse; "" for none.
	Reading string
	Hints   []Hint
	// Generated says that the run was never measured.
	Generated bool
}

// Draw draws the last row.
func (f *Footer) Draw(a cells.Area, s *pages.Screen) {
	cost := f.Cost
	if a.Width < narrow {
		cost = ""
	}
	if f.Generated && a.Width < narrow {
		a.Fit(1, 0, a.Width-2, cells.In(cells.Warn).Bold(), strings.ToUpper(engine.NeverMeasured))
		return
	}
	room := a.Width - cells.Width(cost) - 2
	a.Right(a.Width-1, 0, cells.In(cells.Faint), cost)
	if f.Notice != "" {
		a.Fit(1, 0, room-1, cells.In(cells.Warn), f.Notice)
		return
	}
	if f.Reading != "" {
		a.Fit(1, 0, room-1, cells.Style(0), f.Reading)
		return
	}
	x := 1
	for i := range f.Hints {
		help := f.Hints[i].Help()
		width := cells.Width(help.Key) + 1 + len(help.Desc)
		if x+width > room {
			continue
		}
		s.Hits.Add(a.Part(x, 0, width, 1), f.Hints[i].Action)
		x = a.Text(x, 0, cells.In(cells.Accent), help.Key) + 1
		x = a.Text(x, 0, cells.In(cells.Muted), help.Desc) + 2
	}
}
