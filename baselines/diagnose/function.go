package diagnose

import (
	"strings"

	"ep-benchmark/engine"
)

// functionGrowth is the function whose time grew most between two CPU
// profiles.
type functionGrowth struct {
	name          string  // with the place of its code
	before, after float64 // shares of the CPU time, in the function itself
}

func (f functionGrowth) figures() []extra {
	const from = "CPU profile, parallel legs"
	return []extra{
		{"share of " + f.name + ", now", "share", from, f.after},
		{"share of " + f.name + ", baseline", "share", from, f.before},
	}
}

// grownMost compares profiles of parallel legs by the CPU time per item that
// each function stands for. It names nothing where a side has no profile, and
// none of the runtime's own functions: they work for others.
func grownMost(then, now *engine.ProfileSummary, cpuBefore, cpuAfter float64) functionGrowth {
	if then == nil || now == nil {
		return functionGrowth{}
	}
	shares := map[string]float64{}
	for _, f := range then.Functions {
		shares[f.Function] += f.Flat
	}
	var most functionGrowth
	grown := 0.0
	for _, f := range now.Functions {
		growth := f.Flat*cpuAfter - shares[f.Function]*cpuBefore
		if growth <= grown || strings.HasPrefix(f.Function, "runtime.") {
			continue
		}
		most, grown = functionGrowth{f.Function, shares[f.Function], f.Flat}, growth
		if f.File != "" {
			most.name += ", " + f.File
		}
	}
	return most
}

// profileOf is a result's profile of parallel legs, nil where there is none.
func profileOf(r *engine.Result) *engine.ProfileSummary {
	for i := range r.Profiles {
		if r.Profiles[i].Kind == engine.Parallel {
			return &r.Profiles[i]
		}
	}
	return nil
}
