package pages

import "ep-benchmark/ui/config"

// scrolled moves a position by an action that moves; false for any other.
// Who draws keeps it from running past the end.
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
