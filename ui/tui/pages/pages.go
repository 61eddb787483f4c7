// Package pages holds the views of the dashboard. A page owns what its reader
// has chosen on it, a cursor and a scroll, and nothing of the run: it draws
// from the fold of the events, at whatever size it is given.
//
// Its opinion: the answer comes first. A page that has room shows more of the
// same, and nothing else. One that has too little room shows the answer alone.
package pages

import (
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/trend"
	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/theme"
)

// A Page is one view.
type Page interface {
	// Title is the page's name on its tab.
	Title() string
	// Draw draws the page into the area.
	Draw(a cells.Area, v *View)
	// Act carries out an action that is the page's own; false leaves it to the
	// caller.
	Act(action config.Action, v *View) bool
}

// View is what pages draw from.
type View struct {
	Run    *live.Run
	Idle   bool // no run is on
	Theme  *theme.Theme
	Focus  int // the lane that has the focus
	Zoom   bool
	Window time.Duration // of the charts
	Past   []Kept        // claims, files, and runs of this session, the oldest first
	Versus Versus
	Kept   *Archive   // what is known of the store; nil where nothing is kept
	Trends trend.Past // how the figures went
	Key    func(config.Action) string
	Hits   *Hits

	known diagnosed
}

// Lane returns the lane that has the focus, nil where there is none.
func (v *View) Lane() *live.Lane {
	if v.Focus < 0 || v.Focus >= len(v.Run.Lanes) {
		return nil
	}
	return &v.Run.Lanes[v.Focus]
}

// A Kept is a run, or a claim of one, that can be looked at and compared with.
type Kept struct {
	Side   compare.Side
	Report *engine.Report // nil for a claim
	Number int64          // of the run in the store; 0 where it is not in it
}

// soFar is the run's report: the whole one, or, while the run is on, one of
// the workloads that have finished; nil before the first has.
func (v *View) soFar() *engine.Report {
	if v.Run.Finished {
		return &v.Run.Report
	}
	report := &engine.Report{Plan: v.Run.Plan, Host: v.Run.Host}
	for i := range v.Run.Lanes {
		if result := v.Run.Lanes[i].Result; result != nil {
			report.Results = append(report.Results, *result)
		}
	}
	if len(report.Results) == 0 {
		return nil
	}
	return report
}

// Hits are the places that the mouse can click, gathered while drawing.
type Hits struct{ all []Hit }

// A Hit is a place and what clicking it does.
type Hit struct {
	Area   cells.Area
	Action config.Action // "" for none
	Lane   int           // gets the focus; -1 for none
	Row    int           // is chosen on the page; -1 for none
}

// Add remembers a place that carries out an action.
func (h *Hits) Add(area cells.Area, action config.Action) {
	h.all = append(h.all, Hit{Area: area, Action: action, Lane: -1, Row: -1})
}

// AddLane remembers a place that gives a lane the focus.
func (h *Hits) AddLane(area cells.Area, lane int) {
	h.all = append(h.all, Hit{Area: area, Lane: lane, Row: -1})
}

// AddRow remembers a place that chooses a row of the page.
func (h *Hits) AddRow(area cells.Area, row int) {
	h.all = append(h.all, Hit{Area: area, Lane: -1, Row: row})
}

// Reset forgets all places, before a frame is drawn.
func (h *Hits) Reset() { h.all = h.all[:0] }

// At finds what was drawn last at a place.
func (h *Hits) At(x, y int) (Hit, bool) {
	for i := len(h.all) - 1; i >= 0; i-- {
		if h.all[i].Area.Contains(x, y) {
			return h.all[i], true
		}
	}
	return Hit{}, false
}
