package tui

import (
	"testing"

	"ep-benchmark/ui/internal/recorded"
)

// TestTheFirstRunIsExplained holds that the screen of a first run is explained until the
// reader closes that or the run ends, and that the list of keys explains it again.
func TestTheFirstRunIsExplained(t *testing.T) {
	first := func() *dashboard {
		o := furnished(t)
		o.First = true
		return open(t, o).events(recorded.Finished().Events, midrun)
	}
	first().shows("your first run", "? shows this and all keys.").press("esc").hides("your first run").press("?").shows("? shows this and all keys.")
	first().size(60, 20).hides("your first run")
	first().finish(recorded.Finished()).hides("your first run").shows("FINISHED in")
	open(t, furnished(t)).events(recorded.Finished().Events, midrun).hides("your first run")

	again := first()
	again.count = 2 // runs that were started
	again.size(80, 24).hides("your first run")
}
