package pages

import (
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
)

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
