// Package overlays holds what stands on top of a page and has the keys: lists,
// texts to be read, and fields to be written in.
//
// Its opinion: an overlay asks and shows, and does nothing. It returns a message
// that says what was chosen, and its opener acts on that.
package overlays

import (
	tea "charm.land/bubbletea/v2"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/theme"
)

// An Overlay is on top of a page.
type Overlay interface {
	Draw(screen cells.Area, th *theme.Theme)
	// Press handles a key; action is what it is bound to, "" for nothing.
	Press(key tea.KeyPressMsg, action config.Action) Result
	// Click handles a click on a place of the screen.
	Click(x, y int) Result
	// Paste handles pasted text.
	Paste(text string) Result
	// Refresh reads what is offered anew, after more has become known.
	Refresh()
}

// A Result is what comes of a key or a click.
type Result struct {
	Close bool    // the overlay is done
	Send  tea.Msg // what was chosen; nil for nothing
}

var closed = Result{Close: true}

// closes tells whether a key closes what is on top.
func closes(key tea.KeyPressMsg, action config.Action) bool {
	return action == config.ActionClose || key.String() == "esc"
}

// plain is an overlay that a click closes and that nothing can be written in.
type plain struct{}

// Click closes the overlay.
func (plain) Click(int, int) Result { return closed }

// Paste does nothing.
func (plain) Paste(string) Result { return Result{} }

// Refresh does nothing.
func (plain) Refresh() {}
