// Package pages holds the views of the dashboard. A page owns what its reader
// has chosen on it, a cursor and a scroll, and nothing of the run: it is shown
// what to draw, and draws that at whatever size it is given.
//
// Its opinion: the answer comes first. A page that has room shows more of the
// same, and nothing else. One that has too little room shows the answer alone.
// Drawing computes no figure: what is compared or found is known before.
package pages

import (
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
	Draw(a cells.Area, s *Screen)
	// Act carries out an action that is the page's own; false leaves it to the
	// caller.
	Act(action config.Action) bool
	// Choose puts the cursor on a row that was clicked.
	Choose(row int)
	// Wheel handles a turn of the mouse's wheel by some rows, down where they are
	// positive. It returns what the turn stands for; "" where the page scrolled.
	Wheel(rows int) config.Action
	// Point handles the mouse on an axis of time that the page has drawn. It returns
	// what that stands for; "" for nothing more.
	Point(to Pointer) config.Action
	// Reading is what there was at the moment under the mouse; "" where the mouse is
	// on no axis, or the page shows it itself.
	Reading() string
	// Explains tells whether findings of a run are drawn in a width. To find them takes as
	// long as many frames.
	Explains(run *live.Run, width int) bool
	// Selected is the run under the cursor.
	Selected() Selection
}

// A Screen is what every page draws with.
type Screen struct {
	Theme *theme.Theme
	Key   func(config.Action) string // that an action is on; "" for none
	Hits  *Hits
}

// A Selection is what a page's cursor is on.
type Selection struct {
	Lists bool // the page lists runs
	// The run is at hand or in the store; both are nil where the list is empty.
	Kept   *Kept
	Stored *Stored
}

// without is what pages that have no rows and no runs have in common.
type without struct{ timeless }

// Choose does nothing.
func (without) Choose(int) {}

// timeless is what pages that draw no axis of time have in common.
type timeless struct{}

// Point does nothing.
func (timeless) Point(Pointer) config.Action { return "" }

// Reading is empty.
func (timeless) Reading() string { return "" }

// Explains is false.
func (without) Explains(*live.Run, int) bool { return false }

// Selected is nothing.
func (without) Selected() Selection { return Selection{} }

// windowed is the action of a wheel's turn over charts of time.
func windowed(rows int) config.Action {
	if rows < 0 {
		return config.ActionNarrowerWindow
	}
	return config.ActionWiderWindow
}

// step is the action of a wheel's turn in a list.
func step(rows int) config.Action {
	if rows < 0 {
		return config.ActionUp
	}
	return config.ActionDown
}
