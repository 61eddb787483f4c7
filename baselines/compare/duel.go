package compare

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
)

// A Duel is the comparison of the two configurations of a run in which they took
// turns.
type Duel struct {
	A, B       engine.Report // each as if it had run by itself
	Comparison Comparison    // of B with A
}

// DuelOf compares the two configurations of a run; false for a run that has not
// two.
func DuelOf(report *engine.Report) (*Duel, bool) {
	sides := report.Plan.Sides()
	if len(sides) != 2 {
		return nil, false
	}
	d := &Duel{A: assess.Side(report, sides[0]), B: assess.Side(report, sides[1])}
	d.Comparison = Interleaved(&d.A, &d.B)
	d.Comparison.Then.Name, d.Comparison.Now.Name = sides[0], sides[1]
	d.Comparison.Doubts = append(ofSide(sides[0], d.Comparison.Then.doubts()), ofSide(sides[1], d.Comparison.Now.doubts())...)
	d.Comparison.Then.Label, d.Comparison.Now.Label = labelOf(&report.Plan, sides[0]), labelOf(&report.Plan, sides[1])
	return d, true
}

// ofSide says whose doubts they are.
func ofSide(name string, doubts []string) []string {
	var all []string
	for _, doubt := range doubts {
		all = append(all, name+": "+doubt)
	}
	return all
}

// labelOf names the settings of a configuration as its flags: "--chunks 16".
func labelOf(plan *engine.Plan, side string) string {
	for _, v := range plan.Variants {
		if v.Side != side || v.Half != engine.Parallel {
			continue
		}
		var flags []string
		for _, name := range slices.Sorted(maps.Keys(v.Settings)) {
			flags = append(flags, fmt.Sprintf("--%s %s", name, v.Settings[name]))
		}
		return strings.Join(flags, " ")
	}
	return ""
}

// variantsIn is how many variants took turns in a run that is neither a usual one nor
// a sweep, whose numbers of workers or sizes are compared one by one.
func variantsIn(plan *engine.Plan) int {
	if plan.Sweeps() || plan.SweepsSizes() {
		return 0
	}
	return len(plan.Variants)
}
