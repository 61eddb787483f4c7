package assess

import (
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/engine/stats"
)

// Interference compares each workload's legs under the concurrent schedule
// with those under the isolated one, where there are both.
func Interference(results []engine.Result) []engine.Interference {
	var found []engine.Interference
	for _, concurrent := range results {
		if concurrent.Schedule != engine.Concurrent {
			continue
		}
		for _, isolated := range results {
			if isolated.Schedule != engine.Isolated || isolated.Spec.Name != concurrent.Spec.Name {
				continue
			}
			for _, kind := range []engine.LegKind{engine.Sequential, engine.Parallel} {
				shift, ok := stats.Shift(logTimes(concurrent, kind), logTimes(isolated, kind), Confidence)
				if ok {
					found = append(found, engine.Interference{
						Workload: concurrent.Spec.Name, Kind: kind, Factor: shift.Map(math.Exp),
					})
				}
			}
		}
	}
	return found
}

func logTimes(r engine.Result, kind engine.LegKind) []float64 {
	var times []float64
	for _, leg := range timed(counting(&r), kind) {
		times = append(times, leg.TimePerPass())
	}
	return stats.Logs(times)
}
