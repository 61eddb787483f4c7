package frame

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/pages"
)

// A Tab names a page.
type Tab struct {
	Key, Title string
	Action     config.Action // that turns to it
}

// A Header is what the first row shows.
type Header struct {
	*Moment
	Versus *pages.Versus
	Tabs   []Tab
	Page   int // of the tabs
}

// narrow is the width below which the first row has no room for more than the answer.
const narrow = 60

// Draw draws the first row: the answer, and the tabs.
func (h *Header) Draw(a cells.Area, s *pages.Screen) {
	word, role := h.state()
	if a.Width < narrow {
		word, role = h.doing() // the footer says whether the run was measured
	}
	x := 1
	if a.Width >= 76 {
		x = a.Text(x, 0, cells.In(cells.Title).Bold(), "ep-benchmark") + 2
	}
	x = a.Text(x, 0, cells.In(role).Bold(), word) + 2
	answer := cells.Width(h.tallyLine()) + 3
	if !h.Tests { // an experiment's time is not that of all of them
		x = times(a.Columns(0, a.Width-h.narrowTabs()-answer), h.Run, x)
	}
	tabs := h.tabs(a, s, x+answer)
	for _, part := range h.tally() {
		if x+cells.Width(part.text)+1 > tabs {
			break
		}
		x = a.Text(x, 0, cells.In(part.role).Bold(), part.text) + 2
	}
	room := a.Part(x, 0, tabs-x-1, 1)
	if h.Tests { // an experiment's quality and baseline are not those of the claims
		return
	}
	sign, role, wanting := badge(h.Run, &s.Theme.Glyphs)
	if cells.Width(sign) > room.Width {
		sign = strings.Replace(sign, " ", "", 1)
	}
	if width := cells.Width(sign); sign != "" && wanting && width <= room.Width {
		room.Text(0, 0, cells.In(role).Bold(), sign)
		room = room.Columns(width+2, room.Width-width-2)
	}
	used := h.baseline(room.Columns(0, room.Width-1))
	if !wanting && sign != "" && used+cells.Width(sign) <= room.Width {
		room.Text(used, 0, cells.In(role), sign)
	}
}

// baseline draws how many figures regressed, once that is final, and what the
// run is compared with. It returns the column after that.
func (h *Header) baseline(a cells.Area) int {
	x := 0
	if c := h.Versus.Comparison; c != nil && !c.Unfinished && c.Count(compare.Regressed) > 0 {
		text, role := fmt.Sprintf("%d regressed", c.Count(compare.Regressed)), cells.Bad
		if len(c.Suspects()) > 0 {
			text, role = text+"?", cells.Warn
		}
		if cells.Width(text) > a.Width {
			return 0
		}
		x = a.Text(0, 0, cells.In(role).Bold(), text) + 2
	}
	for _, label := range h.Versus.Labels() {
		if x+cells.Width(label)+3 <= a.Width {
			return a.Text(x, 0, cells.In(cells.Muted), "vs "+label) + 2
		}
	}
	return x
}

// times are how long the run has taken and will yet, where the answer leaves
// room for them.
func times(a cells.Area, run *live.Run, x int) int {
	gone := units.Clock(run.At)
	if !run.Started || x+cells.Width(gone) > a.Width {
		return x
	}
	x = a.Text(x, 0, cells.In(cells.Muted), gone) + 1
	if left, known := run.Left(); known && !run.Finished && left > 0 {
		if text := units.Clock(left) + " left"; x+cells.Width(text) <= a.Width {
			x = a.Text(x, 0, cells.In(cells.Faint), text) + 1
		}
	}
	return x + 1
}

// narrowTabs is how wide the views' numbers are.
func (h *Header) narrowTabs() int {
	width := 0
	for _, tab := range h.Tabs {
		width += cells.Width(tab.Key) + 2
	}
	return width
}

// tabs draws the views' names at the right, closer together where there is little
// room, or their numbers alone, and returns where they begin.
func (h *Header) tabs(a cells.Area, s *pages.Screen, from int) int {
	names := make([]string, len(h.Tabs))
	width, gap := 0, 2
	for i, tab := range h.Tabs {
		names[i] = tab.Key + " " + tab.Title
		width += cells.Width(names[i]) + gap
	}
	switch {
	case from+width+2 <= a.Width:
	case from+width-len(names)+2 <= a.Width:
		width, gap = width-len(names), 1
	default:
		width = h.narrowTabs()
		for i := range names {
			names[i] = h.Tabs[i].Key
		}
	}
	start := a.Width - width
	x := start
	for i, name := range names {
		style := cells.In(cells.Muted)
		if i == h.Page {
			style = cells.In(cells.Accent).Bold().Underline()
		}
		s.Hits.Add(a.Part(x, 0, cells.Width(name)+1, 1), h.Tabs[i].Action)
		x = a.Text(x, 0, style, name) + gap
	}
	return start
}

// Line draws all that fits a tiny terminal.
func (m *Moment) Line(a cells.Area) {
	word, role := m.state()
	x := a.Text(0, 0, cells.In(role).Bold(), word+" ")
	if x < a.Width {
		a.Fit(x, 0, a.Width-x, cells.Style(0), m.tallyLine())
	}
}
