package overlays

import (
	"charm.land/bubbles/v2/viewport"

	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/styled"
)

// A scroller is text that may be longer than the room for it.
type scroller struct{ view viewport.Model }

// show gives the text's lines. The reader's place in them is kept.
func (s *scroller) show(lines []string) {
	s.view.SetContentLines(lines)
}

// draw draws as much as fits into the area.
func (s *scroller) draw(a cells.Area) {
	s.view.SetWidth(a.Width)
	s.view.SetHeight(a.Height)
	s.view.SetYOffset(s.view.YOffset()) // which a larger area may have put too far down
	styled.Draw(a, s.view.View())
}

// longer tells whether there is more than fits.
func (s *scroller) longer() bool { return s.view.TotalLineCount() > s.view.Height() }

// scroll moves by an action that moves; false for any other.
func (s *scroller) scroll(action config.Action) bool {
	switch action {
	case config.ActionUp:
		s.view.ScrollUp(1)
	case config.ActionDown:
		s.view.ScrollDown(1)
	case config.ActionPageUp:
		s.view.PageUp()
	case config.ActionPageDown:
		s.view.PageDown()
	case config.ActionFirst:
		s.view.GotoTop()
	case config.ActionLast:
		s.view.GotoBottom()
	default:
		return false
	}
	return true
}
