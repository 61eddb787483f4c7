package frame

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/ui/cells"
	"ep-benchmark/ui/live"
	"ep-benchmark/ui/tui/pages"
)

// Answer says how the targets of a finished run stand: how many of them are met, and
// then what else there is to say.
func Answer(run *live.Run) []pages.Said {
	var all []pages.Said
	n := standingsOf(run)
	targets := n.open + n.failed
	for _, count := range n.outcomes {
		targets += count
	}
	if met := n.outcomes[engine.Met]; targets > n.outcomes[engine.NotMeasured] {
		role := cells.Good
		if met < targets {
			role = cells.Text
		}
		all = append(all, pages.Said{Text: fmt.Sprintf("%d of %d targets met", met, targets), Role: role})
	}
	for _, c := range tally(run) {
		if !c.met {
			all = append(all, pages.Said{Text: c.text, Role: c.role})
		}
	}
	return all
}
