package pages

import (
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/config"
	"ep-benchmark/ui/tui/theme"
)

// scrolled moves a position by an action that moves; false for any other. Draw
// keeps it from running past the end.
func scrolled(at *int, action config.Action, page int) bool {
	switch action {
	case config.ActionUp:
		*at--
	case config.ActionDown:
		*at++
	case config.ActionPageUp:
		*at -= page
	case config.ActionPageDown:
		*at += page
	case config.ActionFirst:
		*at = 0
	case config.ActionLast:
		*at = 1 << 30
	default:
		return false
	}
	*at = max(*at, 0)
	return true
}

// moreBelow says that a page goes on below its last row.
func moreBelow(a cells.Area, th *theme.Theme, more bool) {
	if more && a.Width > 20 && a.Height > 1 {
		a.Right(a.Width-1, a.Height-1, cells.In(cells.Accent), string(th.Glyphs.Down)+" more")
	}
}
