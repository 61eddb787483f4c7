package recorded_test

import (
	"testing"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine/racebuild"
	"ep-benchmark/ui/internal/recorded"
)

// TestComparisonsShowEveryVerdict holds that every verdict, and everything that
// qualifies one, is in some recording.
func TestComparisonsShowEveryVerdict(t *testing.T) {
	racebuild.SkipSequential(t)
	rows, overall := map[compare.Verdict]bool{}, map[compare.Verdict]bool{}
	seen := map[string]bool{}
	names := map[string]bool{}
	for _, c := range recorded.Comparisons() {
		if names[c.Name] {
			t.Errorf("two comparisons are called %s", c.Name)
		}
		names[c.Name] = true
		overall[c.Comparison.Verdict] = true
		for i := range c.Comparison.Rows {
			r := &c.Comparison.Rows[i]
			rows[r.Verdict] = true
			seen["mismatch"] = seen["mismatch"] || r.Mismatch
			seen["calibrated"] = seen["calibrated"] || r.Floor.Calibrated
			if r.Rerun != nil {
				seen["agrees"] = seen["agrees"] || r.Rerun.Agrees
				seen["denied"] = seen["denied"] || !r.Rerun.Agrees
			}
		}
		seen["provisional"] = seen["provisional"] || c.Comparison.Provisional
		seen["unfinished"] = seen["unfinished"] || c.Comparison.Unfinished
		seen["interleaved"] = seen["interleaved"] || c.Comparison.Interleaved
		seen["claimed"] = seen["claimed"] || c.Comparison.Then.Claimed
		seen["causes"] = seen["causes"] || len(c.Comparison.Causes) > 0
	}
	for _, v := range []compare.Verdict{compare.Improved, compare.Regressed, compare.Unchanged, compare.Unclear, compare.NotComparable, compare.NoBaseline} {
		if !rows[v] {
			t.Errorf("no row is %q", v)
		}
	}
	for _, v := range []compare.Verdict{compare.Regressed, compare.Unclear, compare.NotComparable, compare.NoBaseline} {
		if !overall[v] {
			t.Errorf("no comparison as a whole is %q", v)
		}
	}
	for _, what := range []string{"mismatch", "calibrated", "agrees", "denied", "provisional", "unfinished", "interleaved", "claimed", "causes"} {
		if !seen[what] {
			t.Errorf("no comparison shows: %s", what)
		}
	}
}
