package judge

import (
	"fmt"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// Suspects lists the workloads that a fresh run has to measure to confirm a
// comparison's changes, of those that the run had; none where nothing changed.
// Under the isolated schedule these are the workloads that changed. Under the
// others they are all of the run's, because workloads that run together affect
// each other.
func Suspects(c *compare.Comparison, schedule engine.Schedule, all []string) []string {
	suspects := c.Suspects()
	if len(suspects) > 0 && schedule != engine.Isolated {
		return all
	}
	return suspects
}

// Confirm holds the fresh run against the changes, and tells whether it counts. A
// fresh run that was ended early neither confirms nor contradicts anything.
func Confirm(c *compare.Comparison, fresh *engine.Report) bool {
	if fresh.Partial {
		c.Unconfirmed = "the fresh run was ended early"
		return false
	}
	c.Confirm(compare.RunOf("the fresh run", fresh))
	return true
}

// Abandon records that the fresh run failed.
func Abandon(c *compare.Comparison, err error) {
	c.Unconfirmed = fmt.Sprintf("the fresh run failed: %v", err)
}
