package pages

import (
	"slices"
	"time"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/parts"
)

// Hits are the places that the mouse can click, gathered while drawing.
type Hits struct{ all []Hit }

// A Hit is a place and what clicking it does.
type Hit struct {
	Area   cells.Area
	Action config.Action // "" for none
	Lane   int           // gets the focus; -1 for none
	Row    int           // is chosen on the page; -1 for none
	Axis   parts.Axis    // of time, along which the place is pointed at; without columns for none
	hover  bool          // a click means what was drawn before
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

// AddTime remembers a place along an axis of time. The lane gets the focus when the
// place is clicked; -1 for none.
func (h *Hits) AddTime(area cells.Area, lane int, axis parts.Axis) {
	h.all = append(h.all, Hit{Area: area, Lane: lane, Row: -1, Axis: axis})
}

// AddHover remembers a chart of a lane over time, whose values the mouse shows. What a
// click does there is another's. The lane is -1 for none.
func (h *Hits) AddHover(area cells.Area, lane int, axis parts.Axis) {
	h.all = append(h.all, Hit{Area: area, Lane: lane, Row: -1, Axis: axis, hover: true})
}

// HasTime tells whether there is an axis of time.
func (h *Hits) HasTime() bool {
	return slices.ContainsFunc(h.all, func(one Hit) bool { return one.Axis.Columns > 0 })
}

// Reset forgets all places, before a frame is drawn.
func (h *Hits) Reset() { h.all = h.all[:0] }

// At finds what was drawn last at a place and can be clicked.
func (h *Hits) At(x, y int) (Hit, bool) {
	return h.last(x, y, func(one *Hit) bool { return !one.hover })
}

// TimeAt finds the axis of time at a place.
func (h *Hits) TimeAt(x, y int) (Hit, bool) {
	return h.last(x, y, func(one *Hit) bool { return one.Axis.Columns > 0 })
}

func (h *Hits) last(x, y int, is func(*Hit) bool) (Hit, bool) {
	for i := len(h.all) - 1; i >= 0; i-- {
		if h.all[i].Area.Contains(x, y) && is(&h.all[i]) {
			return h.all[i], true
		}
	}
	return Hit{}, false
}

// At is the moment that a column of the screen stands for.
func (h *Hit) At(x int) time.Duration {
	left, _ := h.Area.Origin()
	return h.Axis.Middle(x - left)
}

// PointerKind is what a mouse does at a moment of an axis.
type PointerKind int

// The things that it does.
const (
	Hover PointerKind = iota
	Press
	Drag
	Leave // it is elsewhere; the moment is not known
)

// A Pointer is the mouse on an axis of time.
type Pointer struct {
	Kind PointerKind
	At   time.Duration
	Lane int // whose row it is on; -1 for none
	Axis parts.Axis
}
